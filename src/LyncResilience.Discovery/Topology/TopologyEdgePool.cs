namespace LyncResilience;

/// <summary>An Edge pool of a topology. Immutable.</summary>
public sealed class TopologyEdgePool
{
    /// <summary>The Edge pool's full name.</summary>
    public string Fqdn { get; internal init; } = string.Empty;

    /// <summary>The site that it stands in; null when the source doesn't tell.</summary>
    public string? Site { get; internal init; }

    /// <summary>The pool to which it hands everything that comes from outside; null when the source doesn't tell.</summary>
    public string? NextHop { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Fqdn;
}
