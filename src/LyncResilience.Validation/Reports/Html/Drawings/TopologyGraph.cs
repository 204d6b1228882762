using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>A topology as boxes and lines.</summary>
internal static class TopologyGraph
{
    /// <summary>The sites with their pools, as many pools as given at most; lines between those.</summary>
    public static IReadOnlyList<TopologySite> Of(ResilienceTopology topology, int mostPools)
    {
        Dictionary<string, TopologyNode> nodes = new(StringComparer.OrdinalIgnoreCase);
        foreach (TopologyPool pool in topology.Pools.Take(mostPools))
        {
            nodes[pool.Fqdn] = new TopologyNode(pool.Fqdn, Words(pool), Problem(topology, pool), ClassOf(topology, pool), pool.Site);
        }

        List<TopologyNode> edges = [];
        foreach (TopologyEdgePool edge in topology.EdgePools.Take(mostPools))
        {
            TopologyNode node = new(edge.Fqdn, "Edge pool", null, "edge", edge.Site);
            edges.Add(node);
            Join(node, edge.NextHop is null ? null : Find(nodes, edge.NextHop), "hop");
        }

        foreach (TopologyPool pool in topology.Pools.Take(mostPools).Where(pool => pool.BackupPool is not null))
        {
            bool isMutual = TopologyFacts.IsMutual(topology, pool);

            // A mutual pair is one line, drawn from the pool that comes first.
            if (!isMutual || !nodes[pool.Fqdn].Lines.Exists(line => line.Class == "mutual" && (line.From.Name == topology.FindPool(pool.BackupPool)!.Fqdn)))
            {
                Join(nodes[pool.Fqdn], Find(nodes, pool.BackupPool!), isMutual ? "mutual" : "one-way");
            }
        }

        return [.. nodes.Values.Concat(edges)
            .GroupBy(node => node.Site, StringComparer.OrdinalIgnoreCase)
            .OrderBy(site => site.Key, StringComparer.OrdinalIgnoreCase)
            .Select(site => new TopologySite(site.Key ?? "No site named", site))];
    }

    private static TopologyNode? Find(Dictionary<string, TopologyNode> nodes, string name) => nodes.TryGetValue(name, out TopologyNode? node) ? node : null;

    private static void Join(TopologyNode from, TopologyNode? to, string @class)
    {
        if (to is not null && to != from)
        {
            TopologyLine line = new(from, to, @class);
            from.Lines.Add(line);
            to.Lines.Add(line);
        }
    }

    private static string Words(TopologyPool pool)
    {
        string version = TopologyFacts.VersionOf(pool);
        string users = pool.UserCount is { } count ? Discovery.Counted.Of(count, "user") : string.Empty;
        return string.Join(" · ", new[] { TopologyFacts.KindOf(pool), version, users }.Where(word => word.Length > 0));
    }

    private static string? Problem(ResilienceTopology topology, TopologyPool pool) =>
        !TopologyFacts.IsBare(topology, pool) ? null : pool.BackupPool is null ? "no backup registrar" : $"backup {pool.BackupPool} is not in the topology";

    private static string ClassOf(ResilienceTopology topology, TopologyPool pool) =>
        TopologyFacts.IsBare(topology, pool) ? "bare" : pool.Kind == PoolKind.Director ? "director" : pool.Kind == PoolKind.Sba ? "branch" : "pool";
}
