using System.Collections.Generic;
using LyncResilience.Simulation.Results;

namespace LyncResilience.Cmdlets;

/// <summary>A stored outcome of a user, shared with nobody.</summary>
internal sealed class StoredOutcome : ISharedOutcome
{
    public string HomePool { get; init; } = string.Empty;

    public string? BackupPool { get; init; }

    public FailoverState FinalState { get; init; }

    public string? FinalRegistrar { get; init; }

    public double OfflineSeconds { get; init; }

    public double LimitedSeconds { get; init; }

    public RecoveryMethod RecoveredBy { get; init; }

    public bool ReturnedHome { get; init; }

    public string Reason { get; init; } = string.Empty;

    public IReadOnlyList<OutcomeEntry> Timeline { get; init; } = [];
}
