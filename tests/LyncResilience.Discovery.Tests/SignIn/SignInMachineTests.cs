using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn;

public class SignInMachineTests
{
    private const string Srv = "_sipinternaltls._tcp.contoso.com";
    private const string Fe1 = "fe1.contoso.com";
    private const string Fe2 = "fe2.contoso.com";
    private const string Director = "director.contoso.com";

    private static readonly SignInSettings s_fresh = new() { SipDomain = "contoso.com", Profile = ClientProfile.Lync2010, HasCredentials = true };

    // DHCP option 120, which phones ask in between, can't be asked for them.
    private static readonly Dictionary<ClientProfile, string> s_orders = new()
    {
        [ClientProfile.Lync2010] = "_sipinternaltls._tcp _sipinternal._tcp _sip._tls sipinternal sip sipexternal",
        [ClientProfile.Lync2013] = "lyncdiscoverinternal lyncdiscover _sipinternaltls._tcp _sipinternal._tcp _sip._tls sipinternal sip sipexternal",
        [ClientProfile.SkypeForBusiness2016] = "lyncdiscoverinternal lyncdiscover _sipinternaltls._tcp _sip._tls sipinternal sip sipexternal",
        [ClientProfile.Phone] = "_sipinternaltls._tcp _sipinternal._tcp _sip._tls",
    };

    public static TheoryData<ClientProfile> Profiles => [.. Enum.GetValues<ClientProfile>()];

    private static IEnumerable<string> Hops(SignInResult result) => result.Hops.Select(hop => $"{hop.Stage} {hop.Target ?? hop.Query} {hop.Outcome}");

