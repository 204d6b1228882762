using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Validation.Facts;
using static LyncResilience.Validation.Checks.CheckVerdict;
using static LyncResilience.Validation.Checks.Text;

namespace LyncResilience.Validation.Checks;

/// <summary>Whether the hosts that records and topology name can be dialled, and are the right ones.</summary>
internal static class DnsTargetChecks
{
    public static readonly CheckDefinition[] All =
    [
        new("LR-DNS-012", CheckSeverity.High, "Every target and pool has an address")
        {
            Needs = FactStage.Names,
            Expected = "an A or AAAA record",
            Why = "A target without an address is no target: clients go on to the next, and a redirect to such a pool ends nowhere.",
            Source = Sources.DnsRequirements,
            Remedy = "Add an A record for the host, or remove it from the SRV record or the topology.",
            Ask = facts => Hosts(facts, (host, answer) => answer.Records.OfType<AddressRecord>().Any()
                ? Pass(Some(answer.Records.OfType<AddressRecord>().Select(record => record.Address.ToString())), $"{host} has an address.")
                : answer.Outcome is not (DnsOutcome.NxDomain or DnsOutcome.NoData) && DnsServerChecks.IsOwn(facts, host) ? Skip($"Nobody said anything about {host} (LR-DNS-001).")
                : Fail("none", $"{host} has no address: {answer.Detail}")),
            WhyNothing = NoHosts,
        },
        new("LR-DNS-013", CheckSeverity.Medium, "Targets are no aliases")
        {
            Needs = FactStage.Names,
            Expected = "an address record of its own",
            Why = "An SRV target must not be an alias (RFC 2782), and the sign-in rule demands an A record in the domain of the SRV record.",
            Source = Sources.Srv,
            Remedy = "Give the target an A record of its own instead of the CNAME.",
            Ask = facts => TargetHosts(facts, (host, answer) => answer.Records.OfType<NameRecord>().FirstOrDefault(record => record.Type == DnsRecordType.CName) is { } alias
                ? Warn($"alias of {alias.Target}", $"{host} is an alias of {alias.Target}.")
                : answer.Records.Count == 0 ? Skip($"{host} has no address (LR-DNS-012).") : Pass("no alias", $"{host} is no alias.")),
            WhyNothing = DnsRecordChecks.WhyNoRecord,
        },
        OfTargets("LR-DNS-014", CheckSeverity.High, "Targets stand in the SIP domain", "a host directly in the SIP domain, or in a trusted one",
            "Desktop clients ask the person to trust a target with another name, phones skip it.",
            Sources.SignInDns, "Point the record to a name in the SIP domain that the pool's certificate holds too, or trust the domain by policy (TrustModelData) and -TrustedDomain.",
            (facts, record, target) => DomainRule.Matches(target.Target, record.SipDomain, facts.NameMatching, facts.TrustedDomains)
                ? Pass(target.Target, $"{target.Target} stands in {record.SipDomain} or a trusted domain.")
                : Fail(target.Target, $"{target.Target} does not stand {(facts.NameMatching == NameMatching.Strict ? "directly " : string.Empty)}in {record.SipDomain}.")),
        OfTargets("LR-DNS-015", CheckSeverity.High, "Targets belong to the topology", "a pool, server or Edge pool of the topology",
            "A target that the topology doesn't know is a server that was taken down, or one that nobody watches.",
            Sources.VoiceResiliency, "Remove the target from the record, or read the topology anew (Get-CsTopology -AsXml).",
            (facts, _, target) => facts.Topology is null ? Skip("There is no topology to compare with.")
                : facts.PoolOf(target.Target) is { } pool ? Pass(pool.Fqdn, $"{target.Target} belongs to {pool.Fqdn}.")
                : facts.Topology.EdgePools.Any(edge => Same(edge.Fqdn, target.Target)) ? Pass(target.Target, $"{target.Target} is an Edge pool.")
                : IsExternal(facts, target) ? Skip($"{target.Target} may be the outer name of an Access Edge, which a topology of registrars doesn't hold.")
                : Fail("unknown", $"No pool or server of {facts.Topology.Source} is called {target.Target}.")),
        OfTargets("LR-DNS-016", CheckSeverity.Medium, "Targets name the pool, not one of its servers", "the name of the pool",
            "The pool's name leads to all of its Front Ends; the name of one dies with that one.",
            Sources.DnsBalancing, "Point the record to the pool's name, which has one address for each Front End.",
            (facts, _, target) => facts.PoolOf(target.Target) switch
            {
                null => Skip($"{target.Target} is not known to belong to a pool."),
                { Servers.Count: > 1 } pool when !Same(pool.Fqdn, target.Target) => Warn(
                    "one server", Invariant($"{target.Target} is one of {pool.Servers.Count} servers of {pool.Fqdn}."), $"Point the record to {pool.Fqdn}."),
                var pool => Pass("the pool", $"{target.Target} stands for all of {pool.Fqdn}."),
            }),
        OfTargets("LR-DNS-017", CheckSeverity.High, "Ports are those on which registrars listen", "the port of the pool in the topology",
            "A client dials the port of the record and no other.",
            Sources.DnsRequirements, "Correct the port in the SRV record: 5061 for registrars inside, 443 for an Access Edge.",
            (facts, _, target) => facts.PoolOf(target.Target) switch
            {
                null => Skip($"{target.Target} is not known to belong to a pool."),
                var pool when pool.Port == target.Port => Pass(Invariant($"{target.Port}"), Invariant($"{target.Target} listens on {target.Port}.")),
                var pool => Fail(Invariant($"{target.Port}"), Invariant($"The record says {target.Port}, but {pool.Fqdn} listens on {pool.Port}.")),
            }),
    ];

