using System.Collections.Generic;

namespace LyncResilience;

/// <summary>How many users a pool had to serve in a simulation, against its capacity. Capacity never refuses anybody; it is reported. Immutable.</summary>
public sealed class PoolLoad
{
    internal PoolLoad()
    {
    }

    /// <summary>The pool.</summary>
    public string Pool { get; internal init; } = string.Empty;

    /// <summary>The most users that it can serve; null when nobody knows.</summary>
    public int? Capacity { get; internal init; }

    /// <summary>The most users that were registered at the end of an instant.</summary>
    public long PeakRegistrations { get; internal init; }

    /// <summary>When that was first, in seconds from the start.</summary>
    public double PeakAtSeconds { get; internal init; }

    /// <summary>The most new registrations that had to be served in one second.</summary>
    public long PeakRegistrationsPerSecond { get; internal init; }

    /// <summary>Whether there were ever more users than the capacity.</summary>
    public bool IsOverCapacity { get; internal init; }

    /// <summary>Every instant at which something changed, in order; the first is the start.</summary>
    public IReadOnlyList<PoolLoadPoint> Points { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<PoolLoadPoint>([]);

    /// <inheritdoc/>
    public override string ToString() => $"{Pool}: at most {PeakRegistrations} of {Capacity?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"}";
}
