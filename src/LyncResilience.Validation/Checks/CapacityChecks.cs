using System;
using System.Linq;
using LyncResilience.Discovery.Topology;
using static LyncResilience.Validation.Checks.CheckVerdict;
using static LyncResilience.Validation.Checks.Text;

namespace LyncResilience.Validation.Checks;

/// <summary>Whether pools can carry the users that a failure brings them.</summary>
internal static class CapacityChecks
{
    private const string Remedy = "Add Front Ends to the pool, move users to other pools, or state the real capacity (userCapacity, -UserCapacity of Get-ResilienceTopology).";

    public static readonly CheckDefinition[] All =
    [
        OfPools("LR-CAP-001", CheckSeverity.Low, "The capacity of every pool is known", "a number of users",
            "Without it nobody can say whether a failover overloads the pool.",
            "State it (userCapacity in our JSON, -UserCapacity of Get-ResilienceTopology).", [],
            (_, pool, _) => pool.UserCapacity is { } capacity
                ? Pass(Invariant($"{capacity:N0}"), $"{pool.Fqdn} can serve {Count(capacity, "user")}.")
                : Warn("unknown", $"Neither the topology nor the planning guides tell how many users {pool.Fqdn} can serve.")),
        OfPools("LR-CAP-002", CheckSeverity.High, "A pool carries its own users", "no more users than the limit in percent of the capacity",
            "A pool that is full before a failover has no room for guests.", Remedy, [new("maxLoadPercent", 100, "%")],
            (_, pool, limits) => pool switch
            {
                { UserCount: null } => Skip($"Nobody said how many users {pool.Fqdn} homes."),
                { UserCapacity: null } => Skip($"The capacity of {pool.Fqdn} is unknown (LR-CAP-001)."),
                _ => Compare(pool, pool.UserCount.Value, "its own", limits),
            }),
        OfPools("LR-CAP-003", CheckSeverity.High, "Its backup carries its users too", "users of both pools within the backup's capacity",
            "Each pool of a pair is to be designed for the workload of all users in both pools.", Remedy, [],
            (topology, pool, _) =>
            {
                if (topology.FindPool(pool.BackupPool) is not { } backup || Same(backup.Fqdn, pool.Fqdn))
                {
                    return Skip($"{pool.Fqdn} has no usable backup (LR-PAIR-001 to LR-PAIR-003).");
                }

                // The rule is PairingRules' own; what it says nothing about is either unknown or in order.
                Finding? over = PairingRules.Of(topology, pool).FirstOrDefault(finding => finding.Id == "BackupOverCapacity");
                return over is not null ? Fail(over.Id, over.Detail, over.Recommendation)
                    : pool.UserCount is not { } own || backup.UserCount is not { } theirs ? Skip($"Nobody said how many users {pool.Fqdn} and {backup.Fqdn} home.")
                    : backup.UserCapacity is not { } capacity ? Skip($"The capacity of {backup.Fqdn} is unknown (LR-CAP-001).")
                    : Pass(Invariant($"{(long)own + theirs:N0} of {capacity:N0}"), Invariant($"{backup.Fqdn} can serve {Count(capacity, "user")}, and would have {(long)own + theirs:N0}."));
            }),
        new("LR-CAP-004", CheckSeverity.High, "The loss of a site overloads nobody")
        {
            Expected = "users of all pools of the site, with those of their backups, within the backups' capacity",
            Why = "Several pools of a site may have one backup elsewhere, which has to carry the users of all of them at once.",
            Source = Sources.DisasterRecovery,
            Remedy = "Give the pools of a site different backups, or the backup more Front Ends.",
            Ask = facts => facts.Topology is null ? [] : facts.Topology.Sites
                .Where(site => facts.Topology.Pools.Any(pool => Same(pool.Site, site) && pool.Kind != PoolKind.Director))
                .Select(site => new CheckQuestion("site " + site, _ => SiteLoss(facts.Topology, site)) { Place = site }),
            WhyNothing = facts => facts.Topology is null ? PairingChecks.NoTopology : "The topology doesn't tell the sites of its pools.",
        },
    ];

    private static CheckVerdict Compare(TopologyPool pool, long users, string whose, CheckLimits limits)
    {
        double percent = 100.0 * users / Math.Max(1, pool.UserCapacity!.Value);
        string actual = Invariant($"{users:N0} of {pool.UserCapacity:N0}");
        return percent <= limits["maxLoadPercent"]
            ? Pass(actual, Invariant($"{pool.Fqdn} has {Count(users, "user")} of {whose}, {percent:0} % of its capacity."))
            : Fail(actual, Invariant($"{pool.Fqdn} has {Count(users, "user")} of {whose}, {percent:0} % of its capacity of {pool.UserCapacity:N0}."));
    }

    private static CheckVerdict SiteLoss(ResilienceTopology topology, string site)
    {
        TopologyPool[] lost = [.. topology.Pools.Where(pool => Same(pool.Site, site) && pool.Kind != PoolKind.Director)];
        (TopologyPool Backup, long Users)[] loads =
        [
            .. from pool in lost
               let backup = topology.FindPool(pool.BackupPool)
               where backup is not null && !Same(backup.Site, site)
               group pool by backup into guests
               where guests.Key.UserCount is not null && guests.All(pool => pool.UserCount is not null)
               select (guests.Key, guests.Key.UserCount!.Value + guests.Sum(pool => (long)pool.UserCount!.Value)),
        ];
        (TopologyPool Backup, long Users)[] judged = [.. loads.Where(load => load.Backup.UserCapacity is not null)];
        (TopologyPool Backup, long Users)[] over = [.. judged.Where(load => load.Users > load.Backup.UserCapacity)];
        return over.Length > 0
                ? Fail(
                    Invariant($"{over[0].Users:N0} of {over[0].Backup.UserCapacity:N0}"),
                    Invariant($"Without {site}, {over[0].Backup.Fqdn} would have {Count(over[0].Users, "user")}; it can serve {over[0].Backup.UserCapacity:N0}."))
            : judged.Length > 0 ? Pass(Count(judged.Length, "backup"), $"{Some(judged.Select(load => load.Backup.Fqdn))} can carry the users of {site} too.")
            : Skip($"No pool of {site} has a backup in another site whose users and capacity are known.");
    }

    private static CheckDefinition OfPools(
        string id, CheckSeverity severity, string title, string expected, string why, string remedy, CheckThreshold[] thresholds,
        Func<ResilienceTopology, TopologyPool, CheckLimits, CheckVerdict> judge) => new(id, severity, title)
        {
            Expected = expected,
            Why = why,
            Source = id == "LR-CAP-003" ? Sources.DisasterRecovery : Sources.UserModels,
            Remedy = remedy,
            Thresholds = thresholds,

            // The planning guides give no numbers for branch appliances.
            Ask = facts => facts.Topology is null ? [] : facts.Topology.Pools.Where(pool => pool.Kind is PoolKind.Enterprise or PoolKind.Standard)
                .Select(pool => new CheckQuestion(pool.Fqdn, limits => judge(facts.Topology, pool, limits))),
            WhyNothing = facts => facts.Topology is null ? PairingChecks.NoTopology : $"{facts.Topology.Source} has no Front End pool.",
        };
}
