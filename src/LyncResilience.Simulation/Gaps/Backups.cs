using System;
using System.Linq;

namespace LyncResilience.Simulation.Gaps;

/// <summary>Who backs whom, as far as it works.</summary>
internal static class Backups
{
    /// <summary>The pool that takes a home pool's users in; null when there is none or it can't: one that isn't in the topology, a Director, the pool itself.</summary>
    public static TopologyPool? Of(ResilienceTopology topology, TopologyPool home) =>
        topology.FindPool(home.BackupPool) is { } backup && CanTakeIn(backup) && backup != home ? backup : null;

    /// <summary>The pool that would serve best as the backup of a home pool; null when none would.</summary>
    public static TopologyPool? Best(ResilienceTopology topology, TopologyPool home, GapFailure failure) => topology.Pools
        .Where(pool => pool != home && CanTakeIn(pool) && pool.Kind != PoolKind.Sba && !failure.TakesDown(pool))
        .OrderBy(pool => pool.Site is not null && Same(pool.Site, home.Site) ? 1 : 0)
        .ThenBy(pool => pool.Version == home.Version ? 0 : 1)
        .ThenBy(pool => pool.BackupPool is null || Same(pool.BackupPool, home.Fqdn) ? 0 : 1)
        .ThenBy(pool => topology.Pools.Count(other => Same(other.BackupPool, pool.Fqdn)))
        .FirstOrDefault();

    private static bool CanTakeIn(TopologyPool pool) => pool.Kind != PoolKind.Director;

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
