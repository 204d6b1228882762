using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>The answer to "is anybody stranded?", as far as the content tells. Immutable.</summary>
internal sealed class Situation
{
    private Situation(Tone tone, string headline, string detail)
    {
        Tone = tone;
        Headline = headline;
        Detail = detail;
    }

    public Tone Tone { get; }

    /// <summary>The answer in one sentence.</summary>
    public string Headline { get; }

    /// <summary>On what it rests.</summary>
    public string Detail { get; }

    /// <summary>The most serious thing that the content knows.</summary>
    public static Situation Of(PageContent content) =>
        FailingSignIns(content) ?? Gap(content) ?? Stranded(content) ?? Failing(content) ?? Interrupted(content) ?? Warned(content) ?? Fine(content);

    private static Situation? FailingSignIns(PageContent content)
    {
        SignInPath[] failing = [.. content.Paths.Where(path => path.Status == ResultStatus.Fail)];
        if (failing.Length == 0)
        {
            return null;
        }

        string headline = content.Paths.Count == 1 ? "The sign-in that was walked fails." : $"{Words.Count(failing.Length)} of {Words.Count(content.Paths.Count, "sign-in")} {(failing.Length == 1 ? "fails" : "fail")}.";
        string subject = failing[0].SipAddress ?? failing[0].SipDomain;
        return new Situation(Tone.Bad, headline, failing.Length == 1 ? $"{subject}: {failing[0].Detail}" : $"The first, {subject}: {failing[0].Detail}");
    }

    private static Situation? Gap(PageContent content) =>
        GapWords.WorstSingle(content) is not { } gap || content.Simulations.Any(facts => facts.Stranded > gap.UsersOffline) ? null
        : new Situation(
            Tone.Bad, gap.FailureCount == 0 ? $"{Words.Count(gap.UsersOffline, "user")} can’t sign in as things are." : $"A single failure strands {Words.Count(gap.UsersOffline, "user")}.",
            $"{GapWords.When(gap)}: {gap.Detail}" + (gap.Fix is null ? string.Empty : $" A fix {GapWords.Saving(gap.UsersSavedByFix, gap)}."));

    private static Situation? Stranded(PageContent content)
    {
        if (content.Simulations.FirstOrDefault() is not { Stranded: > 0 } facts)
        {
            return null;
        }

        FailoverSimulation worst = facts.Simulation;
        long stranded = facts.Stranded;
        return new Situation(
            Tone.Bad,
            worst.Users == 1 ? "A failure strands the one simulated user." : $"A failure strands {Words.Count(stranded)} of {Words.Count(worst.Users, "user")}.",
            facts.OfflineAtEnd >= stranded
                ? $"“{worst.Scenario}”: still offline after {Words.Duration(worst.Duration)}."
                : $"“{worst.Scenario}”: offline for {Words.Duration(facts.StrandedFor)}; failover doesn’t reach them.");
    }

    private static Situation? Failing(PageContent content)
    {
        CheckResult[] failing = [.. content.Checks.Where(check => check.Status == CheckStatus.Fail).OrderByDescending(check => check.Severity)];
        if (failing.Length == 0)
        {
            return null;
        }

        string what = failing[0].Severity switch
        {
            CheckSeverity.Critical => "Somebody can’t sign in now.",
            CheckSeverity.High => "A single failure strands somebody.",
            _ => $"{Words.Count(failing.Length, "check")} failed.",
        };
        return new Situation(Tone.Bad, what, $"{failing[0].Id}, {failing[0].Target}: {failing[0].Detail}");
    }

    private static Situation? Interrupted(PageContent content)
    {
        FailoverSimulation? worst = content.Simulations.Select(facts => facts.Simulation).OrderByDescending(simulation => simulation.PeakOffline).FirstOrDefault();
        if (worst is null)
        {
            return null;
        }

        return worst.PeakOffline == 0
            ? new Situation(
                NothingWarns(content) ? Tone.Good : Tone.Warn, "Nobody goes offline.",
                content.Simulations.Count == 1 ? $"“{worst.Scenario}” interrupts none of {Words.Count(worst.Users, "user")}." : $"None of {Words.Count(content.Simulations.Count, "simulated failure")} interrupts anybody.")
            : new Situation(
                Tone.Warn, "Nobody is stranded, but people are interrupted.",
                $"“{worst.Scenario}” takes up to {Words.Count(worst.PeakOffline)} of {Words.Count(worst.Users, "user")} offline at once, nobody for longer than a quarter of an hour.");
    }

    private static Situation? Warned(PageContent content)
    {
        if (NothingWarns(content))
        {
            return null;
        }

        return content.WithoutBackup > 0
            ? new Situation(Tone.Bad, "When a pool dies, its users have no backup registrar.", $"{Words.Count(content.WithoutBackup)} without a backup that can take users in.")
            : new Situation(Tone.Warn, "It works today; something should be looked at.", "The warnings stand below, each with its next step.");
    }

    private static Situation Fine(PageContent content) => content.Checks.Count + content.Paths.Count > 0
        ? new Situation(Tone.Good, "Everything that was tested is as it should be.", "No failure was simulated for this report.")
        : new Situation(Tone.Quiet, "Nothing speaks against this deployment.", "This report holds no check, no sign-in and no simulation, so it can’t say who would be stranded.");

    private static bool NothingWarns(PageContent content) =>
        content.Checks.All(check => check.Status is CheckStatus.Pass or CheckStatus.Skip) && content.Paths.All(path => path.Status == ResultStatus.Pass)
        && content.WithoutBackup == 0 && content.Gaps.Count == 0 && content.Findings.All(finding => finding.Severity == FindingSeverity.Info);
}
