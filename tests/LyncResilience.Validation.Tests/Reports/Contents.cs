using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Traces;
using LyncResilience.Simulation;
using LyncResilience.Validation.Reports;
using Xunit;

namespace LyncResilience.Validation.Tests.Reports;

/// <summary>What the tests report about. Nothing here depends on the machine, the time or the culture.</summary>
internal static class Contents
{
    public const string Fe1 = "fe1.contoso.com";
    public const string Fe2 = "fe2.contoso.com";
    public static readonly DateTime Created = new(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Names as an attacker or an accident gives them, each dangerous to some format.</summary>
    public static readonly IReadOnlyList<string> HostileNames =
    [
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        " =1+1",
        "\uFF1D1+1",
        "\u200B=1+1",
        "a\0b\u0001c\u001Bd\u0085e\uFFFEf\uFFFF",
        "invoice\u202Egnp.exe\u2066x\u200F",
        "half \uD83D and half \uDE00, whole \uD83D\uDE00",
        "\"quoted\" 'twice' ; semicolon, comma",
        "a|b\\|c `code` *bold* _em_ [link](javascript:alert(1)) ~~no~~ # $x$",
        "line one\r\nline two\nline three\u2028line four",
        "]]> --> ?> &amp; &#0; %41",
        "```\n# heading",
        "long " + new string('x', 3000),
    ];

    /// <summary>Every kind, with hostile names wherever a name can stand.</summary>
    public static ReportContent Mixed => Of([.. Checks(), .. Gaps(), .. Paths(), Story(), .. Story().Outcomes, .. Differences(), .. Messages(), .. Backups(), .. Caches(), Topology]);

    /// <summary>One of each kind that a page draws, without hostile names.</summary>
    public static ReportContent Small => Of([Checks().ElementAt(2), Gaps().First(), Paths().First(), Story(), Topology]);

    public static ReportContent OfChecks => Of([.. Checks()]);

    public static ResilienceTopology Topology { get; } = ResilienceTopology.FromJson($$"""
        { "defaultSipDomain": "contoso.com", "pools": [
            { "fqdn": "{{Fe1}}", "site": "Dublin <b>", "kind": "Enterprise", "version": "Lync2013", "servers": ["a.contoso.com"], "backupPool": "{{Fe2}}", "userCapacity": 5000 },
            { "fqdn": "{{Fe2}}", "site": "Red | mond", "kind": "Enterprise", "version": "Lync2013", "servers": ["b.contoso.com"], "backupPool": "{{Fe1}}", "userCapacity": 5000 },
            { "fqdn": "alone.contoso.com", "site": "Red | mond", "kind": "Standard", "version": "Lync2010" } ] }
        """);

    public static ReportContent Of(params object[] items) => new(items, "Report of <contoso> & \"friends\"", Created);

    public static string Write(ReportContent content, ReportFormat format)
    {
        using StringWriter writer = new() { NewLine = "\r\n" };
        ReportWriters.Write(content, format, writer);
        return writer.ToString();
    }

    /// <summary>The pool of nearly a million users dies.</summary>
    public static FailoverSimulation Million() => Run("a million users", [User("user@contoso.com", Fe1, 999_000), User("other@contoso.com", Fe2, 1000)], []);

    /// <summary>Users who come back one by one, so that none fares like another.</summary>
    public static FailoverSimulation Scattered(int users) => Run(
        "scattered",
        [.. Enumerable.Range(0, users).Select(number => User($"u{number}@contoso.com", Fe1, 1) with { SignedIn = false, CachedServer = string.Empty })],
        [.. Enumerable.Range(0, users).Select(number => new SimulationEvent(TimeSpan.FromSeconds(700 + (7 * number)), SimulationEventKind.SignIn) { User = $"u{number}@contoso.com" })]);

    private static FailoverSimulation Story() =>
        Run("FE1 dies | <i>", [User("alice@contoso.com", Fe1, 1), User("bob@contoso.com", Fe2, 3), User("carol@contoso.com", Fe1, 1) with { KnowsBackup = true }], []);

    private static FailoverSimulation Run(string name, SimulatedUser[] users, SimulationEvent[] events, bool isFailing = true) => FailoverSimulator.Run(
        new SimulationScenario
        {
            Name = name,
            Topology = Topology,
            Records = [new SrvRecord("_sipinternaltls._tcp.contoso.com", 3600, 0, 0, 5061, Fe1)],
            Users = users,
            Events = isFailing ? [new SimulationEvent(TimeSpan.FromSeconds(600), SimulationEventKind.PoolDown) { Pool = Fe1 }, .. events] : events,
            Duration = TimeSpan.FromHours(4),
        },
        TestContext.Current.CancellationToken);

    private static SimulatedUser User(string address, string pool, int count) => new() { SipAddress = address, RegistrarPool = pool, Count = count, SignedIn = true };

    private static IEnumerable<CheckResult> Checks()
    {
        foreach (CheckStatus status in (CheckStatus[])Enum.GetValues(typeof(CheckStatus)))
        {
            yield return new CheckResult
            {
                Id = $"LR-DNS-00{(int)status + 1}",
                Title = "SRV record has a second target",
                Group = "DNS",
                Target = "_sipinternaltls._tcp.contoso.com",
                Status = status,
                Severity = CheckSeverity.High,
                Expected = "2 targets",
                Actual = "1 target",
                Detail = "There is one target.",
                Recommendation = "Add a second one.",
                Source = "https://www.rfc-editor.org/rfc/rfc2782",
                Tags = Array.AsReadOnly(new[] { "DNS", "srv" }),
                DurationMs = 12.3456,
                TimeUtc = Created,
            };
        }

        foreach (string name in HostileNames)
        {
            yield return new CheckResult { Id = "LR-TLS-001", Title = "Certificate", Group = "TLS", Target = name, Status = CheckStatus.Fail, Detail = name, Recommendation = name, Actual = name, TimeUtc = Created };
        }
    }

    private static IEnumerable<SignInPath> Paths()
    {
        yield return new SignInPath
        {
            SipAddress = "alice@contoso.com",
            SipDomain = "contoso.com",
            Status = ResultStatus.Warn,
            Mode = SignInMode.Full,
            DiscoveredBy = DiscoveryMethod.Srv,
            FirstHop = Fe1,
            Registrar = Fe1,
            PrimaryRegistrar = Fe1,
            DurationMs = 1234.5678,
            Detail = "Signed in directly; the client was not told a backup registrar.",
            TimeUtc = Created,
            Hops =
            [
                new SignInHop { Order = 1, Stage = SignInStage.Srv, Query = "_sipinternaltls._tcp.contoso.com", Target = Fe1, Outcome = SignInOutcome.Ok, Detail = "One target.", DurationMs = 0.5 },
                new SignInHop { Order = 2, Stage = SignInStage.Register, Target = Fe1, Address = "192.0.2.1", Port = 5061, Transport = "TLS", Outcome = SignInOutcome.Registered, StatusCode = 200, Reason = "OK", Detail = "Registered." },
            ],
            Findings = [new Finding("SingleSrvTarget", FindingSeverity.Warning, Fe1, "One target only.", "Add a second one.")],
        };

        // The same user once more, from a trace whose time zone nobody knows.
        yield return new SignInPath { SipAddress = "alice@contoso.com", SipDomain = "contoso.com", Status = ResultStatus.Pass, TimeUtc = new DateTime(2026, 1, 30, 8, 0, 0, DateTimeKind.Unspecified) };
        foreach (string name in HostileNames)
        {
            yield return new SignInPath
            {
                SipAddress = name,
                SipDomain = name,
                Status = ResultStatus.Fail,
                Detail = name,
                Registrar = name,
                TimeUtc = Created,
                Hops = [new SignInHop { Order = 1, Stage = SignInStage.Host, Target = name, Detail = name, Outcome = SignInOutcome.NotFound }],
                Findings = [new Finding("Hostile", FindingSeverity.Error, name, name, name)],
            };
        }
    }

    private static IEnumerable<ResilienceGap> Gaps()
    {
        yield return new ResilienceGap
        {
            Failure = "pool fe1.contoso.com",
            FailureCount = 1,
            Cause = GapCauses.NoSecondSrvTarget,
            Clients = GapClients.FromCache | GapClients.Fresh,
            UsersAffected = 2,
            UsersOffline = 2,
            Detail = "The only SRV target is down.",
            Fix = "_sipinternaltls._tcp.contoso.com. 3600 IN SRV 10 0 5061 fe2.contoso.com.",
            FixKind = GapFixKind.SrvRecord,
            FixCommand = "Add-DnsServerResourceRecord -Srv",
            UsersSavedByFix = 2,
            HomePools = Array.AsReadOnly(new[] { Fe1 }),
            SampleUsers = Array.AsReadOnly(new[] { "alice@contoso.com" }),
            Alternatives = Array.AsReadOnly(new[] { new GapFix { Kind = GapFixKind.Director, Fix = "A Director.", UsersSaved = 1 } }),
        };
        yield return new ResilienceGap { Failure = "=site | <b>", FailureCount = 1, Cause = GapCauses.BackupOverCapacity, UsersOverCapacity = 7, Detail = "`x`" };
    }

    private static IEnumerable<FailoverDifference> Differences()
    {
        FailoverSimulation before = Story();
        FailoverSimulation after = Run("no failure", [User("alice@contoso.com", Fe1, 1)], [], isFailing: false);
        return [.. FailoverComparison.Compare(before, after).Differences, .. FailoverComparison.Compare(after, before).Differences];
    }

    private static IEnumerable<SipTraceMessage> Messages()
    {
        const string Log =
            "TL_INFO(TF_PROTOCOL) [0]06E4.0EB4::01/18/2012-05:00:43.101.00005386 (SIPStack,SIPAdminLog::TraceProtocolRecord:SIPAdminLog.cpp(125))$$begin_record\r\n"
            + "Trace-Correlation-Id: 1\r\nInstance-Id: 1\r\nDirection: incoming\r\nPeer: 192.0.2.7:50327\r\nMessage-Type: request\r\n"
            + "Start-Line: REGISTER sip:contoso.com SIP/2.0\r\nFrom: <sip:=1+1@contoso.com>;tag=1\r\nTo: <sip:alice@contoso.com>\r\nCall-ID: 7a2e3c9b\r\nCSeq: 3 REGISTER\r\n"
            + "Content-Length: 0\r\n\r\n$$end_record\r\n";
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(Log));
        return [.. new TraceReader().Read(stream, "fe1.log", TestContext.Current.CancellationToken)];
    }

    private static IEnumerable<BackupRegistrar> Backups() => HostileNames.Take(3).Select(name => new BackupRegistrar { Identity = name, PrimaryRegistrar = name, BackupRegistrar = name, Detail = name });

    private static IEnumerable<EndpointCacheEntry> Caches()
    {
        yield return new EndpointCacheEntry { SipAddress = "alice@contoso.com", Server = Fe1, Port = 5061, Path = @"C:\Users\alice\EndpointConfiguration.cache", LastWriteTimeUtc = Created, Standing = CacheStanding.Primary };
        yield return new EndpointCacheEntry { SipAddress = "bob@contoso.com", Server = Fe1, Path = "=1", LastWriteTimeUtc = Created, Confidence = CacheConfidence.Low };
    }
}
