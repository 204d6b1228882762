using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Validation.Facts;
using static LyncResilience.Validation.Checks.CheckVerdict;
using static LyncResilience.Validation.Checks.Text;

namespace LyncResilience.Validation.Checks;

/// <summary>Whether registrars answer as such, without credentials.</summary>
internal static class RegistrarChecks
{
    public static readonly CheckDefinition[] All =
    [
        new("LR-REG-001", CheckSeverity.Critical, "Every registrar accepts connections")
        {
            Needs = FactStage.Registrars,
            Expected = "a TCP connection on its port",
            Why = "A registrar that doesn't accept connections serves nobody; clients wait for it before they try the next.",
            Source = Sources.VoiceResiliency,
            Remedy = "Check the server, its Front End service (Get-CsWindowsService), the port and the firewalls between.",
            Ask = facts => Of(facts, (registrar, _) => registrar.Connection switch
            {
                null => Skip($"{registrar.Host} has no address (LR-DNS-012)."),
                { Outcome: SignInOutcome.Ok } open => Pass("connected", open.Detail),
                var failed => Fail(failed.Outcome == SignInOutcome.Refused ? "refused" : "no answer", failed.Detail),
            }),
            WhyNothing = WhyNoRegistrar,
        },
        new("LR-REG-002", CheckSeverity.Medium, "Every address of a registrar accepts connections")
        {
            Needs = FactStage.Registrars,
            Expected = "a TCP connection at each address",
            Why = "With DNS load balancing a pool has an address for each Front End; a dead one costs every client that draws it first its patience.",
            Source = Sources.DnsBalancing,
            Remedy = "Check the Front End at that address, or remove the address from DNS while it is away.",
            Ask = facts => Of(facts, (registrar, _) =>
            {
                ConnectionAnswer[] failed = [.. registrar.Addresses.Where(address => address.Outcome != SignInOutcome.Ok)];
                return registrar.WhyNoConnection is { } why ? Skip(why)
                    : registrar.Addresses.Count == 0 ? Skip($"{registrar.Host} has one address only, which LR-REG-001 tried.")
                    : failed.Length == 0 ? Pass(Invariant($"{registrar.Addresses.Count} addresses"), Invariant($"All {registrar.Addresses.Count} addresses of {registrar.Host} accept connections."))
                    : Fail(Invariant($"{failed.Length} of {registrar.Addresses.Count} don't"), failed[0].Detail);
            }),
            WhyNothing = WhyNoRegistrar,
        },
        new("LR-REG-003", CheckSeverity.Critical, "Every registrar answers SIP")
        {
            Needs = FactStage.Registrars,
            Expected = "a SIP answer to a REGISTER",
            Why = "A port that is open proves no service: a hung Front End, a load balancer without servers or another program may hold it.",
            Source = Sources.Sip,
            Remedy = "Check the Front End service (Get-CsWindowsService), and what else may listen on that port.",
            Ask = facts => Of(facts, (registrar, _) => registrar.WhyNotAsked is { } why ? Skip(why)
                : registrar.WhyNoAnswer is null ? Pass(Invariant($"{registrar.Answer!.StatusCode} {registrar.Answer.Reason}"), Invariant($"It answered a REGISTER with {registrar.Answer.StatusCode}."))
                : Fail(registrar.Answer?.Kind.ToString().ToLowerInvariant() ?? "no answer", registrar.Answer?.Reason ?? "It didn't answer a REGISTER.")),
            WhyNothing = WhyNoRegistrar,
        },
        OfAnswers("LR-REG-004", CheckSeverity.High, "Registrars ask for credentials", "401 to a REGISTER without credentials",
            "A registrar challenges before it looks for the user; any other answer comes from something else, or from one that refuses everybody.",
            Sources.SipAuthentication, "Look the status and ms-diagnostics up, and check what answers there.", [],
            (_, registrar, answer, _) => answer.Kind == RegistrarAnswerKind.Challenged
                ? Pass("401", "It asks for credentials.")
                : Fail(
                    Invariant($"{answer.StatusCode} {answer.Reason}"),
                    Invariant($"{registrar.Endpoint} answered a REGISTER without credentials with {answer.StatusCode} {answer.Reason}{Diagnostics(answer)}."))),
        OfAnswers("LR-REG-005", CheckSeverity.High, "The right pool answers", "a server of the pool dialled",
            "A record, an address or a load balancer that leads to another pool makes a redirect of every sign-in, and a failover into one's own dead pool.",
            Sources.SipChallenge, "Check the addresses of the name, and what stands behind the load balancer.", [],
            (facts, registrar, answer, _) => answer.ServerName is not { } server ? Skip("The answer doesn't say who gave it.")
                : facts.PoolOf(registrar.Host) is { } pool && (pool.Servers.Count > 0 || Same(server, pool.Fqdn))
                    ? Same(server, pool.Fqdn) || pool.Servers.Contains(server, Names)
                        ? Pass(server, $"{server} of {pool.Fqdn} answered.")
                        : Fail(server, $"{server} answered, which is no server of {pool.Fqdn}.")
                : Same(server, registrar.Host) ? Pass(server, $"{server} itself answered.")
                : Skip($"{server} answered; without the servers of {registrar.Host} in the topology it can't be said whether it is one of them.")),
        OfAnswers("LR-REG-006", CheckSeverity.Medium, "Registrars offer certificate authentication beside NTLM or Kerberos", "TLS-DSK and one of NTLM and Kerberos",
            "Clients sign in with their own certificate (TLS-DSK) when no domain controller is in reach, as in the loss of a site; the first sign-in needs NTLM or Kerberos.",
            Sources.SipChallenge, "Enable the schemes (Set-CsProxyConfiguration -UseCertificateForClientToProxyAuth, -UseKerberosForClientToProxyAuth, -UseNtlmForClientToProxyAuth).", [],
            (_, _, answer, _) =>
            {
                if (answer.Kind != RegistrarAnswerKind.Challenged)
                {
                    return Skip("It didn't ask for credentials (LR-REG-004).");
                }

                string offered = answer.Schemes.Count == 0 ? "none" : Some(answer.Schemes);
                return !answer.Schemes.Any(scheme => Same(scheme, "NTLM") || Same(scheme, "Kerberos")) ? Fail(offered, $"It offers {offered}: nobody can sign in for the first time.")
                    : answer.Schemes.Contains("TLS-DSK", Names) ? Pass(offered, $"It offers {offered}.")
                    : Warn(offered, $"It offers {offered}, but no TLS-DSK.");
            }),
        OfAnswers("LR-REG-007", CheckSeverity.Low, "Registrars are of the version in the topology", "the version of the pool",
            "A topology of the wrong version makes wrong rules: what a pair may be, and whether a pool can be failed over.",
            Sources.SipChallenge, "Read the topology anew (Get-CsTopology -AsXml), or check which pool answers.", [],
            (facts, registrar, answer, _) => (facts.PoolOf(registrar.Host)?.Version ?? PoolVersion.Unknown, VersionOf(answer.ServerVersion)) switch
            {
                (PoolVersion.Unknown, _) => Skip($"The topology doesn't tell the version of {registrar.Host}."),
                (_, PoolVersion.Unknown) => Skip($"The answer's Server header, {answer.ServerVersion ?? "absent"}, doesn't tell the version."),
                var (stated, seen) when stated == seen => Pass(answer.ServerVersion!, $"{answer.ServerVersion} is {stated}."),
                var (stated, seen) => Warn(answer.ServerVersion!, $"{registrar.Host} is {stated} in the topology, but {answer.ServerVersion} is {seen}."),
            }),
        OfAnswers("LR-REG-008", CheckSeverity.High, "Registrars' clocks are right", "a clock within the limit of this machine's",
            "Kerberos tolerates five minutes between the clocks; beyond that sign-ins fail with misleading errors.",
            Sources.Clocks, "Set both clocks from the domain's time source (w32tm /resync).", [new("maxSkewSeconds", 300, "s")],
            (_, _, answer, limits) => answer.ClockSkewSeconds is not { } skew ? Skip("The answer has no Date header.")
                : Math.Abs(skew) <= limits["maxSkewSeconds"] ? Pass(Invariant($"{skew:0} s"), Invariant($"Its clock is {Math.Abs(skew):0} s {(skew < 0 ? "behind" : "ahead")}."))
                : Fail(Invariant($"{skew:0} s"), Invariant($"Its clock is {Math.Abs(skew):0} s {(skew < 0 ? "behind" : "ahead of")} this machine's, more than {limits["maxSkewSeconds"]} s."))),
        OfAnswers("LR-REG-009", CheckSeverity.Low, "Registrars answer quickly", "an answer within the limit",
            "A slow answer shows load that a failover of another pool will add to.",
            Sources.UserModels, "Check the load of the Front End and the network between.", [new("maxAnswerMs", 1500, "ms")],
            (_, registrar, answer, limits) => answer.DurationMs <= limits["maxAnswerMs"]
                ? Pass(Invariant($"{answer.DurationMs:0} ms"), Invariant($"It answered within {answer.DurationMs:0} ms."))
                : Warn(Invariant($"{answer.DurationMs:0} ms"), Invariant($"{registrar.Endpoint} took {answer.DurationMs:0} ms for an answer, more than {limits["maxAnswerMs"]} ms."))),
    ];

