using System;

namespace LyncResilience.Discovery.Topology;

/// <summary>What Microsoft's documentation says about a pool when the topology doesn't.</summary>
internal static class PoolDefaults
{
    /// <summary>Two pools ping each other this often (Topology Builder help, "Front End General Settings": inter-cluster ping).</summary>
    public const int HeartbeatSeconds = 30;

    /// <summary>A shorter failure detection interval is treated as this one, three heartbeats (same page).</summary>
    public const int ShortestDetectionSeconds = 3 * HeartbeatSeconds;

    /// <summary>The port of a registrar for SIP over TLS.</summary>
    public const int Port = 5061;

    /// <summary>Failure detection interval: 300 s between pools, 120 s from a branch appliance to its pool (same page).</summary>
    public static int FailureDetectionSeconds(PoolKind kind) => kind == PoolKind.Sba ? 120 : 300;

    /// <summary>Failback interval: 600 s between pools, 240 s from a branch appliance to its pool (same page).</summary>
    public static int FailbackSeconds(PoolKind kind) => kind == PoolKind.Sba ? 240 : 600;

    /// <summary>
    /// How many users a pool can serve in a failover, its own and guests. The numbers are those of the capacity planning pages: "Capacity
    /// Planning" of Lync Server 2010 (gg615015), "Capacity planning using the user models" of Lync Server 2013, the capacity planning
    /// calculator of 2015 and "User models" of Skype for Business Server 2019.
    /// </summary>
    /// <param name="kind">The kind of pool.</param>
    /// <param name="version">Its version.</param>
    /// <param name="servers">The number of its servers; below 1 when nobody knows.</param>
    /// <returns>The number of users; null where those pages give none: branch appliances, unknown versions, an unknown number of servers.</returns>
    public static int? UserCapacity(PoolKind kind, PoolVersion version, int servers) => (kind, version) switch
    {
        (PoolKind.Director, _) => 0,
        (_, PoolVersion.Unknown) => null,

        // 2013 and later plan 2,500 for each server of a Standard Edition pair, 5,000 in failover.
        (PoolKind.Standard, _) => 5_000,
        (PoolKind.Enterprise, _) when servers < 1 => null,

        // 2010 plans 10,000 for each Front End and one Front End to spare. Assumption: a pool of one has none to spare.
        (PoolKind.Enterprise, PoolVersion.Lync2010) => Math.Min(80_000, 10_000 * Math.Max(1, servers - 1)),
        (PoolKind.Enterprise, PoolVersion.SkypeForBusiness2019) => Math.Min(106_000, 6_660 * servers),
        (PoolKind.Enterprise, _) => Math.Min(80_000, 6_660 * servers),
        _ => null,
    };
}
