using System;
using System.Linq;
using System.Net;
using LyncResilience.Discovery.Dns;
using Xunit;
using static LyncResilience.FailoverState;
using static LyncResilience.RecoveryMethod;
using static LyncResilience.Simulation.SimulationEventKind;
using static LyncResilience.Simulation.Tests.Worlds;

namespace LyncResilience.Simulation.Tests;

/// <summary>How clients and the people before them behave. Unless said otherwise a pool fails at 600 s and its backup gives it up at 870 s.</summary>
public class ClientReadingTests
{
    private const double End = 14_400;
    private static readonly DnsRecord[] s_oneSrv = [Record(Fe1)];
    private static readonly DnsRecord[] s_twoSrv = [Record(Fe1), Record(Fe2, priority: 10)];
    private static readonly SimulatedUser s_user1 = User(User1, Fe1);
    private static readonly SimulatedUser s_told = User(User1, Fe1, knows: true);

    private static SimulationScenario Told(params SimulationEvent[] events) => Scenario(s_oneSrv, [s_told], events);

    /// <summary>Offline begins when the client notices its loss, and an outage shorter than that passes unnoticed.</summary>
    [Fact]
    public void An_outage_shorter_than_the_loss_detection_passes_unnoticed()
    {
        Is(Told(At(600, PoolDown, Fe1), At(629, PoolUp, Fe1)).Only(), Full, Fe1, 0, 0, Unaffected);
        Is(Told(At(600, PoolDown, Fe1), At(630, PoolUp, Fe1)).Only(), Full, Fe1, 0, 0, Unaffected);
        Is(Told(At(600, PoolDown, Fe1), At(631, PoolUp, Fe1)).Only(), Full, Fe1, 30, 0, HomeReturned);
        Is(Told(At(600, PoolDown, Fe1), At(631, PoolUp, Fe1)).Assuming("LossDetectionSeconds", 31).Only(), Full, Fe1, 0, 0, Unaffected);
    }

    /// <summary>Further rounds come every RetrySeconds after the first.</summary>
    [Fact]
    public void Rounds_of_attempts_come_at_the_retry_interval_from_the_first()
    {
        Is(Told(At(600, PoolDown, Fe1), At(650, PoolUp, Fe1)).Only(), Full, Fe1, 30, 0, HomeReturned);
        Is(Told(At(600, PoolDown, Fe1), At(661, PoolUp, Fe1)).Only(), Full, Fe1, 60, 0, HomeReturned);
        Is(Told(At(600, PoolDown, Fe1), At(661, PoolUp, Fe1)).Assuming("RetrySeconds", 7).Only(), Full, Fe1, 35, 0, HomeReturned);
    }

    /// <summary>An attempt takes AttemptSeconds; the world may change meanwhile.</summary>
    [Fact]
    public void An_attempt_takes_its_time_and_ends_with_the_world_as_it_is_then()
    {
        // Noticed at 630 s; the home is dialled until 640 s and the backup until 650 s, which redirects; and so on every 30 s.
        Is(Told(At(600, PoolDown, Fe1)).Assuming("AttemptSeconds", 10).Only(), Limited, Fe2, 870 + 20 - 630, End - 890, KnownBackup);
        Is(Told(At(600, PoolDown, Fe1), At(635, PoolUp, Fe1)).Assuming("AttemptSeconds", 10).Only(), Full, Fe1, 10, 0, HomeReturned);

        // A round that takes longer than the interval delays the next one.
        Is(Told(At(600, PoolDown, Fe1), At(675, PoolUp, Fe1)).Assuming("AttemptSeconds", 20).Only(), Full, Fe1, 60, 0, HomeReturned);
    }

    /// <summary>Each client has a retry interval of its own; how many users there are changes nobody's.</summary>
    [Fact]
    public void Jitter_spreads_the_retries_and_is_the_same_for_the_same_seed()
    {
        SimulationScenario scenario = Scenario(s_oneSrv, [s_user1 with { Count = 500 }], At(600, PoolDown, Fe1), At(3000, PoolUp, Fe1)).Assuming("RetryJitterPercent", 50);
        double[] offline = [.. scenario.Run().Outcomes.Select(outcome => outcome.OfflineSeconds)];
        Assert.True(offline.Distinct().Count() > 10);
        Assert.All(offline, seconds => Assert.InRange(seconds, 3000 - 630, 3000 - 630 + 45));
        Assert.Equal(offline, scenario.Run().Outcomes.Select(outcome => outcome.OfflineSeconds));
        Assert.NotEqual(offline, (scenario with { Seed = 1 }).Run().Outcomes.Select(outcome => outcome.OfflineSeconds));
    }

