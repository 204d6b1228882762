using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using Xunit;

namespace LyncResilience.Simulation.Tests;

/// <summary>Deployments, users and events for tests, in few words.</summary>
internal static class Worlds
{
    public const string Fe1 = "A-L14FE1.shudlab.net";
    public const string Fe2 = "A-L14FE2.shudlab.net";
    public const string Director = "A-L14DIR1.shudlab.net";
    public const string User1 = "ClientUser1@shudlab.net";
    public const string User2 = "ClientUser2@shudlab.net";

    /// <summary>Two pools, each the other's backup, in two sites; default intervals.</summary>
    public static ResilienceTopology Shudlab { get; } = Topology($$"""
        { "defaultSipDomain": "shudlab.net", "pools": [
            { "fqdn": "{{Fe1}}", "site": "Site1", "kind": "Enterprise", "version": "Lync2010", "servers": ["{{Fe1}}"], "backupPool": "{{Fe2}}" },
            { "fqdn": "{{Fe2}}", "site": "Site2", "kind": "Enterprise", "version": "Lync2010", "servers": ["{{Fe2}}"], "backupPool": "{{Fe1}}" },
            { "fqdn": "{{Director}}", "site": "Site1", "kind": "Director", "version": "Lync2010", "servers": ["{{Director}}"] } ] }
        """);

    public static ResilienceTopology Topology(string json) => ResilienceTopology.FromJson(json);

    public static SrvRecord Record(string target, int priority = 0, int weight = 0, int ttl = 3600, string name = "_sipinternaltls._tcp.shudlab.net", int port = 5061) =>
        new(name, ttl, priority, weight, port, target);

    public static SimulatedUser User(string address, string pool, string? cached = null, bool knows = false, bool signedIn = true) =>
        new() { SipAddress = address, RegistrarPool = pool, CachedServer = cached, KnowsBackup = knows, SignedIn = signedIn };

    public static SimulationEvent At(double seconds, SimulationEventKind what, string? pool = null) => new(TimeSpan.FromSeconds(seconds), what) { Pool = pool };

    public static SimulationEvent Person(double seconds, SimulationEventKind what, string user = User1) => new(TimeSpan.FromSeconds(seconds), what) { User = user };

    public static SimulationEvent AtSite(double seconds, SimulationEventKind what, string site) => new(TimeSpan.FromSeconds(seconds), what) { Site = site };

    public static SimulationEvent AtServer(double seconds, SimulationEventKind what, string server) => new(TimeSpan.FromSeconds(seconds), what) { Server = server };

    public static SimulationEvent AtLink(double seconds, SimulationEventKind what, params string[] sites) => new(TimeSpan.FromSeconds(seconds), what) { Sites = sites };

    public static SimulationEvent Cut(this SimulationEvent happening) => happening with { CutsSessions = true };

    public static SimulationScenario Scenario(IEnumerable<DnsRecord> records, IEnumerable<SimulatedUser> users, params SimulationEvent[] events) => new()
    {
        Name = "test",
        Topology = Shudlab,
        Records = [.. records],
        Users = [.. users],
        Events = events,
        Duration = TimeSpan.FromHours(4),
    };

    public static SimulationScenario Assuming(this SimulationScenario scenario, string name, object value) =>
        scenario with { Assumptions = scenario.Assumptions.With(name, value) };

    public static FailoverSimulation Run(this SimulationScenario scenario) => FailoverSimulator.Run(scenario, TestContext.Current.CancellationToken);

    /// <summary>Plays a scenario of one user.</summary>
    public static FailoverOutcome Only(this SimulationScenario scenario) => Assert.Single(scenario.Run().Outcomes);

    public static FailoverOutcome Of(this FailoverSimulation simulation, string address) => simulation.Outcomes.Single(outcome => outcome.SipAddress == address);

    public static void Is(
        FailoverOutcome outcome, FailoverState state, string? registrar, double offline, double limited, RecoveryMethod by, bool returned = false)
    {
        string said = string.Join("\n", outcome.Timeline) + "\n" + outcome.Reason;
        Assert.True(
            (state, registrar, offline, limited, by, returned)
                == (outcome.FinalState, outcome.FinalRegistrar, outcome.OfflineSeconds, outcome.LimitedSeconds, outcome.RecoveredBy, outcome.ReturnedHome),
            $"expected {state} on {registrar}, offline {offline} s, limited {limited} s, {by}, returned {returned}; "
            + $"was {outcome.FinalState} on {outcome.FinalRegistrar}, offline {outcome.OfflineSeconds} s, limited {outcome.LimitedSeconds} s, {outcome.RecoveredBy}, returned {outcome.ReturnedHome}\n{said}");
    }
}
