using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Reads an entry back that came out of a remote session, a CliXml, JSON or CSV file, so that caches collected from many computers can be judged in
/// one place. What a topology said before stays behind, as do candidates and findings that became text on the way.
/// </summary>
internal static class StoredEntry
{
    private static readonly string[] s_findingsOfTheFile = ["CacheWithoutServer", "CacheAmbiguous"];

    internal static EndpointCacheEntry Read(PSObject stored) => new()
    {
        SipAddress = stored.TextOf(nameof(EndpointCacheEntry.SipAddress)),
        Server = stored.TextOf(nameof(EndpointCacheEntry.Server)),
        Port = stored.ValueOf<int?>(nameof(EndpointCacheEntry.Port)),
        ClientVersion = stored.ValueOf<EndpointCacheClient>(nameof(EndpointCacheEntry.ClientVersion)),
        Confidence = stored.ValueOf<CacheConfidence>(nameof(EndpointCacheEntry.Confidence)),
        ComputerName = stored.TextOf(nameof(EndpointCacheEntry.ComputerName)),
        UserProfile = stored.TextOf(nameof(EndpointCacheEntry.UserProfile)),
        LastWriteTimeUtc = stored.ValueOf<DateTime>(nameof(EndpointCacheEntry.LastWriteTimeUtc)),
        SizeBytes = stored.ValueOf<long>(nameof(EndpointCacheEntry.SizeBytes)),
        Path = stored.TextOf(nameof(EndpointCacheEntry.Path)) ?? string.Empty,
        Candidates = [.. ElementsOf(stored, nameof(EndpointCacheEntry.Candidates)).Where(candidate => candidate.TextOf(nameof(EndpointCacheCandidate.Server)) is not null).Select(CandidateOf)],
        Findings = [.. ElementsOf(stored, nameof(EndpointCacheEntry.Findings)).Where(finding => s_findingsOfTheFile.Contains(finding.TextOf(nameof(Finding.Id)))).Select(FindingOf)],
    };

    private static EndpointCacheCandidate CandidateOf(PSObject stored) => new()
    {
        Server = stored.TextOf(nameof(EndpointCacheCandidate.Server))!,
        Port = stored.ValueOf<int?>(nameof(EndpointCacheCandidate.Port)),
        Encoding = stored.ValueOf<CacheEncoding>(nameof(EndpointCacheCandidate.Encoding)),
        Offset = stored.ValueOf<int>(nameof(EndpointCacheCandidate.Offset)),
        Count = stored.ValueOf<int>(nameof(EndpointCacheCandidate.Count)),
        Score = stored.ValueOf<int>(nameof(EndpointCacheCandidate.Score)),
        Reasons = stored.TextOf(nameof(EndpointCacheCandidate.Reasons)) ?? string.Empty,
        Offsets = stored.ValueOf<int[]>(nameof(EndpointCacheCandidate.Offsets)) ?? [],
    };

    private static Finding FindingOf(PSObject stored) => new(
        stored.TextOf(nameof(Finding.Id))!,
        stored.ValueOf<FindingSeverity>(nameof(Finding.Severity)),
        stored.TextOf(nameof(Finding.Target)) ?? string.Empty,
        stored.TextOf(nameof(Finding.Detail)) ?? string.Empty,
        stored.TextOf(nameof(Finding.Recommendation)) ?? string.Empty);

    private static IEnumerable<PSObject> ElementsOf(PSObject stored, string name) => Elements.Of(stored.Properties[name]?.Value).Select(PSObject.AsPSObject);
}
