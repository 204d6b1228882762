using System;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Validation.Facts;
using static LyncResilience.Validation.Checks.CheckVerdict;
using static LyncResilience.Validation.Checks.Text;

namespace LyncResilience.Validation.Checks;

/// <summary>Whether the SRV records, each as a whole, survive the loss of a site.</summary>
internal static class DnsRecordChecks
{
    public static readonly CheckDefinition[] All =
    [
        OfRecords("LR-DNS-018", CheckSeverity.High, "Every sign-in record has a second target", "two targets or more",
            "When the only target dies, a client that was never told its backup registrar finds no other way in.",
            Sources.VoiceResiliency, "Add a second target with a higher priority number: the backup pool of the first.", [],
            (_, record, _) => record.Hosts.Count switch
            {
                0 => Skip($"{record.Name} offers no target (LR-DNS-025)."),
                1 => Fail(record.Hosts[0], $"{record.Hosts[0]} is the only target of {record.Name}."),
                _ => Pass(Some(record.Hosts), Invariant($"{record.Name} has {record.Hosts.Count} targets.")),
            }),
        OfRecords("LR-DNS-019", CheckSeverity.High, "A further target is the backup of the first", "the backup registrar of the first target's pool",
            "Only the backup takes the users of a dead pool in; any other registrar redirects them to it, which helps only clients that follow to the second name.",
            Sources.SeveralRecords, "Add the backup registrar of the first target as a further target.", [], SecondIsBackup),
        OfRecords("LR-DNS-020", CheckSeverity.Medium, "Targets of different sites have different priorities", "one priority for each site",
            "Clients draw among targets of one priority, so half of them would sign in across the WAN, and it is chance who survives.",
            Sources.SeveralRecords, "Give the nearer site the lower priority number.", [], PrioritiesDiffer),
        OfRecords("LR-DNS-021", CheckSeverity.Low, "Weights of one priority fit together", "all zero, or none",
            "Beside targets with weights one of weight 0 has a very small chance of being chosen (RFC 2782).",
            Sources.Srv, "Give every target of one priority a weight, or none of them.", [],
            (_, record, _) => record.Targets.GroupBy(target => target.Priority).FirstOrDefault(group => group.Any(target => target.Weight == 0) && group.Any(target => target.Weight > 0)) is { } mixed
                ? Warn(
                    Invariant($"mixed at priority {mixed.Key}"),
                    Invariant($"At priority {mixed.Key} {Some(mixed.Where(target => target.Weight == 0).Select(target => target.Target))} has weight 0 beside others that have one."))
                : Pass("consistent", "Within each priority all targets have weights, or none has.")),
        OfRecords("LR-DNS-022", CheckSeverity.Medium, "Sign-in records aren't kept too long", "a TTL within the limit",
            "Clients that hold the answer don't see a record that is added in an emergency before its time is over.",
            Sources.Dns, "Lower the TTL well before you need it.", [new("maxTtlSeconds", 3600, "s")],
            (_, record, limits) => Ttl(record.Answer, limits["maxTtlSeconds"])),
        new("LR-DNS-023", CheckSeverity.Low, "Addresses of targets aren't kept too long")
        {
            Needs = FactStage.Names,
            Expected = "a TTL within the limit",
            Why = "A pool that moves to another address is out of reach for clients that hold the old one.",
            Source = Sources.Dns,
            Remedy = "Lower the TTL of the address record well before you need it.",
            Thresholds = [new("maxTtlSeconds", 3600, "s")],
            Ask = facts =>
                from host in facts.SignInRecords.SelectMany(record => record.Hosts).Distinct(Names)
                let answer = facts.Find(host, isHost: true)
                where answer is not null
                select new CheckQuestion(host, limits => answer.Records.Count == 0 ? Skip($"{host} has no address (LR-DNS-012).") : Ttl(answer, limits["maxTtlSeconds"])),
            WhyNothing = WhyNoRecord,
        },
        OfRecords("LR-DNS-024", CheckSeverity.Low, "No target stands twice in a record", "every target once",
            "A client that finds a target dead tries it again under its second entry before it goes on.",
            Sources.Srv, "Remove the repeated entry.", [],
            (_, record, _) => record.Targets.GroupBy(target => target.Target, Names).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? Warn(twice.Key, Invariant($"{twice.Key} stands {twice.Count()} times in {record.Name}."))
                : Pass("none", $"No target stands twice in {record.Name}.")),
        OfRecords("LR-DNS-025", CheckSeverity.High, "No record says that the service isn't offered", "no target that is a single dot",
            "The target '.' means that the service is decidedly not available at this domain (RFC 2782).",
            Sources.Srv, "Replace the record by one that names a registrar, or remove it.", [],
            (_, record, _) => record.Records.Any(target => !target.IsOffered)
                ? Fail("a dot", $"{record.Name} says that the service isn't offered.")
                : Pass("hosts", $"Every target of {record.Name} is a host.")),
    ];

