using System.Linq;
using LyncResilience.Discovery.Topology;
using static LyncResilience.Validation.Checks.CheckVerdict;
using static LyncResilience.Validation.Checks.Text;

namespace LyncResilience.Validation.Checks;

/// <summary>Whether pools and their backups fit together: the findings of <see cref="PairingRules"/>, each as a check.</summary>
internal static class PairingChecks
{
    // A backup that is none: what else could be said about the pair says nothing.
    private static readonly string[] s_unusable = ["NoBackupRegistrar", "BackupNotInTopology", "BackupIsItself", "BackupIsDirector", "BackupIsBranchAppliance"];
    private static readonly string[] s_since2013 = ["BackupNotReciprocal", "BackupShared"];
    private static readonly string[] s_ofTwoPools = ["BackupNotReciprocal", "BackupShared", "BackupInSameSite", "KindsDiffer", "VersionsDiffer"];
    private static readonly string[] s_needVersion = ["BackupNotReciprocal", "BackupShared", "BackupInSameSite", "VersionsDiffer"];

    public static readonly CheckDefinition[] All =
    [
        OfPools("LR-PAIR-001", CheckSeverity.Critical, "Every pool has a backup registrar", "a backup registrar",
            "When a pool without one dies, nobody takes its users in.", Sources.VoiceResiliency, "has a backup registrar", "NoBackupRegistrar"),
        OfPools("LR-PAIR-002", CheckSeverity.Critical, "Backups exist", "a pool of the topology",
            "A backup that was taken down takes nobody in.", Sources.SetRegistrar, "is backed up by a pool that exists", "BackupNotInTopology"),
        OfPools("LR-PAIR-003", CheckSeverity.Critical, "Backups are other pools that can take users in", "a Front End pool or Standard Edition server",
            "A pool can't back itself up, Directors home nobody, and branch appliances back nobody up.", Sources.Relationships,
            "is backed up by a pool that can take users in", "BackupIsItself", "BackupIsDirector", "BackupIsBranchAppliance"),
        OfPools("LR-PAIR-004", CheckSeverity.High, "Automatic failover is on", "automatic failover and failback",
            "With it off users wait for an administrator, at night too.", Sources.SetRegistrar, "fails over by itself", "AutomaticFailoverOff"),
        OfPools("LR-PAIR-005", CheckSeverity.Low, "Failure detection intervals aren't too short", "at least three heartbeats of 30 s",
            "A shorter interval is treated as 90 s, and low ones make pools cycle up and down.", Sources.RegistrarTimers, "has a sound failure detection interval", "FailureDetectionTooShort"),
        OfPools("LR-PAIR-006", CheckSeverity.Low, "Failback intervals aren't too short", "at least three heartbeats of 30 s",
            "Users cycle between the pools when the network flaps.", Sources.RegistrarTimers, "has a sound failback interval", "FailbackTooShort"),
        OfPools("LR-PAIR-007", CheckSeverity.Medium, "Pairs are reciprocal from 2013 on", "two pools that back each other up",
            "From Lync Server 2013 on a pair is made in both directions, and pool failover needs it.", Sources.Relationships, "and its backup back each other up", "BackupNotReciprocal"),
        OfPools("LR-PAIR-008", CheckSeverity.Medium, "A pool backs one pool up from 2013 on", "a partner of its own",
            "From Lync Server 2013 on a pool backs up one other pool, and any number of branch appliances.", Sources.Relationships, "shares its backup with no other Front End pool or Standard Edition server", "BackupShared"),
        OfPools("LR-PAIR-009", CheckSeverity.High, "Pools of 2010 have their backup in another site", "another central site",
            "One power cut takes a pool and its backup when both stand in one site.", Sources.VoiceResiliency, "has its backup in another site", "BackupInSameSite"),
        OfPools("LR-PAIR-010", CheckSeverity.Medium, "Both pools of a pair are of one kind", "Enterprise with Enterprise, Standard with Standard Edition",
            "Topology Builder lets you mix them, Microsoft supports pairs of one kind only.", Sources.DisasterRecovery, "and its backup are of one kind", "KindsDiffer"),
        OfPools("LR-PAIR-011", CheckSeverity.Medium, "Both pools of a pair run one version", "one version",
            "A pair of two versions isn't supported, and its users lose what the older one lacks.", Sources.DisasterRecovery, "and its backup run one version", "VersionsDiffer"),
        OfPools("LR-PAIR-012", CheckSeverity.High, "No Edge hangs on one pool", "a next hop that doesn't die with the pool",
            "When the next hop of an Edge pool dies, nobody comes in from outside, and Invoke-CsPoolFailOver refuses to run.", Sources.FailingOver,
            "is the next hop of no Edge pool", "EdgeNextHopFails"),
        new("LR-PAIR-013", CheckSeverity.High, "Users are homed on pools that can home them")
        {
            Expected = "a Front End pool or branch appliance of the topology",
            Why = "A user homed on a pool that is gone, or on a Director, has no registrar to fail over from.",
            Source = Sources.VoiceResiliency,
            Remedy = "Check the user's RegistrarPool (Get-CsUser) and move the user (Move-CsUser).",
            Ask = facts => facts.Topology is null ? [] : facts.Users.Select(user => user.RegistrarPool).Distinct(Names).Select(pool => new CheckQuestion(pool, _ => CanHome(facts.Topology, pool))),
            WhyNothing = facts => facts.Topology is null ? NoTopology : "No users were given.",
        },
    ];