    /// <summary>Failed fresh sign-ins and restarts retry like clients that lost their server.</summary>
    [Fact]
    public void Fresh_sign_ins_and_restarts_retry_alike()
    {
        SimulatedUser fresh = User(User1, Fe1, "", signedIn: false);
        Is(Scenario(s_oneSrv, [fresh], Person(605, SignIn), At(600, PoolDown, Fe1), At(700, PoolUp, Fe1)).Only(), Full, Fe1, 120, 0, HomeReturned);
        Is(Told(Person(605, ClientRestart), At(600, PoolDown, Fe1), At(700, PoolUp, Fe1)).Only(), Full, Fe1, 120, 0, HomeReturned);
    }

    /// <summary>RecoveredBy names what ended the first spell only; being moved home later changes FinalRegistrar and ReturnedHome.</summary>
    [Fact]
    public void Only_the_first_time_offline_decides_what_recovered_the_user()
    {
        FailoverOutcome outcome = Told(
            At(600, PoolDown, Fe1), At(2000, PoolUp, Fe1), At(4000, PoolDown, Fe1), At(4000, PoolDown, Fe2), At(5000, PoolUp, Fe1)).Only();
        Is(outcome, Full, Fe1, 240 + 990, 2010 + 600 - 870, KnownBackup, returned: true);
    }

    /// <summary>The step that began the chain counts, also when a redirect met on the way named the final registrar.</summary>
    [Fact]
    public void The_step_that_began_the_chain_is_named_also_after_a_redirect()
    {
        // Its home FE2 never failed; only its way there did.
        SimulatedUser fresh = User(User2, Fe2, "", signedIn: false);
        Is(Scenario(s_oneSrv, [fresh], At(600, PoolDown, Fe1), At(1000, PoolUp, Fe1)).Only(), Full, Fe2, 1020 - 660, 0, Srv);
        Is(Scenario(s_oneSrv, [fresh with { CachedServer = Fe1 }], At(600, PoolDown, Fe1), At(1000, PoolUp, Fe1)).Only(), Full, Fe2, 1020 - 660, 0, Cache);
        DnsRecord host = new NameRecord("sip.shudlab.net", DnsRecordType.CName, 60, Fe1);
        Is(Scenario([host], [fresh], At(600, PoolDown, Fe1), At(1000, PoolUp, Fe1)).Only(), Full, Fe2, 1020 - 660, 0, Host);
    }

    /// <summary>A signed-in user without a cached server has its home pool cached; an explicitly empty one has none.</summary>
    [Fact]
    public void Nothing_said_of_the_cache_means_the_home_pool_and_an_empty_text_means_nothing()
    {
        // Without any record only the cache can lead a restarted client home.
        Is(Scenario([], [s_user1], Person(10, ClientRestart)).Only(), Full, Fe1, 0, 0, Unaffected);
        Is(Scenario([], [s_user1 with { CachedServer = "" }], Person(10, ClientRestart)).Only(), Offline, null, End - 10, 0, None);
        Is(Scenario([], [s_user1 with { SignedIn = false }], Person(10, SignIn)).Only(), Full, Fe1, 0, 0, Unaffected);
    }

    /// <summary>A client that came from its cache holds no DNS answer at time 0, nor does one with an empty cache.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nobody_holds_a_dns_answer_at_the_start(string? cached)
    {
        SimulationEvent dnsDown = new(TimeSpan.FromSeconds(10), DnsDown);
        Is(Scenario(s_twoSrv, [s_user1 with { CachedServer = cached }], dnsDown, At(600, PoolDown, Fe1)).Only(), Offline, null, End - 630, 0, None);
    }

