using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Sip;
using LyncResilience.Validation.Facts;
using static LyncResilience.Validation.Checks.CheckVerdict;
using static LyncResilience.Validation.Checks.Text;

namespace LyncResilience.Validation.Checks;

/// <summary>Whether each step of discovery leads where it should.</summary>
internal static class DnsDiscoveryChecks
{
    public static readonly CheckDefinition[] All =
    [
        new("LR-DNS-006", CheckSeverity.Critical, "Every client generation finds a registrar by DNS")
        {
            Needs = FactStage.Names,
            Expected = "a record of its discovery order that leads to an address",
            Why = "Each generation asks for other names in another order, and phones ask for SRV records only: what one finds the next may not.",
            Source = Sources.DnsRequirements,
            Remedy = "Publish _sipinternaltls._tcp (inside) or _sip._tls (outside) with a target that has an address: every generation asks for them.",
            Ask = facts =>
                from domain in facts.SipDomains
                from profile in facts.Profiles
                where facts.HasNames
                select new CheckQuestion($"{profile} at {domain}", _ => FindsRegistrar(facts, profile, domain)),
            WhyNothing = facts => facts.HasNames ? "No client generation was asked for." : DnsServerChecks.NoServer,
        },
        OfDomains("LR-DNS-007", CheckSeverity.High, "The internal sign-in record exists", "SRV records at _sipinternaltls._tcp",
            "It is the first SRV record that every desktop client and phone asks for inside; without it clients depend on host records, which know neither priorities nor a second site.",
            Sources.DnsRequirements, "Publish _sipinternaltls._tcp.<SIP domain> with port 5061 and a target for each central site.",
            (facts, domain) => facts.Find(SignInNames.InternalTls + domain, isHost: false) switch
            {
                null => Skip($"Nobody said anything about {SignInNames.InternalTls}{domain} (LR-DNS-001)."),
                var answer when answer.Records.OfType<SrvRecord>().Any() => Pass(Count(answer.Records.OfType<SrvRecord>().Count(), "record"), $"{answer.Name} exists."),
                var answer => Fail("none", $"{answer.Name} has no SRV records."),
            }),
        OfDomains("LR-DNS-008", CheckSeverity.Medium, "Lync Discover is published for 2013 and later", "an address of lyncdiscoverinternal or lyncdiscover",
            "Clients of 2013 and later ask for it first, and mobile and Store clients for nothing else.",
            Sources.Autodiscover, "Publish lyncdiscoverinternal.<SIP domain> (inside) and lyncdiscover.<SIP domain> (outside) for the web services of a pool or Director.",
            (facts, domain) =>
            {
                if (facts.Topology is null || facts.Topology.Pools.All(pool => pool.Version < PoolVersion.Lync2013))
                {
                    return Skip("No pool is known to be of version 2013 or later, and earlier ones don't need it.");
                }

                DnsAnswer[] known = [.. SignInNames.Autodiscover.Select(prefix => facts.Find(prefix + domain, isHost: true)).OfType<DnsAnswer>()];
                DnsAnswer? found = Array.Find(known, answer => answer.Records.OfType<AddressRecord>().Any());
                return known.Length == 0 ? Skip("Nobody said anything about lyncdiscover (LR-DNS-001).")
                    : found is not null ? Pass(found.Name, $"{found.Name} has an address.")
                    : Warn("none", $"Neither lyncdiscoverinternal.{domain} nor lyncdiscover.{domain} has an address: mobile clients can't sign in, others lose time.");
            }),
        OfDomains("LR-DNS-009", CheckSeverity.Medium, "The external sign-in record exists where there is an Edge", "SRV records at _sip._tls",
            "People outside are led to the Access Edge by it; with one target for each Edge pool they fail over by its priorities.",
            Sources.EdgeRecovery, "Publish _sip._tls.<SIP domain> with port 443 and a target for each Access Edge, in the zone that people outside see.",
            (facts, domain) => (facts.Topology?.EdgePools.Count, facts.Find(SignInNames.ExternalTls + domain, isHost: false)) switch
            {
                (null or 0, _) => Skip("The topology is not known to have an Edge pool, so nobody signs in from outside."),
                (_, null) => Skip($"Nobody said anything about {SignInNames.ExternalTls}{domain} (LR-DNS-001)."),
                (_, { } answer) when answer.Records.OfType<SrvRecord>().Any() => Pass(Count(answer.Records.OfType<SrvRecord>().Count(), "record"), $"{answer.Name} exists."),
                (_, { } answer) => Warn("none", $"{answer.Name} has no SRV records on the DNS servers asked; an inner zone may leave it to the outer one."),
            }),
        OfDomains("LR-DNS-010", CheckSeverity.Critical, "Sign-in doesn't hang on the unencrypted record", "no _sipinternal._tcp without a TLS record",
            "_sipinternal._tcp stands for SIP over TCP, which clients take only where a policy allows it.",
            Sources.DnsRequirements, "Publish _sipinternaltls._tcp.<SIP domain> with port 5061, and remove _sipinternal._tcp unless old devices need it.",
            (facts, domain) =>
            {
                if (facts.Find(SignInNames.InternalTcp + domain, isHost: false) is not { } tcp)
                {
                    return Skip($"Nobody said anything about {SignInNames.InternalTcp}{domain} (LR-DNS-001).");
                }

                bool hasTls = facts.SignInRecords.Any(record => record.IsTls && Same(record.SipDomain, domain));
                return !tcp.Records.OfType<SrvRecord>().Any() ? Pass("not published", $"{tcp.Name} doesn't exist.")
                    : hasTls ? Pass("published beside a TLS record", $"{tcp.Name} exists, but clients find a TLS record first.")
                    : Fail("published alone", $"{tcp.Name} is the only SRV record of {domain}.");
            }),
        OfFallbacks(),
    ];

