using System;
using System.Linq;
using System.Net;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation;
using LyncResilience.Validation.Facts;

namespace LyncResilience.Validation.Tests.Checks;

/// <summary>Facts of a deployment with nothing wrong: two sites, two pools of two servers, Edge pools, every record, and what tests need to spoil them.</summary>
internal static class GoodSite
{
    public const string Dns1 = "192.0.2.53:53";
    public const string Dns2 = "198.51.100.53:53";
    public const string Domain = "contoso.com";
    public const string Red = "red.contoso.com";
    public const string Dub = "dub.contoso.com";
    public const string Internal = "_sipinternaltls._tcp.contoso.com";
    public const string External = "_sip._tls.contoso.com";
    public const string Tcp = "_sipinternal._tcp.contoso.com";
    public const string Sip = "sip.contoso.com";

    public static readonly DateTime Now = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    public static string TopologyJson { get; } = """
        { "defaultSipDomain": "contoso.com",
          "dnsServers": [ { "name": "dns1", "site": "Redmond" }, { "name": "dns2", "site": "Dublin" } ],
          "edgePools": [ { "fqdn": "edge1.contoso.com", "site": "Redmond" }, { "fqdn": "edge2.contoso.com", "site": "Dublin" } ],
          "pools": [
            { "fqdn": "dub.contoso.com", "site": "Dublin", "kind": "Enterprise", "version": "Lync2013", "servers": ["dub1.contoso.com", "dub2.contoso.com"], "backupPool": "red.contoso.com", "userCount": 1000 },
            { "fqdn": "red.contoso.com", "site": "Redmond", "kind": "Enterprise", "version": "Lync2013", "servers": ["red1.contoso.com", "red2.contoso.com"], "backupPool": "dub.contoso.com", "userCount": 1000 } ] }
        """;

    public static SiteFacts Facts { get; } = Simulated(Make());

    public static SiteFacts Simulated(SiteFacts facts) => SingleFailures.Simulate(facts, progress: null, default);

    public static SiteFacts Make()
    {
        DnsRecord[] records =
        [
            Srv(Internal, 0, 5061, Red), Srv(Internal, 10, 5061, Dub),
            Srv(External, 0, 443, "edge1.contoso.com"), Srv(External, 10, 443, "edge2.contoso.com"),
            A(Red, "192.0.2.10"), A(Red, "192.0.2.11"), A(Dub, "198.51.100.10"), A(Dub, "198.51.100.11"), A("red1.contoso.com", "192.0.2.10"),
            A("edge1.contoso.com", "203.0.113.5"), A("edge2.contoso.com", "203.0.113.6"), A(Sip, "192.0.2.10"), A("lyncdiscoverinternal.contoso.com", "192.0.2.20"),
        ];
        string[] empty =
        [
            Tcp, "sipinternal.contoso.com", "sipexternal.contoso.com", "lyncdiscover.contoso.com", SignInNames.UnusedService + Domain, SignInNames.UnusedHost + Domain,
        ];
        return new SiteFacts
        {
            TimeUtc = Now,
            SipDomains = [Domain],
            Topology = ResilienceTopology.FromJson(TopologyJson),
            Profiles = [ClientProfile.Lync2013, ClientProfile.Phone],
            DnsServers = [Dns1, Dns2],
            Answers = [.. new[] { Dns1, Dns2 }.SelectMany(server => records.GroupBy(record => record.Name).Select(group => Answer(server, group.Key, [.. group])).Concat(empty.Select(name => Answer(server, name))))],
            Registrars = [Registrar(Red), Registrar(Dub), Registrar("red1.contoso.com")],
            SignIns = [Path()],
            Caches = [Cache()],
            Users = [new SimulatedUser { SipAddress = "alice@contoso.com", RegistrarPool = Dub, Count = 1000 }, new SimulatedUser { SipAddress = "bob@contoso.com", RegistrarPool = Red, Count = 999 }, new SimulatedUser { SipAddress = "carol@contoso.com", RegistrarPool = Red, SignedIn = false, CachedServer = string.Empty }],
        };
    }

    public static SrvRecord Srv(string name, int priority, int port, string target, int weight = 0, int ttl = 3600) => new(name, ttl, priority, weight, port, target);

    public static AddressRecord A(string name, string address, int ttl = 3600) => new(name, ttl, IPAddress.Parse(address));

    public static ServerAnswer Answer(string server, string name, params DnsRecord[] records) => new(
        server,
        new DnsAnswer(name, name.StartsWith('_') ? DnsRecordType.Srv : DnsRecordType.A, records.Length == 0 ? DnsOutcome.NxDomain : DnsOutcome.Answer)
        {
            Records = records, Server = server, Transport = "UDP", DurationMs = 5, Detail = $"{server} answered.",
        });

