using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>
/// Tells what a cached server is to the owner of the cache. A topology knows pools and their servers; which pool homes a user it doesn't know, so
/// that comes beside it. Changes nothing once made, so entries may come from several threads.
/// </summary>
internal sealed class CacheStandingJudge
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    private readonly Dictionary<string, TopologyPool> _poolOf = new(s_names);
    private readonly Dictionary<string, BackupRegistrar> _backupOf = new(s_names);
    private readonly HashSet<string> _edgePools;
    private readonly IReadOnlyDictionary<string, string> _homePools;
    private readonly CacheStandingFindings _findings;

    /// <param name="topology">The pools.</param>
    /// <param name="homePools">
    /// The pools that home users, by SIP address without <c>sip:</c> and without regard to case; a user who isn't there has an unknown home.
    /// </param>
    public CacheStandingJudge(ResilienceTopology topology, IReadOnlyDictionary<string, string> homePools)
    {
        _homePools = homePools;
        _findings = new CacheStandingFindings(topology);
        _edgePools = new HashSet<string>(topology.EdgePools.Select(edge => edge.Fqdn), s_names);
        BackupLookup lookup = new(topology, BackupRegistrarSource.Topology);
        foreach (TopologyPool pool in topology.Pools)
        {
            _backupOf[pool.Fqdn] = lookup.OfPool(pool.Fqdn);
            foreach (string server in pool.Servers)
            {
                _poolOf[server] = pool;
            }
        }

        // Last, because a server may be called like a pool, but a pool is what clients are told.
        foreach (TopologyPool pool in topology.Pools)
        {
            _poolOf[pool.Fqdn] = pool;
        }
    }

    /// <summary>Judges an entry.</summary>
    /// <returns>The entry with its standing and with what the topology adds to its findings; one without a server as it is.</returns>
    public EndpointCacheEntry Judge(EndpointCacheEntry entry)
    {
        if (entry.Server is not { } server)
        {
            return entry;
        }

        string? home = entry.SipAddress is { } owner && _homePools.TryGetValue(owner, out string known) ? known : null;
        TopologyPool? pool = PoolOf(server);
        (CacheStanding standing, Finding? finding) = pool is null ? OfStranger(entry, server) : OfPool(server, pool, home);
        Finding?[] findings = [Stranding(home, pool), finding, entry.Confidence == CacheConfidence.Low ? _findings.CacheDoubtful(entry, candidate => PoolOf(candidate) is not null) : null];
        return entry.WithStanding(standing, findings.OfType<Finding>());
    }

    private TopologyPool? PoolOf(string? server) => server is not null && _poolOf.TryGetValue(server, out TopologyPool? pool) ? pool : null;

    private (CacheStanding Standing, Finding? Finding) OfPool(string server, TopologyPool pool, string? home)
    {
        if (pool.Kind == PoolKind.Director)
        {
            // Nobody's home, so it needs no user to tell.
            return (CacheStanding.OtherPool, CacheStandingFindings.CachedServerIsDirector(server, pool));
        }

        if (home is null)
        {
            return (CacheStanding.Unknown, CacheStandingFindings.HomePoolUnknown(server, pool));
        }

        TopologyPool? homePool = PoolOf(home);
        return s_names.Equals(pool.Fqdn, homePool?.Fqdn) ? (CacheStanding.Primary, null)
            : s_names.Equals(pool.Fqdn, homePool?.BackupPool) ? (CacheStanding.Backup, null)
            : (CacheStanding.OtherPool, CacheStandingFindings.CachedServerIsOtherPool(server, pool, home));
    }

    private (CacheStanding Standing, Finding? Finding) OfStranger(EndpointCacheEntry entry, string server) =>
        _edgePools.Contains(server) ? (CacheStanding.OtherPool, CacheStandingFindings.CachedServerIsEdge(server))
        : IPAddress.TryParse(server, out _) ? (CacheStanding.Unknown, CacheStandingFindings.CachedServerIsAddress(server))
        : (CacheStanding.NotInTopology, _findings.CachedServerNotInTopology(entry, server));

    /// <summary>
    /// Nobody takes the user in when the home pool dies. Where the home is unknown it is the cached pool, for a client caches the primary registrar.
    /// </summary>
    private Finding? Stranding(string? home, TopologyPool? cached)
    {
        TopologyPool? pool = home is null ? cached : PoolOf(home);
        return pool is { Kind: not PoolKind.Director } && _backupOf[pool.Fqdn] is { Status: ResultStatus.Fail } backup
            ? CacheStandingFindings.NoUsableBackup(pool, backup, isHome: home is not null)
            : null;
    }
}
