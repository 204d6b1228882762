using System;
using System.Linq;
using Xunit;
using static LyncResilience.FailoverState;
using static LyncResilience.RecoveryMethod;
using static LyncResilience.Simulation.SimulationEventKind;
using static LyncResilience.Simulation.Tests.Worlds;

namespace LyncResilience.Simulation.Tests;

/// <summary>How sites, links, pools and administrators behave. Unless said otherwise a pool fails at 600 s and its backup holds it for down from 870 s.</summary>
public class WorldReadingTests
{
    private const double End = 14_400;
    private const string P1 = "p1.a.net";
    private const string P2 = "p2.a.net";
    private const string Branch = "branch.a.net";
    private const string Ann = "ann@a.net";

    private static readonly SimulatedUser s_ann = User(Ann, P1, knows: true);

    private static readonly ResilienceTopology s_topology = Topology("""
        { "dnsServers": [ { "name": "ns-north", "site": "North" }, { "name": "ns-south", "site": "South" } ], "sites": ["North", "South", "West", "Elsewhere"], "pools": [
            { "fqdn": "p1.a.net", "site": "North", "version": "Lync2013", "servers": ["fe1.a.net", "fe2.a.net"], "backupPool": "p2.a.net" },
            { "fqdn": "p2.a.net", "site": "South", "version": "Lync2013", "servers": ["fe3.a.net", "fe4.a.net"], "backupPool": "p1.a.net" },
            { "fqdn": "branch.a.net", "site": "West", "kind": "Sba", "backupPool": "p1.a.net" } ] }
        """);

    private static SimulationScenario Play(SimulatedUser user, params SimulationEvent[] events) => Scenario(
        [Record(P1, name: "_sipinternaltls._tcp.a.net")], [user], events) with { Topology = s_topology };

    private static FailoverOutcome Manual(params SimulationEvent[] events) => (Play(s_ann, events) with
    {
        Topology = Topology(s_topology.ToJson().Replace("\"automaticFailover\": true", "\"automaticFailover\": false", StringComparison.Ordinal)),
    }).Only();

    /// <summary>With a Location a client reaches other sites only over links that are up; without one, everything that is up.</summary>
    [Fact]
    public void A_client_with_a_location_depends_on_links()
    {
        SimulationEvent cut = AtLink(600, LinkDown, "North", "South");
        Is(Play(s_ann with { Location = "South" }, cut).Only(), Limited, P2, 240, End - 870, KnownBackup);
        Is(Play(s_ann with { Location = "North" }, cut).Only(), Full, P1, 0, 0, Unaffected);
        Is(Play(s_ann, cut).Only(), Full, P1, 0, 0, Unaffected);
    }

    /// <summary>Links don't relay: a third site that reaches both ends does not join them.</summary>
    [Fact]
    public void Links_do_not_relay() =>
        Is(Play(s_ann with { Location = "West" }, AtLink(600, LinkDown, "West", "North")).Only(), Offline, null, End - 630, 0, None);

    /// <summary>Every two sites are linked until LinkDown; a backup that does not hear over a cut link holds the pool for down.</summary>
    [Fact]
    public void A_cut_link_silences_heartbeats_too()
    {
        // Ann, elsewhere, loses only her home's pool; the link between the pools decides whether the backup takes her in.
        SimulatedUser ann = s_ann with { Location = "West" };
        SimulationEvent[] events = [AtLink(600, LinkDown, "West", "North"), AtLink(600, LinkDown, "North", "South"), AtLink(3000, LinkUp, "South", "North")];
        Is(Play(ann, events).Only(), Offline, null, 240 + (End - 3600), 3600 - 870, KnownBackup, returned: false);
    }

    /// <summary>A guest moved to a home it can't reach goes Offline; HomeReturned also covers a home that was only out of this client's reach.</summary>
    [Fact]
    public void A_home_out_of_reach_counts_as_away()
    {
        SimulatedUser ann = s_ann with { Location = "West" };
        Is(Play(ann, AtLink(600, LinkDown, "West", "North"), AtLink(2000, LinkUp, "West", "North")).Only(), Full, P1, 2010 - 630, 0, HomeReturned);
    }

