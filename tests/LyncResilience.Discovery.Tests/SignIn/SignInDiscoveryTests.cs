using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using Xunit;
using static LyncResilience.Discovery.Tests.SignIn.ScriptedWorld;

namespace LyncResilience.Discovery.Tests.SignIn;

/// <summary>Where a client looks for its registrar, in which order, and which of what it finds it dials.</summary>
public class SignInDiscoveryTests
{
    private const string Srv = "_sipinternaltls._tcp.contoso.com";
    private const string Fe1 = "fe1.contoso.com";
    private const string Fe2 = "fe2.contoso.com";
    private const string Director = "director.contoso.com";

    // DHCP option 120, which phones ask in between, can't be asked for them.
    private static readonly Dictionary<ClientProfile, string> s_orders = new()
    {
        [ClientProfile.Lync2010] = "_sipinternaltls._tcp _sipinternal._tcp _sip._tls sipinternal sip sipexternal",
        [ClientProfile.Lync2013] = "lyncdiscoverinternal lyncdiscover _sipinternaltls._tcp _sipinternal._tcp _sip._tls sipinternal sip sipexternal",
        [ClientProfile.SkypeForBusiness2016] = "lyncdiscoverinternal lyncdiscover _sipinternaltls._tcp _sip._tls sipinternal sip sipexternal",
        [ClientProfile.Phone] = "_sipinternaltls._tcp _sipinternal._tcp _sip._tls",
    };

    public static TheoryData<ClientProfile> Profiles => [.. Enum.GetValues<ClientProfile>()];

