using System.Collections.Generic;

namespace LyncResilience.Simulation.Results;

/// <summary>What users who fared alike have in common in the end.</summary>
internal interface ISharedOutcome
{
    string HomePool { get; }

    string? BackupPool { get; }

    FailoverState FinalState { get; }

    string? FinalRegistrar { get; }

    double OfflineSeconds { get; }

    double LimitedSeconds { get; }

    RecoveryMethod RecoveredBy { get; }

    bool ReturnedHome { get; }

    string Reason { get; }

    IReadOnlyList<OutcomeEntry> Timeline { get; }
}