    /// <summary>Who is not signed in starts the client FreshSignInDelaySeconds after the first failure of any kind, or after time 0 without one.</summary>
    [Fact]
    public void The_person_who_arrives_during_the_outage_comes_after_the_first_failure()
    {
        SimulatedUser fresh = User(User1, Fe1, "", signedIn: false);
        SimulationEvent services = At(50, UserServicesDown, Fe2);
        Is(Scenario(s_oneSrv, [fresh], At(600, PoolDown, Fe1)).Only(), Offline, null, End - 660, 0, None);
        Is(Scenario(s_oneSrv, [fresh], At(600, PoolDown, Fe1)).Assuming("FreshSignInDelaySeconds", 5).Only(), Offline, null, End - 605, 0, None);
        Assert.Equal(110, Scenario(s_oneSrv, [fresh], At(600, PoolDown, Fe1), services).Only().Timeline[1].AtSeconds);
        Assert.Equal(60, Scenario(s_oneSrv, [fresh]).Only().Timeline[1].AtSeconds);
        Assert.Equal(700, Scenario(s_oneSrv, [fresh], At(600, PoolDown, Fe1), Person(700, SignIn)).Only().Timeline[1].AtSeconds);
    }

    /// <summary>A guest that got 200 Limited straight from its backup writes nothing to its cache; an assumption can make it.</summary>
    [Fact]
    public void A_guest_taken_in_without_being_told_its_primary_caches_nothing()
    {
        // Fresh at 1000 s, when FE2 takes it in at once; restarted at 2000 s, when the records are gone.
        SimulatedUser fresh = User(User1, Fe1, "", signedIn: false);
        SimulationScenario scenario = Scenario(
            [Record(Fe2)], [fresh], At(600, PoolDown, Fe1), Person(1000, SignIn), Remove(1500, Record(Fe2)), Person(5000, ClientRestart));
        Is(scenario.Only(), Offline, null, End - 5000, 4000, None);
        Is(scenario.Assuming("CacheBackupWhenLimited", true).Only(), Limited, Fe2, 0, End - 1000, Unaffected);
    }

    /// <summary>A told client that dials its backup directly knows its primary and writes that.</summary>
    [Fact]
    public void A_told_guest_caches_its_primary()
    {
        FailoverOutcome outcome = Scenario(
            [], [s_told with { CachedServer = "" }], At(600, PoolDown, Fe1), At(2000, PoolUp, Fe1), Person(2100, ClientRestart)).Only();
        Is(outcome, Full, Fe1, 240, 2100 - 870, KnownBackup);
    }

    /// <summary>The cache keeps a dead server until something overwrites it.</summary>
    [Fact]
    public void The_cache_keeps_a_dead_server() =>
        Is(Scenario(s_twoSrv, [s_user1], At(600, PoolDown, Fe1), At(5000, PoolUp, Fe1), Remove(4000, Record(Fe1)), Remove(4000, Record(Fe2, 10)), Person(5001, ClientRestart)).Only(),
            Full, Fe1, 240, 5001 - 870, Srv);

    /// <summary>What a client was told it remembers until its process ends, through failback too.</summary>
    [Fact]
    public void A_client_remembers_its_backup_through_failback_and_forgets_it_on_restart()
    {
        // Told by the failure of its only SRV target's pool; later the records are gone.
        SimulationEvent[] events = [At(600, PoolDown, Fe1), At(2000, PoolUp, Fe1), Remove(3000, Record(Fe1)), Remove(3000, Record(Fe2, 10)), At(8000, PoolDown, Fe1)];
        FailoverOutcome remembers = Scenario(s_twoSrv, [s_user1], events).Only();
        Assert.Equal((Limited, Fe2), (remembers.FinalState, remembers.FinalRegistrar));
        FailoverOutcome forgets = Scenario(s_twoSrv, [s_user1], [.. events, Person(7000, ClientRestart)]).Only();
        Assert.Equal(Offline, forgets.FinalState);
    }

