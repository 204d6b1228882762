using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>What <c>-FailPool</c>, <c>-FailSite</c> and <c>-FailServer</c> take down together, and when it comes back.</summary>
internal sealed class PlannedFailure
{
    private readonly List<SimulationEvent> _downs = [];
    private readonly TimeSpan _at;

    /// <param name="topology">Where names are looked for; of a pool or a server the first label is enough where only one has it.</param>
    /// <param name="at">When everything fails.</param>
    /// <param name="pools">Pools that fail.</param>
    /// <param name="sites">Sites whose servers fail.</param>
    /// <param name="servers">Single Front Ends that fail.</param>
    internal PlannedFailure(ResilienceTopology topology, TimeSpan at, string[] pools, string[] sites, string[] servers)
    {
        _at = at;
        string[] poolNames = [.. topology.Pools.Select(pool => pool.Fqdn)];
        string[] serverNames = [.. topology.Pools.SelectMany(pool => pool.Servers.Count == 0 ? [pool.Fqdn] : pool.Servers)];
        _downs.AddRange(pools.Select(pool => new SimulationEvent(at, SimulationEventKind.PoolDown) { Pool = FullName(pool, poolNames) }));
        _downs.AddRange(sites.Select(site => new SimulationEvent(at, SimulationEventKind.SiteDown) { Site = FullName(site, topology.Sites) }));
        _downs.AddRange(servers.Select(server => new SimulationEvent(at, SimulationEventKind.ServerDown) { Server = FullName(server, serverNames) }));
    }

    /// <summary>What the scenario is called: its own name, if it has one, and everything that fails.</summary>
    internal string NameAfter(string name)
    {
        string fails = _downs.Count == 0 ? string.Empty : string.Join(", ", _downs.Select(down => down.Subject)) + " down";
        return name.Length > 0 && fails.Length > 0 ? $"{name}, {fails}"
            : name.Length + fails.Length == 0 ? "Nothing fails"
            : name + fails;
    }

    /// <summary>The events.</summary>
    /// <param name="restoreAfter">How long it stays down; null for the whole scenario.</param>
    internal IReadOnlyList<SimulationEvent> Events(TimeSpan? restoreAfter) =>
        restoreAfter is { } after ? [.. _downs, .. _downs.Select(down => down with { At = _at + after, Do = Opposite(down.Do) })] : _downs;

    private static SimulationEventKind Opposite(SimulationEventKind down) => down switch
    {
        SimulationEventKind.PoolDown => SimulationEventKind.PoolUp,
        SimulationEventKind.SiteDown => SimulationEventKind.SiteUp,
        SimulationEventKind.ServerDown => SimulationEventKind.ServerUp,
        _ => throw UnknownMember.Of(down),
    };

    // A name that fits nothing, or several, stays as it was typed: the simulator refuses it and names the nearest.
    private static string FullName(string typed, IReadOnlyList<string> known)
    {
        string name = NativeNames.WithoutPrefix(typed);
        return FullNames.Meant(name, known) is { Length: 1 } found ? found[0] : name;
    }
}
