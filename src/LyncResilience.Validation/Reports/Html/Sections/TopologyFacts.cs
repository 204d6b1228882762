using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>What a topology says about backups.</summary>
internal static class TopologyFacts
{
    /// <summary>The pools that home users and have no backup registrar.</summary>
    public static IEnumerable<TopologyPool> WithoutBackup(ResilienceTopology topology) => topology.Pools.Where(pool => IsBare(topology, pool));

    /// <summary>A Director homes nobody, so it needs none.</summary>
    public static bool IsBare(ResilienceTopology topology, TopologyPool pool) => pool.Kind != PoolKind.Director && topology.FindPool(pool.BackupPool) is null;

    public static bool IsMutual(ResilienceTopology topology, TopologyPool pool) =>
        topology.FindPool(pool.BackupPool) is { } backup && backup != pool && topology.FindPool(backup.BackupPool) == pool;

    public static string KindOf(TopologyPool pool) => pool.Kind switch
    {
        PoolKind.Enterprise => "Enterprise pool",
        PoolKind.Standard => "Standard Edition",
        PoolKind.Sba => "Branch appliance",
        _ => "Director",
    };

    /// <summary>The product as it is called; empty when unknown.</summary>
    public static string VersionOf(TopologyPool pool) => pool.Version switch
    {
        PoolVersion.Lync2010 => "Lync 2010",
        PoolVersion.Lync2013 => "Lync 2013",
        PoolVersion.SkypeForBusiness2015 => "SfB 2015",
        PoolVersion.SkypeForBusiness2019 => "SfB 2019",
        _ => string.Empty,
    };
}