    /// <summary>A silent SRV target leads to the next one, and after the last to the profile's later steps.</summary>
    [Fact]
    public void After_the_last_srv_target_come_the_profiles_later_steps()
    {
        DnsRecord host = new NameRecord("sipinternal.shudlab.net", DnsRecordType.CName, 60, Fe2);
        SimulatedUser fresh = User(User1, Fe1, "", signedIn: false);
        SimulationEvent[] events = [At(600, PoolDown, Fe1), Person(900, SignIn)];
        Assert.Contains("found by a host record", Scenario([Record(Fe1), host], [fresh], events).Only().Timeline[^1].Detail, StringComparison.Ordinal);
        Is(Scenario([Record(Fe1), host], [fresh], events).Only(), Limited, Fe2, 0, End - 900, Unaffected);
        Is(Scenario([Record("nowhere.shudlab.net"), Record(Fe1, 5, port: 5063), Record(Fe2, 9)], [fresh], events).Only(), Limited, Fe2, 0, End - 900, Unaffected);

        // Phones use SRV only.
        Is(Scenario([Record(Fe1), host], [fresh with { ClientProfile = ClientProfile.Phone }], events).Only(), Offline, null, End - 900, 0, None);
    }

    /// <summary>Answers are held for their smallest TTL and survive a restart; a record added meanwhile is not seen.</summary>
    [Fact]
    public void An_answer_is_held_until_its_smallest_ttl_has_passed()
    {
        SimulatedUser fresh = User(User1, Fe1, "", signedIn: false);
        SimulationEvent[] events = [Person(10, SignIn), Person(300, ClientRestart), CacheCleared(300), Add(650, Record(Fe2, 10, ttl: 60)), At(600, PoolDown, Fe1)];

        // Looked up at 10 s: with a TTL of 1800 s it is looked up again in the first round at or after 1810 s.
        Is(Scenario([Record(Fe1, ttl: 1800)], [fresh], events).Only(), Limited, Fe2, 1830 - 630, End - 1830, Srv);
        Is(Scenario([Record(Fe1, ttl: 60)], [fresh], events).Only(), Limited, Fe2, 240, End - 870, Srv);
        Is(Scenario([Record(Fe1, ttl: 1800), Record(Director, 20, ttl: 30)], [fresh], [.. events, At(1, PoolDown, Director)]).Only(), Limited, Fe2, 240, End - 870, Srv);
    }

    /// <summary>Negative answers aren't kept, unless an assumption says so.</summary>
    [Fact]
    public void A_negative_answer_is_not_kept()
    {
        SimulatedUser fresh = User(User1, Fe1, "", signedIn: false);
        SimulationScenario scenario = Scenario([], [fresh], Person(10, SignIn), Add(100, Record(Fe1)));
        Is(scenario.Only(), Full, Fe1, 90, 0, Srv);
        Is(scenario.Assuming("NegativeTtlSeconds", 600).Only(), Full, Fe1, 600, 0, Srv);
    }

    /// <summary>While DNS is down known hosts can still be dialled; only discovery fails. An assumption can make dialling fail too.</summary>
    [Fact]
    public void Without_dns_known_hosts_are_dialled_and_discovery_fails()
    {
        SimulationEvent dnsDown = new(TimeSpan.FromSeconds(500), DnsDown);
        SimulationScenario scenario = Scenario(s_twoSrv, [s_user1, s_told with { SipAddress = "told@shudlab.net" }], dnsDown, At(600, PoolDown, Fe1));
        Is(scenario.Run().Of(User1), Offline, null, End - 630, 0, None);
        Assert.Contains("no DNS server answers", scenario.Run().Of(User1).Reason, StringComparison.Ordinal);
        Is(scenario.Run().Of("told@shudlab.net"), Limited, Fe2, 240, End - 870, KnownBackup);
        Is(scenario.Assuming("KnownHostsNeedNoDns", false).Run().Of("told@shudlab.net"), Offline, null, End - 630, 0, None);

        // An answer that is held needs no server either.
        SimulatedUser fresh = User(User1, Fe1, "", signedIn: false);
        Is(Scenario(s_twoSrv, [fresh], Person(10, SignIn), dnsDown, At(600, PoolDown, Fe1)).Only(), Limited, Fe2, 240, 3630 - 870 + (End - 3630), Srv);
    }

