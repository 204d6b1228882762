using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.Topology;

/// <summary>Tells a user's backup registrar from a sign-in: what the 301 redirect said, set against what the topology says where one is at hand.</summary>
internal static class ToldBackup
{
    /// <summary>Reads a path.</summary>
    /// <param name="path">The user's sign-in.</param>
    /// <param name="source">Whether it was walked or read from a trace.</param>
    /// <param name="topology">Who backs whom by the topology; null when there is none to compare with.</param>
    /// <returns>The answer; null when the sign-in got no answer that could have told anything.</returns>
    public static BackupRegistrar? Of(SignInPath path, BackupRegistrarSource source, ResilienceTopology? topology = null)
    {
        bool wasTold = WasTold(path);
        if (path.SipAddress is null || (!wasTold && path.Registrar is null))
        {
            return null;
        }

        // Limited service straight from a registrar is no proof that it is the home pool, so the path may not name a primary.
        string? primary = path.PrimaryRegistrar;
        TopologyPool? pool = topology?.FindPool(primary);
        Finding[] findings = [.. wasTold ? Told(path, pool) : NotTold(path, source)];
        return new BackupRegistrar
        {
            Identity = path.SipAddress,
            SipAddress = path.SipAddress,
            PrimaryRegistrar = primary,
            BackupRegistrar = path.BackupRegistrar,
            Site = pool?.Site,
            BackupSite = topology?.FindPool(path.BackupRegistrar)?.Site,
            Source = source,
            FailureDetectionSeconds = pool?.FailureDetectionSeconds,
            FailbackSeconds = pool?.FailbackSeconds,
            Status = Verdict.Of(findings),
            Detail = findings.Length > 0
                ? findings[0].Detail
                : $"{WhoRedirected(path)} redirected {path.SipAddress}: primary registrar {primary}, backup registrar {path.BackupRegistrar}.",
            Findings = Array.AsReadOnly(findings),
        };
    }

    /// <summary>Whether of two sign-ins of a user the later one tells as much or more: a redirect tells more than an answer without one.</summary>
    public static bool TellsEnough(SignInPath later, SignInPath before) => WasTold(later) || !WasTold(before);

    private static bool WasTold(SignInPath path) => path.RedirectCount > 0 && path.PrimaryRegistrar is not null;

    private static string WhoRedirected(SignInPath path) =>
        path.Hops.LastOrDefault(hop => hop.Outcome == SignInOutcome.Redirected)?.Target ?? path.FirstHop ?? "A registrar";

    private static IEnumerable<Finding> Told(SignInPath path, TopologyPool? pool)
    {
        if (path.BackupRegistrar is null)
        {
            yield return new Finding(
                "NoBackupRegistrar", FindingSeverity.Error, path.PrimaryRegistrar!,
                $"{WhoRedirected(path)} redirected {path.SipAddress} to {path.PrimaryRegistrar} and named no backup registrar: the home pool has none.",
                "Give the pool a backup registrar (Set-CsRegistrar -BackupRegistrar, or Resiliency in Topology Builder).");
        }

        if (pool is not null && !string.Equals(pool.BackupPool, path.BackupRegistrar, StringComparison.OrdinalIgnoreCase))
        {
            yield return new Finding(
                "TopologyDisagrees", FindingSeverity.Warning, pool.Fqdn,
                $"The redirect names {path.BackupRegistrar ?? "no pool"} as the backup of {pool.Fqdn}, the topology {pool.BackupPool ?? "none"}.",
                "Check that the topology is the published one, and that it has reached every server (Get-CsManagementStoreReplicationStatus).");
        }
    }

    private static IEnumerable<Finding> NotTold(SignInPath path, BackupRegistrarSource source)
    {
        yield return new Finding(
            "BackupNotLearned", FindingSeverity.Warning, path.Registrar!,
            $"{path.Registrar} answered {path.SipAddress} directly: without a redirect nothing can be learned about a backup registrar, neither from this sign-in nor by the client.",
            source == BackupRegistrarSource.Trace
                ? "Look for a sign-in that began at a Director or another pool, or ask the topology instead."
                : "Ask through a Director or another pool with -Server, or ask the topology instead.");
    }
}
