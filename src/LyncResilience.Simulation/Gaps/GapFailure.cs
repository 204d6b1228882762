using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Simulation.Gaps;

/// <summary>Something that fails and stays so, or two such things.</summary>
internal sealed class GapFailure
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    public GapFailure(string name, params SimulationEvent[] events)
    {
        Name = name;
        Events = events;
    }

    /// <summary>Nothing fails.</summary>
    public static GapFailure None { get; } = new("nothing");

    public string Name { get; }

    public IReadOnlyList<SimulationEvent> Events { get; }

    /// <summary>Whether it can only change what service registered users have. The answer of a registrar takes user services into account after it has decided to register (MS-SIPREGE 3.1.2.5).</summary>
    public bool OnlyLimits => Events.All(happening => happening.Do == SimulationEventKind.UserServicesDown);

    public GapFailure And(GapFailure other) => new($"{Name} and {other.Name}", [.. Events, .. other.Events]);

    /// <summary>Whether a pool is down while it lasts.</summary>
    public bool TakesDown(TopologyPool pool) =>
        Events.Any(happening => happening.Do switch
        {
            SimulationEventKind.PoolDown => s_names.Equals(happening.Pool, pool.Fqdn),
            SimulationEventKind.SiteDown => s_names.Equals(happening.Site, pool.Site),
            _ => false,
        })
        || (pool.Servers.Count > 0 && pool.Servers.All(server => Events.Any(happening => Hits(happening, server))));

    /// <summary>Whether a site is down while it lasts.</summary>
    public bool TakesDown(string site) => Events.Any(happening => happening.Do == SimulationEventKind.SiteDown && s_names.Equals(happening.Site, site));

    /// <summary>Whether one of the pool's Front Ends is down while it lasts.</summary>
    public bool HitsServerOf(TopologyPool pool) => pool.Servers.Any(server => Events.Any(happening => Hits(happening, server)));

    /// <summary>Whether everything that it takes down is down already while another failure lasts.</summary>
    public bool IsWithin(GapFailure other, ResilienceTopology topology) => Events.All(happening => happening.Do switch
    {
        SimulationEventKind.PoolDown or SimulationEventKind.UserServicesDown => topology.FindPool(happening.Pool) is { } pool && other.TakesDown(pool),
        SimulationEventKind.ServerDown => topology.Pools.Any(pool => other.TakesDown(pool) && pool.Servers.Contains(happening.Server, s_names)),
        SimulationEventKind.DnsDown => happening.DnsServer is not null
            && topology.DnsServers.Any(server => s_names.Equals(server.Name, happening.DnsServer) && server.Site is { } site && other.TakesDown(site)),
        SimulationEventKind.SiteDown or SimulationEventKind.LinkDown => false,
        _ => throw new InvalidOperationException($"Nobody said what {happening.Do} is within."),
    });

    public override string ToString() => Name;

    private static bool Hits(SimulationEvent happening, string server) => happening.Do == SimulationEventKind.ServerDown && s_names.Equals(happening.Server, server);
}
