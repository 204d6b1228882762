using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;
using Xunit;
using static LyncResilience.Discovery.Tests.SignIn.ScriptedWorld;

namespace LyncResilience.Discovery.Tests.SignIn;

/// <summary>The sign-in machine's less travelled ways: limits, what ends a round, and what a client keeps of it.</summary>
public class SignInDecisionTests
{
    private const string Srv = "_sipinternaltls._tcp.contoso.com";
    private const string ExternalSrv = "_sip._tls.contoso.com";
    private const string Fe1 = "fe1.contoso.com";
    private const string Fe2 = "fe2.contoso.com";
    private const string Fe3 = "fe3.contoso.com";
    private const string Director = "director.contoso.com";
    private const string Foreign = "fe.fabrikam.com";

    private static IEnumerable<string> Dialled(ScriptedWorld world) => world.Asked.OfType<SignInAction.OpenConnection>().Select(open => $"{open.Host}:{open.Port}");

    private static RegistrarAnswer RedirectBy(SipTransport transport, string host) =>
        Redirect() with { Contacts = [new RegistrarContact(host, null, transport, 1)] };

    [Fact]
    public void An_explicit_server_that_is_dead_does_not_lead_to_discovery()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Full).Dead(Fe2);
        SignInResult result = world.Run(Fresh with { Server = new(Fe2, 5071), CachedServer = new(Fe1) });
        Assert.Equal((SignInMode.None, CandidateOrigin.None, null, false), (result.Mode, result.Origin, result.FirstHop, result.IsServedByPrimary));
        Assert.Equal([$"{Fe2}:5071"], Dialled(world));
    }

    [Fact]
    public void A_person_who_does_not_trust_a_foreign_target_goes_on_to_the_next()
    {
        var world = new ScriptedWorld().Srv(Srv, Foreign).Srv(Srv, Fe1, priority: 1).Registrar(Foreign, Full).Registrar(Fe1, Full);
        SignInResult result = world.Run(Fresh with { AcceptsNamePrompt = false });
        Assert.Equal([$"{Fe1}:5061"], Dialled(world));
        Assert.Contains("The person does not trust", result.Hops.Single(hop => hop.Outcome == SignInOutcome.NameMismatch).Detail);
    }

    [Fact]
    public void Of_a_record_with_too_many_targets_the_first_sixty_four_count()
    {
        var world = new ScriptedWorld();
        for (int i = 0; i < 70; i++)
        {
            world.Srv(Srv, $"fe{i}.contoso.com", priority: i).Host($"fe{i}.contoso.com");
        }

        SignInResult result = world.Run(Fresh with { SkipConnect = true });
        Assert.Equal(64, result.Hops.Count(hop => hop.Stage == SignInStage.Connect));
        Assert.Equal(64, Assert.Single(result.SrvAnswers).Records.Count);
        Assert.StartsWith("70 targets, of which the first 64 count", result.Hops[0].Detail);
    }

    [Fact]
    public void Only_look_ups_in_a_row_that_nobody_answers_end_discovery()
    {
        SignInResult result = new ScriptedWorld().Fails(Srv, DnsOutcome.Timeout).Fails("sipinternal.contoso.com", DnsOutcome.Timeout)
            .Registrar("sip.contoso.com", Full).Run(Fresh);
        Assert.Equal("sip.contoso.com", result.Registrar?.Host);
    }

    [Theory]
    [InlineData(DnsOutcome.Timeout, 2)]
    [InlineData(DnsOutcome.Unreachable, 2)]
    [InlineData(DnsOutcome.ServerFailure, 5)]
    public void A_server_that_fails_is_asked_on_but_a_silent_one_is_not(DnsOutcome outcome, int lookUps)
    {
        SignInResult result = new ScriptedWorld { DnsFailure = outcome }.Run(Fresh);
        Assert.Equal(lookUps, result.Hops.Count(hop => hop.Outcome != SignInOutcome.Skipped));
    }

    [Fact]
    public void Each_host_name_is_dialled_on_its_own_ports()
    {
        var world = new ScriptedWorld().Dead("sipinternal.contoso.com").Dead("sip.contoso.com").Dead("sipexternal.contoso.com");
        world.Run(Fresh);
        Assert.Equal(["sipinternal.contoso.com:5061", "sip.contoso.com:5061", "sip.contoso.com:443", "sipexternal.contoso.com:443"], Dialled(world));
    }

    [Fact]
    public void Two_ports_of_one_host_are_two_candidates()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe1, priority: 1, port: 443).Dead(Fe1);
        world.Run(Fresh);
        Assert.Equal([$"{Fe1}:5061", $"{Fe1}:443"], Dialled(world));
    }

    [Fact]
    public void A_target_that_two_records_name_is_dialled_once()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(ExternalSrv, "FE1.Contoso.com").Dead(Fe1);
        SignInResult result = world.Run(Fresh);
        Assert.Equal([$"{Fe1}:5061"], Dialled(world));
        Assert.Contains("Connect FE1.Contoso.com Skipped", Hops(result));
    }

    [Fact]
    public void Autodiscover_is_not_asked_when_connecting_is_skipped()
    {
        var world = new ScriptedWorld().Host("lyncdiscoverinternal.contoso.com").Srv(Srv, Fe1).Host(Fe1);
        SignInResult result = world.Run(Fresh with { Profile = ClientProfile.Lync2013, SkipConnect = true });
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.AskAutodiscover);
        Assert.Contains("Autodiscover lyncdiscoverinternal.contoso.com Ok", Hops(result));
        Assert.Equal((CandidateOrigin.Srv, null), (result.Origin, result.FirstHop));
    }

    [Fact]
    public void When_connecting_is_skipped_the_first_lead_tells_the_origin()
    {
        var world = new ScriptedWorld().Host(Fe1).Srv(Srv, Fe2).Host(Fe2);
        Assert.Equal(CandidateOrigin.Cache, world.Run(Fresh with { SkipConnect = true, CachedServer = new(Fe1) }).Origin);
        Assert.Equal(CandidateOrigin.LostServer, world.Run(Fresh with { SkipConnect = true, LostServer = new(Fe1), CachedServer = new(Fe2) }).Origin);
    }

    [Fact]
    public void The_server_and_port_that_autodiscover_names_are_dialled()
    {
        var world = new ScriptedWorld { Autodiscover = new(AutodiscoverOutcome.ServerNamed, "named") { Server = Fe2, Port = 443 } }
            .Host("lyncdiscoverinternal.contoso.com").Registrar(Fe2, Full);
        world.Run(Fresh with { Profile = ClientProfile.Lync2013 });
        Assert.Equal([$"{Fe2}:443"], Dialled(world));
    }

    [Fact]
    public void Without_credentials_none_are_sent()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Full);
        world.Run(Fresh with { HasCredentials = false });
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.SendRegister { WithCredentials: true });
    }

    [Fact]
    public void After_the_decision_no_answer_of_another_candidate_changes_the_result()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Srv(Srv, Director, priority: 2).Srv(Srv, "closed.contoso.com", priority: 3)
            .Registrar(Fe1, Full).Registrar(Fe2, _ => Survivable).Registrar(Director, _ => Redirect(Fe3, Fe2))
            .Registrar("closed.contoso.com", _ => Reject(403)).Registrar(Fe3, Full);
        SignInResult result = world.Run(Fresh with { AllCandidates = true });
        Assert.Equal((SignInMode.Full, Fe1, Fe1, 0, null), (result.Mode, result.FirstHop, result.Registrar!.Host, result.RedirectCount, result.Backup));
        Assert.Contains($"Redirect {Director} Redirected", Hops(result));
        Assert.DoesNotContain(Dialled(world), dialled => dialled.StartsWith(Fe3));
    }

    [Fact]
    public void All_candidates_are_tried_also_after_too_many_redirects()
    {
        var world = new ScriptedWorld().Srv(Srv, "fe0.contoso.com").Srv(Srv, "other.contoso.com", priority: 1).Registrar("other.contoso.com", Full);
        for (int i = 0; i < 10; i++)
        {
            world.Registrar($"fe{i}.contoso.com", Redirect($"fe{i + 1}.contoso.com"));
        }

        SignInResult result = world.Run(Fresh with { AllCandidates = true });
        Assert.Equal((SignInMode.None, 6), (result.Mode, result.RedirectCount));
        Assert.Contains("Register other.contoso.com Challenged", Hops(result));
    }

    [Fact]
    public void A_round_may_follow_just_as_many_redirects_as_allowed()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Director).Registrar(Director, Redirect(Fe1)).Registrar(Fe1, Redirect(Fe2))
            .Registrar(Fe2, Full).Run(Fresh with { MaximumRedirects = 2 });
        Assert.Equal((SignInMode.Full, 2), (result.Mode, result.RedirectCount));
    }

    [Fact]
    public void A_redirect_to_unencrypted_sip_is_followed_only_where_that_is_allowed()
    {
        ScriptedWorld World() => new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, RedirectBy(SipTransport.Tcp, Fe2)).Registrar(Fe2, Full);
        ScriptedWorld strict = World();
        Assert.Contains($"Redirect {Fe2} Skipped", Hops(strict.Run(Fresh)));
        Assert.Equal([$"{Fe1}:5061"], Dialled(strict));

        ScriptedWorld allowed = World();
        SignInResult result = allowed.Run(Fresh with { AllowTcp = true });
        Assert.Equal([$"{Fe1}:5061", $"{Fe2}:5060"], Dialled(allowed));
        Assert.Equal(SignInMode.Unauthenticated, result.Mode);
        Assert.Single(allowed.Asked, action => action is SignInAction.NegotiateTls);
    }

    [Fact]
    public void The_internal_tcp_record_is_dialled_without_tls_where_that_is_allowed()
    {
        var world = new ScriptedWorld().Srv("_sipinternal._tcp.contoso.com", Fe1, port: 5060).Registrar(Fe1, Full);
        world.Run(Fresh with { AllowTcp = true });
        Assert.Equal([$"{Fe1}:5060"], Dialled(world));
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.NegotiateTls);
    }

    [Fact]
    public void The_external_record_is_dialled_with_tls()
    {
        var world = new ScriptedWorld().Srv(ExternalSrv, Fe1, port: 443).Registrar(Fe1, Full);
        Assert.Equal(SignInMode.Full, world.Run(Fresh).Mode);
        Assert.Single(world.Asked, action => action is SignInAction.NegotiateTls);
    }

    [Fact]
    public void A_client_with_nothing_to_lose_gives_its_credentials_to_anybody()
    {
        SignInSettings careless = Fresh with { HasNothingToLose = true, AllowTcp = true };
        SignInResult foreign = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Redirect(Foreign)).Registrar(Foreign, Full).Run(careless);
        Assert.Equal((SignInMode.Full, Foreign), (foreign.Mode, foreign.Registrar!.Host));
        SignInResult plain = new ScriptedWorld().Srv("_sipinternal._tcp.contoso.com", Fe1).Registrar(Fe1, Full).Run(careless);
        Assert.Equal(SignInMode.Full, plain.Mode);
    }

    [Fact]
    public void A_pool_that_hands_over_by_address_and_names_a_backup_tells_both()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Redirect("192.0.2.9", Fe2)).Registrar("192.0.2.9", Full).Run(Fresh);
        Assert.Equal((Fe1, Fe2), (result.Primary!.Host, result.Backup?.Host));
    }

    [Fact]
    public void A_told_primary_that_hands_over_to_one_of_its_servers_by_name_stays_the_primary()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Redirect(Fe2, Fe1))
            .Registrar(Fe2, Redirect(Fe3)).Registrar(Fe3, Full).Run(Fresh);
        Assert.Equal((Fe2, Fe1, Fe3), (result.Primary!.Host, result.Backup?.Host, result.Registrar!.Host));
    }

    [Fact]
    public void A_backup_that_would_not_be_dialled_is_not_remembered()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Redirect(Fe2, "trap.fabrikam.com")).Registrar(Fe2, Full).Run(Fresh);
        Assert.Equal((Fe2, null), (result.Primary!.Host, result.Backup));
    }

    [Fact]
    public void A_registrar_that_a_cached_server_names_is_no_second_cached_server()
    {
        SignInResult result = new ScriptedWorld().Registrar(Fe1, Redirect(Fe2, Fe1)).Registrar(Fe2, Full).Run(Fresh with { CachedServer = new(Fe1) });
        Assert.Single(result.Hops, hop => hop.Stage == SignInStage.Cache);
    }

    [Fact]
    public void A_refusal_after_withheld_credentials_is_a_refusal()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Foreign).Srv(Srv, Fe1, priority: 1).Registrar(Foreign, Full)
            .Registrar(Fe1, Reject(403)).Run(Fresh);
        Assert.Equal(SignInMode.None, result.Mode);
    }

    [Fact]
    public void A_server_that_takes_the_connection_and_says_nothing_is_no_first_hop()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1)
            .Registrar(Fe1, _ => new RegistrarAnswer { Kind = RegistrarAnswerKind.Silent, Reason = "silent" }).Registrar(Fe2, Full).Run(Fresh);
        Assert.Equal(Fe2, result.FirstHop);
    }

    [Fact]
    public void Giving_up_says_at_which_look_up()
    {
        var machine = new SignInMachine(Fresh, _ => 0);
        machine.Tell(new DnsAnswer(Srv, DnsRecordType.Srv, DnsOutcome.NxDomain));
        machine.Tell(new DnsAnswer(ExternalSrv, DnsRecordType.Srv, DnsOutcome.NxDomain));
        SignInHop host = machine.GiveUp("late").Hops[^1];
        Assert.Equal((SignInStage.Host, "sipinternal.contoso.com", null), (host.Stage, host.Query, host.Target));

        SignInHop cached = new SignInMachine(Fresh with { CachedServer = new(Fe1) }, _ => 0).GiveUp("late").Hops[^1];
        Assert.Equal((SignInStage.Connect, Fe1, Fe1), (cached.Stage, cached.Query, cached.Target));
    }

    [Fact]
    public void Giving_up_a_finished_round_changes_nothing()
    {
        var machine = new SignInMachine(Fresh with { Server = new("192.0.2.9") }, _ => 0);
        machine.Tell(new ConnectionAnswer(SignInOutcome.NoAnswer, "192.0.2.9", "silent", 0));
        SignInResult finished = Assert.IsType<SignInAction.Finish>(machine.Next).Result;
        Assert.Same(finished, machine.GiveUp("late"));
    }

    [Theory]
    [InlineData(RegistrarAnswerKind.Challenged, 401, true)]
    [InlineData(RegistrarAnswerKind.Rejected, 400, true)]
    [InlineData(RegistrarAnswerKind.Rejected, 499, true)]
    [InlineData(RegistrarAnswerKind.Rejected, 408, false)]
    [InlineData(RegistrarAnswerKind.Rejected, 480, false)]
    [InlineData(RegistrarAnswerKind.Rejected, 500, false)]
    [InlineData(RegistrarAnswerKind.Unusable, 400, false)]
    public void Only_a_refusal_of_the_request_itself_is_final(RegistrarAnswerKind kind, int status, bool isFinal) =>
        Assert.Equal(isFinal, Rejection.IsFinal(new RegistrarAnswer { Kind = kind, StatusCode = status }));

    [Theory]
    [InlineData(1013, "clocks")]
    [InlineData(16999, "forbids")]
    [InlineData(17000, "version filter")]
    [InlineData(17004, "version filter")]
    [InlineData(17005, "forbids")]
    public void A_diagnostics_id_says_more_than_the_status(int id, string words) => Assert.Contains(words, Rejection.Explain(Reject(403, id)).Meaning);
}