    [Fact]
    public void A_cached_server_is_dialled_before_any_look_up()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe2, Full);
        SignInResult result = world.Run(Fresh with { CachedServer = new ServerEndpoint(Fe2, 5061) });

        Assert.Equal((CandidateOrigin.Cache, 0, null), (result.Origin, result.RedirectCount, result.Backup));
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.LookUpSrv);
        Assert.Equal($"Cache {Fe2} Ok", Hops(result).First());
    }

    [Fact]
    public void A_cached_server_that_is_another_pool_redirects()
    {
        SignInResult result = new ScriptedWorld().Registrar(Fe1, Redirect(Fe2, Fe1)).Registrar(Fe2, Full)
            .Run(Fresh with { CachedServer = new ServerEndpoint(Fe1) });
        Assert.Equal((CandidateOrigin.Cache, 1, Fe1, Fe2), (result.Origin, result.RedirectCount, result.Backup!.Host, result.CacheEntry!.Host));
    }

    [Fact]
    public void A_dead_cached_server_leads_to_discovery()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Full).Dead(Fe2)
            .Run(Fresh with { CachedServer = new ServerEndpoint(Fe2) });
        Assert.Equal((SignInMode.Full, CandidateOrigin.Srv, Fe1), (result.Mode, result.Origin, result.Registrar!.Host));
    }

    [Fact]
    public void A_dead_first_target_leads_to_the_next_priority()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe2, priority: 10).Srv(Srv, Fe1, priority: 0).Dead(Fe1).Registrar(Fe2, Survivable).Run(Fresh);
        Assert.Equal((SignInMode.Limited, Fe2, null), (result.Mode, result.Registrar!.Host, result.CacheEntry));
    }

    [Fact]
    public void A_client_that_lost_its_server_tries_it_then_the_backup_then_the_cache_then_discovery()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Director).Dead(Fe1).Dead(Fe2).Dead("cached.contoso.com").Dead(Director).Run(
            Fresh with { LostServer = new(Fe1), KnownPrimary = new(Fe1), KnownBackup = new(Fe2), CachedServer = new("cached.contoso.com") });
        Assert.Equal([Fe1, Fe2, "cached.contoso.com", Director], result.Hops.Where(hop => hop.Stage == SignInStage.Connect && hop.Outcome == SignInOutcome.NoAnswer).Select(hop => hop.Target));
        Assert.Equal([$"Failover {Fe1} Ok", $"Failover {Fe2} Ok"], Hops(result).Where(hop => hop.StartsWith("Failover")));
    }

    [Fact]
    public void The_internal_tcp_record_is_not_looked_up_unless_allowed()
    {
        var world = new ScriptedWorld().Srv("_sipinternal._tcp.contoso.com", Fe1).Registrar(Fe1, Full);
        world.Run(Fresh);
        Assert.DoesNotContain(world.Asked.OfType<SignInAction.LookUpSrv>(), action => action.Name.StartsWith("_sipinternal._tcp"));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Each_profile_looks_names_up_in_its_own_order(ClientProfile profile)
    {
        var world = new ScriptedWorld();
        SignInResult result = world.Run(Fresh with { Profile = profile, AllowTcp = true });
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
        SignInResult result = new ScriptedWorld().Registrar("sip.contoso.com", Full).Run(Fresh);
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
        SignInResult result = new ScriptedWorld().Srv(Srv, target).Registrar(target, Full)
            .Run(Fresh with { Profile = ClientProfile.Phone, NameMatching = matching });
        Assert.Equal(dialled, result.Hops.Any(hop => hop.Stage == SignInStage.Connect && hop.Target == target));
        Assert.Equal(!dialled, result.Hops.Any(hop => hop.Stage == SignInStage.Srv && hop.Outcome == SignInOutcome.NameMismatch));
    }

    [Fact]
    public void A_desktop_client_dials_a_target_that_breaks_the_naming_rule()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, "fe.child.contoso.com").Registrar("fe.child.contoso.com", Full).Run(Fresh);
        Assert.Equal(SignInMode.Full, result.Mode);
    }

    [Fact]
    public void An_explicit_server_skips_discovery()
    {
        var world = new ScriptedWorld().Registrar(Fe2, Full);
        SignInResult result = world.Run(Fresh with { Server = new(Fe2) });
        Assert.Equal(CandidateOrigin.Explicit, result.Origin);
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.LookUpSrv);
    }

    [Fact]
    public void Only_dns_is_asked_when_connecting_is_skipped()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Host(Fe1).Host(Fe2);
        SignInResult result = world.Run(Fresh with { SkipConnect = true });
        Assert.Equal([$"Srv {Fe1} Ok", $"Connect {Fe1} Skipped", $"Connect {Fe2} Skipped"], Hops(result));
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.OpenConnection);
    }

    [Fact]
    public void All_candidates_are_tried_but_only_the_first_gets_credentials()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, Full).Registrar(Fe2, Redirect(Fe1))
            .Registrar("sip.contoso.com", Full);
        SignInResult result = world.Run(Fresh with { AllCandidates = true });
        Assert.Equal((Fe1, 0), (result.Registrar!.Host, result.RedirectCount));
        Assert.Contains($"Register {Fe2} Challenged", Hops(result));
        Assert.Contains("Register sip.contoso.com Challenged", Hops(result));
        Assert.Single(world.Asked, action => action is SignInAction.SendRegister { WithCredentials: true });
    }

    [Fact]
    public void Autodiscover_that_names_a_server_comes_first()
    {
        var world = new ScriptedWorld { Autodiscover = new(AutodiscoverOutcome.ServerNamed, "named") { Server = Fe2, Port = 443 } }
            .Host("lyncdiscoverinternal.contoso.com").Srv(Srv, Fe1).Registrar(Fe2, Full);
        SignInResult result = world.Run(Fresh with { Profile = ClientProfile.SkypeForBusiness2016 });
        Assert.Equal((CandidateOrigin.Autodiscover, Fe2), (result.Origin, result.Registrar!.Host));
    }

    [Fact]
    public void Autodiscover_that_wants_a_ticket_leads_on_to_the_srv_record()
    {
        var world = new ScriptedWorld { Autodiscover = new(AutodiscoverOutcome.NeedsWebTicket, "ticket") }
            .Host("lyncdiscoverinternal.contoso.com").Srv(Srv, Fe1).Registrar(Fe1, Full);
        SignInResult result = world.Run(Fresh with { Profile = ClientProfile.Lync2013 });
        Assert.Equal((CandidateOrigin.Srv, Fe1), (result.Origin, result.Registrar!.Host));
        Assert.Contains("Autodiscover lyncdiscoverinternal.contoso.com Challenged", Hops(result));
    }

    [Fact]
    public void Two_look_ups_without_any_answer_end_discovery()
    {
        var world = new ScriptedWorld { DnsFailure = DnsOutcome.Timeout };
        SignInResult result = world.Run(Fresh);
        Assert.Equal([SignInOutcome.NoAnswer, SignInOutcome.NoAnswer], result.Hops.Where(hop => hop.Outcome != SignInOutcome.Skipped).Select(hop => hop.Outcome));
    }

    [Fact]
    public void A_target_without_an_address_is_a_hop()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe2, Full).Run(Fresh);
        Assert.Equal($"Connect {Fe1} NotFound", Hops(result).ElementAt(1));
        Assert.Equal(Fe2, result.Registrar!.Host);
    }

    [Fact]
    public void A_record_that_says_not_offered_here_leads_on()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, ".").Srv("_sip._tls.contoso.com", Fe1).Registrar(Fe1, Full).Run(Fresh);
        Assert.Equal((SignInOutcome.NotFound, SignInMode.Full), (result.Hops[0].Outcome, result.Mode));
    }

    [Fact]
    public void Giving_up_names_what_was_being_waited_for()
    {
        var machine = new SignInMachine(Fresh, _ => 0);
        SignInResult result = machine.GiveUp("time is up");
        SignInHop hop = Assert.Single(result.Hops);
        Assert.Equal((SignInStage.Srv, SignInOutcome.NoAnswer, "time is up"), (hop.Stage, hop.Outcome, hop.Detail));
    }
}
