using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Simulation.World;

/// <summary>
/// Sites, links, pools, DNS servers and the zone of a simulation: who is up and who reaches whom. What a registrar then answers is
/// <see cref="RegistrarModel"/>'s to say.
/// </summary>
internal sealed class SimulatedWorld
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    private readonly Dictionary<string, SiteState> _sites;
    private readonly Dictionary<string, PoolState> _hosts = new(s_names);
    private readonly Dictionary<IPAddress, PoolState> _addresses = [];
    private readonly Dictionary<string, SiteState?> _dnsServers;
    private readonly HashSet<string> _downDnsServers = new(s_names);
    private readonly HashSet<(SiteState, SiteState)> _downLinks = [];

    public SimulatedWorld(ResilienceTopology topology, IEnumerable<DnsRecord> records)
    {
        Zone = new Zone(records);
        _sites = topology.Sites.ToDictionary(site => site, site => new SiteState(site), s_names);
        Pools = [.. topology.Pools.Select(pool => new PoolState(pool, FindSite(pool.Site)))];
        foreach (PoolState pool in Pools)
        {
            _hosts[pool.Name] = pool;
        }

        foreach (PoolState pool in Pools)
        {
            AddServers(pool);
            AddBackup(pool);
        }

        // A deployment that names no DNS server has one all the same; it stands in no site.
        _dnsServers = topology.DnsServers.Count == 0
            ? new Dictionary<string, SiteState?>(s_names) { [string.Empty] = null }
            : topology.DnsServers.ToDictionary(server => server.Name, server => FindSite(server.Site), s_names);
        ReadAddresses();
    }

    public IReadOnlyList<PoolState> Pools { get; }

    public Zone Zone { get; }

    /// <summary>Grows with every change that could make a round of attempts end differently.</summary>
    public int Version { get; set; }

    public IReadOnlyList<string> SiteNames => [.. _sites.Keys];

    public SiteState? FindSite(string? name) => name is not null && _sites.TryGetValue(name, out SiteState? site) ? site : null;

    /// <summary>The pool of that name, or the one that has a server of that name.</summary>
    public PoolState? FindHost(string host) => _hosts.TryGetValue(host, out PoolState? pool) ? pool : null;

    /// <summary>The pool that answers where a client dials.</summary>
    /// <param name="host">The name or address dialled.</param>
    /// <param name="answer">What DNS said about it; null when nobody was asked.</param>
    public PoolState? FindDialled(string host, DnsAnswer? answer)
    {
        if (FindHost(host) is { } named)
        {
            return named;
        }

        if (IPAddress.TryParse(host, out IPAddress? literal) && _addresses.TryGetValue(literal, out PoolState? direct))
        {
            return direct;
        }

        foreach (DnsRecord record in answer?.Records ?? [])
        {
            if (record is NameRecord alias && FindHost(alias.Target) is { } behind)
            {
                return behind;
            }

            if (record is AddressRecord address && _addresses.TryGetValue(address.Address, out PoolState? owner))
            {
                return owner;
            }
        }

        return null;
    }

    public bool SetLink(string first, string second, bool isUp)
    {
        (SiteState, SiteState) link = Link(FindSite(first)!, FindSite(second)!);
        return isUp ? _downLinks.Remove(link) : _downLinks.Add(link);
    }

    public bool SetDns(string? server, bool isUp)
    {
        bool changed = false;
        foreach (string name in server is null ? (IEnumerable<string>)_dnsServers.Keys : [server])
        {
            changed |= isUp ? _downDnsServers.Remove(name) : _downDnsServers.Add(name);
        }

        return changed;
    }

    /// <summary>Whether a link joins two places. Links don't relay; without a place there is nothing to be cut off from.</summary>
    public bool IsLinked(SiteState? from, SiteState? to) => from is null || to is null || from == to || !_downLinks.Contains(Link(from, to));

    public bool Reaches(SiteState? location, PoolState pool) => pool.IsUp && IsLinked(location, pool.Site);

    /// <summary>Any DNS server that can be reached answers.</summary>
    public bool ReachesDns(SiteState? location) => _dnsServers.Any(server =>
        !_downDnsServers.Contains(server.Key) && server.Value is not { IsDown: true } && IsLinked(location, server.Value));

    /// <summary>Whether the users of a pool have their user services; a branch's users have theirs on the central pool behind it.</summary>
    public bool HasUserServices(PoolState home) =>
        !home.UserServicesFailed
        && (home.Pool.Kind != PoolKind.Sba || home.Backup is not { } central || (central.IsUp && !central.UserServicesFailed));

    /// <summary>Asks a pool that can be reached what it answers to a user of a home pool.</summary>
    public RegistrarAnswer Ask(PoolState pool, PoolState home, bool isAuthenticated) => RegistrarModel.Answer(new RegistrarSituation
    {
        Pool = pool.Name,
        IsUp = pool.IsUp,
        IsAuthenticated = isAuthenticated,
        HomePool = home.Endpoint,
        BackupPool = home.BackupEndpoint,
        SeesHomeDown = pool == home.Backup && home.View is { IsDown: true },
        UserServicesUp = HasUserServices(home),
        IsFailedOver = home.IsFailedOver && !home.IsUp,
    });

    /// <summary>Why a pool can't be reached, as the end of a sentence.</summary>
    public string WhyOutOfReach(SiteState? location, PoolState pool) => pool switch
    {
        { IsFailed: true } => "is down",
        { Site: { IsDown: true } site } => $"is down with its site {site.Name}",
        { IsUp: false } => pool.Pool.Servers.Count > 1 ? "is down with all its servers" : "is down",
        _ => $"is cut off: the link between {location?.Name} and {pool.Site?.Name} is down",
    };

    private void AddServers(PoolState pool)
    {
        foreach (string server in pool.Pool.Servers.Where(server => !_hosts.ContainsKey(server)))
        {
            _hosts.Add(server, pool);
        }
    }

    private void AddBackup(PoolState home)
    {
        if (home.Pool.BackupPool is not { } name || home.Pool.Kind == PoolKind.Director || s_names.Equals(name, home.Name))
        {
            return;
        }

        PoolState? backup = FindHost(name);
        home.Backup = backup;
        home.BackupEndpoint = backup?.Endpoint ?? new ServerEndpoint(name);

        // A Director homes nobody, so it watches nobody either.
        if (backup is { Pool.Kind: not PoolKind.Director } && home.Pool.AutomaticFailover)
        {
            home.View = new ViewState(home, backup);
        }
    }

    // Address records of pools and servers tell whom a host record with the same address means.
    private void ReadAddresses()
    {
        foreach (AddressRecord record in Zone.HostRecords.OfType<AddressRecord>())
        {
            if (FindHost(record.Name) is { } pool && !_addresses.ContainsKey(record.Address))
            {
                _addresses.Add(record.Address, pool);
            }
        }
    }

    private static (SiteState, SiteState) Link(SiteState first, SiteState second) =>
        string.CompareOrdinal(first.Name, second.Name) <= 0 ? (first, second) : (second, first);
}
