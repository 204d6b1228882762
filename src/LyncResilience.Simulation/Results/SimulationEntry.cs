using System.Globalization;

namespace LyncResilience;

/// <summary>One thing that happened in a simulation, to the world or to users, and how many users had which service then. Immutable.</summary>
public sealed class SimulationEntry
{
    internal SimulationEntry()
    {
    }

    /// <summary>When, in seconds from the start.</summary>
    public double AtSeconds { get; internal init; }

    /// <summary>Whether the world changed, a backup registrar changed its mind about a home pool, or clients did something.</summary>
    public SimulationEntryKind Kind { get; internal init; }

    /// <summary>What happened, in one sentence.</summary>
    public string Detail { get; internal init; } = string.Empty;

    /// <summary>How many users it happened to; 0 for the world and for heartbeats.</summary>
    public long Users { get; internal init; }

    /// <summary>How many users had full service when this instant was over.</summary>
    public long Full { get; internal set; }

    /// <summary>How many users had limited service when this instant was over.</summary>
    public long Limited { get; internal set; }

    /// <summary>How many users were not registered when this instant was over, those included who did not want to be.</summary>
    public long Offline { get; internal set; }

    /// <summary>How many of those offline did not want to be registered.</summary>
    public long SignedOut { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0} {1,-9} {2} [full {3}, limited {4}, offline {5}]", SimulationTime.Text(AtSeconds), Kind,
        Users > 0 ? string.Format(CultureInfo.InvariantCulture, "{0} ({1})", Detail, Users) : Detail, Full, Limited, Offline);
}
