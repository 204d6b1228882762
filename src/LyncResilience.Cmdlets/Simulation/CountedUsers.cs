using System.Collections.Generic;
using System.Linq;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>The users of a topology's pools where nobody named any: nameless, all of a pool alike.</summary>
internal static class CountedUsers
{
    /// <summary>As many as the topology counts; none where it has no counts or no SIP domain.</summary>
    internal static IReadOnlyList<SimulatedUser> Of(ResilienceTopology topology) =>
        [.. Homes(topology).Where(pool => pool.UserCount > 0).SelectMany(pool => Users(topology, pool, pool.UserCount!.Value))];

    /// <summary>One for each pool that homes users; none where the topology has no SIP domain.</summary>
    internal static IReadOnlyList<SimulatedUser> OneEach(ResilienceTopology topology) => [.. Homes(topology).SelectMany(pool => Users(topology, pool, 1))];

    private static IEnumerable<TopologyPool> Homes(ResilienceTopology topology) => topology.Pools.Where(pool => pool.Kind != PoolKind.Director);

    private static IEnumerable<SimulatedUser> Users(ResilienceTopology topology, TopologyPool pool, int count) =>
        (topology.DefaultSipDomain ?? topology.SipDomains.FirstOrDefault()) is { } domain
            ? [new SimulatedUser { SipAddress = $"users-of-{pool.Fqdn.Split('.')[0]}@{domain}", RegistrarPool = pool.Fqdn, Count = count }]
            : [];
}