    /// <summary>On a desktop the person accepts the name prompt, with a finding; phones skip the target. A redirect into a foreign domain is followed.</summary>
    [Fact]
    public void A_person_accepts_the_name_prompt_and_a_phone_skips_the_target()
    {
        SimulatedUser foreign = User("x@contoso.com", Fe2, "", signedIn: false);
        DnsRecord[] records = [Record(Fe1, name: "_sipinternaltls._tcp.contoso.com")];
        FailoverSimulation simulation = Scenario(records, [foreign]).Run();
        Assert.Equal(Full, simulation.Outcomes[0].FinalState);
        Assert.Equal(("SrvTargetBreaksNameRule", Fe1), (Assert.Single(simulation.Findings).Id, simulation.Findings[0].Target));
        Assert.Equal(Offline, Scenario(records, [foreign]).Assuming("PromptAccepted", false).Only().FinalState);
        FailoverOutcome phone = Scenario(records, [foreign with { ClientProfile = ClientProfile.Phone }]).Only();
        Assert.Equal(Offline, phone.FinalState);
        Assert.Contains("is skipped, because its name", phone.Reason, StringComparison.Ordinal);
    }

    /// <summary>A spell of 0 s is no spell; before the first sign-in and after a sign-out no seconds count, and the state is Offline then.</summary>
    [Fact]
    public void No_time_counts_for_people_who_do_not_want_to_be_signed_in()
    {
        Is(Told(At(600, PoolDown, Fe1).Cut(), At(600, PoolUp, Fe1)).Only(), Full, Fe1, 0, 0, Unaffected);
        FailoverSimulation simulation = Scenario(s_oneSrv, [s_told], Person(100, SignOut)).Run();
        Is(simulation.Outcomes[0], Offline, null, 0, 0, Unaffected);
        Assert.Equal((1, 0), (simulation.OfflineAtEnd, simulation.PeakOffline));
        Is(Scenario(s_oneSrv, [s_told with { SignedIn = false }], Person(5000, SignIn)).Only(), Full, Fe1, 0, 0, Unaffected);
    }

    /// <summary>A restart continues a spell; a sign-out stops its clock until the next successful sign-in.</summary>
    [Fact]
    public void A_sign_out_stops_the_clock_of_a_spell_and_a_restart_does_not()
    {
        Is(Scenario(s_oneSrv, [s_user1], At(600, PoolDown, Fe1), Person(1000, ClientRestart), At(2000, PoolUp, Fe1)).Only(), Full, Fe1, 2020 - 630, 0, HomeReturned);
        Is(Scenario(s_oneSrv, [s_user1], At(600, PoolDown, Fe1), Person(1000, SignOut), Person(1500, SignIn), At(2000, PoolUp, Fe1)).Only(), Full, Fe1, 1000 - 630, 0, HomeReturned);
        Is(Scenario(s_oneSrv, [s_user1], At(600, PoolDown, Fe1), Person(1000, SignOut), At(2000, PoolUp, Fe1), Person(3000, SignIn)).Only(), Full, Fe1, 1000 - 630, 0, HomeReturned);
    }

    /// <summary>SignIn of someone signed in or still trying is nothing; ClientRestart of someone signed out is a SignIn.</summary>
    [Fact]
    public void A_second_sign_in_is_nothing_and_a_restart_of_someone_signed_out_is_a_sign_in()
    {
        Assert.Single(Told(Person(100, SignIn)).Only().Timeline);
        Is(Told(At(600, PoolDown, Fe1), Person(640, SignIn), At(645, PoolUp, Fe1)).Only(), Full, Fe1, 30, 0, HomeReturned);
        Is(Told(Person(100, SignOut), Person(200, ClientRestart)).Only(), Full, Fe1, 0, 0, Unaffected);
        Assert.Equal(900, Scenario(s_oneSrv, [s_told with { SignedIn = false }], At(600, PoolDown, Fe2), Person(900, ClientRestart)).Only().Timeline[1].AtSeconds);
    }

    /// <summary>A sign-in at the instant of a failure meets the world after all events of that instant: people rank with the world, clients come last.</summary>
    [Fact]
    public void People_act_with_the_world_and_clients_after_it() =>
        Is(Scenario(s_oneSrv, [s_told with { SignedIn = false }], Person(600, SignIn), At(600, PoolDown, Fe1), At(655, PoolUp, Fe1)).Only(), Full, Fe1, 60, 0, HomeReturned);

    /// <summary>CacheClear leaves DNS answers.</summary>
    [Fact]
    public void Clearing_the_cache_leaves_dns_answers()
    {
        SimulatedUser fresh = User(User1, Fe1, "", signedIn: false);
        SimulationEvent dnsDown = new(TimeSpan.FromSeconds(500), DnsDown);
        Is(Scenario(s_oneSrv, [fresh], Person(10, SignIn), dnsDown, CacheCleared(550), Person(560, ClientRestart)).Only(), Full, Fe1, 0, 0, Unaffected);
        Is(Scenario(s_oneSrv, [s_user1], dnsDown, CacheCleared(550), Person(560, ClientRestart)).Only(), Offline, null, End - 560, 0, None);
    }