    public const string NoTopology = "No topology was given.";

    private static CheckVerdict CanHome(ResilienceTopology topology, string pool)
    {
        // An address only because users have one: the answer is about the pool.
        BackupRegistrar answer = new BackupLookup(topology, BackupRegistrarSource.Topology).OfUser("anybody", pool);
        return answer.Findings.FirstOrDefault(finding => finding.Id is "HomedOnDirector" or "PoolNotInTopology") is { } wrong
            ? Fail(wrong.Id, wrong.Detail, wrong.Recommendation)
            : Pass(pool, $"{pool} homes users.");
    }

    private static CheckDefinition OfPools(
        string id, CheckSeverity severity, string title, string expected, string why, string source, string good, params string[] findings) => new(id, severity, title)
        {
            Expected = expected,
            Why = why,
            Source = source,
            Remedy = "Follow the recommendation of the result, which names the pools; Get-BackupRegistrar shows the pair.",
            Ask = facts => facts.Topology is null ? [] : facts.Topology.Pools.Where(pool => pool.Kind != PoolKind.Director)
                .Select(pool => new CheckQuestion(pool.Fqdn, _ => Judge(facts.Topology, pool, good, findings))),
            WhyNothing = facts => facts.Topology is null ? NoTopology : $"{facts.Topology.Source} has no pool that homes users.",
        };

    private static CheckVerdict Judge(ResilienceTopology topology, TopologyPool pool, string good, string[] ids)
    {
        Finding[] findings = [.. PairingRules.Of(topology, pool)];
        if (findings.FirstOrDefault(finding => ids.Contains(finding.Id)) is { } found)
        {
            string actual = Actual(topology, pool, found.Id);
            return found.Severity == FindingSeverity.Error ? Fail(actual, found.Detail, found.Recommendation) : Warn(actual, found.Detail, found.Recommendation);
        }

        bool isOfPair = !ids.Contains("EdgeNextHopFails");
        if (isOfPair && findings.FirstOrDefault(finding => s_unusable.Contains(finding.Id)) is { } unusable)
        {
            return Skip($"{unusable.Detail} ({CheckOf(unusable.Id)})");
        }

        // A branch appliance is no partner of its pool, which has one of its own and may serve any number of branches.
        if (pool.Kind == PoolKind.Sba && ids.All(s_ofTwoPools.Contains))
        {
            return Skip($"{pool.Fqdn} is a branch appliance, and the rule is about pairs of Front End pools or Standard Edition servers.");
        }

        // The rules of a version say nothing about pools of another, nor about sites that nobody knows.
        if (ids.Any(s_since2013.Contains) && pool.Version == PoolVersion.Lync2010)
        {
            return Skip($"{pool.Fqdn} runs Lync Server 2010, and the rule holds from 2013 on.");
        }

        if (ids.Contains("BackupInSameSite") && pool.Version > PoolVersion.Lync2010)
        {
            return Skip($"{pool.Fqdn} runs {pool.Version}, and the rule is that of Lync Server 2010; what the loss of a site does, LR-SIM-003 tells.");
        }

        if (ids.Contains("VersionsDiffer") && topology.FindPool(pool.BackupPool) is { Version: PoolVersion.Unknown } unversioned)
        {
            return Skip($"The version of {unversioned.Fqdn} is unknown.");
        }

        return ids.All(s_needVersion.Contains) && findings.FirstOrDefault(finding => finding.Id == "VersionUnknown") is { } unknown ? Skip(unknown.Detail)
            : ids.Contains("BackupInSameSite") && (pool.Site is null || topology.FindPool(pool.BackupPool)?.Site is null) ? Skip($"The topology doesn't tell the sites of {pool.Fqdn} and its backup.")
            : Pass(Actual(topology, pool, ids[0]), $"{pool.Fqdn} {good}.");
    }

    // What there is in place of what a finding says.
    private static string Actual(ResilienceTopology topology, TopologyPool pool, string finding)
    {
        TopologyPool? backup = topology.FindPool(pool.BackupPool);
        return finding switch
        {
            "AutomaticFailoverOff" => pool.AutomaticFailover ? "on" : "off",
            "FailureDetectionTooShort" => Invariant($"{pool.FailureDetectionSeconds} s"),
            "FailbackTooShort" => Invariant($"{pool.FailbackSeconds} s"),
            "BackupInSameSite" when backup is not null => $"{pool.Site} and {backup.Site}",
            "KindsDiffer" when backup is not null => $"{pool.Kind} and {backup.Kind}",
            "VersionsDiffer" when backup is not null => $"{pool.Version} and {backup.Version}",
            "EdgeNextHopFails" => string.Join(", ", topology.EdgePools.Where(edge => Names.Equals(edge.NextHop, pool.Fqdn)).Select(edge => edge.Fqdn).DefaultIfEmpty("next hop of no Edge pool")),
            _ => pool.BackupPool ?? "none",
        };
    }

    private static string CheckOf(string finding) => finding switch
    {
        "NoBackupRegistrar" => "LR-PAIR-001",
        "BackupNotInTopology" => "LR-PAIR-002",
        _ => "LR-PAIR-003",
    };
}
