using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.SignIn;

/// <summary>What the registrars' answers give away.</summary>
internal static class RegistrarFindings
{
    /// <summary>The backup is there, but has not taken over yet.</summary>
    public const string BackupWaiting = "BackupWaiting";

    // Kerberos tolerates 5 minutes between the clocks, NTLM 15 (MS-SIP 2.2).
    private const double KerberosSkewSeconds = 300;
    private const double NtlmSkewSeconds = 900;

    public static IEnumerable<Finding> Of(PathFacts facts)
    {
        SignInResult result = facts.Result;
        if (WhyBackupUnknown(facts) is { } unknown)
        {
            yield return unknown;
        }

        if (result.Mode == SignInMode.Limited)
        {
            yield return new Finding(
                "LimitedService", FindingSeverity.Warning, result.Registrar!.Host, result.Hops.Last(hop => hop.Outcome == SignInOutcome.Registered).Detail,
                result.IsServedByPrimary
                    ? "Check the pool's user services and their database (Get-CsWindowsService, Get-CsDatabaseMirrorState)."
                    : "Bring the home pool back; guests are moved home one failback interval after the backup hears it again.");
        }

        foreach (ServerEndpoint server in result.Unchallenged)
        {
            yield return new Finding(
                "SignInUnchallenged", FindingSeverity.Error, server.Host,
                $"{server.Host} registered the user without asking for credentials: it lets anybody in under any address, and has not shown that it knows the user.",
                "Check what listens on that port; a registrar challenges every REGISTER, unless this computer is one of its trusted servers (Get-CsTrustedApplicationComputer).");
        }

        foreach (ServerEndpoint server in result.Unsigned)
        {
            // Information only: real servers leave answers to REGISTER unsigned at times, and clients take them (SIPE, src/core/sip-transport.c).
            yield return new Finding(
                "AnswerUnsigned", FindingSeverity.Info, server.Host,
                $"{server.Host} took the credentials without signing its answer: that it is the registrar is shown by its certificate alone, not by its knowing the password.",
                "Nothing to do when the certificate is your own authority's; otherwise check that nothing on the way ends TLS and speaks for the registrar.");
        }

        foreach (SignInHop hop in result.Hops.Where(hop => hop.Stage == SignInStage.Register && hop.Outcome == SignInOutcome.Skipped))
        {
            yield return new Finding("CredentialsWithheld", FindingSeverity.Error, hop.Target!, hop.Detail, "Credentials go out only inside validated TLS and only to the user's own or a trusted domain.");
        }

        foreach (SignInHop hop in result.Hops.Where(hop => hop.Stage == SignInStage.Redirect && hop.Outcome == SignInOutcome.NameMismatch))
        {
            yield return new Finding(
                "RedirectLeavesDomain", FindingSeverity.Error, hop.Target!, hop.Detail, "Check the home pool of the user (Get-CsUserPoolInfo) and who answers at the first registrar.");
        }

        if (IsBackupWaiting(result))
        {
            yield return new Finding(
                BackupWaiting, FindingSeverity.Error, result.Backup!.Host,
                $"{result.Backup.Host}, the user's backup registrar, still sends the user to {result.Primary!.Host}, which does not answer: it takes over only when it has missed the home pool's heartbeat for the failure detection interval (300 s unless configured otherwise).",
                "Try again after the interval; if it stays so, check that the two pools back each other up (Get-CsPoolBackupRelationship) and that automatic failover is on (Get-CsService -Registrar).");
        }

        foreach (Finding refusal in Refusals(result))
        {
            yield return refusal;
        }

        if (result.Hops.FirstOrDefault(hop => LeadsInACircle(hop, result)) is { } circle)
        {
            yield return new Finding(
                "RedirectLoop", FindingSeverity.Error, circle.Target!, $"The registrars send the user round in a circle: {circle.Detail}",
                "Compare the user's home pool as each of them sees it (Get-CsUserPoolInfo), and the replication of the directory.");
        }

        foreach (SignInHop hop in result.Hops.Where(IsSilentServer))
        {
            yield return new Finding(
                "ServerNotAnswering", result.Mode is SignInMode.None ? FindingSeverity.Error : FindingSeverity.Warning, hop.Target!, hop.Detail,
                "Check the server, its Front End service (Get-CsWindowsService), the port and the firewalls between.");
        }

        double skew = result.RegistrarAnswers.Select(answer => answer.ClockSkewSeconds ?? 0).OrderByDescending(Math.Abs).FirstOrDefault();
        if (Math.Abs(skew) >= KerberosSkewSeconds)
        {
            yield return new Finding(
                "ClockSkew", Math.Abs(skew) >= NtlmSkewSeconds ? FindingSeverity.Error : FindingSeverity.Warning, result.FirstHop ?? facts.Settings.SipDomain,
                string.Format(CultureInfo.InvariantCulture, "The server's clock is {0:0} s {1} this machine's; Kerberos tolerates 300 s, NTLM 900 s.", Math.Abs(skew), skew > 0 ? "ahead of" : "behind"),
                "Set both clocks from the domain's time source (w32tm /resync).");
        }

        foreach (SignInHop hop in result.Hops.Where(hop => hop.Stage == SignInStage.Autodiscover && hop.Outcome == SignInOutcome.Challenged))
        {
            yield return new Finding(
                "AutodiscoverNotFollowed", FindingSeverity.Info, hop.Query!, hop.Detail,
                "A real client goes on there with a web ticket; this walk goes on with the SRV records, which such a client uses when Lync Discover does not answer.");
        }
    }

