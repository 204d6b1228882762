using System;
using System.Linq;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>What a topology says about cached servers, in words.</summary>
internal sealed class CacheStandingFindings
{
    private readonly string _source;
    private readonly string[] _poolsWithoutServers;

    public CacheStandingFindings(ResilienceTopology topology)
    {
        _source = topology.Source;
        _poolsWithoutServers = [.. topology.Pools
            .Where(pool => pool.Servers.Count == 0 && pool.Kind is PoolKind.Enterprise or PoolKind.Director)
            .Select(pool => pool.Fqdn)];
    }

    public static Finding NoUsableBackup(TopologyPool pool, BackupRegistrar backup, bool isHome) => new(
        "CachedPoolWithoutBackup", FindingSeverity.Warning, pool.Fqdn,
        $"{(isHome ? "The user's home pool" : "The cached pool")} strands the user. {backup.Detail}",
        backup.Findings.First(finding => finding.Severity == FindingSeverity.Error).Recommendation);

    public static Finding CachedServerIsDirector(string server, TopologyPool pool) => new(
        "CachedServerIsDirector", FindingSeverity.Info, server,
        $"{Whose(server, pool)}, a Director, which homes nobody: it redirects the client at each sign-in, which tells the client its backup registrar too.",
        "A client caches the registrar that served it, so look at the candidates, and at whether the client is configured by hand.");

    public static Finding CachedServerIsOtherPool(string server, TopologyPool pool, string home) => new(
        "CachedServerIsOtherPool", FindingSeverity.Info, server,
        $"{Whose(server, pool)}, but the user is homed on {home}: the client hasn't signed in since the user was moved, or the reading is wrong.",
        $"Nothing, while {pool.Fqdn} lives: it redirects the client, which caches its home pool then. Before {pool.Fqdn} is taken down, clear the cache (Clear-EndpointCache).");

    public static Finding HomePoolUnknown(string server, TopologyPool pool) => new(
        "HomePoolUnknown", FindingSeverity.Info, server,
        $"{Whose(server, pool)}. Whether that is the user's home pool, the topology doesn't tell.",
        "Name the users' home pools with -User, as in -User (Get-CsUser).");

    public static Finding CachedServerIsEdge(string server) => new(
        "CachedServerIsEdge", FindingSeverity.Info, server,
        $"{server} is an Edge pool: the client last signed in from outside.",
        "Nothing; an Edge pool homes nobody and hands the client on.");

    public static Finding CachedServerIsAddress(string server) => new(
        "CachedServerIsAddress", FindingSeverity.Info, server,
        $"{server} is an address, and a topology names no addresses, so it can't be said whose it is.",
        "Look the address up (Resolve-DnsName), and look at the other candidates.");

    /// <summary>A name that no pool and no server has; it matters as much as the name is sure.</summary>
    public Finding CachedServerNotInTopology(EndpointCacheEntry entry, string server)
    {
        string unless = _poolsWithoutServers.Length == 0
            ? string.Empty
            : $" (which doesn't name the servers of {string.Join(", ", _poolsWithoutServers)}: it may be one of them)";
        return new Finding(
            "CachedServerNotInTopology", entry.Confidence >= CacheConfidence.Medium ? FindingSeverity.Warning : FindingSeverity.Info, server,
            $"No pool or server of {_source} is called {server}{unless}: if it is gone, each sign-in waits for it before discovery begins.",
            "Clear the cache (Clear-EndpointCache), unless the name is the outside name of an Access Edge, which a topology of registrars doesn't hold.");
    }

    public Finding CacheDoubtful(EndpointCacheEntry entry, Func<string, bool> isInTopology)
    {
        string[] known = [.. entry.Candidates.Select(candidate => candidate.Server).Prepend(entry.Server!).Where(isInTopology).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new Finding(
            "CacheDoubtful", FindingSeverity.Info, entry.Path,
            $"The confidence in {entry.Server} is low. {(known.Length == 0 ? "No candidate is" : $"Of the candidates {string.Join(", ", known)} {(known.Length == 1 ? "is" : "are")}")} in {_source}.",
            "Look at the candidates before you rely on it.");
    }

    private static string Whose(string server, TopologyPool pool) =>
        string.Equals(server, pool.Fqdn, StringComparison.OrdinalIgnoreCase) ? $"{server} is a pool of the topology" : $"{server} belongs to {pool.Fqdn}";
}
