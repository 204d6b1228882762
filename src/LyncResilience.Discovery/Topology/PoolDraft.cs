using System.Collections.Generic;

namespace LyncResilience.Discovery.Topology;

/// <summary>A pool as a reader found it. Null means that the source didn't state it; <see cref="TopologyDraft.Build"/> fills in what is documented.</summary>
internal sealed class PoolDraft
{
    public PoolDraft(string fqdn) => Fqdn = fqdn;

    public string Fqdn { get; }

    public string? Site { get; set; }

    public PoolKind? Kind { get; set; }

    public PoolVersion Version { get; set; }

    public List<string> Servers { get; } = [];

    public string? BackupPool { get; set; }

    /// <summary>From what the backup was inferred, as the end of a sentence ("a dependency of its registrar, Usage=\"Backup\", line 42"); null when the source states it outright.</summary>
    public string? BackupEvidence { get; set; }

    public int? FailureDetectionSeconds { get; set; }

    public int? FailbackSeconds { get; set; }

    public bool? AutomaticFailover { get; set; }

    public int? UserCapacity { get; set; }

    public int? UserCount { get; set; }

    public int? Port { get; set; }
}
