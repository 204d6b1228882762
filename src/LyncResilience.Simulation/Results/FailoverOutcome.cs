using System.Collections.Generic;
using LyncResilience.Simulation.Results;

namespace LyncResilience;

/// <summary>What a simulation means for one user. Immutable; users who fare alike share what they have in common.</summary>
public sealed class FailoverOutcome
{
    private readonly CohortOutcome _shared;

    internal FailoverOutcome(string sipAddress, CohortOutcome shared)
    {
        SipAddress = sipAddress;
        _shared = shared;
    }

    /// <summary>The user's address, without <c>sip:</c>.</summary>
    public string SipAddress { get; }

    /// <summary>The user's home pool.</summary>
    public string HomePool => _shared.HomePool;

    /// <summary>The home pool's backup registrar; null when it has none.</summary>
    public string? BackupPool => _shared.BackupPool;

    /// <summary>What the user has at the end. Offline also when the user does not want to be signed in.</summary>
    public FailoverState FinalState => _shared.FinalState;

    /// <summary>The pool that serves the user at the end; null when none does.</summary>
    public string? FinalRegistrar => _shared.FinalRegistrar;

    /// <summary>How long the user was offline against the person's wish, in seconds.</summary>
    public double OfflineSeconds => _shared.OfflineSeconds;

    /// <summary>How long the user had limited service, in seconds.</summary>
    public double LimitedSeconds => _shared.LimitedSeconds;

    /// <summary>What ended the user's first time offline.</summary>
    public RecoveryMethod RecoveredBy => _shared.RecoveredBy;

    /// <summary>Whether a registrar ever moved the user back to the home pool.</summary>
    public bool ReturnedHome => _shared.ReturnedHome;

    /// <summary>Why it ended so: one sentence with the decisive fact.</summary>
    public string Reason => _shared.Reason;

    /// <summary>What happened to the user, in order.</summary>
    public IReadOnlyList<OutcomeEntry> Timeline => _shared.Timeline;

    /// <inheritdoc/>
    public override string ToString() => $"{SipAddress}: {FinalState}, {Reason}";
}
