using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation;
using LyncResilience.Validation.Facts;
using static LyncResilience.CheckStatus;
using static LyncResilience.Validation.Tests.Checks.GoodSite;

namespace LyncResilience.Validation.Tests.Checks;

/// <summary>For every check the good facts with what it looks for: the change, the status and words of the first verdict that isn't good, and a threshold.</summary>
internal static class SpoiledSites
{
    private static readonly string[] s_dnsServers = [Dns1, Dns2];

    public static readonly Dictionary<string, (Func<SiteFacts, SiteFacts> Spoil, CheckStatus Status, string Actual, (string, int)? Limit)> All = new()
    {
        ["LR-DNS-001"] = (facts => facts.WithAnswers(Dns2, answer => new DnsAnswer(answer.Name, answer.Type, DnsOutcome.Refused) { Detail = "It answered REFUSED." }), Fail, "REFUSED", null),
        ["LR-DNS-001 one name"] = (facts => facts.WithAnswers(Dns2, answer => answer.Name == Internal ? new DnsAnswer(Internal, DnsRecordType.Srv, DnsOutcome.Timeout) { Detail = "Silence." } : answer), Fail, "1 of ", null),
        ["LR-DNS-002"] = (facts => facts, Warn, "more than 4 ms", ("maxAnswerMs", 4)),
        ["LR-DNS-003"] = (facts => facts.WithAnswers(Dns1, answer => new DnsAnswer(answer.Name, answer.Type, answer.Outcome) { Records = answer.Records, Transport = "TCP" }), Warn, "over TCP", null),
        ["LR-DNS-004"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, Red)], onlyAt: Dns2), Fail, "2 different answers", null),
        ["LR-DNS-005"] = (facts => facts.WithRecords(SignInNames.UnusedHost + Domain, [A(SignInNames.UnusedHost + Domain, "203.0.113.99")]), Fail, "203.0.113.99", null),
        ["LR-DNS-006"] = (facts => facts.WithRecords(Internal, []).WithRecords(External, []), Fail, "None of _sipinternaltls", null),
        ["LR-DNS-007"] = (facts => facts.WithRecords(Internal, []), Fail, "no SRV records", null),
        ["LR-DNS-008"] = (facts => facts.WithRecords("lyncdiscoverinternal.contoso.com", []), Warn, "Neither", null),
        ["LR-DNS-009"] = (facts => facts.WithRecords(External, []), Warn, "no SRV records", null),
        ["LR-DNS-010"] = (facts => facts.WithRecords(Internal, []).WithRecords(External, []).WithRecords(Tcp, [Srv(Tcp, 0, 5060, Red)]), Fail, "only SRV record", null),
        ["LR-DNS-011"] = (facts => facts.WithRecords(Sip, [A(Sip, "203.0.113.77")]), Warn, "203.0.113.77", null),
        ["LR-DNS-012"] = (facts => facts.WithRecords(Dub, []), Fail, "has no address", null),
        ["LR-DNS-012 refused foreign target"] = (
            facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, "a.fabrikam.com")]) with { Answers = [.. facts.WithRecords(Internal, [Srv(Internal, 0, 5061, "a.fabrikam.com")]).Answers,
                new ServerAnswer(Dns1, new DnsAnswer("a.fabrikam.com", DnsRecordType.A, DnsOutcome.Refused) { Detail = "It answered REFUSED." })] }, Fail, "REFUSED", null),
        ["LR-DNS-013"] = (facts => facts.WithRecords(Dub, [new NameRecord(Dub, DnsRecordType.CName, 60, "lb.contoso.com"), A("lb.contoso.com", "198.51.100.10")]), Warn, "alias of lb.contoso.com", null),
        ["LR-DNS-014"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, "pool.eu.contoso.com")]), Fail, "directly in contoso.com", null),
        ["LR-DNS-015"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, "old.contoso.com")]), Fail, "is called old.contoso.com", null),
        ["LR-DNS-016"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, "red1.contoso.com")]), Warn, "one of 2 servers", null),
        ["LR-DNS-017"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5060, Red)]), Fail, "listens on 5061", null),
        ["LR-DNS-018"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, Red)]), Fail, "only target", null),
        ["LR-DNS-018 same host twice"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, Red), Srv(Internal, 10, 5061, Red)]), Fail, "only target", null),
        ["LR-DNS-019"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, Red), Srv(Internal, 10, 5061, "edge1.contoso.com")]), Fail, "backed up by dub", null),
        ["LR-DNS-020"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, Red), Srv(Internal, 0, 5061, Dub)]), Warn, "share priority 0", null),
        ["LR-DNS-021"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, Red), Srv(Internal, 0, 5061, Dub, weight: 5)]), Warn, "mixed at priority 0", null),
        ["LR-DNS-022"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, Red, ttl: 3601)]), Warn, "3601 s", null),
        ["LR-DNS-022 limit"] = (facts => facts, Warn, "more than 3599 s", ("maxTtlSeconds", 3599)),
        ["LR-DNS-023"] = (facts => facts.WithRecords(Dub, [A(Dub, "198.51.100.10", ttl: 86400)]), Warn, "86400 s", null),
        ["LR-DNS-024"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 5061, Red), Srv(Internal, 10, 5061, "RED.contoso.com")]), Warn, "stands 2 times", null),
        ["LR-DNS-025"] = (facts => facts.WithRecords(Internal, [Srv(Internal, 0, 0, ".")]), Fail, "isn't offered", null),
        ["LR-REG-001"] = (facts => facts.WithRegistrar(Red, registrar => registrar with { Connection = Connected(outcome: SignInOutcome.NoAnswer) }), Fail, "no answer", null),
        ["LR-REG-001 refused"] = (facts => facts.WithRegistrar(Red, registrar => registrar with { Connection = Connected(outcome: SignInOutcome.Refused) }), Fail, "refused", null),
        ["LR-REG-002"] = (facts => facts.WithRegistrar(Red, registrar => registrar with { Addresses = [Connected(), Connected("192.0.2.11", SignInOutcome.NoAnswer)] }), Fail, "1 of 2 don't", null),
        ["LR-REG-003"] = (facts => facts.WithAnswer(answer => answer with { Kind = RegistrarAnswerKind.Silent, Reason = "It did not answer within 5 s." }), Fail, "within 5 s", null),
        ["LR-REG-004"] = (facts => facts.WithAnswer(answer => answer with { Kind = RegistrarAnswerKind.Rejected, StatusCode = 503, Reason = "Service Unavailable", DiagnosticsId = 5000, DiagnosticsReason = "critical" }), Fail, "ms-diagnostics 5000", null),
        ["LR-REG-005"] = (facts => facts.WithAnswer(answer => answer with { ServerName = "dub1.contoso.com" }), Fail, "no server of red", null),
        ["LR-REG-006"] = (facts => facts.WithAnswer(answer => answer with { Schemes = ["NTLM", "Kerberos"] }), Warn, "no TLS-DSK", null),
        ["LR-REG-006 certificate only"] = (facts => facts.WithAnswer(answer => answer with { Schemes = ["TLS-DSK"] }), Fail, "for the first time", null),
        ["LR-REG-007"] = (facts => facts.WithAnswer(answer => answer with { ServerVersion = "RTC/4.0" }), Warn, "Lync2010", null),
        ["LR-REG-008"] = (facts => facts.WithAnswer(answer => answer with { ClockSkewSeconds = -301 }), Fail, "301 s behind", null),
        ["LR-REG-009"] = (facts => facts.WithAnswer(answer => answer with { DurationMs = 1501 }), Warn, "1501 ms", null),
        ["LR-REG-010"] = (facts => facts with { SignIns = [Path(SignInMode.None)] }, Fail, "not registered", null),
        ["LR-REG-011"] = (facts => facts with { SignIns = [Path(SignInMode.None, findings: Found("RedirectLoop"))] }, Fail, "RedirectLoop", null),
        ["LR-REG-011 foreign"] = (facts => facts with { SignIns = [Path(SignInMode.None, findings: Found("RedirectLeavesDomain"))] }, Fail, "RedirectLeavesDomain", null),
        ["LR-REG-012"] = (facts => facts with { SignIns = [Path(SignInMode.Limited)] }, Warn, "limited", null),
        ["LR-REG-013"] = (facts => facts with { SignIns = [Path(backup: "old.contoso.com")] }, Fail, "told old.contoso.com", null),
        ["LR-REG-013 none"] = (facts => facts with { SignIns = [Path(backup: null)] }, Fail, "told no backup", null),
        ["LR-TLS-001"] = (facts => facts.WithCertificate(new CertificateFacts(CertificateVerdict.HandshakeFailed, "No handshake.")), Fail, "No handshake", null),
        ["LR-TLS-001 endless"] = (facts => facts.WithCertificate(new CertificateFacts(CertificateVerdict.TimedOut, "It took too long.")), Fail, "no end", null),
        ["LR-TLS-002"] = (facts => facts.WithCertificate(Certificate(CertificateVerdict.UntrustedRoot)), Fail, "Contoso CA", null),
        ["LR-TLS-002 broken"] = (facts => facts.WithCertificate(Certificate(CertificateVerdict.ChainInvalid)), Fail, "ChainInvalid", null),
        ["LR-TLS-003"] = (facts => facts.WithCertificate(Certificate(CertificateVerdict.NameMismatch, ["red2.contoso.com"])), Fail, "only red2.contoso.com", null),
        ["LR-TLS-004"] = (facts => facts.WithCertificate(Certificate(CertificateVerdict.Expired, until: Now.AddSeconds(-1))), Fail, "expired on 2026-11-22", null),
        ["LR-TLS-005"] = (facts => facts.WithCertificate(Certificate(CertificateVerdict.NotYetValid, from: Now.AddSeconds(1))), Fail, "only from 2026-11-22", null),
        ["LR-TLS-006"] = (facts => facts.WithCertificate(Certificate(until: Now.AddDays(29))), Warn, "29 days", null),
        ["LR-TLS-006 limit"] = (facts => facts.WithCertificate(Certificate(until: Now.AddDays(59))), Warn, "limit is 60 days", ("minExpiryDays", 60)),
        ["LR-TLS-007"] = (facts => facts.WithRegistrar("red1.contoso.com", registrar => registrar with { Tls = Tls(Certificate(names: ["red1.contoso.com"])) }), Fail, "hold red.contoso.com", null),
        ["LR-TLS-008"] = (facts => facts.WithCertificate(Certificate(names: [Red])), Fail, "hold sip.contoso.com", null),
        ["LR-TLS-009"] = (facts => facts.WithCertificate(Certificate(bits: 1024)), Fail, "1024 bits", null),
        ["LR-TLS-010"] = (facts => facts.WithCertificate(Certificate(algorithm: "sha1RSA")), Fail, "sha1RSA", null),
        ["LR-TLS-010 number"] = (facts => facts.WithCertificate(Certificate(algorithm: "1.2.840.113549.1.1.5")), Fail, "1.2.840", null),
        ["LR-TLS-011"] = (facts => facts.WithCertificate(Certificate(protocol: "TLS 1.0")), Fail, "TLS 1.0", null),
        ["LR-PAIR-001"] = (facts => facts.WithTopology("""
            , "backupPool": "red.contoso.com"
            """.Trim(), string.Empty), Fail, "has no backup registrar", null),
        ["LR-PAIR-002"] = (Backup("gone.contoso.com"), Fail, "gone.contoso.com ", null),
        ["LR-PAIR-003"] = (Backup(Dub), Fail, "itself", null),
        ["LR-PAIR-004"] = (Also("\"automaticFailover\": false"), Warn, "off ", null),
        ["LR-PAIR-005"] = (Also("\"failureDetectionSeconds\": 60"), Warn, "60 s ", null),
        ["LR-PAIR-006"] = (Also("\"failbackSeconds\": 30"), Warn, "30 s ", null),
        ["LR-PAIR-007"] = (Third("Lync2013"), Warn, "dub.contoso.com ", null),
        ["LR-PAIR-008"] = (Third("Lync2013"), Warn, "dub.contoso.com ", null),
        ["LR-PAIR-009"] = (Third("Lync2010"), Warn, "Redmond and Redmond", null),
        ["LR-PAIR-010"] = (facts => facts.WithTopology("\"kind\": \"Enterprise\", \"version\": \"Lync2013\", \"servers\": [\"dub1", "\"kind\": \"Standard\", \"version\": \"Lync2013\", \"servers\": [\"dub1"), Warn, "Standard and Enterprise", null),
        ["LR-PAIR-011"] = (facts => facts.WithTopology("\"version\": \"Lync2013\", \"servers\": [\"dub1", "\"version\": \"SkypeForBusiness2015\", \"servers\": [\"dub1"), Warn, "SkypeForBusiness2015 and Lync2013", null),
        ["LR-PAIR-012"] = (facts => facts.WithTopology("\"fqdn\": \"edge1.contoso.com\"", "\"fqdn\": \"edge1.contoso.com\", \"nextHop\": \"red.contoso.com\""), Warn, "edge1.contoso.com ", null),
        ["LR-PAIR-013"] = (facts => facts with { Users = [new SimulatedUser { SipAddress = "x@contoso.com", RegistrarPool = "gone.contoso.com" }] }, Fail, "PoolNotInTopology", null),
        ["LR-CAP-001"] = (facts => facts.WithTopology("\"version\": \"Lync2013\", \"servers\": [\"dub1", "\"servers\": [\"dub1"), Warn, "unknown", null),
        ["LR-CAP-002"] = (Also("\"userCapacity\": 999"), Fail, "1,000 of 999", null),
        ["LR-CAP-002 limit"] = (Also("\"userCapacity\": 1999"), Fail, "50 % of its capacity", ("maxLoadPercent", 50)),
        ["LR-CAP-003"] = (Also("\"userCapacity\": 1999"), Fail, "BackupOverCapacity", null),
        ["LR-CAP-004"] = (facts => Third("Lync2013")(facts) with { Topology = ResilienceTopology.FromJson(Third("Lync2013")(facts).Topology!.ToJson().Replace("\"userCapacity\": 13320", "\"userCapacity\": 2999", StringComparison.Ordinal)) }, Fail, "3,000 of 2,999", null),
        ["LR-CACHE-001"] = (facts => facts with { Caches = [Cache(server: null)] }, Warn, "none", null),
        ["LR-CACHE-002"] = (facts => facts with { Caches = [Cache(confidence: CacheConfidence.Low)] }, Warn, "doubtful", null),
        ["LR-CACHE-003"] = (facts => facts with { Caches = [Cache("gone.contoso.com", CacheStanding.NotInTopology)] }, Fail, "called gone.contoso.com", null),
        ["LR-CACHE-003 doubtful"] = (facts => facts with { Caches = [Cache("gone.contoso.com", CacheStanding.NotInTopology, CacheConfidence.Low)] }, Warn, "doubtful", null),
        ["LR-CACHE-004"] = (facts => facts with { Caches = [Cache(Red, CacheStanding.OtherPool)] }, Warn, "not the home", null),
        ["LR-CACHE-005"] = (facts => facts with { Caches = [Cache(Red, CacheStanding.Backup)] }, Warn, "backup registrar", null),
        ["LR-CACHE-006"] = (facts => facts with { Caches = [Cache(ageDays: 181)] }, Warn, "181 days ago", null),
        ["LR-SIM-001"] = (facts => Simulated(facts.WithRecords(Internal, [Srv(Internal, 0, 5061, Red)]).WithRecords(External, [])), Fail, "bob@contoso.com", null),
        ["LR-SIM-002"] = (facts => facts with { Failures = [facts.Failures.First(failure => failure.Scope == FailureScope.Server) with { Stranded = [facts.Failures[0].Simulation!.Outcomes[0]] }] }, Fail, "1 of ", null),
        ["LR-SIM-003"] = (facts => Simulated(facts.WithTopology("\"site\": \"Dublin\", \"kind\"", "\"site\": \"Redmond\", \"kind\"")), Fail, "alice@contoso.com", null),
        ["LR-SIM-004"] = (facts => Simulated(facts.WithTopology(", { \"name\": \"dns2\", \"site\": \"Dublin\" }", string.Empty)), Fail, "carol@contoso.com", null),
        ["LR-SIM-005"] = (facts => facts, Warn, "limit is 60 s", ("maxOfflineSeconds", 60)),
        ["LR-SIM-006"] = (facts => facts, Warn, "limit is 10 %", ("maxLimitedPercent", 10)),
        ["LR-SIM-007"] = (facts => facts with { Failures = [new SimulatedFailure(FailureScope.Pool, Red) { Simulation = Endless(facts) }] }, Fail, "is Limited in the end", null),
        ["LR-SIM-008"] = (facts => Simulated(facts with { Users = [new SimulatedUser { SipAddress = "a@contoso.com", RegistrarPool = Red, Count = 7000 }, new SimulatedUser { SipAddress = "b@contoso.com", RegistrarPool = Dub, Count = 7000 }] }), Fail, "14,000 of 13,320", null),
        ["LR-SIM-008 unknown"] = (facts => facts with { Failures = [new SimulatedFailure(FailureScope.Pool, Red) { Problem = "It can't be simulated." }] }, Error, "can't be simulated", null),
    };

    private static SiteFacts WithAnswer(this SiteFacts facts, Func<RegistrarAnswer, RegistrarAnswer> change) => facts.WithRegistrar(Red, registrar => registrar with { Answer = change(registrar.Answer!) });

    private static Finding Found(string id) => new(id, FindingSeverity.Error, "far.fabrikam.com", $"{id} was found.", "Look.");

    private static Func<SiteFacts, SiteFacts> Backup(string backup) => facts => facts.WithTopology("\"backupPool\": \"red.contoso.com\"", $"\"backupPool\": \"{backup}\"");

    // Says something more about the pool in Dublin.
    private static Func<SiteFacts, SiteFacts> Also(string member) => facts => facts.WithTopology("\"fqdn\": \"dub.contoso.com\"", $"\"fqdn\": \"dub.contoso.com\", {member}");

    // Another pool in Redmond, backed up by red (2010: in its own site) or by dub (2013: which has a partner already).
    private static Func<SiteFacts, SiteFacts> Third(string version) => facts => facts.WithTopology(
        "\"pools\": [",
        $"\"pools\": [ {{ \"fqdn\": \"third.contoso.com\", \"site\": \"Redmond\", \"kind\": \"Enterprise\", \"version\": \"{version}\", \"servers\": [\"t1.contoso.com\", \"t2.contoso.com\"], \"backupPool\": \"{(version == "Lync2010" ? Red : Dub)}\", \"userCount\": 1000 }},");

    private static FailoverSimulation Endless(SiteFacts facts) => FailoverSimulator.Run(new SimulationScenario
    {
        Topology = facts.Topology!,
        Records = [.. facts.Answers.Where(answer => answer.Server == s_dnsServers[0]).SelectMany(answer => answer.Answer.Records)],
        Users = facts.Users,
        Events = [new SimulationEvent(TimeSpan.FromMinutes(10), SimulationEventKind.PoolDown) { Pool = Red }],
        Duration = TimeSpan.FromHours(2),
    });
}
