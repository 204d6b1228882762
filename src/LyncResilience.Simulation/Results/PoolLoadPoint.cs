namespace LyncResilience;

/// <summary>The load of a pool at an instant. Immutable.</summary>
public sealed class PoolLoadPoint
{
    internal PoolLoadPoint()
    {
    }

    /// <summary>When, in seconds from the start.</summary>
    public double AtSeconds { get; internal init; }

    /// <summary>How many users are registered once this instant is over.</summary>
    public long Registrations { get; internal init; }

    /// <summary>How many registered anew at this instant.</summary>
    public long NewRegistrations { get; internal init; }

    /// <summary>How many registered anew in the second up to and including this instant.</summary>
    public long RegistrationsPerSecond { get; internal init; }
}