    /// <summary>A DNS server that names a site goes down with it; any reachable one answers.</summary>
    [Fact]
    public void Any_dns_server_in_reach_answers_and_goes_down_with_its_site()
    {
        SimulatedUser fresh = s_ann with { CachedServer = "", SignedIn = false, KnowsBackup = false };
        SimulationEvent southDns = new(TimeSpan.FromSeconds(20), DnsDown) { DnsServer = "ns-south" };
        Is(Play(fresh, southDns).Only(), Full, P1, 0, 0, Unaffected);
        Is(Play(fresh, new SimulationEvent(TimeSpan.FromSeconds(20), DnsDown)).Only(), Offline, null, End - 80, 0, None);

        // Ben's home lives on; his client finds no DNS server when the north is dark.
        SimulatedUser ben = User("ben@a.net", P2, "", signedIn: false);
        SimulationScenario dark = Play(ben, southDns, AtSite(20, SiteDown, "North"));
        Is((dark with { Records = [Record(P2, name: "_sipinternaltls._tcp.a.net")] }).Only(), Offline, null, End - 80, 0, None);
        Is((dark with { Records = [Record(P2, name: "_sipinternaltls._tcp.a.net")], Events = [dark.Events[1]] }).Only(), Full, P2, 0, 0, Unaffected);
        Is((Play(ben with { Location = "Elsewhere" }, southDns, AtLink(30, LinkDown, "Elsewhere", "North")) with { Records = [Record(P2, name: "_sipinternaltls._tcp.a.net")] }).Only(), Offline, null, End - 80, 0, None);
    }

    /// <summary>Causes of being down add up: up means no cause left; repeating the same cause is nothing.</summary>
    [Fact]
    public void Causes_of_being_down_add_up()
    {
        Is(Play(s_ann, At(600, PoolDown, P1), At(601, PoolDown, P1), AtSite(602, SiteDown, "North"), At(1000, PoolUp, P1)).Only(), Limited, P2, 240, End - 870, KnownBackup);
        Is(Play(s_ann, At(600, PoolDown, P1), At(601, PoolDown, P1), At(700, PoolUp, P1)).Only(), Full, P1, 90, 0, HomeReturned);
        Is(Play(s_ann, At(600, PoolDown, P1), AtSite(600, SiteDown, "North"), At(650, PoolUp, P1), AtSite(700, SiteUp, "North")).Only(), Full, P1, 90, 0, HomeReturned);
    }

    /// <summary>SiteDown stops servers, not people or links.</summary>
    [Fact]
    public void A_dark_site_leaves_its_people_and_links() =>
        Is(Play(s_ann with { Location = "North" }, AtSite(600, SiteDown, "North")).Only(), Limited, P2, 240, End - 870, KnownBackup);

    /// <summary>A pool serves while one Front End is up, users sit on Front Ends round robin, and those of a dead one register on another.</summary>
    [Fact]
    public void Only_the_sessions_on_a_dead_front_end_register_anew()
    {
        FailoverSimulation simulation = Play(s_ann with { Count = 101 }, AtServer(600, ServerDown, "FE2.a.net").Cut(), AtServer(700, ServerUp, "fe2.a.net")).Run();
        Assert.All(simulation.Outcomes, outcome => Is(outcome, Full, P1, 0, 0, Unaffected));
        Assert.Equal(50, simulation.Load.Single(load => load.Pool == P1).PeakRegistrationsPerSecond);
        Assert.Equal(2, simulation.Cohorts);

        // The last one takes the pool with it, and its own return brings it back.
        SimulationEvent[] both = [AtServer(600, ServerDown, "fe1.a.net"), AtServer(600, ServerDown, "fe2.a.net")];
        Is(Play(s_ann, both).Only(), Limited, P2, 240, End - 870, KnownBackup);
        Is(Play(s_ann, [.. both, AtServer(700, ServerUp, "fe2.a.net")]).Only(), Full, P1, 90, 0, HomeReturned);
    }

    /// <summary>A pool sends heartbeats while one of its servers is up.</summary>
    [Fact]
    public void A_pool_with_one_server_left_is_heard() =>
        Assert.DoesNotContain(Play(s_ann, AtServer(600, ServerDown, "fe1.a.net")).Run().Timeline, entry => entry.Kind == SimulationEntryKind.Heartbeat);

    /// <summary>"cut" makes clients notice at once; loss detection counts from the present silence.</summary>
    [Fact]
    public void Cut_sessions_are_noticed_at_once_and_each_silence_counts_anew()
    {
        Is(Play(s_ann, At(600, PoolDown, P1).Cut(), At(608, PoolUp, P1)).Only(), Full, P1, 30, 0, HomeReturned);
        Is(Play(s_ann, At(600, PoolDown, P1), At(620, PoolUp, P1), At(625, PoolDown, P1), At(654, PoolUp, P1)).Only(), Full, P1, 0, 0, Unaffected);
        Is(Play(s_ann, At(600, PoolDown, P1), AtSite(605, SiteDown, "North").Cut(), At(640, PoolUp, P1), AtSite(640, SiteUp, "North")).Only(), Full, P1, 60, 0, HomeReturned);
    }

