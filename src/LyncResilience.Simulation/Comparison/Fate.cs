using System;
using LyncResilience.Simulation.Results;

namespace LyncResilience.Simulation.Comparison;

/// <summary>How a user fared, as far as a comparison goes. In order from the best to the worst.</summary>
internal sealed record Fate(string HomePool, FailoverState State, double OfflineSeconds, double LimitedSeconds, string Reason) : IComparable<Fate>
{
    public static Fate Of(ISharedOutcome outcome) => new(outcome.HomePool, outcome.FinalState, outcome.OfflineSeconds, outcome.LimitedSeconds, outcome.Reason);

    /// <summary>Time offline decides, then time with limited service, then the end; why it came so does not.</summary>
    public int CompareTo(Fate other) =>
        (OfflineSeconds, LimitedSeconds, State).CompareTo((other.OfflineSeconds, other.LimitedSeconds, other.State));
}