    [Fact]
    public void A_client_that_reaches_its_home_pool_directly_is_told_no_backup()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Full).Run(s_fresh);

        Assert.Equal((SignInMode.Full, CandidateOrigin.Srv, 0), (result.Mode, result.Origin, result.RedirectCount));
        Assert.Equal((Fe1, Fe1, null, Fe1), (result.Registrar!.Host, result.Primary!.Host, result.Backup, result.CacheEntry!.Host));
        Assert.Equal(
            [$"Srv {Fe1} Ok", $"Connect {Fe1} Ok", $"Tls {Fe1} Ok", $"Register {Fe1} Challenged", $"Register {Fe1} Registered"],
            Hops(result));
        Assert.Equal([1, 2, 3, 4, 5], result.Hops.Select(hop => hop.Order));
    }

    [Fact]
    public void A_client_that_meets_another_pool_first_is_told_primary_and_backup_and_caches_the_primary_only()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1)
            .Registrar(Fe1, ScriptedWorld.Redirect(Fe2, Fe1)).Registrar(Fe2, ScriptedWorld.Full).Run(s_fresh);

        Assert.Equal((SignInMode.Full, Fe1, Fe2, 1), (result.Mode, result.FirstHop, result.Registrar!.Host, result.RedirectCount));
        Assert.Equal((Fe2, Fe1, Fe2), (result.Primary!.Host, result.Backup!.Host, result.CacheEntry!.Host));
        Assert.Equal(
            [
                $"Srv {Fe1} Ok", $"Connect {Fe1} Ok", $"Tls {Fe1} Ok", $"Register {Fe1} Challenged", $"Redirect {Fe1} Redirected",
                $"Connect {Fe2} Ok", $"Tls {Fe2} Ok", $"Register {Fe2} Challenged", $"Register {Fe2} Registered",
            ],
            Hops(result));
    }

    [Fact]
    public void A_cached_server_is_dialled_before_any_look_up()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe2, ScriptedWorld.Full);
        SignInResult result = world.Run(s_fresh with { CachedServer = new ServerEndpoint(Fe2, 5061) });

        Assert.Equal((CandidateOrigin.Cache, 0, null), (result.Origin, result.RedirectCount, result.Backup));
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.LookUpSrv);
        Assert.Equal($"Cache {Fe2} Ok", Hops(result).First());
    }

    [Fact]
    public void A_cached_server_that_is_another_pool_redirects()
    {
        SignInResult result = new ScriptedWorld().Registrar(Fe1, ScriptedWorld.Redirect(Fe2, Fe1)).Registrar(Fe2, ScriptedWorld.Full)
            .Run(s_fresh with { CachedServer = new ServerEndpoint(Fe1) });
        Assert.Equal((CandidateOrigin.Cache, 1, Fe1, Fe2), (result.Origin, result.RedirectCount, result.Backup!.Host, result.CacheEntry!.Host));
    }

    [Fact]
    public void A_dead_cached_server_leads_to_discovery()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Full).Dead(Fe2)
            .Run(s_fresh with { CachedServer = new ServerEndpoint(Fe2) });
        Assert.Equal((SignInMode.Full, CandidateOrigin.Srv, Fe1), (result.Mode, result.Origin, result.Registrar!.Host));
    }

    [Fact]
    public void A_dead_first_target_leads_to_the_next_priority()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe2, priority: 10).Srv(Srv, Fe1, priority: 0).Dead(Fe1).Registrar(Fe2, ScriptedWorld.Survivable).Run(s_fresh);
        Assert.Equal((SignInMode.Limited, Fe2, null), (result.Mode, result.Registrar!.Host, result.CacheEntry));
    }

    [Fact]
    public void A_backup_that_redirects_to_the_silent_home_pool_ends_the_round()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 10).Dead(Fe1)
            .Registrar(Fe2, ScriptedWorld.Redirect(Fe1, Fe2)).Run(s_fresh);

        Assert.Equal((SignInMode.None, Fe1, Fe2), (result.Mode, result.Primary!.Host, result.Backup!.Host));
        Assert.Null(result.CacheEntry);
        Assert.Equal([$"Redirect {Fe1} Skipped", $"Redirect {Fe2} Skipped"], Hops(result).Where(hop => hop.EndsWith("Skipped")).Where(hop => hop.StartsWith("Redirect")));
    }

    [Fact]
    public void After_a_redirect_the_backup_is_tried_when_the_primary_is_dead()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Director).Registrar(Director, ScriptedWorld.Redirect(Fe1, Fe2)).Dead(Fe1)
            .Registrar(Fe2, ScriptedWorld.Survivable).Run(s_fresh);
        Assert.Equal((SignInMode.Limited, Fe2, Fe1), (result.Mode, result.Registrar!.Host, result.CacheEntry!.Host));
    }

    [Fact]
    public void A_client_that_lost_its_server_tries_it_then_the_backup_then_the_cache_then_discovery()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Director).Dead(Fe1).Dead(Fe2).Dead("cached.contoso.com").Dead(Director).Run(
            s_fresh with { LostServer = new(Fe1), KnownPrimary = new(Fe1), KnownBackup = new(Fe2), CachedServer = new("cached.contoso.com") });
        Assert.Equal([Fe1, Fe2, "cached.contoso.com", Director], result.Hops.Where(hop => hop.Stage == SignInStage.Connect && hop.Outcome == SignInOutcome.NoAnswer).Select(hop => hop.Target));
        Assert.Equal([$"Failover {Fe1} Ok", $"Failover {Fe2} Ok"], Hops(result).Where(hop => hop.StartsWith("Failover")));
    }

    [Fact]
    public void A_told_client_that_dials_its_backup_keeps_its_primary_in_the_cache()
    {
        SignInResult result = new ScriptedWorld().Dead(Fe1).Registrar(Fe2, ScriptedWorld.Survivable)
            .Run(s_fresh with { LostServer = new(Fe1), KnownPrimary = new(Fe1), KnownBackup = new(Fe2) });
        Assert.Equal((SignInMode.Limited, CandidateOrigin.KnownBackup, Fe1), (result.Mode, result.Origin, result.CacheEntry!.Host));
    }

    [Fact]
    public void Contacts_are_followed_by_decreasing_q_whatever_their_order()
    {
        RegistrarAnswer redirect = ScriptedWorld.Redirect(Fe1, Fe2);
        SignInResult result = new ScriptedWorld().Srv(Srv, Director)
            .Registrar(Director, redirect with { Contacts = [.. redirect.Contacts.Reverse()] }).Registrar(Fe1, ScriptedWorld.Full).Run(s_fresh);
        Assert.Equal((Fe1, Fe2), (result.Registrar!.Host, result.Backup!.Host));
    }

    [Fact]
    public void A_redirect_to_an_address_must_prove_the_name_of_the_pool()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Redirect("192.0.2.9")).Registrar("192.0.2.9", ScriptedWorld.Full);
        SignInResult result = world.Run(s_fresh);
        Assert.Equal((SignInMode.Full, Fe1, null), (result.Mode, result.Registrar!.Host, result.Backup));
        Assert.Equal(Fe1, world.Asked.OfType<SignInAction.NegotiateTls>().Last().Name);
    }

    [Fact]
    public void A_handover_within_the_home_pool_does_not_make_the_client_forget_its_backup()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Redirect(Fe2, Fe1))
            .Registrar(Fe2, ScriptedWorld.Redirect("192.0.2.9")).Registrar("192.0.2.9", ScriptedWorld.Full).Run(s_fresh);
        Assert.Equal((2, Fe2, Fe1, Fe2), (result.RedirectCount, result.Primary!.Host, result.Backup!.Host, result.Registrar!.Host));
    }

    [Fact]
    public void A_redirect_that_is_not_followed_is_not_remembered()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1)
            .Registrar(Fe1, ScriptedWorld.Redirect("trap.fabrikam.com", Fe2)).Registrar(Fe2, ScriptedWorld.Full).Run(s_fresh);
        Assert.Equal((Fe2, Fe2), (result.Primary!.Host, result.CacheEntry!.Host));
    }

    [Fact]
    public void A_redirect_that_names_nobody_is_refused()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Redirect()).Run(s_fresh);
        Assert.Contains($"Redirect {Fe1} Rejected", Hops(result));
    }

    [Fact]
    public void Without_credentials_the_walk_ends_at_the_challenge()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Full).Run(s_fresh with { HasCredentials = false });
        Assert.Equal((SignInMode.Unauthenticated, Fe1, null), (result.Mode, result.FirstHop, result.Registrar));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public void A_refusal_of_the_user_is_final(int status)
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Reject(status)).Registrar(Fe2, ScriptedWorld.Full);
        SignInResult result = world.Run(s_fresh);
        Assert.Equal(SignInMode.None, result.Mode);
        Assert.DoesNotContain(result.Hops, hop => hop.Target == Fe2 && hop.Stage == SignInStage.Connect);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(480)]
    [InlineData(503)]
    [InlineData(504)]
    public void A_server_in_trouble_leads_to_the_next_target(int status)
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1)
            .Registrar(Fe1, ScriptedWorld.Reject(status)).Registrar(Fe2, ScriptedWorld.Full).Run(s_fresh);
        Assert.Equal((SignInMode.Full, Fe2), (result.Mode, result.Registrar!.Host));
    }

    [Fact]
    public void A_wrong_certificate_name_leads_to_the_next_target_without_a_register()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Full).WrongCertificate(Fe1).Registrar(Fe2, ScriptedWorld.Full);
        SignInResult result = world.Run(s_fresh);
        Assert.Contains($"Tls {Fe1} NameMismatch", Hops(result));
        Assert.DoesNotContain(result.Hops, hop => hop.Target == Fe1 && hop.Stage == SignInStage.Register);
    }

    [Fact]
    public void Registrars_that_redirect_in_a_circle_are_left_when_every_host_was_tried()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1)
            .Registrar(Fe1, ScriptedWorld.Redirect(Fe2)).Registrar(Fe2, ScriptedWorld.Redirect(Fe1)).Run(s_fresh);
        Assert.Equal((SignInMode.None, 2), (result.Mode, result.RedirectCount));
    }

    [Fact]
    public void More_than_five_redirects_end_the_round()
    {
        var world = new ScriptedWorld().Srv(Srv, "fe0.contoso.com").Srv(Srv, "other.contoso.com", priority: 1).Registrar("other.contoso.com", ScriptedWorld.Full);
        for (int i = 0; i < 10; i++)
        {
            world.Registrar($"fe{i}.contoso.com", ScriptedWorld.Redirect($"fe{i + 1}.contoso.com"));
        }

        SignInResult result = world.Run(s_fresh);
        Assert.Equal((SignInMode.None, 6), (result.Mode, result.RedirectCount));
        Assert.Equal("Redirect fe5.contoso.com Rejected", Hops(result).Last());
    }

    [Fact]
    public void A_redirect_out_of_the_domain_is_not_followed()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Redirect("trap.fabrikam.com")).Registrar("trap.fabrikam.com", ScriptedWorld.Full).Run(s_fresh);
        Assert.Equal("Redirect trap.fabrikam.com NameMismatch", Hops(result).Last(hop => !hop.StartsWith("Srv") && !hop.StartsWith("Host")));
        Assert.DoesNotContain(result.Hops, hop => hop.Target == "trap.fabrikam.com" && hop.Stage == SignInStage.Connect);
    }

    [Fact]
    public void A_redirect_into_a_trusted_domain_is_followed()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Redirect("pool.fabrikam.com")).Registrar("pool.fabrikam.com", ScriptedWorld.Full)
            .Run(s_fresh with { TrustedDomains = ["fabrikam.com"] });
        Assert.Equal("pool.fabrikam.com", result.Registrar!.Host);
    }

    [Fact]
    public void Credentials_are_withheld_from_a_target_in_a_foreign_domain()
    {
        var world = new ScriptedWorld().Srv(Srv, "fe.fabrikam.com").Registrar("fe.fabrikam.com", ScriptedWorld.Full);
        SignInResult result = world.Run(s_fresh);
        Assert.Equal(SignInMode.Unauthenticated, result.Mode);
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.SendRegister { WithCredentials: true });
    }

    [Fact]
    public void Credentials_are_withheld_from_an_unencrypted_connection()
    {
        var world = new ScriptedWorld().Srv("_sipinternal._tcp.contoso.com", Fe1, port: 5060).Registrar(Fe1, ScriptedWorld.Full);
        SignInResult result = world.Run(s_fresh with { AllowTcp = true });
        Assert.Equal(SignInMode.Unauthenticated, result.Mode);
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.SendRegister { WithCredentials: true });
    }

    [Fact]
    public void The_internal_tcp_record_is_not_looked_up_unless_allowed()
    {
        var world = new ScriptedWorld().Srv("_sipinternal._tcp.contoso.com", Fe1).Registrar(Fe1, ScriptedWorld.Full);
        world.Run(s_fresh);
        Assert.DoesNotContain(world.Asked.OfType<SignInAction.LookUpSrv>(), action => action.Name.StartsWith("_sipinternal._tcp"));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Each_profile_looks_names_up_in_its_own_order(ClientProfile profile)
    {
        var world = new ScriptedWorld();
        SignInResult result = world.Run(s_fresh with { Profile = profile, AllowTcp = true });
        IEnumerable<string> asked = world.Asked.Select(action => action switch
        {
            SignInAction.LookUpSrv srv => srv.Name,
            SignInAction.LookUpHost host => host.Name,
            _ => null,
        }).OfType<string>();
        Assert.Equal(s_orders[profile].Split(' ').Select(name => name + ".contoso.com"), asked);
        Assert.All(result.Hops, hop => Assert.Equal(SignInOutcome.NotFound, hop.Outcome));
    }

    [Fact]
    public void A_host_record_is_found_when_no_srv_record_is()
    {
        SignInResult result = new ScriptedWorld().Registrar("sip.contoso.com", ScriptedWorld.Full).Run(s_fresh);
        Assert.Equal((CandidateOrigin.Host, "sip.contoso.com"), (result.Origin, result.Registrar!.Host));
    }

    [Theory]
    [InlineData("fe.contoso.com", NameMatching.Strict, true)]
    [InlineData("fe.child.contoso.com", NameMatching.Strict, false)]
    [InlineData("fe.child.contoso.com", NameMatching.Suffix, true)]
    [InlineData("fe.fabrikam.com", NameMatching.Suffix, false)]
    [InlineData("fe.evilcontoso.com", NameMatching.Suffix, false)]
    [InlineData("fe.fabrikam.com", NameMatching.Off, true)]
    [InlineData("contoso.com", NameMatching.Strict, true)]
    public void Phones_skip_a_target_that_breaks_the_naming_rule(string target, NameMatching matching, bool dialled)
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, target).Registrar(target, ScriptedWorld.Full)
            .Run(s_fresh with { Profile = ClientProfile.Phone, NameMatching = matching });
        Assert.Equal(dialled, result.Hops.Any(hop => hop.Stage == SignInStage.Connect && hop.Target == target));
        Assert.Equal(!dialled, result.Hops.Any(hop => hop.Stage == SignInStage.Srv && hop.Outcome == SignInOutcome.NameMismatch));
    }

    [Fact]
    public void A_desktop_client_dials_a_target_that_breaks_the_naming_rule()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, "fe.child.contoso.com").Registrar("fe.child.contoso.com", ScriptedWorld.Full).Run(s_fresh);
        Assert.Equal(SignInMode.Full, result.Mode);
    }

    [Fact]
    public void An_explicit_server_skips_discovery()
    {
        var world = new ScriptedWorld().Registrar(Fe2, ScriptedWorld.Full);
        SignInResult result = world.Run(s_fresh with { Server = new(Fe2) });
        Assert.Equal(CandidateOrigin.Explicit, result.Origin);
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.LookUpSrv);
    }

    [Fact]
    public void Only_dns_is_asked_when_connecting_is_skipped()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Host(Fe1).Host(Fe2);
        SignInResult result = world.Run(s_fresh with { SkipConnect = true });
        Assert.Equal([$"Srv {Fe1} Ok", $"Connect {Fe1} Skipped", $"Connect {Fe2} Skipped"], Hops(result));
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.OpenConnection);
    }

    [Fact]
    public void All_candidates_are_tried_but_only_the_first_gets_credentials()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Full).Registrar(Fe2, ScriptedWorld.Redirect(Fe1))
            .Registrar("sip.contoso.com", ScriptedWorld.Full);
        SignInResult result = world.Run(s_fresh with { AllCandidates = true });
        Assert.Equal((Fe1, 0), (result.Registrar!.Host, result.RedirectCount));
        Assert.Contains($"Register {Fe2} Challenged", Hops(result));
        Assert.Contains("Register sip.contoso.com Challenged", Hops(result));
        Assert.Single(world.Asked, action => action is SignInAction.SendRegister { WithCredentials: true });
    }

    [Fact]
    public void Autodiscover_that_names_a_server_comes_first()
    {
        var world = new ScriptedWorld { Autodiscover = new(AutodiscoverOutcome.ServerNamed, "named") { Server = Fe2, Port = 443 } }
            .Host("lyncdiscoverinternal.contoso.com").Srv(Srv, Fe1).Registrar(Fe2, ScriptedWorld.Full);
        SignInResult result = world.Run(s_fresh with { Profile = ClientProfile.SkypeForBusiness2016 });
        Assert.Equal((CandidateOrigin.Autodiscover, Fe2), (result.Origin, result.Registrar!.Host));
    }

    [Fact]
    public void Autodiscover_that_wants_a_ticket_leads_on_to_the_srv_record()
    {
        var world = new ScriptedWorld { Autodiscover = new(AutodiscoverOutcome.NeedsWebTicket, "ticket") }
            .Host("lyncdiscoverinternal.contoso.com").Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Full);
        SignInResult result = world.Run(s_fresh with { Profile = ClientProfile.Lync2013 });
        Assert.Equal((CandidateOrigin.Srv, Fe1), (result.Origin, result.Registrar!.Host));
        Assert.Contains("Autodiscover lyncdiscoverinternal.contoso.com Challenged", Hops(result));
    }

    [Fact]
    public void Two_look_ups_without_any_answer_end_discovery()
    {
        var world = new ScriptedWorld { DnsFailure = DnsOutcome.Timeout };
        SignInResult result = world.Run(s_fresh);
        Assert.Equal([SignInOutcome.NoAnswer, SignInOutcome.NoAnswer], result.Hops.Where(hop => hop.Outcome != SignInOutcome.Skipped).Select(hop => hop.Outcome));
    }

    [Fact]
    public void A_target_without_an_address_is_a_hop()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe2, ScriptedWorld.Full).Run(s_fresh);
        Assert.Equal($"Connect {Fe1} NotFound", Hops(result).ElementAt(1));
        Assert.Equal(Fe2, result.Registrar!.Host);
    }

    [Fact]
    public void A_record_that_says_not_offered_here_leads_on()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, ".").Srv("_sip._tls.contoso.com", Fe1).Registrar(Fe1, ScriptedWorld.Full).Run(s_fresh);
        Assert.Equal((SignInOutcome.NotFound, SignInMode.Full), (result.Hops[0].Outcome, result.Mode));
    }

    [Fact]
    public void Giving_up_names_what_was_being_waited_for()
    {
        var machine = new SignInMachine(s_fresh, _ => 0);
        SignInResult result = machine.GiveUp("time is up");
        SignInHop hop = Assert.Single(result.Hops);
        Assert.Equal((SignInStage.Srv, SignInOutcome.NoAnswer, "time is up"), (hop.Stage, hop.Outcome, hop.Detail));
    }

    [Fact]
    public void An_answer_to_another_question_is_refused()
    {
        var machine = new SignInMachine(s_fresh, _ => 0);
        Assert.Throws<System.InvalidOperationException>(() => machine.Tell(ScriptedWorld.Full));
    }
}