    public static string WhyNoRecord(SiteFacts facts) => facts.HasNames ? "There is no SRV record for sign-in over TLS (LR-DNS-006, LR-DNS-007)." : DnsServerChecks.NoServer;

    private static CheckVerdict SecondIsBackup(SiteFacts facts, SignInRecord record, CheckLimits limits)
    {
        if (record.Hosts.Count < 2)
        {
            return Skip($"{record.Name} has no second target (LR-DNS-018).");
        }

        if (facts.PoolOf(record.Hosts[0]) is not { } first)
        {
            return Skip($"{record.Hosts[0]} is not known to belong to a pool, so its backup isn't known.");
        }

        TopologyPool[] others = [.. record.Hosts.Skip(1).Select(facts.PoolOf).OfType<TopologyPool>()];
        if (first.Kind == PoolKind.Director)
        {
            return others.FirstOrDefault(other => other.Site is null || !Same(other.Site, first.Site)) is { } elsewhere
                ? Pass(elsewhere.Fqdn, $"{first.Fqdn} is a Director, and {elsewhere.Fqdn} stands in another site.")
                : Fail(Some(record.Hosts.Skip(1)), $"{first.Fqdn} is a Director in {first.Site}, and every further target stands there too.", "Add a target of another central site.");
        }

        return first.BackupPool is null ? Skip($"{first.Fqdn} has no backup registrar (LR-PAIR-001).")
            : others.Any(other => Same(other.Fqdn, first.BackupPool)) ? Pass(first.BackupPool, $"{first.BackupPool}, a further target, backs {first.Fqdn} up.")
            : Fail(Some(record.Hosts.Skip(1)), $"{first.Fqdn} is backed up by {first.BackupPool}, which is no target of {record.Name}.", $"Add {first.BackupPool} as a further target.");
    }

    private static CheckVerdict PrioritiesDiffer(SiteFacts facts, SignInRecord record, CheckLimits limits)
    {
        foreach (IGrouping<int, SrvRecord> equal in record.Targets.GroupBy(target => target.Priority))
        {
            string[] hosts = [.. equal.Select(target => target.Target).Distinct(Names)];
            string[] sites = [.. hosts.Select(host => facts.SiteOf(host) ?? host).Distinct(Names)];
            if (sites.Length > 1)
            {
                return Warn(Invariant($"{Some(hosts)} at {equal.Key}"), Invariant($"{string.Join(" and ", hosts)} share priority {equal.Key}, and are not known to stand in one site."));
            }
        }

        return Pass("different", "No two sites share a priority.");
    }

    private static CheckVerdict Ttl(DnsAnswer answer, int most)
    {
        int ttl = answer.Records.Max(record => record.Ttl);
        return ttl <= most
            ? Pass(Invariant($"{ttl} s"), Invariant($"{answer.Name} may be kept for {ttl} s."))
            : Warn(Invariant($"{ttl} s"), Invariant($"{answer.Name} may be kept for {ttl} s, more than {most} s."));
    }

    private static CheckDefinition OfRecords(
        string id, CheckSeverity severity, string title, string expected, string why, string source, string remedy, CheckThreshold[] thresholds,
        Func<SiteFacts, SignInRecord, CheckLimits, CheckVerdict> judge) => new(id, severity, title)
        {
            Needs = FactStage.Names,
            Expected = expected,
            Why = why,
            Source = source,
            Remedy = remedy,
            Thresholds = thresholds,
            Ask = facts => facts.SignInRecords.Where(record => record.IsTls)
                .Select(record => new CheckQuestion(record.Name, limits => judge(facts, record, limits)) { DurationMs = record.Answer.DurationMs }),
            WhyNothing = WhyNoRecord,
        };
}
