using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>The users of a topology's pools where nobody named any: nameless, all of a pool alike.</summary>
internal static class CountedUsers
{
    /// <summary>As many as the topology counts; none where it has no counts or no SIP domain.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="warn">Told which pools it doesn't count, where it counts others.</param>
    internal static IReadOnlyList<SimulatedUser> Of(ResilienceTopology topology, Action<string> warn)
    {
        ILookup<bool, TopologyPool> homes = Homes(topology).ToLookup(pool => pool.UserCount is not null);
        if (homes[true].Any() && homes[false].Any())
        {
            warn($"The topology counts no users of {string.Join(", ", homes[false].Select(pool => pool.Fqdn))}, so they are left out. Pipe the users (Get-CsUser), or count them with Get-ResilienceTopology -UserCount.");
        }

        return [.. homes[true].Where(pool => pool.UserCount > 0).SelectMany(pool => Users(topology, pool, pool.UserCount!.Value))];
    }

    /// <summary>One for each pool that homes users; none where the topology has no SIP domain.</summary>
    internal static IReadOnlyList<SimulatedUser> OneEach(ResilienceTopology topology) => [.. Homes(topology).SelectMany(pool => Users(topology, pool, 1))];

    private static IEnumerable<TopologyPool> Homes(ResilienceTopology topology) => topology.Pools.Where(pool => pool.Kind != PoolKind.Director);

    private static IEnumerable<SimulatedUser> Users(ResilienceTopology topology, TopologyPool pool, int count) =>
        (topology.DefaultSipDomain ?? topology.SipDomains.FirstOrDefault()) is { } domain
            ? [new SimulatedUser { SipAddress = $"users-of-{pool.Fqdn.Split('.')[0]}@{domain}", RegistrarPool = pool.Fqdn, Count = count }]
            : [];
}
