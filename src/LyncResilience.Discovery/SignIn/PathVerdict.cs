using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.SignIn;

/// <summary>Turns a round of attempts into the path that a caller sees.</summary>
internal static class PathVerdict
{
    public static SignInPath Of(PathFacts facts, string? sipAddress, double durationMs)
    {
        SignInResult result = facts.Result;
        IReadOnlyList<Finding> findings = PathFindings.Of(facts);
        return new SignInPath
        {
            SipAddress = sipAddress,
            SipDomain = facts.Settings.SipDomain,
            Status = Status(facts, findings),
            Mode = result.Mode,
            DiscoveredBy = result.Origin switch
            {
                CandidateOrigin.Cache => DiscoveryMethod.Cache,
                CandidateOrigin.Srv => DiscoveryMethod.Srv,
                CandidateOrigin.Host => DiscoveryMethod.Host,
                CandidateOrigin.Autodiscover => DiscoveryMethod.Autodiscover,
                CandidateOrigin.Explicit => DiscoveryMethod.Explicit,
                _ => DiscoveryMethod.None,
            },
            FirstHop = result.FirstHop,
            Registrar = result.Registrar?.Host,
            PrimaryRegistrar = result.Primary?.Host,
            BackupRegistrar = result.Backup?.Host,
            RedirectCount = result.RedirectCount,
            DurationMs = durationMs,
            Detail = Detail(facts, findings),
            TimeUtc = facts.TimeUtc,
            Hops = result.Hops,
            Findings = findings,
        };
    }

    private static ResultStatus Status(PathFacts facts, IReadOnlyList<Finding> findings)
    {
        bool arrived = facts.Settings.SkipConnect
            ? facts.Result.Hops.Any(hop => hop.Stage == SignInStage.Connect && hop.Outcome == SignInOutcome.Skipped && hop.Address is not null)
            : facts.Result.Mode != SignInMode.None;
        bool credentialsWasted = facts.Settings.HasCredentials && facts.Result.Mode == SignInMode.Unauthenticated;
        if (!arrived || credentialsWasted)
        {
            return ResultStatus.Fail;
        }

        return findings.Any(finding => finding.Severity != FindingSeverity.Info) ? ResultStatus.Warn : ResultStatus.Pass;
    }

    private static string Detail(PathFacts facts, IReadOnlyList<Finding> findings)
    {
        SignInResult result = facts.Result;
        string backup = result.Backup is { } told ? $"knows its backup {told.Host}" : "was not told a backup registrar";
        return result switch
        {
            { Registrar: { } registrar, Mode: SignInMode.Limited } => $"Signed in on {registrar.Host} with limited service; the client {backup}.",
            { Registrar: { } registrar, RedirectCount: > 0 } => $"Signed in on {registrar.Host} after {Times(result.RedirectCount)} from {result.FirstHop}; the client {backup}.",
            { Registrar: { } registrar } => $"Signed in on {registrar.Host} directly; the client {backup}.",
            { Mode: SignInMode.Unauthenticated } when facts.Settings.HasCredentials => LastFailure(result, findings),
            { Mode: SignInMode.Unauthenticated } => $"{result.FirstHop} answers and asks for credentials; without them the walk ends here and no backup can be learned.",
            _ when facts.Settings.SkipConnect => DnsOnly(result, findings),
            _ => LastFailure(result, findings),
        };
    }

    private static string Times(int redirects) => redirects == 1 ? "one redirect" : $"{redirects} redirects";

    private static string DnsOnly(SignInResult result, IReadOnlyList<Finding> findings) =>
        result.Hops.FirstOrDefault(hop => hop.Stage == SignInStage.Connect && hop.Address is not null) is { } found
            ? $"DNS leads to {found.Target}:{found.Port} ({found.Address}); nothing was dialled."
            : LastFailure(result, findings);

    // The hop that got furthest says best what to mend: a refusal over a silence, a silence over a missing record.
    private static string LastFailure(SignInResult result, IReadOnlyList<Finding> findings)
    {
        if (result.Hops.All(hop => hop.Outcome is SignInOutcome.NotFound or SignInOutcome.Skipped && hop.Stage is SignInStage.Autodiscover or SignInStage.Srv or SignInStage.Host))
        {
            return "Cannot sign in: DNS has none of the records that this client looks for; publish _sipinternaltls._tcp or ask the DNS server that clients ask.";
        }

        if (findings.FirstOrDefault(finding => finding.Id == RegistrarFindings.BackupWaiting) is { } waiting)
        {
            return $"Cannot sign in: {waiting.Detail} {waiting.Recommendation}";
        }

        SignInHop? decisive = result.Hops
            .Where(hop => hop.Outcome is not SignInOutcome.Ok and not SignInOutcome.Challenged and not SignInOutcome.Redirected)
            .OrderByDescending(hop => Weight(hop)).ThenBy(hop => Weight(hop) > 2 ? -hop.Order : hop.Order)
            .FirstOrDefault();
        if (decisive is null)
        {
            return "Nothing led to a registrar.";
        }

        Finding? mended = findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error && finding.Detail.Contains(decisive.Detail))
            ?? findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error && finding.Target == decisive.Target);
        return $"Cannot sign in: {decisive.Detail} {mended?.Recommendation}".TrimEnd();
    }

    private static int Weight(SignInHop hop) => (hop.Stage, hop.Outcome) switch
    {
        (SignInStage.Register or SignInStage.Redirect, SignInOutcome.Rejected) => 7,
        (SignInStage.Redirect, SignInOutcome.NameMismatch) => 6,
        (SignInStage.Register, _) => 6,
        (SignInStage.Tls, _) => 5,
        (SignInStage.Connect, SignInOutcome.Skipped) => 0,
        (SignInStage.Connect, _) => 4,
        (SignInStage.Redirect, SignInOutcome.Skipped) => 3,
        (SignInStage.Srv, SignInOutcome.NameMismatch) => 3,
        (_, SignInOutcome.NoAnswer or SignInOutcome.Refused or SignInOutcome.Rejected) => 2,
        (_, SignInOutcome.Skipped) => 0,
        _ => 1,
    };
}
