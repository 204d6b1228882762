using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>Weighs what a file has: ranks the names and says how sure the first is, by the rules that stand at <see cref="CacheConfidence"/>.</summary>
internal sealed class CacheEvidence
{
    // A bare name of two labels is too common in files to be taken for a server's.
    private const int FewestLabels = 3;

    // Shorter texts with a dot turn up in any random bytes, and a name that lost more can't be told from them.
    private const int ShortestRemains = 8;

    private readonly List<ServerEvidence> _servers;
    private readonly bool _hasOtherRemains;

    /// <param name="data">The file.</param>
    /// <param name="sipDomain">The owner's SIP domain; null when the path doesn't tell.</param>
    public CacheEvidence(byte[] data, string? sipDomain)
    {
        IReadOnlyList<ServerSighting> sightings = ServerTextScanner.Scan(data, out bool isWhole);
        IsWhole = isWhole;
        List<ServerSighting> relevant = [.. sightings.Where(sighting => !IsBareDomain(sighting, sipDomain) && !HostNameRule.IsForeign(sighting.Host, sipDomain))];
        _servers =
        [
            .. relevant
                .Where(sighting => IsServer(sighting, sipDomain))
                .GroupBy(sighting => sighting.Host, StringComparer.OrdinalIgnoreCase)
                .Select(places => new ServerEvidence([.. places], sipDomain))
                .OrderByDescending(server => server.Score),
        ];
        _hasOtherRemains = _servers.Skip(1).Any(server => server.First.Kind != NameKind.Address)
            || relevant.Any(sighting => sighting.Kind != NameKind.Address && sighting.Host.Length >= ShortestRemains && !HostNameRule.Is(sighting.Host, Best?.Host));
    }

    public ServerEvidence? Best => _servers.Count > 0 ? _servers[0] : null;

    public IReadOnlyList<ServerEvidence> Servers => _servers;

    /// <summary>False when the file has far more dotted words than a cache, and only the first were looked at.</summary>
    public bool IsWhole { get; }

    public CacheConfidence Confidence => Best is not { } best ? CacheConfidence.None
        : !IsWhole ? CacheConfidence.Low
        : IsHigh(best) ? CacheConfidence.High
        : IsMedium(best) ? CacheConfidence.Medium
        : CacheConfidence.Low;

    private bool IsHigh(ServerEvidence best) =>
        best is { IsInDomain: true, IsOtherService: false, IsLookedUp: false, HasDoubtfulStart: false, CompleteWithPortCount: >= 2, HasOnePort: true }
        && !_hasOtherRemains;

    private bool IsMedium(ServerEvidence best)
    {
        if (best.IsOtherService || best.CompleteCount == 0 || (_servers.Count > 1 && _servers[1].Score == best.Score))
        {
            return false;
        }

        bool isOnly = _servers.Count == 1;
        return best.IsInDomain
            ? isOnly || best.CompleteCount >= 2 || best.CompleteWithPortCount > 0
            : isOnly && best.CompleteWithPortCount >= 2;
    }

    private static bool IsServer(ServerSighting sighting, string? sipDomain) => sighting.Kind switch
    {
        NameKind.Address => true,
        NameKind.Name => sighting.Port is not null || HostNameRule.IsBelow(sighting.Host, sipDomain) || sighting.Host.Split('.').Length >= FewestLabels,
        _ => false,
    };

    // Every such file may well mention the owner's domain.
    private static bool IsBareDomain(ServerSighting sighting, string? sipDomain) => sighting.Port is null && HostNameRule.Is(sighting.Host, sipDomain);
}
