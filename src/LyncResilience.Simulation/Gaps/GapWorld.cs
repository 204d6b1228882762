using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Simulation.Gaps;

/// <summary>A deployment in which failures are tried: the one that is searched, or the same with something changed. Immutable.</summary>
/// <param name="Topology">Sites and pools.</param>
/// <param name="Records">The zone at time 0.</param>
/// <param name="Background">What happens whatever fails.</param>
internal sealed record GapWorld(ResilienceTopology Topology, IReadOnlyList<DnsRecord> Records, IReadOnlyList<SimulationEvent> Background)
{
    /// <summary>Whether failures that take down all DNS servers spare those that were added.</summary>
    public string? OnlyPresentDnsServer { get; init; }

    public GapWorld WithRecords(IEnumerable<DnsRecord> more) => this with { Records = [.. Records, .. more] };

    /// <summary>The same with other records, also where an event brings one.</summary>
    public GapWorld WithEach(Func<DnsRecord, IEnumerable<DnsRecord>> change) => this with
    {
        Records = [.. Records.SelectMany(change)],
        Background =
        [
            .. Background.SelectMany(happening => happening.Do == SimulationEventKind.SrvAdd && happening.Record is { } record
                ? change(record).Select(changed => happening with { Record = changed })
                : [happening]),
        ],
    };

    /// <summary>The same with another pool in the place of that of the same name, or with one more.</summary>
    public GapWorld WithPool(TopologyPool pool) => this with
    {
        Topology = Copy([.. Topology.Pools.Where(known => !Same(known.Fqdn, pool.Fqdn)), pool], Topology.DnsServers),
    };

    public GapWorld WithEachPool(Func<TopologyPool, TopologyPool> change) => this with { Topology = Copy([.. Topology.Pools.Select(change)], Topology.DnsServers) };

    /// <summary>The same with one more DNS server, which the failure of all others spares.</summary>
    public GapWorld WithDnsServer(string name, string? site)
    {
        const string Present = "present";
        bool isFirst = Topology.DnsServers.Count == 0;
        TopologyDnsServer added = new() { Name = name, Site = site };
        TopologyDnsServer[] servers = isFirst ? [new TopologyDnsServer { Name = Present }, added] : [.. Topology.DnsServers, added];
        return this with { Topology = Copy(Topology.Pools, servers), OnlyPresentDnsServer = isFirst ? Present : OnlyPresentDnsServer };
    }

    public SimulationEvent InThisWorld(SimulationEvent happening) =>
        happening is { Do: SimulationEventKind.DnsDown or SimulationEventKind.DnsUp, DnsServer: null } && OnlyPresentDnsServer is { } present
            ? happening with { DnsServer = present }
            : happening;

    /// <summary>The same pool with other relations.</summary>
    public static TopologyPool Copy(TopologyPool pool, string? backup, bool automaticFailover, int? userCapacity) => new()
    {
        Fqdn = pool.Fqdn,
        Site = pool.Site,
        Kind = pool.Kind,
        Version = pool.Version,
        BackupPool = backup,
        FailureDetectionSeconds = pool.FailureDetectionSeconds,
        FailbackSeconds = pool.FailbackSeconds,
        AutomaticFailover = automaticFailover,
        UserCapacity = userCapacity,
        UserCount = pool.UserCount,
        Port = pool.Port,
        Servers = pool.Servers,
    };

    private ResilienceTopology Copy(IEnumerable<TopologyPool> pools, IReadOnlyList<TopologyDnsServer> dnsServers) =>
        new(pools.OrderBy(pool => pool.Fqdn, StringComparer.OrdinalIgnoreCase))
        {
            DefaultSipDomain = Topology.DefaultSipDomain,
            SipDomains = Topology.SipDomains,
            Sites = Topology.Sites,
            EdgePools = Topology.EdgePools,
            DnsServers = Array.AsReadOnly(dnsServers.ToArray()),
            Source = Topology.Source,
            Warnings = Topology.Warnings,
        };

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
