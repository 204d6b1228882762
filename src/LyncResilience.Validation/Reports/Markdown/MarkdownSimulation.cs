using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Validation.Reports;

/// <summary>Writes a simulation as Markdown: in numbers, how users fare, what happens, and the load of pools.</summary>
internal static class MarkdownSimulation
{
    public static void Write(MarkdownTables tables, FailoverSimulation simulation)
    {
        ReportRow row = ReportRows.Of(simulation);
        tables.Heading(2, $"Simulation: {simulation.Scenario}");
        tables.Paragraph($"**{row.Status}**: {MarkdownText.Of(row.Detail)}");
        tables.Paragraph(string.Format(
            CultureInfo.InvariantCulture, "Simulated {0} with seed {1}; all users together were offline for {2}.",
            SimulationTime.Text(simulation.Duration), simulation.Seed, SimulationTime.Text(simulation.OfflineUserSeconds)));
        WriteGroups(tables, simulation.Outcomes);
        WriteTimeline(tables, simulation);
        WriteLoad(tables, simulation.Load);
        tables.Findings(simulation.Findings);
        SimulationAssumption[] changed = [.. simulation.Assumptions.Where(assumption => !assumption.Value.Equals(assumption.Default))];
        if (changed.Length > 0)
        {
            tables.Paragraph("Assumed otherwise than by default: " + MarkdownText.Of(string.Join(", ", changed.Select(assumption => assumption.ToString()))) + ".");
        }
    }

    public static void WriteGroups(MarkdownTables tables, IReadOnlyList<FailoverOutcome> outcomes)
    {
        var groups = OutcomeGroups.Of(outcomes);
        tables.Table(
            groups.Shown,
            ("Users", group => group.Users),
            ("Such as", group => string.Join(", ", group.SipAddresses)),
            ("Home pool", group => group.Example.HomePool),
            ("At the end", group => group.Example.FinalState),
            ("Offline", group => SimulationTime.Text(group.Example.OfflineSeconds)),
            ("Limited", group => SimulationTime.Text(group.Example.LimitedSeconds)),
            ("Recovered by", group => group.Example.RecoveredBy),
            ("Why", group => group.Example.Reason));
        tables.LeftOut(groups.UsersLeftOut, "users who fared in other ways are left out");
    }

    private static void WriteTimeline(MarkdownTables tables, FailoverSimulation simulation)
    {
        IReadOnlyList<SimulationEntry> timeline = Bounded.Timeline(simulation, ReportLimits.TimelineRows);
        tables.Heading(3, "What happens");
        tables.Table(
            timeline,
            ("Time", entry => SimulationTime.Text(entry.AtSeconds)),
            ("Who", entry => entry.Kind),
            ("What", entry => entry.Detail),
            ("Users", entry => entry.Users),
            ("Full", entry => entry.Full),
            ("Limited", entry => entry.Limited),
            ("Offline", entry => entry.Offline));
        tables.LeftOut(simulation.Timeline.Count - timeline.Count, "things that happened to fewer users are left out");
    }

    private static void WriteLoad(MarkdownTables tables, IReadOnlyList<PoolLoad> loads)
    {
        tables.Heading(3, "Load");
        tables.Table(
            loads,
            ("Pool", load => load.Pool),
            ("Most users", load => load.PeakRegistrations),
            ("At", load => SimulationTime.Text(load.PeakAtSeconds)),
            ("Capacity", load => load.Capacity),
            ("Over", load => load.IsOverCapacity ? "yes" : "no"),
            ("Most sign-ins in a second", load => load.PeakRegistrationsPerSecond));
    }
}
