using System.Collections.Generic;

namespace LyncResilience;

/// <summary>A name in a cache file that may be the cached server, and what speaks for it.</summary>
public sealed class EndpointCacheCandidate
{
    internal EndpointCacheCandidate()
    {
    }

    /// <summary>The host name or address as it first stands in the file.</summary>
    public string Server { get; internal init; } = string.Empty;

    /// <summary>The port written after the name, the most frequent when there are several; null when none is.</summary>
    public int? Port { get; internal init; }

    /// <summary>How the first one is encoded.</summary>
    public CacheEncoding Encoding { get; internal init; }

    /// <summary>Where the first one begins, in bytes from the start of the file.</summary>
    public int Offset { get; internal init; }

    /// <summary>How many times the file has the name.</summary>
    public int Count { get; internal init; }

    /// <summary>Rank among the candidates of the same file, more is better. Scores of different files don't compare; see <see cref="CacheConfidence"/>.</summary>
    public int Score { get; internal init; }

    /// <summary>What speaks for and against it, in words.</summary>
    public string Reasons { get; internal init; } = string.Empty;

    /// <summary>Where each begins, in bytes from the start of the file.</summary>
    public IReadOnlyList<int> Offsets { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<int>([]);

    /// <inheritdoc/>
    public override string ToString() => $"{Server} ({Reasons})";
}
