using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Validation.Configuration;
using LyncResilience.Validation.Facts;

namespace LyncResilience.Validation.Checks;

/// <summary>Turns verdicts into results: with the severity, the exclusions and the words of the plan and the catalogue.</summary>
internal static class CheckRun
{
    /// <summary>The results of one check: one for each target, at least one.</summary>
    public static IEnumerable<CheckResult> Judge(CheckDefinition check, SiteFacts facts, ValidationPlan plan)
    {
        foreach (CheckQuestion question in check.Questions(facts))
        {
            string? site = facts.SiteOf(question.Place ?? question.Target) ?? facts.SiteOf(question.Target);
            CheckExclusion[] exclusions = [.. plan.ExclusionsOf(check, question.Target, site)];
            CheckVerdict verdict = exclusions.FirstOrDefault(exclusion => facts.TimeUtc.Date <= exclusion.Until) is { } excluded
                ? CheckVerdict.Skip($"Excluded until {Text.Day(excluded.Until)}: {excluded.Reason}")
                : Reminded(question.Judge(plan.LimitsOf(check, site)), exclusions.OrderByDescending(exclusion => exclusion.Until).FirstOrDefault());
            yield return new CheckResult
            {
                Id = check.Id,
                Title = check.Title,
                Group = check.Group,
                Target = question.Target,
                Status = verdict.Status,
                Severity = plan.SeverityOf(check, site),
                Expected = check.Expected + Limits(check, plan.LimitsOf(check, site)),
                Actual = verdict.Actual,
                Detail = verdict.Detail,
                Recommendation = verdict.Status is CheckStatus.Warn or CheckStatus.Fail or CheckStatus.Error ? verdict.Recommendation ?? check.Remedy : string.Empty,
                Source = check.Source,
                Tags = check.Tags,
                DurationMs = question.DurationMs,
                TimeUtc = facts.TimeUtc,
            };
        }
    }

    // An exclusion whose day is over is most useful where what it excluded is still so.
    private static CheckVerdict Reminded(CheckVerdict verdict, CheckExclusion? expired) =>
        expired is null ? verdict : verdict with { Detail = $"{verdict.Detail} The exclusion until {Text.Day(expired.Until)} ({expired.Reason}) has expired." };

    private static string Limits(CheckDefinition check, CheckLimits limits) => check.Thresholds.Count == 0
        ? string.Empty
        : $" ({string.Join(", ", check.Thresholds.Select(threshold => string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", threshold.Name, limits[threshold.Name], threshold.Unit)))})";
}
