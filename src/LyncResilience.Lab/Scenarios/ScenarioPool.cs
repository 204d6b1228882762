using System;

namespace LyncResilience.Lab.Scenarios;

/// <summary>A registrar pool of a laboratory, as its scenario describes it.</summary>
/// <param name="Fqdn">The pool's full name; clients see it in certificates, challenges and redirects in this spelling.</param>
/// <param name="Kind">What kind of pool it is.</param>
public sealed record ScenarioPool(string Fqdn, PoolKind Kind)
{
    /// <summary>The port on which SRV records of the scenario name this pool's TLS listener; the laboratory replaces it by the real one.</summary>
    public const int DeclaredTlsPort = 5061;

    /// <summary>The port on which SRV records of the scenario name this pool's TCP listener; the laboratory replaces it by the real one.</summary>
    public const int DeclaredTcpPort = 5060;

    /// <summary>The pool that takes this pool's users in when it has been silent long enough; null when there is none.</summary>
    public string? BackupPool { get; init; }

    /// <summary>How long the backup must have heard nothing before it takes users in; 300 s for central pools by default.</summary>
    public TimeSpan FailureDetection { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How long the backup must have heard the pool again before it sends users home; 600 s for central pools by default.</summary>
    public TimeSpan Failback { get; init; } = TimeSpan.FromSeconds(600);
}
