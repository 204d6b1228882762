using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.EndpointCache;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience;

/// <summary>
/// An <c>EndpointConfiguration.cache</c>: the file in which a client keeps the registrar that it last signed in to, and goes straight to
/// it at the next sign-in. The backup registrar is not stored there (Deitterick, Backup Registrar Functionality in Lync Server 2013,
/// https://blogs.technet.microsoft.com/dodeitte/2012/08/08/backup-registrar-functionality-in-lync-server-2013/).
/// </summary>
public sealed class EndpointCacheEntry
{
    internal EndpointCacheEntry()
    {
    }

    private EndpointCacheEntry(EndpointCacheEntry other)
    {
        SipAddress = other.SipAddress;
        Server = other.Server;
        Port = other.Port;
        ClientVersion = other.ClientVersion;
        Confidence = other.Confidence;
        ComputerName = other.ComputerName;
        UserProfile = other.UserProfile;
        LastWriteTimeUtc = other.LastWriteTimeUtc;
        SizeBytes = other.SizeBytes;
        Path = other.Path;
        Standing = other.Standing;
        Candidates = other.Candidates;
        Findings = other.Findings;
    }

    /// <summary>The owner, from the name of the folder <c>sip_user@domain</c>; null when the file stands in no such folder.</summary>
    public string? SipAddress { get; internal init; }

    /// <summary>The best candidate, as good as <see cref="Confidence"/> says; null when the file has none.</summary>
    public string? Server { get; internal init; }

    /// <summary>The port written after it; null when none is.</summary>
    public int? Port { get; internal init; }

    /// <summary>The client that wrote it.</summary>
    public EndpointCacheClient ClientVersion { get; internal init; }

    /// <summary>How sure <see cref="Server"/> is.</summary>
    public CacheConfidence Confidence { get; internal init; }

    /// <summary>The computer whose disk holds the file; null when nobody told.</summary>
    public string? ComputerName { get; internal init; }

    /// <summary>The name of the profile's folder, usually the account's name; null when the path has none.</summary>
    public string? UserProfile { get; internal init; }

    /// <summary>When the client last wrote it, in UTC.</summary>
    public DateTime LastWriteTimeUtc { get; internal init; }

    /// <summary>The size of the file in bytes.</summary>
    public long SizeBytes { get; internal init; }

    /// <summary>The file.</summary>
    public string Path { get; internal init; } = string.Empty;

    /// <summary>What the server is to the owner, once a topology was asked.</summary>
    public CacheStanding Standing { get; internal init; }

    /// <summary>
    /// <see cref="Server"/> and <see cref="Port"/> as <c>host:port</c> or <c>host</c>; null when there is none. Binds to the parameter of
    /// that name wherever a client's cache is asked for.
    /// </summary>
    public string? CachedServer => Server is null ? null : new ServerEndpoint(Server, Port).ToString();

    /// <summary>Everything in the file that looks like a server, best first.</summary>
    public IReadOnlyList<EndpointCacheCandidate> Candidates { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<EndpointCacheCandidate>([]);

    /// <summary>What an administrator should know.</summary>
    public IReadOnlyList<Finding> Findings { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<Finding>([]);

    /// <summary>The same entry, judged by a topology. What another said before no longer counts.</summary>
    /// <param name="standing">What the server is to the owner.</param>
    /// <param name="findings">What the topology adds to the findings.</param>
    internal EndpointCacheEntry WithStanding(CacheStanding standing, IEnumerable<Finding> findings) =>
        new(this) { Standing = standing, Findings = [.. findings, .. Findings.Where(CacheFindings.IsOfFile)] };

    /// <inheritdoc/>
    public override string ToString() => $"{SipAddress ?? Path} {CachedServer ?? "-"} ({Confidence})";
}
