using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace LyncResilience;

/// <summary>What a scenario leads to. Immutable.</summary>
public sealed class FailoverSimulation
{
    internal FailoverSimulation()
    {
    }

    /// <summary>The scenario's name.</summary>
    public string Scenario { get; internal init; } = string.Empty;

    /// <summary>How many users were simulated.</summary>
    public int Users { get; internal init; }

    /// <summary>How many have full service at the end.</summary>
    public int FullAtEnd { get; internal init; }

    /// <summary>How many have limited service at the end.</summary>
    public int LimitedAtEnd { get; internal init; }

    /// <summary>How many are not registered at the end, those included who do not want to be.</summary>
    public int OfflineAtEnd { get; internal init; }

    /// <summary>The most users who were offline against their wish at the same time.</summary>
    public int PeakOffline { get; internal init; }

    /// <summary>The sum of <see cref="FailoverOutcome.OfflineSeconds"/> over all users.</summary>
    public double OfflineUserSeconds { get; internal init; }

    /// <summary>The seed of every draw.</summary>
    public int Seed { get; internal init; }

    /// <summary>How long was simulated, in seconds.</summary>
    public double Duration { get; internal init; }

    /// <summary>How many groups of users fared differently; the cost of a simulation grows with these, not with users.</summary>
    public int Cohorts { get; internal init; }

    /// <summary>The outcome of every user, in the order of the scenario; each is made when it is looked at.</summary>
    public IReadOnlyList<FailoverOutcome> Outcomes { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<FailoverOutcome>([]);

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<SimulationEntry> Timeline { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<SimulationEntry>([]);

    /// <summary>The load of every pool, in order of their names.</summary>
    public IReadOnlyList<PoolLoad> Load { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<PoolLoad>([]);

    /// <summary>What the model assumed.</summary>
    public IReadOnlyList<SimulationAssumption> Assumptions { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<SimulationAssumption>([]);

    /// <summary>What clients met on their way that an administrator should know.</summary>
    public IReadOnlyList<Finding> Findings { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<Finding>([]);

    /// <summary>Writes the timeline as text, a line for each entry, with LF as line end. The same scenario and seed give the same bytes.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTimeline(TextWriter writer)
    {
        if (writer is null)
        {
            throw new ArgumentNullException(nameof(writer));
        }

        writer.Write(string.Format(CultureInfo.InvariantCulture, "{0}: {1}, seed {2}, {3}\n", Scenario, Discovery.Counted.Of(Users, "user"), Seed, SimulationTime.Text(Duration)));
        foreach (SimulationEntry entry in Timeline)
        {
            writer.Write(entry.ToString());
            writer.Write('\n');
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0}: {1} full, {2} limited, {3} offline of {4} at the end; at most {5} offline", Scenario, FullAtEnd, LimitedAtEnd, OfflineAtEnd, Users, PeakOffline);
}
