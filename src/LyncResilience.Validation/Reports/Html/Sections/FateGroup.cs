using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Users of one home pool who ended alike and were saved alike. How long each was offline may differ.</summary>
internal sealed class FateGroup
{
    private readonly List<string> _examples = [];

    private FateGroup(FailoverOutcome first) => First = first;

    /// <summary>One of them, whose reason stands for all.</summary>
    public FailoverOutcome First { get; }

    public long Users { get; private set; }

    public double LeastOffline { get; private set; } = double.MaxValue;

    public double MostOffline { get; private set; }

    public double MostLimited { get; private set; }

    /// <summary>The first few of them.</summary>
    public IReadOnlyList<string> Examples => _examples;

    /// <summary>The ways in which users fared, the worst first. Looks at every user once.</summary>
    public static IReadOnlyList<FateGroup> Of(FailoverSimulation simulation)
    {
        Dictionary<(string, FailoverState, string?, RecoveryMethod, bool), FateGroup> fates = [];
        foreach (FailoverOutcome outcome in simulation.Outcomes)
        {
            (string, FailoverState, string?, RecoveryMethod, bool) key = (outcome.HomePool, outcome.FinalState, outcome.FinalRegistrar, outcome.RecoveredBy, outcome.OfflineSeconds > 0);
            if (!fates.TryGetValue(key, out FateGroup? fate))
            {
                fates[key] = fate = new FateGroup(outcome);
            }

            fate.Add(outcome);
        }

        return [.. fates.Values
            .OrderByDescending(fate => fate.First.FinalState == FailoverState.Offline && fate.MostOffline > 0)
            .ThenByDescending(fate => fate.MostOffline).ThenByDescending(fate => fate.MostLimited).ThenByDescending(fate => fate.Users)];
    }

    private void Add(FailoverOutcome outcome)
    {
        Users++;
        LeastOffline = Math.Min(LeastOffline, outcome.OfflineSeconds);
        MostOffline = Math.Max(MostOffline, outcome.OfflineSeconds);
        MostLimited = Math.Max(MostLimited, outcome.LimitedSeconds);
        if (_examples.Count < 3 && !_examples.Contains(outcome.SipAddress))
        {
            _examples.Add(outcome.SipAddress);
        }
    }
}