    /// <summary>The finding that the whole project turns on: this client would not know where to go when its pool dies.</summary>
    private static Finding? WhyBackupUnknown(PathFacts facts)
    {
        SignInResult result = facts.Result;
        if (result.Backup is not null || result.FirstHop is null)
        {
            return null;
        }

        string? why = result switch
        {
            { Mode: SignInMode.Unauthenticated } =>
                "A backup registrar is told only in the 301 that follows authentication, and this walk did not authenticate.",
            { Registrar: not null, IsPrimaryTold: true } => "The redirect named the primary registrar only: the home pool has no backup registrar.",
            { Registrar: not null, IsServedByPrimary: false } => null,
            { Registrar: { } registrar, Origin: CandidateOrigin.Cache } =>
                $"The cache led straight to {registrar.Host}, which served the user itself: a registrar redirects only other pools' users, so this client was not told its backup.",
            { Registrar: { } registrar } =>
                $"{registrar.Host} served the user itself: a registrar redirects only other pools' users, so this client was not told its backup.",
            _ => null,
        };
        string advice = result switch
        {
            { Mode: SignInMode.Unauthenticated } => "Run it again with -SipAddress and -Credential of the user.",
            { IsPrimaryTold: true } => "Give the pool a backup registrar (Set-CsRegistrar -BackupRegistrar, or pool pairing in Topology Builder).",
            _ => "Put a Director in front, or add a second SRV target that leads to the backup pool: clients that were told nothing find it there.",
        };

        // A walk without credentials was never meant to learn it; that is no fault of the deployment.
        FindingSeverity severity = result.Mode == SignInMode.Unauthenticated ? FindingSeverity.Info : FindingSeverity.Warning;
        return why is null ? null : new Finding("BackupNotLearned", severity, result.Registrar?.Host ?? result.FirstHop, why, advice);
    }

    private static IEnumerable<Finding> Refusals(SignInResult result)
    {
        foreach (SignInHop hop in result.Hops.Where(hop => hop.Outcome == SignInOutcome.Rejected && hop.Stage is SignInStage.Register))
        {
            RegistrarAnswer? answer = result.RegistrarAnswers.FirstOrDefault(given => given.Kind == RegistrarAnswerKind.Rejected && given.StatusCode == hop.StatusCode);
            yield return answer is null
                ? new Finding("AnswerUnusable", FindingSeverity.Error, hop.Target!, hop.Detail, "Check what listens on that port, and whether it is the registrar.")
                : new Finding("SignInRejected", FindingSeverity.Error, hop.Target!, hop.Detail, Rejection.Explain(answer).NextStep);
        }
    }

    private static bool IsBackupWaiting(SignInResult result) =>
        result is { Mode: SignInMode.None, Backup: not null, Primary: not null }
        && result.Hops.Any(hop => hop.Outcome == SignInOutcome.Redirected && IsHost(hop, result.Backup))
        && result.Hops.Any(hop => IsSilentServer(hop) && IsHost(hop, result.Primary));

    private static bool IsHost(SignInHop hop, ServerEndpoint server) => string.Equals(hop.Target, server.Host, StringComparison.OrdinalIgnoreCase);

    // A host named anew that had already redirected elsewhere; where the one that it had named failed it is no circle, only that failure.
    private static bool LeadsInACircle(SignInHop hop, SignInResult result) =>
        result.Mode == SignInMode.None
        && hop.Stage == SignInStage.Redirect
        && (hop.Outcome == SignInOutcome.Rejected
            || (hop.Outcome == SignInOutcome.Skipped
                && !result.Hops.Any(HasFailed)
                && result.Hops.Any(other => other.Outcome == SignInOutcome.Redirected && string.Equals(other.Target, hop.Target, StringComparison.OrdinalIgnoreCase))));

    private static bool HasFailed(SignInHop hop) =>
        hop.Stage is SignInStage.Connect or SignInStage.Tls or SignInStage.Register
        && hop.Outcome is not (SignInOutcome.Ok or SignInOutcome.Challenged or SignInOutcome.Redirected or SignInOutcome.Registered or SignInOutcome.Skipped);

    private static bool IsSilentServer(SignInHop hop) =>
        (hop.Stage is SignInStage.Tls or SignInStage.Register || (hop.Stage == SignInStage.Connect && hop.Query is null))
        && hop.Outcome is SignInOutcome.NoAnswer or SignInOutcome.Refused
        && hop.Target is not null;
}