    /// <summary>Targets of equal weight are a seeded draw for each client, in the proportion of their weights.</summary>
    [Fact]
    public void Weights_share_the_clients_out()
    {
        // Whoever draws the Director is told the backup, whoever draws its home is not.
        SimulatedUser fresh = User(User1, Fe1, "", signedIn: false) with { Count = 4000 };
        SimulationScenario scenario = Scenario([Record(Fe1, weight: 30), Record(Director, weight: 10)], [fresh], Person(10, SignIn), At(600, PoolDown, Fe1)) with { Duration = TimeSpan.FromHours(1) };
        FailoverSimulation simulation = scenario.Run();
        int told = simulation.Outcomes.Count(outcome => outcome.RecoveredBy == KnownBackup);
        Assert.InRange(told, 850, 1150);
        Assert.Equal(4000, told + simulation.Outcomes.Count(outcome => outcome.RecoveredBy == Srv));
        Assert.InRange(simulation.Cohorts, 2, 4);
        Assert.NotEqual(
            simulation.Outcomes.Select(outcome => outcome.RecoveredBy), (scenario with { Seed = 5 }).Run().Outcomes.Select(outcome => outcome.RecoveredBy));
    }

    /// <summary>Phones cache like desktops.</summary>
    [Fact]
    public void A_phone_caches_like_a_desktop()
    {
        SimulatedUser phone = User(User1, Fe1, "", signedIn: false) with { ClientProfile = ClientProfile.Phone };
        Is(Scenario(s_oneSrv, [phone], Person(10, SignIn), Remove(20, Record(Fe1)), Person(5000, ClientRestart)).Only(), Full, Fe1, 0, 0, Unaffected);
    }

    /// <summary>The registrar is always a pool, also when a record or the cache names one of its servers.</summary>
    [Fact]
    public void A_server_s_name_leads_to_its_pool()
    {
        ResilienceTopology topology = Topology("""{ "pools": [ { "fqdn": "pool.shudlab.net", "servers": ["fe1.shudlab.net", "fe2.shudlab.net"] } ] }""");
        SimulatedUser fresh = User(User1, "pool.shudlab.net", "", signedIn: false);
        Is((Scenario([Record("fe2.shudlab.net")], [fresh]) with { Topology = topology }).Only(), Full, "pool.shudlab.net", 0, 0, Unaffected);
        Is((Scenario([], [fresh with { CachedServer = "fe1.shudlab.net" }]) with { Topology = topology }).Only(), Full, "pool.shudlab.net", 0, 0, Unaffected);
    }

    /// <summary>A guest does not probe its home: it stays on the backup until that moves it, though its home has long been up.</summary>
    [Fact]
    public void A_guest_waits_to_be_moved() =>
        Is(Told(At(600, PoolDown, Fe1), At(2000, PoolUp, Fe1)).Only(), Full, Fe1, 240, 2610 - 870, KnownBackup, returned: true);

    /// <summary>A host record's target names the pool or an address that a pool's own record gives; the registrar is always the pool.</summary>
    [Fact]
    public void A_host_record_names_a_pool_or_an_address()
    {
        SimulatedUser fresh = User(User1, Fe1, "", signedIn: false);
        IPAddress address = IPAddress.Parse("10.0.0.1");
        DnsRecord[] records = [new AddressRecord(Fe1, 60, address), new AddressRecord("sip.shudlab.net", 60, address)];
        Is(Scenario(records, [fresh]).Only(), Full, Fe1, 0, 0, Unaffected);
        Is(Scenario([records[1]], [fresh]).Only(), Offline, null, End - 60, 0, None);
    }

    private static SimulationEvent Remove(double at, DnsRecord record) => new(TimeSpan.FromSeconds(at), SrvRemove) { Record = record };

    private static SimulationEvent Add(double at, DnsRecord record) => new(TimeSpan.FromSeconds(at), SrvAdd) { Record = record };

    private static SimulationEvent CacheCleared(double at) => Person(at, CacheClear);
}
