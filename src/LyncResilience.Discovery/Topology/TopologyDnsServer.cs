namespace LyncResilience;

/// <summary>A DNS server of a topology. Immutable.</summary>
public sealed class TopologyDnsServer
{
    /// <summary>The server's name.</summary>
    public string Name { get; internal init; } = string.Empty;

    /// <summary>The site that it stands in and goes down with; null when it stands in none.</summary>
    public string? Site { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
