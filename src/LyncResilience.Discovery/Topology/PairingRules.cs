using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.Topology;

/// <summary>
/// What speaks against a pool and its backup registrar. The rules are those of "Backup Registrar relationships" (Lync Server 2013), "Plan for
/// high availability and disaster recovery" (Skype for Business Server 2015) and "Planning for central site voice resiliency" (Lync Server).
/// </summary>
internal static class PairingRules
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    /// <summary>Judges a pool of the topology.</summary>
    /// <returns>The findings, those first that leave users without a backup.</returns>
    public static IEnumerable<Finding> Of(ResilienceTopology topology, TopologyPool pool)
    {
        if (pool.Kind == PoolKind.Director)
        {
            return [];
        }

        List<Finding> findings = [.. EdgeNextHops(topology, pool)];
        if (pool.BackupPool is null)
        {
            findings.Insert(0, NoBackup(pool));
            return findings;
        }

        if (WhyUnusable(topology, pool) is { } unusable)
        {
            findings.Insert(0, unusable);
            return findings;
        }

        TopologyPool backup = topology.FindPool(pool.BackupPool)!;
        findings.InsertRange(0, [.. Settings(pool), .. pool.Kind == PoolKind.Sba ? [] : Pair(topology, pool, backup), .. Capacity(pool, backup)]);
        return findings;
    }

    /// <summary>
    /// How many users a backup would have with those of another pool, when it can't serve so many; null when it can, or nobody says how many it can.
    /// "Design each pool to be able to handle the workload of all users in both pools" ("Plan for high availability and disaster recovery").
    /// </summary>
    /// <param name="backup">The backup.</param>
    /// <param name="own">Its own users.</param>
    /// <param name="others">The users of the other pool.</param>
    public static long? Overload(TopologyPool backup, int own, int others) =>
        backup.UserCapacity is { } capacity && (long)own + others is var together && together > capacity ? together : null;

    private static Finding NoBackup(TopologyPool pool) => new(
        "NoBackupRegistrar", FindingSeverity.Error, pool.Fqdn,
        $"{pool.Fqdn} has no backup registrar: when it dies, nobody takes its users in.",
        pool.Version is PoolVersion.Lync2010 or PoolVersion.Unknown || pool.Kind == PoolKind.Sba
            ? $"Set-CsRegistrar -Identity 'Registrar:{pool.Fqdn}' -BackupRegistrar 'Registrar:<backup pool>' -EnableAutomaticFailover $true"
            : $"Pair {pool.Fqdn} with a pool of the same kind and version in Topology Builder (Edit Properties, Resiliency) and publish.");

    /// <summary>A backup that can't take anybody in.</summary>
    private static Finding? WhyUnusable(ResilienceTopology topology, TopologyPool pool)
    {
        TopologyPool? backup = topology.FindPool(pool.BackupPool);
        (string id, string why)? reason = backup switch
        {
            null => ("BackupNotInTopology", "is not in the topology, or has no registrar there"),
            _ when s_names.Equals(backup.Fqdn, pool.Fqdn) => ("BackupIsItself", "is the pool itself"),
            { Kind: PoolKind.Director } => ("BackupIsDirector", "is a Director: Directors home nobody and take nobody in"),
            { Kind: PoolKind.Sba } => ("BackupIsBranchAppliance", "is a branch appliance, which backs nobody up"),
            _ => null,
        };
        return reason is null ? null : new Finding(
            reason.Value.id, FindingSeverity.Error, pool.Fqdn,
            $"The backup registrar of {pool.Fqdn}, {pool.BackupPool}, {reason.Value.why}: when {pool.Fqdn} dies, nobody takes its users in.",
            "Name a Front End pool or Standard Edition server of another site (Set-CsRegistrar -BackupRegistrar, or Resiliency in Topology Builder).");
    }

    /// <summary>The pool's own settings.</summary>
    private static IEnumerable<Finding> Settings(TopologyPool pool)
    {
        if (!pool.AutomaticFailover)
        {
            yield return new Finding(
                "AutomaticFailoverOff", FindingSeverity.Warning, pool.Fqdn,
                $"Automatic failover of {pool.Fqdn} is off: {pool.BackupPool} takes its users in only when an administrator fails the pool over.",
                $"Set-CsRegistrar -Identity 'Registrar:{pool.Fqdn}' -EnableAutomaticFailover $true");
        }

        if (pool.FailureDetectionSeconds < PoolDefaults.ShortestDetectionSeconds)
        {
            yield return new Finding(
                "FailureDetectionTooShort", FindingSeverity.Warning, pool.Fqdn,
                string.Format(
                    CultureInfo.InvariantCulture,
                    "The failure detection interval of {0} is {1} s; below {2} s, three heartbeats of {3} s, it is treated as {2} s.",
                    pool.Fqdn, pool.FailureDetectionSeconds, PoolDefaults.ShortestDetectionSeconds, PoolDefaults.HeartbeatSeconds),
                $"Set-CsRegistrar -Identity 'Registrar:{pool.Fqdn}' -FailureDetectionInterval 00:05:00");
        }

        if (pool.FailbackSeconds < PoolDefaults.ShortestDetectionSeconds)
        {
            yield return new Finding(
                "FailbackTooShort", FindingSeverity.Warning, pool.Fqdn,
                string.Format(
                    CultureInfo.InvariantCulture,
                    "The failback interval of {0} is {1} s, less than three heartbeats of {2} s: users cycle between the pools when the network flaps.",
                    pool.Fqdn, pool.FailbackSeconds, PoolDefaults.HeartbeatSeconds),
                $"Set-CsRegistrar -Identity 'Registrar:{pool.Fqdn}' -FailbackDetectionInterval 00:10:00");
        }
    }

    /// <summary>How two Front End pools fit together. A branch appliance is no partner of its pool, so none of this applies to it.</summary>
    private static IEnumerable<Finding> Pair(ResilienceTopology topology, TopologyPool pool, TopologyPool backup)
    {
        if (pool.Version == PoolVersion.Unknown)
        {
            yield return new Finding(
                "VersionUnknown", FindingSeverity.Info, pool.Fqdn,
                $"The version of {pool.Fqdn} is unknown, so the rules that depend on it (reciprocal pairs, one backup for one pool, other site) were not judged.",
                "Read the topology from its XML (Get-CsTopology -AsXml), or write the version into our JSON.");
        }

        bool isStrictPair = pool.Version >= PoolVersion.Lync2013;
        if (isStrictPair && !s_names.Equals(backup.BackupPool, pool.Fqdn))
        {
            yield return new Finding(
                "BackupNotReciprocal", FindingSeverity.Warning, pool.Fqdn,
                $"{backup.Fqdn} backs up {pool.Fqdn}, but its own backup is {backup.BackupPool ?? "none"}: from Lync Server 2013 on two pools back each other up.",
                $"Pair {pool.Fqdn} and {backup.Fqdn} with each other in Topology Builder.");
        }

        string[] others = [.. topology.Pools
            .Where(other => !s_names.Equals(other.Fqdn, pool.Fqdn) && other.Kind is PoolKind.Enterprise or PoolKind.Standard && s_names.Equals(other.BackupPool, backup.Fqdn))
            .Select(other => other.Fqdn)];
        if (isStrictPair && others.Length > 0)
        {
            yield return new Finding(
                "BackupShared", FindingSeverity.Warning, pool.Fqdn,
                $"{backup.Fqdn} backs up {pool.Fqdn} and also {string.Join(", ", others)}: from Lync Server 2013 on a pool backs up one other pool (and any number of branch appliances).",
                "Give each pool a partner of its own in Topology Builder.");
        }

        if (pool.Version == PoolVersion.Lync2010 && pool.Site is not null && s_names.Equals(pool.Site, backup.Site))
        {
            yield return new Finding(
                "BackupInSameSite", FindingSeverity.Warning, pool.Fqdn,
                $"{pool.Fqdn} and its backup {backup.Fqdn} stand in the same site {pool.Site}: Lync Server 2010 wants them in different central sites, and one power cut takes both.",
                "Name a pool of another central site as backup registrar.");
        }

        if (pool.Kind != backup.Kind)
        {
            yield return new Finding(
                "KindsDiffer", FindingSeverity.Warning, pool.Fqdn,
                $"{pool.Fqdn} is {pool.Kind} Edition and its backup {backup.Fqdn} is {backup.Kind} Edition; Topology Builder lets you, Microsoft supports pairs of one kind only.",
                "Pair Enterprise with Enterprise and Standard with Standard Edition.");
        }

        if (pool.Version != PoolVersion.Unknown && backup.Version != PoolVersion.Unknown && pool.Version != backup.Version)
        {
            yield return new Finding(
                "VersionsDiffer", FindingSeverity.Warning, pool.Fqdn,
                $"{pool.Fqdn} runs {pool.Version} and its backup {backup.Fqdn} runs {backup.Version}; a pair runs one version.",
                "Bring both pools to the same version, or pair with a pool of the same version.");
        }
    }

    private static IEnumerable<Finding> Capacity(TopologyPool pool, TopologyPool backup)
    {
        if (pool.UserCount is not { } own || backup.UserCount is not { } theirs)
        {
            yield break;
        }

        if (backup.UserCapacity is not { } capacity)
        {
            yield return new Finding(
                "CapacityUnknown", FindingSeverity.Info, backup.Fqdn,
                $"Nobody says how many users {backup.Fqdn} can serve, so nobody can say whether it carries those of {pool.Fqdn} too.",
                "State it with -UserCapacity of Get-ResilienceTopology.");
        }
        else if (Overload(backup, theirs, own) is { } together)
        {
            yield return new Finding(
                "BackupOverCapacity", FindingSeverity.Warning, backup.Fqdn,
                string.Format(
                    CultureInfo.InvariantCulture,
                    "{0} can serve {1}; with its own {2:N0} and the {3:N0} of {4} it would have {5:N0}.",
                    backup.Fqdn, Counted.Of(capacity, "user"), theirs, own, pool.Fqdn, together),
                "Add Front Ends to the backup, move users to other pools, or state the real capacity with -UserCapacity of Get-ResilienceTopology.");
        }
    }

    private static IEnumerable<Finding> EdgeNextHops(ResilienceTopology topology, TopologyPool pool) =>
        topology.EdgePools.Where(edge => s_names.Equals(edge.NextHop, pool.Fqdn)).Select(edge => new Finding(
            "EdgeNextHopFails", FindingSeverity.Warning, edge.Fqdn,
            $"{pool.Fqdn} is the next hop of the Edge pool {edge.Fqdn}: when it dies, nobody comes in from outside until the next hop is changed, and Invoke-CsPoolFailOver refuses to run.",
            $"Before a failover: Set-CsEdgeServer -Identity 'EdgeServer:{edge.Fqdn}' -Registrar 'Registrar:{pool.BackupPool ?? "<another pool>"}'"));
}
