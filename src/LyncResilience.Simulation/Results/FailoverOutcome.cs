using System.Collections.Generic;
using LyncResilience.Simulation.Results;

namespace LyncResilience;

/// <summary>What a simulation means for one user. Immutable; users who fare alike share what they have in common.</summary>
public sealed class FailoverOutcome
{
    internal FailoverOutcome(string sipAddress, ISharedOutcome shared)
    {
        SipAddress = sipAddress;
        Shared = shared;
    }

    /// <summary>The user's address, without <c>sip:</c>.</summary>
    public string SipAddress { get; }

    /// <summary>The user's home pool.</summary>
    public string HomePool => Shared.HomePool;

    /// <summary>The home pool's backup registrar; null when it has none.</summary>
    public string? BackupPool => Shared.BackupPool;

    /// <summary>What the user has at the end. Offline also when the user does not want to be signed in.</summary>
    public FailoverState FinalState => Shared.FinalState;

    /// <summary>The pool that serves the user at the end; null when none does.</summary>
    public string? FinalRegistrar => Shared.FinalRegistrar;

    /// <summary>How long the user was offline against the person's wish, in seconds.</summary>
    public double OfflineSeconds => Shared.OfflineSeconds;

    /// <summary>How long the user had limited service, in seconds.</summary>
    public double LimitedSeconds => Shared.LimitedSeconds;

    /// <summary>What ended the user's first time offline.</summary>
    public RecoveryMethod RecoveredBy => Shared.RecoveredBy;

    /// <summary>Whether a registrar ever moved the user back to the home pool.</summary>
    public bool ReturnedHome => Shared.ReturnedHome;

    /// <summary>Why it ended so: one sentence with the decisive fact.</summary>
    public string Reason => Shared.Reason;

    /// <summary>What happened to the user, in order.</summary>
    public IReadOnlyList<OutcomeEntry> Timeline => ReadableList.Of(Shared.Timeline);

    /// <summary>What it has in common with others.</summary>
    internal ISharedOutcome Shared { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{SipAddress}: {FinalState}, {Reason}";
}
