using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Discovery.SignIn;

/// <summary>What the DNS records of a path give away.</summary>
internal static class RecordFindings
{
    /// <summary>A longer TTL keeps clients on an old answer for that long after a change made in an emergency.</summary>
    public const int LongTtlSeconds = 3600;

    public static IEnumerable<Finding> Of(PathFacts facts)
    {
        foreach (DnsAnswer answer in facts.Result.SrvAnswers)
        {
            List<SrvRecord> targets = [.. answer.Records.OfType<SrvRecord>().Where(record => record.IsOffered)];
            IEnumerable<Finding> found = OfRecord(facts, answer, targets).Concat(targets.SelectMany(target => OfTarget(facts, answer, target, targets.Count == 1)));
            foreach (Finding finding in found)
            {
                yield return finding;
            }
        }

        foreach (Finding finding in OfDiscovery(facts))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> OfRecord(PathFacts facts, DnsAnswer answer, List<SrvRecord> targets)
    {
        if (targets.Count == 0)
        {
            yield break;
        }

        if (targets.Select(target => target.Target.ToUpperInvariant()).Distinct().Count() == 1)
        {
            yield return new Finding(
                "SingleSrvTarget", FindingSeverity.Warning, answer.Name,
                $"{targets[0].Target} is the only target of {answer.Name}: when it dies, a client that was never told its backup registrar finds no other way in.",
                $"Add a second target with a higher priority number, for example: {SecondTarget(facts, answer.Name, targets[0])}");
        }

        int ttl = answer.Records.Max(record => record.Ttl);
        if (ttl > LongTtlSeconds)
        {
            yield return new Finding(
                "LongTtl", FindingSeverity.Warning, answer.Name,
                $"{answer.Name} may be kept for {ttl} s: clients that hold the answer don't see a record added in an emergency for that long.",
                $"Lower the TTL to {LongTtlSeconds} s or less well before you need it.");
        }

        foreach (IGrouping<int, SrvRecord> equal in targets.GroupBy(target => target.Priority).Where(group => group.Select(target => target.Target.ToUpperInvariant()).Distinct().Count() > 1))
        {
            yield return new Finding(
                "EqualPriorities", FindingSeverity.Warning, answer.Name,
                $"{string.Join(" and ", equal.Select(target => target.Target))} share priority {equal.Key}: clients draw one of them, also one in another site.",
                "If they stand in different sites, give the nearer pool the lower priority number.");
        }
    }

    private static IEnumerable<Finding> OfTarget(PathFacts facts, DnsAnswer answer, SrvRecord target, bool isOnly)
    {
        if (!DomainRule.Matches(target.Target, facts.Settings.SipDomain, facts.Settings.NameMatching, facts.Settings.TrustedDomains))
        {
            bool phone = facts.Settings.Profile == ClientProfile.Phone;
            yield return new Finding(
                "SrvTargetBreaksNameRule", phone ? FindingSeverity.Error : FindingSeverity.Warning, target.Target,
                $"{target.Target} does not stand {(facts.Settings.NameMatching == NameMatching.Strict ? "directly " : string.Empty)}in {facts.Settings.SipDomain}: desktop clients ask the person to trust it, phones skip it.",
                $"Point {answer.Name} to a name in {facts.Settings.SipDomain} that the pool's certificate holds too.");
        }

        DnsAnswer? host = facts.Result.HostAnswers.Concat(facts.FurtherAnswers)
            .FirstOrDefault(known => string.Equals(known.Name, target.Target, StringComparison.OrdinalIgnoreCase) && known.Type is DnsRecordType.A or DnsRecordType.Aaaa);
        if (host is null)
        {
            yield break;
        }

        if (host.Outcome is DnsOutcome.NxDomain or DnsOutcome.NoData)
        {
            yield return new Finding(
                "SrvTargetWithoutAddress", isOnly ? FindingSeverity.Error : FindingSeverity.Warning, target.Target,
                $"{target.Target}, a target of {answer.Name}, has no address.", $"Add an A record for {target.Target} or remove it from {answer.Name}.");
        }

        if (host.Records.OfType<NameRecord>().FirstOrDefault(record => record.Type == DnsRecordType.CName) is { } alias)
        {
            yield return new Finding(
                "SrvTargetIsAlias", FindingSeverity.Warning, target.Target,
                $"{target.Target} is an alias of {alias.Target}; an SRV target must not be one (RFC 2782), and the rule demands an A record.",
                $"Give {target.Target} an A record of its own.");
        }
    }

    private static IEnumerable<Finding> OfDiscovery(PathFacts facts)
    {
        string tcpRecord = DiscoveryPlan.InternalTcpRecord(facts.Settings.SipDomain);
        bool hasTls = facts.Result.SrvAnswers.Any(answer => !Is(answer.Name, tcpRecord) && answer.Records.OfType<SrvRecord>().Any());
        bool hasTcp = facts.Result.SrvAnswers.Concat(facts.FurtherAnswers).Any(answer => Is(answer.Name, tcpRecord) && answer.Records.OfType<SrvRecord>().Any());
        if (hasTcp && !hasTls)
        {
            yield return new Finding(
                "OnlyTcpRecord", FindingSeverity.Error, tcpRecord,
                $"{tcpRecord} is the only SRV record: it stands for unencrypted SIP, which clients take only where a policy allows TCP.",
                string.Format(CultureInfo.InvariantCulture, "Publish _sipinternaltls._tcp.{0} with port 5061.", facts.Settings.SipDomain));
        }
        else if (facts.Result.SrvAnswers.Count > 0 && facts.Result.SrvAnswers.All(answer => answer.Outcome is DnsOutcome.NxDomain or DnsOutcome.NoData))
        {
            yield return new Finding(
                "NoSrvRecord", FindingSeverity.Error, facts.Settings.SipDomain,
                $"{facts.Settings.SipDomain} has no SRV record for sign-in.",
                $"Publish _sipinternaltls._tcp.{facts.Settings.SipDomain} (inside) or _sip._tls.{facts.Settings.SipDomain} (outside), or check that this is the DNS server your clients ask.");
        }

        DnsAnswer? unanswered = facts.Result.SrvAnswers.Concat(facts.Result.HostAnswers).FirstOrDefault(answer => answer.Outcome is DnsOutcome.Timeout or DnsOutcome.Unreachable);
        if (unanswered is not null)
        {
            yield return new Finding("DnsNotAnswering", FindingSeverity.Error, unanswered.Server ?? unanswered.Name, unanswered.Detail, "Check the DNS server, or name another one with -DnsServer.");
        }

        DnsAnswer? error = facts.Result.SrvAnswers.Concat(facts.Result.HostAnswers).FirstOrDefault(answer => answer.Outcome is DnsOutcome.Refused or DnsOutcome.ServerFailure or DnsOutcome.Malformed);
        if (error is not null)
        {
            yield return new Finding(
                "DnsError", FindingSeverity.Error, error.Server ?? error.Name, error.Detail,
                "Check that this DNS server serves or forwards the domain, or name the one that your clients ask with -DnsServer.");
        }
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private static string SecondTarget(PathFacts facts, string name, SrvRecord first)
    {
        ServerEndpoint?[] told = [facts.Result.Backup, facts.Result.Primary];
        string second = told.FirstOrDefault(server => server is not null && !Is(server.Host, first.Target) && facts.Result.Registrar is not null)?.Host
            ?? "<the backup pool>";
        return string.Format(
            CultureInfo.InvariantCulture, "{0}. {1} IN SRV {2} 0 {3} {4}.", name, Math.Min(first.Ttl, LongTtlSeconds), first.Priority + 10, first.Port, second);
    }
}
