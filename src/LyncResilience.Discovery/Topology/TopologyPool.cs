using System.Collections.Generic;

namespace LyncResilience;

/// <summary>A registrar pool of a topology. Immutable.</summary>
public sealed class TopologyPool
{
    /// <summary>The pool's full name, in the source's spelling. Names compare without regard to case.</summary>
    public string Fqdn { get; internal init; } = string.Empty;

    /// <summary>The site that it stands in; null when the source doesn't tell.</summary>
    public string? Site { get; internal init; }

    /// <summary>What kind of pool it is.</summary>
    public PoolKind Kind { get; internal init; }

    /// <summary>Its product version.</summary>
    public PoolVersion Version { get; internal init; }

    /// <summary>The pool that takes its users in; for a branch appliance the central pool that carries its user services. Null when there is none.</summary>
    public string? BackupPool { get; internal init; }

    /// <summary>Seconds without a heartbeat after which the backup takes the pool for down. Where the source states none, the documented default.</summary>
    public int FailureDetectionSeconds { get; internal init; }

    /// <summary>Seconds of heartbeats after which the backup sends users home. Where the source states none, the documented default.</summary>
    public int FailbackSeconds { get; internal init; }

    /// <summary>Whether users fail over by themselves. True unless the source says otherwise.</summary>
    public bool AutomaticFailover { get; internal init; }

    /// <summary>The most users that it can serve, its own and guests; null when neither the source nor the planning guides tell.</summary>
    public int? UserCapacity { get; internal init; }

    /// <summary>How many users it homes; null when nobody said.</summary>
    public int? UserCount { get; internal init; }

    /// <summary>The port of its registrar for SIP over TLS.</summary>
    public int Port { get; internal init; }

    /// <summary>Its servers' full names. Empty when the source doesn't tell.</summary>
    public IReadOnlyList<string> Servers { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<string>([]);

    /// <inheritdoc/>
    public override string ToString() => Fqdn;
}
