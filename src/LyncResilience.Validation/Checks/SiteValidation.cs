using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Validation.Configuration;
using LyncResilience.Validation.Facts;

namespace LyncResilience.Validation.Checks;

/// <summary>Validates a deployment: collects facts, and judges each group of checks as soon as its facts are there.</summary>
public static class SiteValidation
{
    /// <summary>Validates.</summary>
    /// <param name="request">What to collect facts about, and how.</param>
    /// <param name="plan">Which checks run, and how strictly.</param>
    /// <param name="write">Is given each result as soon as it is known, one call at a time, on whatever thread has it.</param>
    /// <param name="progress">Hears how far collecting has come; null for nobody.</param>
    /// <param name="cancellationToken">Stops everything under way.</param>
    /// <returns>What it came to.</returns>
    /// <exception cref="ValidationFormatException">The plan names a site that the topology doesn't have.</exception>
    /// <exception cref="FormatException">A user's address is none.</exception>
    /// <exception cref="OperationCanceledException">The validation was stopped.</exception>
    public static async Task<ValidationSummary> RunAsync(
        FactRequest request, ValidationPlan plan, Action<CheckResult> write, IProgress<FactProgress>? progress, CancellationToken cancellationToken)
    {
        plan.CheckSites(request.Topology);
        var collector = new FactCollector(request, progress);
        DateTime started = request.UtcNow();
        List<CheckResult> results = [];
        ILookup<FactStage, CheckDefinition> checks = InOrder(plan.Checks).ToLookup(check => check.Needs);
        await collector.CollectAsync(
            [.. checks.Select(stage => stage.Key)],
            (stage, facts) =>
            {
                foreach (CheckResult result in Judge(checks[stage], facts, plan))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    results.Add(result);
                    write(result);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return ValidationSummary.Of(results, started, (request.UtcNow() - started).TotalMilliseconds);
    }

    /// <summary>
    /// Checks in an order in which the results of a group come together, although they are written stage by stage: a group that a later stage
    /// goes on with is the last of its stage. Nothing is held back for that.
    /// </summary>
    /// <param name="checks">The checks, groups in order.</param>
    internal static IEnumerable<CheckDefinition> InOrder(IReadOnlyCollection<CheckDefinition> checks)
    {
        Dictionary<string, FactStage> last = checks.GroupBy(check => check.Group).ToDictionary(group => group.Key, group => group.Max(check => check.Needs));
        return checks.OrderBy(check => check.Needs).ThenBy(check => last[check.Group] > check.Needs);
    }

    /// <summary>Judges facts that are there already.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="plan">How strictly.</param>
    /// <returns>A result for each check and target. The same facts and plan give the same results.</returns>
    public static IEnumerable<CheckResult> Judge(IEnumerable<CheckDefinition> checks, SiteFacts facts, ValidationPlan plan) =>
        checks.SelectMany(check => CheckRun.Judge(check, facts, plan));
}