    private static bool IsExternal(SiteFacts facts, SrvRecord target) =>
        target.Name.StartsWith(SignInNames.ExternalTls, StringComparison.OrdinalIgnoreCase) && facts.Topology!.EdgePools.Count > 0;

    private static string NoHosts(SiteFacts facts) => facts.HasNames ? "No SRV record names a target, and no topology names a pool." : DnsServerChecks.NoServer;

    private static IEnumerable<CheckQuestion> Hosts(SiteFacts facts, Func<string, DnsAnswer, CheckVerdict> judge) =>
        OfHosts(facts, facts.SignInRecords.SelectMany(record => record.Hosts).Concat(facts.Topology?.Pools.Select(pool => pool.Fqdn) ?? []), judge);

    private static IEnumerable<CheckQuestion> TargetHosts(SiteFacts facts, Func<string, DnsAnswer, CheckVerdict> judge) =>
        OfHosts(facts, facts.SignInRecords.SelectMany(record => record.Hosts), judge);

    private static IEnumerable<CheckQuestion> OfHosts(SiteFacts facts, IEnumerable<string> hosts, Func<string, DnsAnswer, CheckVerdict> judge) =>
        from host in hosts.Distinct(Names)
        let answer = facts.Find(host, isHost: true)
        where facts.HasNames
        select new CheckQuestion(host, _ => judge(host, answer ?? Unanswered(facts, host)))
        {
            DurationMs = answer?.DurationMs ?? 0,
        };

    private static DnsAnswer Unanswered(SiteFacts facts, string host) =>
        facts.Answers.FirstOrDefault(answer => !answer.IsReply && Same(answer.Answer.Name, host))?.Answer
        ?? new DnsAnswer(host, DnsRecordType.A, DnsOutcome.Timeout) { Detail = "No DNS server was asked." };

    private static CheckDefinition OfTargets(
        string id, CheckSeverity severity, string title, string expected, string why, string source, string remedy, Func<SiteFacts, SignInRecord, SrvRecord, CheckVerdict> judge) =>
        new(id, severity, title)
        {
            Needs = FactStage.Names,
            Expected = expected,
            Why = why,
            Source = source,
            Remedy = remedy,
            Ask = facts =>
                from record in facts.SignInRecords
                where record.IsTls
                from target in record.Targets
                select new CheckQuestion($"{record.Name} -> {target.Target}", _ => judge(facts, record, target)) { Place = target.Target },
            WhyNothing = DnsRecordChecks.WhyNoRecord,
        };
}
