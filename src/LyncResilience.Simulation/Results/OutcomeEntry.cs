using System.Globalization;

namespace LyncResilience;

/// <summary>One thing that happened to a user in a simulation. Immutable.</summary>
public sealed class OutcomeEntry
{
    internal OutcomeEntry()
    {
    }

    /// <summary>When, in seconds from the start.</summary>
    public double AtSeconds { get; internal init; }

    /// <summary>What service the user has from then on. Offline also before a sign-in and after a sign-out; see <see cref="IsSignedOut"/>.</summary>
    public FailoverState State { get; internal init; }

    /// <summary>Whether the user does not want to be signed in, or was signed out while offline: the time from here on counts for nothing.</summary>
    public bool IsSignedOut { get; internal init; }

    /// <summary>The pool that serves the user from then on; null when none does.</summary>
    public string? Registrar { get; internal init; }

    /// <summary>What happened, in one sentence.</summary>
    public string Detail { get; internal init; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1,-7} {2}", SimulationTime.Text(AtSeconds), State, Detail);
}
