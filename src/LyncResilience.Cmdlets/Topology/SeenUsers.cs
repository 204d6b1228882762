using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Cmdlets;

/// <summary>The users that came by, by pool: enough to see that a backup can't carry both pools when the topology has no numbers of its own.</summary>
internal sealed class SeenUsers
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.OrdinalIgnoreCase);

    internal void Add(string pool)
    {
        _counts.TryGetValue(pool, out int count);
        _counts[pool] = count + 1;
    }

    /// <summary>One sentence on backups that would have more users than they can serve; null when there are none.</summary>
    internal string? Overload(ResilienceTopology topology)
    {
        string[] overloads = [.. topology.Pools.Select(pool => Overload(topology, pool)).OfType<string>()];
        return overloads.Length == 0
            ? null
            : $"{string.Join("; ", overloads)}. With the users of each pool in the topology (Get-ResilienceTopology -UserCount) this becomes a finding on each result.";
    }

    private string? Overload(ResilienceTopology topology, TopologyPool pool)
    {
        if (topology.FindPool(pool.BackupPool) is not { } backup || backup == pool || (pool.UserCount is not null && backup.UserCount is not null)
            || !_counts.TryGetValue(pool.Fqdn, out int own))
        {
            return null;
        }

        _counts.TryGetValue(backup.Fqdn, out int theirs);
        return PairingRules.Overload(backup, theirs, own) is not { } together ? null : string.Format(
            CultureInfo.InvariantCulture,
            "{0} can serve {1:N0} users, and with the {2:N0} of {3} seen here it would have {4:N0}",
            backup.Fqdn, backup.UserCapacity, own, pool.Fqdn, together);
    }
}
