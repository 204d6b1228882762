using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Benchmarks;

/// <summary>How many users fared how in a simulation, from a look at the outcome of every single one.</summary>
internal sealed class SimulationTotals
{
    private readonly SortedDictionary<string, string> _lines = new(StringComparer.Ordinal);

    private SimulationTotals()
    {
    }

    public IReadOnlyCollection<string> Lines => [.. _lines.Select(line => line.Key + "|" + line.Value)];

    public static SimulationTotals Of(FailoverSimulation simulation)
    {
        Dictionary<(FailoverState, string?, RecoveryMethod, bool), (long Users, double Offline, double Limited)> sums = [];
        foreach (FailoverOutcome outcome in simulation.Outcomes)
        {
            ref (long Users, double Offline, double Limited) sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                sums, (outcome.FinalState, outcome.FinalRegistrar, outcome.RecoveredBy, outcome.ReturnedHome), out _);
            sum = (sum.Users + (outcome.SipAddress.Length > 0 ? 1 : 0), sum.Offline + outcome.OfflineSeconds, sum.Limited + outcome.LimitedSeconds);
        }

        SimulationTotals totals = new();
        foreach (((FailoverState state, string? registrar, RecoveryMethod by, bool isReturned), (long users, double offline, double limited)) in sums)
        {
            totals._lines.Add($"{state}|{registrar}|{by}|{isReturned}", string.Create(CultureInfo.InvariantCulture, $"{users}|{offline:0}|{limited:0}"));
        }

        return totals;
    }

    public static SimulationTotals Parse(IEnumerable<string> lines)
    {
        SimulationTotals totals = new();
        foreach (string line in lines)
        {
            string[] parts = line.Split('|');
            totals._lines.Add(string.Join('|', parts[..4]), string.Join('|', parts[4..]));
        }

        return totals;
    }

    /// <exception cref="InvalidOperationException">Somebody else counted otherwise.</exception>
    public void MustEqual(SimulationTotals other, string who)
    {
        if (!Lines.SequenceEqual(other.Lines))
        {
            throw new InvalidOperationException(
                $"{who} disagrees.\nOurs only:\n  {string.Join("\n  ", Lines.Except(other.Lines))}\nTheirs only:\n  {string.Join("\n  ", other.Lines.Except(Lines))}");
        }
    }
}
