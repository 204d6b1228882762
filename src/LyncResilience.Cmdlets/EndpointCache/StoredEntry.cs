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
        SipAddress = TextOf(stored, nameof(EndpointCacheEntry.SipAddress)),
        Server = TextOf(stored, nameof(EndpointCacheEntry.Server)),
        Port = ValueOf<int?>(stored, nameof(EndpointCacheEntry.Port)),
        ClientVersion = ValueOf<EndpointCacheClient>(stored, nameof(EndpointCacheEntry.ClientVersion)),
        Confidence = ValueOf<CacheConfidence>(stored, nameof(EndpointCacheEntry.Confidence)),
        ComputerName = TextOf(stored, nameof(EndpointCacheEntry.ComputerName)),
        UserProfile = TextOf(stored, nameof(EndpointCacheEntry.UserProfile)),
        LastWriteTimeUtc = ValueOf<DateTime>(stored, nameof(EndpointCacheEntry.LastWriteTimeUtc)),
        SizeBytes = ValueOf<long>(stored, nameof(EndpointCacheEntry.SizeBytes)),
        Path = TextOf(stored, nameof(EndpointCacheEntry.Path)) ?? string.Empty,
        Candidates = [.. ElementsOf(stored, nameof(EndpointCacheEntry.Candidates)).Where(candidate => TextOf(candidate, nameof(EndpointCacheCandidate.Server)) is not null).Select(CandidateOf)],
        Findings = [.. ElementsOf(stored, nameof(EndpointCacheEntry.Findings)).Where(finding => s_findingsOfTheFile.Contains(TextOf(finding, nameof(Finding.Id)))).Select(FindingOf)],
    };

    private static EndpointCacheCandidate CandidateOf(PSObject stored) => new()
    {
        Server = TextOf(stored, nameof(EndpointCacheCandidate.Server))!,
        Port = ValueOf<int?>(stored, nameof(EndpointCacheCandidate.Port)),
        Encoding = ValueOf<CacheEncoding>(stored, nameof(EndpointCacheCandidate.Encoding)),
        Offset = ValueOf<int>(stored, nameof(EndpointCacheCandidate.Offset)),
        Count = ValueOf<int>(stored, nameof(EndpointCacheCandidate.Count)),
        Score = ValueOf<int>(stored, nameof(EndpointCacheCandidate.Score)),
        Reasons = TextOf(stored, nameof(EndpointCacheCandidate.Reasons)) ?? string.Empty,
        Offsets = ValueOf<int[]>(stored, nameof(EndpointCacheCandidate.Offsets)) ?? [],
    };

    private static Finding FindingOf(PSObject stored) => new(
        TextOf(stored, nameof(Finding.Id))!,
        ValueOf<FindingSeverity>(stored, nameof(Finding.Severity)),
        TextOf(stored, nameof(Finding.Target)) ?? string.Empty,
        TextOf(stored, nameof(Finding.Detail)) ?? string.Empty,
        TextOf(stored, nameof(Finding.Recommendation)) ?? string.Empty);

    private static IEnumerable<PSObject> ElementsOf(PSObject stored, string name) => Elements.Of(stored.Properties[name]?.Value).Select(PSObject.AsPSObject);

    private static string? TextOf(PSObject stored, string name) => stored.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;

    // Enumerations come as numbers or as names; what can't be read is as if it weren't there.
    private static T? ValueOf<T>(PSObject stored, string name) =>
        TextOf(stored, name) is not null && LanguagePrimitives.TryConvertTo(stored.Properties[name].Value, out T value) ? value : default;
}
