using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.Topology;

/// <summary>What somebody who knows better says about pools; it outranks every source. Keys are pools' full names, or first labels where only one pool has it.</summary>
internal sealed class TopologyOverrides
{
    /// <summary>Nothing to override.</summary>
    public static TopologyOverrides None { get; } = new();

    /// <summary>The backup of each pool; null for "has none".</summary>
    public IReadOnlyDictionary<string, string?> Backups { get; init; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The most users that each pool can serve.</summary>
    public IReadOnlyDictionary<string, int> Capacities { get; init; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many users each pool homes.</summary>
    public IReadOnlyDictionary<string, int> UserCounts { get; init; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
}