    // A step that leads to a registrar by name: the address tells where it goes.
    private static CheckVerdict FindsRegistrar(SiteFacts facts, ClientProfile profile, string domain)
    {
        List<string> found = [];
        List<string> asked = [];
        foreach (DiscoveryStep step in DiscoveryPlan.For(profile, domain).Where(step => step.Stage != SignInStage.Autodiscover && step.Transport == SipTransport.Tls))
        {
            asked.Add(step.Name);
            IEnumerable<string> hosts = step.Stage == SignInStage.Host
                ? [step.Name]
                : facts.Find(step.Name, isHost: false)?.Records.OfType<SrvRecord>().Where(record => record.IsOffered).Select(record => record.Target) ?? [];
            if (hosts.Any(host => facts.Find(host, isHost: true)?.Records.OfType<AddressRecord>().Any() == true))
            {
                found.Add(step.Name);
            }
        }

        return found.Count > 0
            ? Pass(found[0], $"{Some(found)} {(found.Count == 1 ? "leads" : "lead")} it to an address.")
            : Fail("none", $"None of {Some(asked, most: 8)} leads it to an address.");
    }

    private static CheckDefinition OfDomains(
        string id, CheckSeverity severity, string title, string expected, string why, string source, string remedy, Func<SiteFacts, string, CheckVerdict> judge) => new(id, severity, title)
        {
            Needs = FactStage.Names,
            Expected = expected,
            Why = why,
            Source = source,
            Remedy = remedy,
            Ask = facts => facts.SipDomains.Select(domain => new CheckQuestion(domain, _ => judge(facts, domain))),
            WhyNothing = _ => "No SIP domain was named.",
        };

    private static CheckDefinition OfFallbacks() => new("LR-DNS-011", CheckSeverity.Medium, "Fallback host records lead to the deployment")
    {
        Needs = FactStage.Names,
        Expected = "the address of a pool of the topology",
        Why = "sipinternal and sip are what old clients dial when no SRV record helps; forgotten ones still lead to servers that are gone.",
        Source = Sources.DnsRequirements,
        Remedy = "Point the host record to a pool or Director, or remove it.",
        Ask = facts =>
            from domain in facts.SipDomains
            from name in SignInNames.Hosts.Take(2).Select(prefix => prefix + domain)
            let answer = facts.Find(name, isHost: true)
            where answer is not null && answer.Records.OfType<AddressRecord>().Any()
            select new CheckQuestion(name, _ => LeadsHome(facts, answer)),
        WhyNothing = facts => facts.HasNames ? "No sipinternal or sip host record is published; clients that have an SRV record don't need one." : DnsServerChecks.NoServer,
    };

    private static CheckVerdict LeadsHome(SiteFacts facts, DnsAnswer answer)
    {
        if (facts.Topology is null)
        {
            return Skip("Without a topology it can't be said whose address it is.");
        }

        string[] addresses = [.. answer.Records.OfType<AddressRecord>().Select(record => record.Address.ToString())];
        string? pool = facts.Topology.Pools.Select(candidate => candidate.Fqdn).Concat(facts.Topology.EdgePools.Select(edge => edge.Fqdn))
            .FirstOrDefault(fqdn => facts.Find(fqdn, isHost: true)?.Records.OfType<AddressRecord>().Any(record => addresses.Contains(record.Address.ToString())) == true);
        return pool is not null
            ? Pass(pool, $"{answer.Name} has the address of {pool}.")
            : Warn(Some(addresses), $"{answer.Name} leads to {Some(addresses)}, which is the address of no pool of {facts.Topology.Source}.");
    }
}
