using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Validation.Facts;
using static LyncResilience.Validation.Checks.CheckVerdict;
using static LyncResilience.Validation.Checks.Text;

namespace LyncResilience.Validation.Checks;

/// <summary>Whether what clients have cached leads them to where they belong.</summary>
internal static class CacheChecks
{
    public static readonly CheckDefinition[] All =
    [
        OfCaches("LR-CACHE-001", CheckSeverity.Low, "Caches name a server", "a server's name in the file",
            "What a client does with a cache that names nobody, nobody knows; it may just go through discovery.",
            Sources.Cache, "Take the client's trace to see where it signs in, or clear the cache (Clear-EndpointCache).", [],
            (_, cache, _) => cache.Server is null ? Warn("none", "The file holds nothing that looks like a server's name.") : Pass(cache.CachedServer!, $"It names {cache.CachedServer}.")),
        OfCaches("LR-CACHE-002", CheckSeverity.Low, "Caches can be read with confidence", "a confidence of Medium or High",
            "The layout of the file is unpublished; a doubtful reading is no ground for a decision.",
            Sources.Cache, "Look at the candidates (Get-EndpointCache) and at the client's trace.", [],
            (_, cache, _) => cache.Server is null ? NoServer : cache.Confidence == CacheConfidence.Low
                ? Warn("Low", $"It is doubtful that {cache.Server} is what the client has cached.")
                : Pass(cache.Confidence.ToString(), $"That it is {cache.Server} is known with {cache.Confidence} confidence.")),
        OfCaches("LR-CACHE-003", CheckSeverity.Medium, "Cached servers are in the topology", "a pool or server of the topology",
            "A client dials its cached server before anything else; one that is gone makes every sign-in wait for it.",
            Sources.StaleCache, "Clear the cache (Clear-EndpointCache), unless the name is the outer name of an Access Edge.", [],
            (facts, cache, _) => cache.Server is null ? NoServer : facts.Topology is null ? Skip(PairingChecks.NoTopology)
                : cache.Standing == CacheStanding.NotInTopology ? cache.Confidence >= CacheConfidence.Medium
                    ? Fail(cache.Server, $"No pool or server of {facts.Topology.Source} is called {cache.Server}.")
                    : Warn(cache.Server, $"No pool or server of {facts.Topology.Source} is called {cache.Server}, but the reading is doubtful.")
                : facts.PoolOf(cache.Server) is { } pool ? Pass(pool.Fqdn, $"{cache.Server} belongs to {pool.Fqdn}.")
                : Skip($"Whose {cache.Server} is, the topology doesn't tell.")),
        OfCaches("LR-CACHE-004", CheckSeverity.Medium, "Cached servers are the users' home pools", "the user's home pool",
            "A client that wasn't signed in since its user was moved still dials the old pool, and waits for it when that is taken down.",
            Sources.StaleCache, "Clear the cache (Clear-EndpointCache) before the cached pool is taken down.", [],
            (_, cache, _) => cache.Server is null ? NoServer : cache.Standing switch
            {
                CacheStanding.Primary => Pass(cache.Server, $"{cache.Server} is the home of {cache.SipAddress}."),
                CacheStanding.OtherPool => Warn(cache.Server, $"{cache.Server} belongs to a pool that is not the home of {cache.SipAddress ?? "its owner"}."),
                CacheStanding.Backup => Skip("It names the backup registrar (LR-CACHE-005)."),
                CacheStanding.NotInTopology => Skip("It names a stranger (LR-CACHE-003)."),
                _ => NoHome,
            }),
        OfCaches("LR-CACHE-005", CheckSeverity.Low, "Caches don't name the backup registrar", "the home pool, which clients write there",
            "Desktop clients cache the primary only: a backup there tells of an outage that the client has seen the end of only in part, or of a reading that is wrong.",
            Sources.SeveralRecords, "Nothing while both pools live: the backup redirects the client home. Before the backup is taken down, clear the cache (Clear-EndpointCache).", [],
            (_, cache, _) => cache.Server is null ? NoServer : cache.Standing switch
            {
                CacheStanding.Backup => Warn(cache.Server, $"{cache.Server} is the backup registrar of {cache.SipAddress ?? "its owner"}."),
                CacheStanding.Unknown => NoHome,
                _ => Pass(cache.Server, $"{cache.Server} is not the backup registrar of {cache.SipAddress ?? "its owner"}."),
            }),
        OfCaches("LR-CACHE-006", CheckSeverity.Low, "Caches aren't stale", "written within the limit",
            "A client that hasn't signed in for long keeps the server of that time, whatever became of it.",
            Sources.StaleCache, "Clear the cache if the profile is still in use (Clear-EndpointCache).", [new("maxAgeDays", 180, "days")],
            (facts, cache, limits) =>
            {
                double days = (facts.TimeUtc - cache.LastWriteTimeUtc).TotalDays;
                string actual = Days(Math.Max(0, days));
                return days <= limits["maxAgeDays"]
                    ? Pass(actual, $"It was written on {Day(cache.LastWriteTimeUtc)}.")
                    : Warn(actual, $"It was last written on {Day(cache.LastWriteTimeUtc)}, {Days(days)} ago; the limit is {Days(limits["maxAgeDays"])}.");
            }),
    ];

    private static CheckVerdict NoServer => Skip("The file names no server (LR-CACHE-001).");

    private static CheckVerdict NoHome => Skip("The owner's home pool is not known; give the users with their home pools.");

    private static CheckDefinition OfCaches(
        string id, CheckSeverity severity, string title, string expected, string why, string source, string remedy, CheckThreshold[] thresholds,
        Func<SiteFacts, EndpointCacheEntry, CheckLimits, CheckVerdict> judge) => new(id, severity, title)
        {
            Expected = expected,
            Why = why,
            Source = source,
            Remedy = remedy,
            Thresholds = thresholds,
            Ask = facts => Named(facts.Caches).Select(named => new CheckQuestion(named.Target, limits => Located(judge(facts, named.Cache, limits), named.Cache)) { Place = named.Cache.Server }),
            WhyNothing = _ => "No caches were given.",
        };

    // Who wants to do something about a cache has to know which file it is.
    private static CheckVerdict Located(CheckVerdict verdict, EndpointCacheEntry cache) =>
        verdict.Status is CheckStatus.Warn or CheckStatus.Fail ? verdict with { Detail = $"{verdict.Detail} The file is {cache.Path}." } : verdict;

    // By the user; where somebody has several, also by the client, then by the computer and the profile, then by the file.
    private static IEnumerable<(string Target, EndpointCacheEntry Cache)> Named(IReadOnlyList<EndpointCacheEntry> caches)
    {
        Func<EndpointCacheEntry, string>[] names =
        [
            cache => cache.SipAddress ?? cache.Path,
            cache => $"{cache.SipAddress ?? cache.Path} ({cache.ClientVersion})",
            cache => $"{cache.SipAddress ?? cache.Path} ({string.Join(", ", new[] { cache.ClientVersion.ToString(), cache.ComputerName, cache.UserProfile }.OfType<string>())})",
        ];
        Dictionary<string, int>[] taken = [.. names.Select(name => caches.GroupBy(name, Names).ToDictionary(same => same.Key, same => same.Count(), Names))];
        return caches.Select(cache => (Enumerable.Range(0, names.Length).Where(i => taken[i][names[i](cache)] == 1).Select(i => names[i](cache)).FirstOrDefault() ?? cache.Path, cache));
    }
}
