using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Something to do, and why. Immutable.</summary>
internal sealed class NextStep
{
    private NextStep(Tone tone, string step, string because)
    {
        Tone = tone;
        Step = step;
        Because = because;
    }

    public Tone Tone { get; }

    public string Step { get; }

    public string Because { get; }

    /// <summary>Everything that the content recommends, most urgent first, each step once with the first of its reasons.</summary>
    public static IReadOnlyList<NextStep> Of(PageContent content)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        return [.. All(content).OrderBy(step => step.Tone == Tone.Bad ? 0 : 1).Where(step => step.Step.Length > 0 && known.Add(step.Step))];
    }

    private static IEnumerable<NextStep> All(PageContent content)
    {
        IEnumerable<NextStep> checks = content.Checks
            .Where(check => check.Status is CheckStatus.Fail or CheckStatus.Warn)
            .OrderByDescending(check => check.Status == CheckStatus.Fail).ThenByDescending(check => check.Severity)
            .Select(check => new NextStep(Badges.ToneOf(check.Status), check.Recommendation, $"{check.Id}, {check.Target}: {check.Detail}"));
        return checks.Concat(content.Findings
            .Where(finding => finding.Severity != FindingSeverity.Info)
            .OrderByDescending(finding => finding.Severity)
            .Select(finding => new NextStep(Badges.ToneOf(finding.Severity), finding.Recommendation, finding.Detail)));
    }
}
