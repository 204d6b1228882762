using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Something to do, and why. Immutable.</summary>
internal sealed class NextStep
{
    private NextStep(Tone tone, string step, string because, string? fix = null)
    {
        Fix = fix;
        Tone = tone;
        Step = step;
        Because = because;
    }

    public Tone Tone { get; }

    public string Step { get; }

    public string Because { get; }

    /// <summary>What to paste for it; null when the step is words only.</summary>
    public string? Fix { get; }

    /// <summary>Everything that the content recommends, most urgent first, each step and each reason once.</summary>
    public static IReadOnlyList<NextStep> Of(PageContent content)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        return [.. All(content).OrderBy(step => step.Tone == Tone.Bad ? 0 : 1).Where(step => step.Step.Length > 0 && known.Add(step.Fix ?? step.Step) && known.Add(step.Because))];
    }

    private static IEnumerable<NextStep> All(PageContent content)
    {
        IEnumerable<NextStep> checks = content.Checks
            .Where(check => check.Status is CheckStatus.Fail or CheckStatus.Warn)
            .OrderByDescending(check => check.Status == CheckStatus.Fail).ThenByDescending(check => check.Severity)
            .Select(check => new NextStep(Badges.ToneOf(check.Status), check.Recommendation, $"{check.Id}, {check.Target}: {check.Detail}"));
        return Gaps(content).Concat(checks).Concat(content.Findings
            .Where(finding => finding.Severity != FindingSeverity.Info)
            .OrderByDescending(finding => finding.Severity)
            .Select(finding => new NextStep(Badges.ToneOf(finding.Severity), finding.Recommendation, finding.Detail)));
    }

    private static IEnumerable<NextStep> Gaps(PageContent content)
    {
        IEnumerable<NextStep> fixes = content.Gaps
            .Where(gap => gap.Fix is not null).OrderBy(gap => gap.FailureCount).ThenByDescending(gap => gap.UsersSavedByFix)
            .Select(gap => new NextStep(GapWords.ToneOf(gap), $"{GapWords.Deed(gap.FixKind)}: {GapWords.Saving(gap.UsersSavedByFix, gap)}", $"{GapWords.When(gap)}: {gap.Detail}", gap.Fix));
        bool isUnexplained = content.Gaps.Count == 0 && content.Simulations.Any(facts => facts.Stranded > 0);
        return isUnexplained
            ? [new NextStep(Tone.Warn, "Run Find-ResilienceGap with the same topology, records and users: it names the smallest change that saves those who are stranded.", "A simulated failure strands users, and this report holds no search for gaps.")]
            : fixes;
    }
}