    public static string WhyNoRegistrar(SiteFacts facts) => facts.HasNames ? "No record names a registrar, and no topology names a pool." : DnsServerChecks.NoServer;

    public static IEnumerable<CheckQuestion> Of(SiteFacts facts, Func<RegistrarFacts, CheckLimits, CheckVerdict> judge) =>
        facts.Registrars.Select(registrar => new CheckQuestion(registrar.Endpoint, limits => judge(registrar, limits)) { Place = registrar.Host, DurationMs = registrar.DurationMs });

    private static string Diagnostics(RegistrarAnswer answer) => answer.DiagnosticsId is { } id ? Invariant($" (ms-diagnostics {id}: {answer.DiagnosticsReason})") : string.Empty;

    // The numbers are the products' own: RTC/4.0 is Lync Server 2010. What 2019 says is documented nowhere, so it is not told from 2015.
    private static PoolVersion VersionOf(string? server) => server switch
    {
        null => PoolVersion.Unknown,
        _ when server.StartsWith("RTC/4.", StringComparison.OrdinalIgnoreCase) => PoolVersion.Lync2010,
        _ when server.StartsWith("RTC/5.", StringComparison.OrdinalIgnoreCase) => PoolVersion.Lync2013,
        _ when server.StartsWith("RTC/6.", StringComparison.OrdinalIgnoreCase) => PoolVersion.SkypeForBusiness2015,
        _ => PoolVersion.Unknown,
    };

    private static CheckDefinition OfAnswers(
        string id, CheckSeverity severity, string title, string expected, string why, string source, string remedy, CheckThreshold[] thresholds,
        Func<SiteFacts, RegistrarFacts, RegistrarAnswer, CheckLimits, CheckVerdict> judge) => new(id, severity, title)
        {
            Needs = FactStage.Registrars,
            Expected = expected,
            Why = why,
            Source = source,
            Remedy = remedy,
            Thresholds = thresholds,
            Ask = facts => Of(facts, (registrar, limits) => registrar.WhyNoAnswer is { } none ? Skip(none) : judge(facts, registrar, registrar.Answer!, limits)),
            WhyNothing = WhyNoRegistrar,
        };
}