    /// <summary>User-services changes act at once; a branch user is Limited while the central pool that carries its user services is down.</summary>
    [Fact]
    public void User_services_act_at_once_and_a_branch_has_them_on_its_central_pool()
    {
        SimulatedUser branch = s_ann with { RegistrarPool = Branch };
        Is(Play(s_ann, At(600, UserServicesDown, P1), At(700, UserServicesUp, P1)).Only(), Full, P1, 0, 100, Unaffected);
        Is(Play(branch, At(600, PoolDown, P1), At(700, PoolUp, P1)).Only(), Full, Branch, 0, 100, Unaffected);
        Is(Play(branch, At(600, UserServicesDown, P1), At(700, UserServicesUp, P1)).Only(), Full, Branch, 0, 100, Unaffected);

        // Branch appliances are held for down after 120 s: last heard at 570 s, and client rounds come at 630, 660, 690.
        Is(Play(branch, At(600, PoolDown, Branch)).Only(), Limited, P1, 60, End - 690, KnownBackup);
    }

    /// <summary>While a PoolFailover stands guests have Full service and nobody is moved; PoolFailback moves them home at once.</summary>
    [Fact]
    public void A_pool_failover_gives_full_service_until_the_failback_sends_everybody_home()
    {
        Is(Play(s_ann, At(600, PoolDown, P1), At(700, PoolFailover, P1), At(1000, PoolUp, P1), At(9000, PoolFailback, P1)).Only(), Full, P1, 90, 0, AdminFailover, returned: true);
        Is(Play(s_ann, At(600, PoolDown, P1), At(700, PoolFailover, P1), At(1000, PoolUp, P1)).Only(), Full, P2, 90, 0, AdminFailover);
        Is(Play(s_ann, At(600, PoolDown, P1), At(2000, PoolFailover, P1), At(3000, PoolFailback, P1)).Only(), Limited, P2, 240, 2000 - 870 + (End - 3000), KnownBackup);

        // After a failback with the home pool down, guests are moved by heartbeats as ever: first heard at 4020 s.
        Is(Play(s_ann, At(600, PoolDown, P1), At(700, PoolFailover, P1), At(3000, PoolFailback, P1), At(4000, PoolUp, P1)).Only(), Full, P1, 90, 4620 - 3000, AdminFailover, returned: true);
    }

    /// <summary>AdminFailover only when the view was not yet Down.</summary>
    [Fact]
    public void A_failover_after_the_backup_has_noticed_recovers_nobody() =>
        Is(Play(s_ann with { SignedIn = false }, At(600, PoolDown, P1), At(900, PoolFailover, P1), Person(650, SignIn, Ann)).Only(), Full, P2, 890 - 650, 900 - 890, KnownBackup);

    /// <summary>A living home still redirects to itself while a failover stands.</summary>
    [Fact]
    public void A_living_home_serves_its_users_in_spite_of_a_failover() =>
        Is(Play(s_ann with { SignedIn = false, CachedServer = P2 }, At(100, PoolFailover, P1), Person(200, SignIn, Ann)).Only(), Full, P1, 0, 0, Unaffected);

    /// <summary>With automaticFailover false the view never goes Down: only an administrator helps.</summary>
    [Fact]
    public void Without_automatic_failover_only_an_administrator_helps()
    {
        Is(Manual(At(600, PoolDown, P1)), Offline, null, End - 630, 0, None);
        Is(Manual(At(600, PoolDown, P1), At(5000, PoolFailover, P1)), Full, P2, 5010 - 630, 0, AdminFailover);
    }