    public static RegistrarFacts Registrar(string host) => new()
    {
        Host = host,
        Connection = Connected(),
        Addresses = [Connected("192.0.2.10"), Connected("192.0.2.11")],
        Tls = Tls(Certificate()),
        Answer = new RegistrarAnswer
        {
            Kind = RegistrarAnswerKind.Challenged, StatusCode = 401, Reason = "Unauthorized", ServerName = host == Dub ? "dub1.contoso.com" : "red1.contoso.com", ServerVersion = "RTC/5.0",
            Schemes = ["NTLM", "Kerberos", "TLS-DSK"], ClockSkewSeconds = 1, DurationMs = 20,
        },
    };

    public static ConnectionAnswer Connected(string address = "192.0.2.10", SignInOutcome outcome = SignInOutcome.Ok) => new(outcome, address, $"{address}: {outcome}.", 3);

    public static CertificateFacts Certificate(
        CertificateVerdict verdict = CertificateVerdict.Trusted, string[]? names = null, DateTime? from = null, DateTime? until = null, int bits = 2048, string algorithm = "sha256RSA",
        string protocol = "TLS 1.2") => new CertificateFacts(verdict, $"The certificate is {verdict}.")
        {
            Subject = "CN=x", Issuer = "CN=Contoso CA", Names = names ?? [Red, Dub, "red1.contoso.com", Sip], NotBeforeUtc = from ?? Now.AddYears(-1), NotAfterUtc = until ?? Now.AddYears(1), KeyAlgorithm = "RSA",
            KeyBits = bits, SignatureAlgorithm = algorithm,
        }.WithProtocol(protocol);

    public static TlsAnswer Tls(CertificateFacts certificate) =>
        new(certificate.Verdict == CertificateVerdict.Trusted ? SignInOutcome.Ok : SignInOutcome.TlsFailed, certificate, certificate.Detail, 9);

    public static SignInPath Path(SignInMode mode = SignInMode.Full, string? backup = Red, int redirects = 1, params Finding[] findings) => new()
    {
        SipAddress = "alice@contoso.com", SipDomain = Domain, Status = ResultStatus.Pass, Mode = mode, FirstHop = Red, Registrar = mode == SignInMode.None ? null : Dub, PrimaryRegistrar = Dub, BackupRegistrar = backup,
        RedirectCount = redirects, Detail = $"The sign-in ended {mode}.", TimeUtc = Now, Findings = findings,
    };

    public static EndpointCacheEntry Cache(
        string? server = Dub, CacheStanding standing = CacheStanding.Primary, CacheConfidence confidence = CacheConfidence.High, int ageDays = 3) => new()
        {
            SipAddress = "alice@contoso.com", Server = server, Port = 5061, Standing = standing, Confidence = confidence, Path = "/caches/alice", LastWriteTimeUtc = Now.AddDays(-ageDays),
        };

    /// <summary>The same facts with other records under a name, on every server or on one.</summary>
    public static SiteFacts WithRecords(this SiteFacts facts, string name, DnsRecord[] records, string? onlyAt = null) => facts with
    {
        Answers = [.. facts.Answers.Where(answer => answer.Answer.Name != name || (onlyAt is not null && answer.Server != onlyAt)),
            .. facts.DnsServers.Where(server => onlyAt is null || server == onlyAt).Select(server => Answer(server, name, records))],
    };

    /// <summary>The same facts with every answer of a server changed.</summary>
    public static SiteFacts WithAnswers(this SiteFacts facts, string server, Func<DnsAnswer, DnsAnswer> change) =>
        facts with { Answers = [.. facts.Answers.Select(answer => answer.Server == server ? answer with { Answer = change(answer.Answer) } : answer)] };

    /// <summary>The same facts with one registrar changed.</summary>
    public static SiteFacts WithRegistrar(this SiteFacts facts, string host, Func<RegistrarFacts, RegistrarFacts> change) =>
        facts with { Registrars = [.. facts.Registrars.Select(registrar => registrar.Host == host ? change(registrar) : registrar)] };

    /// <summary>The same facts with the certificate of red.contoso.com changed.</summary>
    public static SiteFacts WithCertificate(this SiteFacts facts, CertificateFacts certificate) => facts.WithRegistrar(Red, registrar => registrar with { Tls = Tls(certificate) });

    /// <summary>The same facts with the topology changed as text.</summary>
    public static SiteFacts WithTopology(this SiteFacts facts, string old, string changed) => TopologyJson.Contains(old, StringComparison.Ordinal)
        ? facts with { Topology = ResilienceTopology.FromJson(TopologyJson.Replace(old, changed, StringComparison.Ordinal)) }
        : throw new ArgumentException($"The topology doesn't have '{old}'.", nameof(old));
}
