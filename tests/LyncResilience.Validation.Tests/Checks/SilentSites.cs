using System;
using System.Collections.Generic;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Validation.Facts;
using static LyncResilience.Validation.Tests.Checks.GoodSite;

namespace LyncResilience.Validation.Tests.Checks;

/// <summary>The good facts with something missing that a check needs: the change, a part of the target, and words of the reason.</summary>
internal static class SilentSites
{
    public static readonly Dictionary<string, (Func<SiteFacts, SiteFacts> Change, string Target, string Why)> All = new()
    {
        ["LR-DNS-002"] = (Dead, Dns1, "LR-DNS-001"),
        ["LR-DNS-003"] = (Dead, Dns1, "LR-DNS-001"),
        ["LR-DNS-004"] = (facts => facts with { DnsServers = [Dns1], Answers = [.. System.Linq.Enumerable.Where(facts.Answers, answer => answer.Server == Dns1)] }, Domain, "Only one DNS server"),
        ["LR-DNS-005"] = (Dead, Domain, "LR-DNS-001"),
        ["LR-DNS-006"] = (Dead, Domain, "LR-DNS-001"),
        ["LR-DNS-007"] = (Dead, Domain, "LR-DNS-001"),
        ["LR-DNS-008"] = (WithoutTopology, Domain, "version 2013 or later"),
        ["LR-DNS-009"] = (WithoutTopology, Domain, "Edge pool"),
        ["LR-DNS-010"] = (Dead, Domain, "LR-DNS-001"),
        ["LR-DNS-011"] = (WithoutTopology, Sip, "Without a topology"),
        ["LR-DNS-011 absent"] = (facts => facts.WithRecords(Sip, []), Domain, "don't need one"),
        ["LR-DNS-012"] = (Dead, Domain, "LR-DNS-001"),
        ["LR-DNS-013"] = (facts => facts.WithRecords(Dub, []), Dub, "LR-DNS-012"),
        ["LR-DNS-014"] = (Dead, Domain, "LR-DNS-001"),
        ["LR-DNS-015"] = (WithoutTopology, Red, "no topology"),
        ["LR-DNS-015 outer name"] = (facts => facts.WithRecords(External, [Srv(External, 0, 443, "access.contoso.com")]), "access.", "outer name"),
        ["LR-DNS-016"] = (WithoutTopology, Red, "not known to belong"),
        ["LR-DNS-017"] = (WithoutTopology, Red, "not known to belong"),
        ["LR-DNS-018"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 0, ".")]), Internal, "LR-DNS-025"),
        ["LR-DNS-019"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, Red)]), Internal, "LR-DNS-018"),
        ["LR-DNS-019 unknown"] = (WithoutTopology, Internal, "isn't known"),
        ["LR-DNS-020"] = (facts => facts.WithRecords(Internal, []).WithRecords(External, []), Domain, "LR-DNS-007"),
        ["LR-DNS-023"] = (facts => facts.WithRecords(Dub, []), Dub, "LR-DNS-012"),
        ["LR-REG-001"] = (facts => facts.WithRegistrar(Red, registrar => registrar with { Connection = null }), Red, "LR-DNS-012"),
        ["LR-REG-002"] = (facts => facts.WithRegistrar(Red, registrar => registrar with { Addresses = [] }), Red, "one address only"),
        ["LR-REG-002 dead"] = (Silent, Red, "LR-REG-001"),
        ["LR-REG-003"] = (Silent, Red, "LR-REG-001"),
        ["LR-REG-003 expired"] = (facts => facts.WithCertificate(Certificate(CertificateVerdict.Expired)), Red, "LR-TLS-004"),
        ["LR-REG-003 other name"] = (facts => facts.WithCertificate(Certificate(CertificateVerdict.NameMismatch)), Red, "LR-TLS-003"),
        ["LR-REG-003 untrusted"] = (facts => facts.WithCertificate(Certificate(CertificateVerdict.UntrustedRoot)), Red, "LR-TLS-002"),
        ["LR-REG-003 too early"] = (facts => facts.WithCertificate(Certificate(CertificateVerdict.NotYetValid)), Red, "LR-TLS-005"),
        ["LR-REG-004"] = (Mute, Red, "LR-REG-003"),
        ["LR-REG-005"] = (Mute, Red, "LR-REG-003"),
        ["LR-REG-006"] = (Mute, Red, "LR-REG-003"),
        ["LR-REG-007"] = (WithoutTopology, Red, "doesn't tell the version"),
        ["LR-REG-008"] = (Mute, Red, "LR-REG-003"),
        ["LR-REG-009"] = (Mute, Red, "LR-REG-003"),
        ["LR-REG-010"] = (facts => facts with { SignIns = [] }, Domain, "No user's credentials"),
        ["LR-REG-010 loop"] = (facts => facts with { SignIns = [Path(SignInMode.None, findings: new Finding("RedirectLoop", FindingSeverity.Error, Red, "Round.", "Look."))] }, "alice", "LR-REG-011"),
        ["LR-REG-012"] = (facts => facts with { SignIns = [Path(SignInMode.None)] }, "alice", "LR-REG-010"),
        ["LR-REG-013"] = (facts => facts with { SignIns = [Path(redirects: 0)] }, "alice", "served the user itself"),
        ["LR-TLS-001"] = (Silent, Red, "LR-REG-001"),
        ["LR-TLS-002"] = (Silent, Red, "LR-REG-001"),
        ["LR-TLS-002 expired"] = (facts => facts.WithCertificate(Certificate(CertificateVerdict.Expired)), Red, "LR-TLS-004"),
        ["LR-TLS-003"] = (facts => facts.WithCertificate(new CertificateFacts(CertificateVerdict.HandshakeFailed, "No.")), Red, "LR-TLS-001"),
        ["LR-TLS-006"] = (facts => facts.WithCertificate(Certificate(CertificateVerdict.Expired, until: Now.AddDays(-1))), Red, "LR-TLS-004"),
        ["LR-TLS-007"] = (facts => facts, Dub, "LR-TLS-003"),
        ["LR-TLS-008"] = (facts => facts, Dub, "No host record"),
        ["LR-PAIR-004"] = (facts => facts.WithTopology("\"backupPool\": \"red.contoso.com\"", "\"backupPool\": \"gone.contoso.com\""), Dub, "LR-PAIR-002"),
        ["LR-PAIR-007"] = (facts => facts.WithTopology("\"version\": \"Lync2013\", \"servers\": [\"dub1", "\"servers\": [\"dub1"), Dub, "unknown"),
        ["LR-PAIR-007 of 2010"] = (facts => facts.WithTopology("Lync2013", "Lync2010"), Dub, "from 2013 on"),
        ["LR-PAIR-008 of 2010"] = (facts => facts.WithTopology("Lync2013", "Lync2010"), Dub, "from 2013 on"),
        ["LR-PAIR-007 branch"] = (Branch, "sba.", "branch appliance"),
        ["LR-PAIR-008 branch"] = (Branch, "sba.", "branch appliance"),
        ["LR-PAIR-009 branch"] = (Branch, "sba.", "branch appliance"),
        ["LR-PAIR-010 branch"] = (Branch, "sba.", "branch appliance"),
        ["LR-PAIR-011 branch"] = (Branch, "sba.", "branch appliance"),
        ["LR-PAIR-011 backup"] = (facts => facts.WithTopology("\"version\": \"Lync2013\", \"servers\": [\"dub1", "\"servers\": [\"dub1"), Red, "version of dub.contoso.com is unknown"),
        ["LR-PAIR-009"] = (facts => facts, Dub, "LR-SIM-003"),
        ["LR-PAIR-009 without sites"] = (facts => facts with { Topology = ResilienceTopology.FromJson(TopologyJson.Replace("Lync2013", "Lync2010", StringComparison.Ordinal).Replace("\"site\": \"Dublin\", \"kind\"", "\"kind\"", StringComparison.Ordinal)) }, Dub, "doesn't tell the sites"),
        ["LR-PAIR-013"] = (facts => facts with { Users = [] }, Domain, "No users"),
        ["LR-CAP-002"] = (facts => facts.WithTopology("\"dub2.contoso.com\"], \"backupPool\": \"red.contoso.com\", \"userCount\": 1000", "\"dub2.contoso.com\"], \"backupPool\": \"red.contoso.com\""), Dub, "Nobody said how many users"),
        ["LR-CAP-003"] = (facts => facts.WithTopology("\"backupPool\": \"red.contoso.com\"", "\"backupPool\": \"gone.contoso.com\""), Dub, "LR-PAIR-001"),
        ["LR-CAP-004"] = (facts => facts.WithTopology("\"backupPool\": \"red.contoso.com\"", "\"backupPool\": \"gone.contoso.com\""), "Dublin", "in another site"),
        ["LR-CACHE-002"] = (facts => facts with { Caches = [Cache(server: null)] }, "alice", "LR-CACHE-001"),
        ["LR-CACHE-003"] = (WithoutTopology, "alice", "No topology"),
        ["LR-CACHE-004"] = (facts => facts with { Caches = [Cache(standing: CacheStanding.Unknown)] }, "alice", "home pool is not known"),
        ["LR-CACHE-005"] = (facts => facts with { Caches = [Cache(standing: CacheStanding.Unknown)] }, "alice", "home pool is not known"),
        ["LR-SIM-001"] = (facts => Simulated(WithoutTopology(facts) with { Failures = [] }), Domain, "No topology"),
        ["LR-SIM-002"] = (facts => facts with { Failures = [] }, Domain, "several servers"),
        ["LR-SIM-004"] = (facts => facts with { Failures = [] }, Domain, "names no DNS servers"),
        ["LR-SIM-005"] = (facts => facts with { Failures = [facts.Failures[0] with { LongestOfflineSeconds = null }] }, "loss of", "LR-SIM-001"),
        ["LR-SIM-007"] = (facts => Simulated(Dead(facts) with { Failures = [] }), Domain, "LR-DNS-001"),
    };

    // A branch of Redmond, in whose site it stands here.
    private static SiteFacts Branch(SiteFacts facts) => facts.WithTopology(
        "\"pools\": [", "\"pools\": [ { \"fqdn\": \"sba.contoso.com\", \"site\": \"Redmond\", \"kind\": \"Sba\", \"version\": \"Lync2010\", \"backupPool\": \"red.contoso.com\" }, ");

    private static SiteFacts Dead(SiteFacts facts) => facts.WithAnswers(Dns1, Timeout).WithAnswers(Dns2, Timeout);

    private static DnsAnswer Timeout(DnsAnswer answer) => new(answer.Name, answer.Type, DnsOutcome.Timeout) { Detail = "Silence." };

    private static SiteFacts WithoutTopology(SiteFacts facts) => facts with { Topology = null };

    private static SiteFacts Silent(SiteFacts facts) => facts.WithRegistrar(Red, registrar => registrar with { Connection = Connected(outcome: SignInOutcome.NoAnswer) });

    private static SiteFacts Mute(SiteFacts facts) => facts.WithRegistrar(Red, registrar => registrar with { Answer = registrar.Answer! with { Kind = RegistrarAnswerKind.Closed, Reason = "Closed." } });
}