    /// <summary>PoolFailover of a 2010 pool or of one without a backup is refused; an unknown version is allowed.</summary>
    [Fact]
    public void A_failover_that_cannot_be_is_refused()
    {
        Assert.Contains("Lync Server 2010", Assert.Throws<ScenarioFormatException>(() => Scenario([], [], At(1, PoolFailover, Fe1)).Run()).Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioFormatException>(() => Scenario([], [User(User1, Director)]).Run());
        Assert.Throws<ScenarioFormatException>(() => Scenario([], [User(User1, "p9.shudlab.net")]).Run());
        ResilienceTopology unknown = Topology("""{ "pools": [ { "fqdn": "p1.a.net", "backupPool": "p2.a.net" }, { "fqdn": "p2.a.net" } ] }""");
        Assert.Empty((Scenario([], [], At(1, PoolFailover, P1)) with { Topology = unknown }).Run().Outcomes);
        Assert.Throws<ScenarioFormatException>(() => (Scenario([], [], At(1, PoolFailover, P2)) with { Topology = unknown }).Run());
    }

    /// <summary>A view goes Down at the instant the interval is full; a heartbeat heard at that instant is in time.</summary>
    [Fact]
    public void A_heartbeat_at_the_instant_the_interval_is_full_is_in_time()
    {
        // Last heard at 570 s; up again at 870 s, when there is a beat.
        Assert.DoesNotContain(Play(s_ann, At(600, PoolDown, P1), At(870, PoolUp, P1)).Run().Timeline, entry => entry.Kind == SimulationEntryKind.Heartbeat);
        Assert.Equal(870, Assert.Single(Play(s_ann, At(600, PoolDown, P1)).Run().Timeline, entry => entry.Kind == SimulationEntryKind.Heartbeat).AtSeconds);
    }

    /// <summary>At one instant the world comes before the heartbeats: what is restored in two steps at the instant of a beat is heard at that beat.</summary>
    [Fact]
    public void The_world_comes_before_the_heartbeats() =>
        Is(Play(s_ann, At(600, PoolDown, P1), AtLink(700, LinkDown, "North", "South"), At(3000, PoolUp, P1), AtLink(3000, LinkUp, "North", "South")).Only(),
            Full, P1, 240, 3600 - 870, KnownBackup, returned: true);

    /// <summary>A backup that was itself down starts its clock at its own start.</summary>
    [Fact]
    public void A_backup_that_was_down_starts_its_clock_at_its_own_start()
    {
        Is(Play(s_ann, At(600, PoolDown, P1), At(600, PoolDown, P2), At(1000, PoolUp, P2)).Only(), Limited, P2, 1320 - 630, End - 1320, KnownBackup);

        // A short outage of the backup passes unnoticed by its guests; they are sent home when it has heard their home through.
        Is(Play(s_ann, At(600, PoolDown, P1), At(2000, PoolDown, P2), At(2010, PoolUp, P2), At(2020, PoolUp, P1)).Only(), Full, P1, 240, 2640 - 870, KnownBackup, returned: true);
    }

    /// <summary>All guests move at once, and what happened stands in the timeline.</summary>
    [Fact]
    public void All_guests_move_at_once_and_the_load_tells()
    {
        FailoverSimulation simulation = Play(s_ann with { Count = 10_000 }, At(600, PoolDown, P1), At(2000, PoolUp, P1)).Run();
        Assert.Equal(10_000, simulation.Timeline.Single(entry => entry.Detail.Contains("sent home", StringComparison.Ordinal)).Users);
        PoolLoad backup = simulation.Load.Single(load => load.Pool == P2);
        Assert.Equal((13_320, 10_000, 870.0, false), (backup.Capacity, backup.PeakRegistrations, backup.PeakAtSeconds, backup.IsOverCapacity));
        Assert.Equal([(0, 0), (870, 10_000), (2610, 0)], backup.Points.Select(point => (point.AtSeconds, (int)point.Registrations)));
        Assert.True(Play(s_ann with { Count = 13_321 }, At(600, PoolDown, P1)).Run().Load.Single(load => load.Pool == P2).IsOverCapacity);
    }

    /// <summary>When a lost backup comes back, RecoveredBy stays the step that had found it.</summary>
    [Fact]
    public void A_lost_backup_that_comes_back_was_found_by_the_step_that_found_it_first()
    {
        // Taken in at once at 1000 s by an SRV record, so the first spell begins when the backup is lost.
        SimulatedUser fresh = s_ann with { SignedIn = false, CachedServer = "", KnowsBackup = false };
        SimulationScenario scenario = Play(fresh, At(600, PoolDown, P1), Person(1000, SignIn, Ann), At(2000, PoolDown, P2), At(2100, PoolUp, P2)) with
        {
            Records = [Record(P2, name: "_sipinternaltls._tcp.a.net")],
        };
        Is(scenario.Only(), Limited, P2, 2420 - 2030, 1030 + (End - 2420), Srv);
    }
}
