using System;
using System.Linq;
using LyncResilience.Validation.Facts;
using static LyncResilience.Validation.Checks.CheckVerdict;
using static LyncResilience.Validation.Checks.Text;

namespace LyncResilience.Validation.Checks;

/// <summary>Whether users with credentials sign in, and what they are told on the way.</summary>
internal static class SignInChecks
{
    private const string LeavesDomain = "RedirectLeavesDomain";
    private const string Loop = "RedirectLoop";

    public static readonly CheckDefinition[] All =
    [
        OfPaths("LR-REG-010", CheckSeverity.Critical, "Users can sign in", "a registration",
            "It is what everything else is for.",
            Sources.Registration, "Look at the hops of the path (Test-SrvSignInPath) and at its findings.",
            (facts, path) => path.Mode is SignInMode.Full or SignInMode.Limited ? Pass($"registered on {path.Registrar}", path.Detail)
                : WhoseFault(facts, path) is { } elsewhere ? Skip(elsewhere)
                : Fail("not registered", path.Detail, path.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error)?.Recommendation)),
        OfPaths("LR-REG-011", CheckSeverity.High, "Redirects lead to a registrar of the user's domain", "no circle, and no foreign domain",
            "Registrars that send users to each other serve nobody, and one that sends them to a foreign domain collects their credentials.",
            Sources.Redirects, "Check the home pool of the user (Get-CsUserPoolInfo) as every registrar sees it, and who answers at the first one.",
            (_, path) => Astray(path) is { } bad ? Fail(bad.Target, bad.Detail)
                : path.FirstHop is null ? Skip("No registrar was reached.")
                : Pass(Count(path.RedirectCount, "redirect"), $"The sign-in was redirected {Count(path.RedirectCount, "time")}.")),
        OfPaths("LR-REG-012", CheckSeverity.Medium, "Users have full service", "a registration on the home pool with its user services",
            "A user on the backup registrar has telephony, but no presence, contacts or conferences of one's own.",
            Sources.PresenceState, "Bring the home pool or its user services back (Get-CsWindowsService, Get-CsDatabaseMirrorState).",
            (_, path) => path.Mode switch
            {
                SignInMode.Full => Pass("full", path.Detail),
                SignInMode.Limited => Warn("limited", path.Detail),
                _ => Skip("The sign-in didn't end registered (LR-REG-010)."),
            }),
        OfPaths("LR-REG-013", CheckSeverity.High, "The redirect names the backup of the topology", "the backup registrar of the user's home pool",
            "A client remembers the backup that it was told; a wrong one leads it away from the only registrar that takes it in.",
            Sources.Director, "Compare Get-CsUserPoolInfo with the published topology, and check its replication (Get-CsManagementStoreReplicationStatus).",
            (facts, path) =>
            {
                if (path.Mode is not (SignInMode.Full or SignInMode.Limited))
                {
                    return Skip("The sign-in didn't end registered (LR-REG-010).");
                }

                if (Astray(path) is { } bad)
                {
                    return Skip($"A redirect led to {bad.Target} (LR-REG-011).");
                }

                if (facts.PoolOf(path.PrimaryRegistrar) is not { } home)
                {
                    return Skip($"{path.PrimaryRegistrar ?? "The home pool"} is not known to be a pool of the topology.");
                }

                return path.RedirectCount == 0 ? Skip($"{path.Registrar} served the user itself, and only other registrars tell the backup.")
                    : Same(path.BackupRegistrar, home.BackupPool) ? Pass(path.BackupRegistrar ?? "none", $"The client was told {path.BackupRegistrar ?? "no backup"}, as the topology says.")
                    : Fail(path.BackupRegistrar ?? "none", $"The client was told {path.BackupRegistrar ?? "no backup"}, but {home.Fqdn} is backed up by {home.BackupPool ?? "nobody"}.");
            }),
    ];

    /// <summary>Which other check has already failed for what ended this sign-in.</summary>
    private static string? WhoseFault(SiteFacts facts, SignInPath path)
    {
        if (!facts.HasNames)
        {
            return DnsServerChecks.NoServer;
        }

        return DeadRegistrar(facts, path)
            ?? (Astray(path) is { } redirect ? $"The sign-in ended at {redirect.Target}, where no redirect should lead (LR-REG-011)." : null);
    }

    private static Finding? Astray(SignInPath path) => path.Findings.FirstOrDefault(finding => finding.Id is LeavesDomain or Loop);

    private static string? DeadRegistrar(SiteFacts facts, SignInPath path)
    {
        foreach (SignInHop hop in path.Hops.Where(hop => hop.Target is not null && HasFailed(hop.Outcome)))
        {
            RegistrarFacts? registrar = facts.Registrars.FirstOrDefault(candidate => Same(candidate.Host, hop.Target));
            if (registrar?.WhyNoAnswer is { } why)
            {
                return $"The sign-in needed {hop.Target}. {why}";
            }
        }

        return null;
    }

    private static bool HasFailed(SignInOutcome outcome) =>
        outcome is SignInOutcome.NoAnswer or SignInOutcome.Refused or SignInOutcome.TlsFailed or SignInOutcome.NameMismatch or SignInOutcome.Rejected;

    private static CheckDefinition OfPaths(
        string id, CheckSeverity severity, string title, string expected, string why, string source, string remedy, Func<SiteFacts, SignInPath, CheckVerdict> judge) => new(id, severity, title)
        {
            Needs = FactStage.SignIns,
            Expected = expected,
            Why = why,
            Source = source,
            Remedy = remedy,
            Ask = facts => facts.SignIns.Select(path => new CheckQuestion(path.SipAddress ?? path.SipDomain, _ => judge(facts, path)) { Place = path.PrimaryRegistrar, DurationMs = path.DurationMs }),
            WhyNothing = _ => "No user's credentials were given.",
        };
}
