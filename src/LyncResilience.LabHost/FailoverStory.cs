using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using LyncResilience.Lab.Scenarios;
using LyncResilience.Simulation;

namespace LyncResilience.LabHost;

/// <summary>A pool fails and comes back in the simulator: a table of who is where at each step.</summary>
internal sealed class FailoverStory
{
    private const string NotStarted = "not started";
    private const string Offline = "OFFLINE";
    private const string Ditto = "\"";
    private static readonly TimeSpan s_down = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_up = TimeSpan.FromMinutes(60);

    private readonly (string Heading, SimulatedUser User)[] _people;
    private readonly TopologyPool _pool;
    private readonly FailoverSimulation _simulation;

    private FailoverStory(TopologyPool pool, (string Heading, SimulatedUser User)[] people, FailoverSimulation simulation)
    {
        _pool = pool;
        _people = people;
        _simulation = simulation;
    }

    /// <summary>Plays the failure of a pool of a laboratory's scenario, from 10 to 60 minutes.</summary>
    /// <param name="scenario">The deployment.</param>
    /// <param name="pool">The pool that fails.</param>
    /// <param name="people">The columns: who is simulated, in what state, under which heading.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static FailoverStory Play(LabScenario scenario, string pool, (string Heading, SimulatedUser User)[] people, CancellationToken cancellationToken) => new(
        scenario.Topology.FindPool(pool)!,
        people,
        FailoverSimulator.Run(
            new SimulationScenario
            {
                Name = scenario.Name,
                Topology = scenario.Topology,
                Records = scenario.Records,
                Users = people.Select(person => person.User),
                Events =
                [
                    new SimulationEvent(s_down, SimulationEventKind.PoolDown) { Pool = pool },
                    new SimulationEvent(s_up, SimulationEventKind.PoolUp) { Pool = pool },
                ],
                Duration = TimeSpan.FromHours(2),
            },
            cancellationToken));

    /// <summary>Writes the table: a row for each instant at which something happens, and where everybody is then.</summary>
    public void Write(TextWriter output)
    {
        var table = new TextTable(["Time", .. _people.Select(person => person.Heading), "What happens"]);
        string[] before = StatesAt(0);
        table.Add([SecondsText(0), .. before, "All is well."]);
        foreach (IGrouping<double, SimulationEntry> instant in _simulation.Timeline.GroupBy(entry => entry.AtSeconds))
        {
            string[] now = StatesAt(instant.Key);
            string[] cells = [.. now.Select((state, column) => state == before[column] ? Ditto : state)];
            table.Add([SecondsText(instant.Key), .. cells, string.Join(" ", WhatHappens(instant, before, now).Distinct())]);
            before = now;
        }

        table.Write(output);
        output.WriteLine();
    }

    /// <summary>Adds a row for each person to a summary.</summary>
    public void Summarise(TextTable summary, string failure)
    {
        for (int i = 0; i < _people.Length; i++)
        {
            FailoverOutcome outcome = _simulation.Outcomes[i];
            summary.Add(failure, _people[i].Heading, Span(outcome.OfflineSeconds), Span(outcome.LimitedSeconds), outcome.RecoveredBy.ToString());
        }
    }

    private static string Span(double seconds) => seconds == 0 ? "-" : SecondsText(seconds);

    private static string SecondsText(double seconds) => TimeSpan.FromSeconds(seconds).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);

    // The columns tell what becomes of people, so the words are for what they cannot see.
    private IEnumerable<string> WhatHappens(IEnumerable<SimulationEntry> instant, string[] before, string[] now)
    {
        string pool = StoryPrinter.Short(_pool.Fqdn);
        string? backup = StoryPrinter.Short(_pool.BackupPool);
        foreach (SimulationEntry entry in instant)
        {
            bool isOver = entry.AtSeconds >= s_up.TotalSeconds;
            yield return entry.Kind switch
            {
                SimulationEntryKind.World => isOver ? $"{pool} is back." : $"{pool} goes down.",
                SimulationEntryKind.Heartbeat => isOver ? $"{backup} sends guests home." : $"{backup} takes users of {pool} in.",
                _ when before.Where((state, column) => state == NotStarted && now[column] != NotStarted).Any() => "A fresh client is started.",
                _ when before.Where((state, column) => state != Offline && now[column] == Offline).Any() => $"Clients notice that {pool} is silent.",
                _ => string.Empty,
            };
        }
    }

    private string[] StatesAt(double seconds) => [.. _simulation.Outcomes.Select(outcome => StateOf(outcome.Timeline.Last(entry => entry.AtSeconds <= seconds)))];

    private static string StateOf(OutcomeEntry entry) =>
        entry.Registrar is { } registrar ? $"{entry.State.ToString().ToLowerInvariant()} on {StoryPrinter.Short(registrar)}"
        : entry.IsSignedOut ? NotStarted
        : Offline;
}
