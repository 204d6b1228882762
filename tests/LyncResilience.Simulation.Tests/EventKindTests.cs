using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Simulation.Gaps;
using LyncResilience.Simulation.Scenarios;
using Xunit;

namespace LyncResilience.Simulation.Tests;

/// <summary>What holds for every kind of event there is, so that a new one isn't taken for another or forgotten somewhere.</summary>
public sealed class EventKindTests
{
    // When nothing happens by itself.
    private const double At = 90;

    private static readonly SimulationEventKind[] s_kinds = Enum.GetValues<SimulationEventKind>();

    /// <summary>A good value of every key that an event can take.</summary>
    private static readonly Dictionary<string, string> s_values = new()
    {
        ["pool"] = "\"p1.a.net\"",
        ["server"] = "\"fe1.a.net\"",
        ["site"] = "\"North\"",
        ["sites"] = "[\"North\", \"South\"]",
        ["dnsServer"] = "\"ns1\"",
        ["record"] = "\"_sipinternaltls._tcp.a.net. 60 IN SRV 0 0 5061 p2.a.net.\"",
        ["user"] = "USER",
        ["sessions"] = "\"cut\"",
    };

    [Fact]
    public void Every_kind_of_event_happens_and_is_told_in_words_of_its_own()
    {
        string[] told = [.. s_kinds.Select(Told)];
        Assert.All(told.Zip(s_kinds), pair => Assert.True(pair.First.Length > 0, $"{pair.Second} is not told."));
        Assert.All(told.Zip(s_kinds).GroupBy(pair => pair.First), same => Assert.True(same.Count() == 1, $"{string.Join(", ", same.Select(pair => pair.Second))}: {same.Key}"));
    }

    [Fact]
    public void What_takes_something_down_is_a_failure_that_can_be_restored()
    {
        Assert.Equal(Named("Down"), s_kinds.Where(kind => new SimulationEvent(TimeSpan.Zero, kind).IsFailure));
        Assert.Equal(Named("Up"), s_kinds.Where(kind => new SimulationEvent(TimeSpan.Zero, kind).IsRecovery));
        Assert.Equal(Named("Down").Select(kind => $"{kind}".Replace("Down", "Up", StringComparison.Ordinal)).Order(), Named("Up").Select(kind => $"{kind}").Order());
    }

    [Fact]
    public void Every_failure_is_tried_by_the_search_for_gaps_and_drawn_in_random_worlds()
    {
        SimulationScenario scenario = Scenario("\"PoolDown\", \"pool\": \"p1.a.net\"");
        IReadOnlyList<GapFailure> tried = FailureList.Singles(scenario.Topology, UserKinds.Of(scenario, TestContext.Current.CancellationToken), TimeSpan.Zero);
        Assert.Equal(Named("Down"), tried.SelectMany(failure => failure.Events).Select(happening => happening.Do).Distinct().Order());

        IEnumerable<SimulationEvent> drawn = Enumerable.Range(0, 40).SelectMany(seed => RandomWorlds.Draw(seed, restores: false).Events);
        Assert.Equal(Named("Down"), drawn.Where(happening => happening.IsFailure).Select(happening => happening.Do).Distinct().Order());
    }

    /// <summary>Whose sessions an event cuts is asked only about those that are silent already, so something else silences one here.</summary>
    [Fact]
    public void Every_failure_knows_whose_sessions_it_cuts() => Assert.All(Named("Down"), kind =>
    {
        string silence = kind == SimulationEventKind.PoolDown ? "\"SiteDown\", \"site\": \"North\"" : "\"PoolDown\", \"pool\": \"p1.a.net\"";
        Assert.Contains("sessions are cut", string.Concat(Scenario(silence, Event(kind)).Run().Timeline.Select(entry => entry.Detail)), StringComparison.Ordinal);
    });

    private static IEnumerable<SimulationEventKind> Named(string end) => s_kinds.Where(kind => $"{kind}".EndsWith(end, StringComparison.Ordinal));

    // One who is signed in and one who isn't: whatever a person can do changes something for one of them.
    private static string Told(SimulationEventKind kind)
    {
        string[] events = [.. new[] { "\"in@a.net\"", "\"out@a.net\"" }.Select(user => Event(kind).Replace("USER", user, StringComparison.Ordinal)).Distinct()];
        FailoverSimulation simulation = Scenario(events).Run();
        return string.Join(" ", simulation.Timeline.Where(entry => entry.AtSeconds == At).Select(entry => entry.Detail)
            .Concat(simulation.Outcomes.SelectMany(outcome => outcome.Timeline).Where(entry => entry.AtSeconds == At).Select(entry => entry.Detail)));
    }

    private static string Event(SimulationEventKind kind) => $"\"{kind}\"{string.Concat(ScenarioJson.KeysOf(kind).Select(key => $", \"{key}\": {s_values[key]}"))}";

    private static SimulationScenario Scenario(params string[] events) => ScenarioFile.Parse(
        $$"""
        { "topology": { "defaultSipDomain": "a.net", "sites": ["North", "South"], "dnsServers": [ { "name": "ns1" } ], "pools": [
            { "fqdn": "p1.a.net", "site": "North", "version": "Lync2013", "backupPool": "p2.a.net", "servers": ["fe1.a.net", "fe2.a.net"] },
            { "fqdn": "p2.a.net", "site": "South", "version": "Lync2013", "backupPool": "p1.a.net" } ] },
          "records": [ "_sipinternaltls._tcp.a.net. 60 IN SRV 0 0 5061 p1.a.net." ],
          "users": [ { "sipAddress": "in@a.net", "registrarPool": "p1.a.net", "location": "South" }, { "sipAddress": "out@a.net", "registrarPool": "p2.a.net", "signedIn": false } ],
          "events": [ {{string.Join(", ", events.Select(happening => $"{{ \"at\": {At}, \"do\": {happening} }}"))}} ] }
        """,
        cancellationToken: TestContext.Current.CancellationToken);
}
