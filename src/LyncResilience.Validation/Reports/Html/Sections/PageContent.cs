using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>What the page is about, and what follows from it, worked out once.</summary>
internal sealed class PageContent
{
    public PageContent(ReportContent content)
    {
        Content = content;
        Simulations = SimulationFacts.Of(content);
        PairFindings = [.. content.Topologies.SelectMany(topology => topology.Pools.SelectMany(pool => PairingRules.Of(topology, pool)))];
        int bareBackups = content.Backups.Count(backup => backup.Status == ResultStatus.Fail);
        WithoutBackup = Math.Max(bareBackups, content.Topologies.Sum(topology => TopologyFacts.WithoutBackup(topology).Count()));
    }

    public ReportContent Content { get; }

    /// <summary>The simulations, the worst first.</summary>
    public IReadOnlyList<SimulationFacts> Simulations { get; }

    /// <summary>What speaks against the pairs of the topologies.</summary>
    public IReadOnlyList<Finding> PairFindings { get; }

    /// <summary>How many pools or users have no backup registrar.</summary>
    public int WithoutBackup { get; }

    public IReadOnlyList<CheckResult> Checks => Content.Checks;

    public IReadOnlyList<SignInPath> Paths => Content.Paths;

    public IReadOnlyList<ResilienceGap> Gaps => Content.Gaps;

    public IReadOnlyList<EndpointCacheEntry> Caches => Content.Caches;

    public IReadOnlyList<BackupRegistrar> Backups => Content.Backups;

    public IReadOnlyList<ResilienceTopology> Topologies => Content.Topologies;

    /// <summary>All findings of all results.</summary>
    public IEnumerable<Finding> Findings =>
    [
        .. Paths.SelectMany(path => path.Findings), .. Simulations.SelectMany(facts => facts.Simulation.Findings),
        .. Backups.SelectMany(backup => backup.Findings), .. PairFindings, .. Caches.SelectMany(cache => cache.Findings),
    ];
}
