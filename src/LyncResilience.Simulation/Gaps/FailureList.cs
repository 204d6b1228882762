using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Simulation.Gaps;

/// <summary>Everything in a deployment that can fail.</summary>
internal static class FailureList
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    /// <summary>Every single failure: pools, sites, Front Ends, DNS servers, links, user services.</summary>
    public static IReadOnlyList<GapFailure> Singles(ResilienceTopology topology, IReadOnlyList<UserKind> kinds, TimeSpan at) =>
    [
        .. topology.Pools.Select(pool => new GapFailure($"pool {pool.Fqdn}", new SimulationEvent(at, SimulationEventKind.PoolDown) { Pool = pool.Fqdn })),
        .. topology.Sites.Where(site => HasServers(topology, site)).Select(site => new GapFailure($"site {site}", new SimulationEvent(at, SimulationEventKind.SiteDown) { Site = site })),

        // The only server of a pool is the pool.
        .. topology.Pools.Where(pool => pool.Servers.Count > 1).SelectMany(pool => pool.Servers)
            .Select(server => new GapFailure($"server {server}", new SimulationEvent(at, SimulationEventKind.ServerDown) { Server = server })),
        .. DnsServers(topology, at),
        .. Links(topology, kinds, at),
        .. topology.Pools.Where(pool => pool.Kind != PoolKind.Director)
            .Select(pool => new GapFailure($"user services of {pool.Fqdn}", new SimulationEvent(at, SimulationEventKind.UserServicesDown) { Pool = pool.Fqdn })),
    ];

    /// <summary>
    /// Every pair that can strand somebody whom neither failure strands alone: not those of which one is within the other or only limits, nor those
    /// that are the same as a single failure.
    /// </summary>
    public static IEnumerable<(int First, int Second)> Pairs(ResilienceTopology topology, IReadOnlyList<GapFailure> singles)
    {
        int[] able = [.. Enumerable.Range(0, singles.Count).Where(i => !singles[i].OnlyLimits && !IsOnePool(topology, singles[i]))];
        for (int i = 0; i < able.Length; i++)
        {
            for (int j = i + 1; j < able.Length; j++)
            {
                GapFailure first = singles[able[i]];
                GapFailure second = singles[able[j]];
                if (!first.IsWithin(second, topology) && !second.IsWithin(first, topology) && !IsWholePool(topology, first, second))
                {
                    yield return (able[i], able[j]);
                }
            }
        }
    }

    private static IEnumerable<GapFailure> DnsServers(ResilienceTopology topology, TimeSpan at) => topology.DnsServers.Count == 0
        ? [new GapFailure("all DNS servers", new SimulationEvent(at, SimulationEventKind.DnsDown))]
        : topology.DnsServers.Select(server => new GapFailure($"DNS server {server.Name}", new SimulationEvent(at, SimulationEventKind.DnsDown) { DnsServer = server.Name }));

    // Links join clients to what they need and backups to whom they watch; without clients in places, nobody is cut off from anything.
    private static IEnumerable<GapFailure> Links(ResilienceTopology topology, IReadOnlyList<UserKind> kinds, TimeSpan at)
    {
        HashSet<string> places = new(kinds.Select(kind => kind.First.Location).OfType<string>(), s_names);
        for (int i = 0; i < topology.Sites.Count; i++)
        {
            for (int j = i + 1; j < topology.Sites.Count; j++)
            {
                string first = topology.Sites[i];
                string second = topology.Sites[j];
                if ((places.Contains(first) && HasServers(topology, second)) || (places.Contains(second) && HasServers(topology, first)))
                {
                    yield return new GapFailure($"link between {first} and {second}", new SimulationEvent(at, SimulationEventKind.LinkDown) { Sites = [first, second] });
                }
            }
        }
    }

    private static bool HasServers(ResilienceTopology topology, string site) =>
        topology.Pools.Any(pool => s_names.Equals(pool.Site, site)) || topology.DnsServers.Any(server => s_names.Equals(server.Site, site));

    // A site with one pool and nothing else fails as its pool does, which makes its pairs already.
    private static bool IsOnePool(ResilienceTopology topology, GapFailure failure) =>
        failure.Events[0] is { Do: SimulationEventKind.SiteDown, Site: { } site }
        && topology.Pools.Count(pool => s_names.Equals(pool.Site, site)) == 1
        && !topology.DnsServers.Any(server => s_names.Equals(server.Site, site));

    private static bool IsWholePool(ResilienceTopology topology, GapFailure first, GapFailure second) =>
        first.Events[0].Do == SimulationEventKind.ServerDown && second.Events[0].Do == SimulationEventKind.ServerDown
        && topology.Pools.Any(first.And(second).TakesDown);
}
