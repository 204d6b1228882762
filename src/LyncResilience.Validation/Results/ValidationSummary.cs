using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience;

/// <summary>What a validation came to. Immutable.</summary>
public sealed class ValidationSummary
{
    private ValidationSummary(CheckResult[] results)
    {
        Results = ReadableList.Of(results);
        Passed = Count(CheckStatus.Pass);
        Warned = Count(CheckStatus.Warn);
        Failed = Count(CheckStatus.Fail);
        Skipped = Count(CheckStatus.Skip);
        Errors = Count(CheckStatus.Error);
        CheckSeverity[] bad = [.. results.Where(result => result.Status is CheckStatus.Fail or CheckStatus.Error or CheckStatus.Warn).Select(result => result.Severity)];
        WorstSeverity = bad.Length == 0 ? null : bad.Max();

        int Count(CheckStatus status) => results.Count(result => result.Status == status);
    }

    /// <summary>Fail with a failure or an error among the results, Warn with a warning, otherwise Pass.</summary>
    public ResultStatus Status => Failed + Errors > 0 ? ResultStatus.Fail : Warned > 0 ? ResultStatus.Warn : ResultStatus.Pass;

    /// <summary>For pipelines: 0 when nothing is wrong, 1 with warnings only, 2 with failures or errors.</summary>
    public int ExitCode => Status switch { ResultStatus.Pass => 0, ResultStatus.Warn => 1, _ => 2 };

    /// <summary>The highest severity among warnings, failures and errors; null when there are none.</summary>
    public CheckSeverity? WorstSeverity { get; }

    /// <summary>How many results there are.</summary>
    public int Total => Results.Count;

    /// <summary>How many passed.</summary>
    public int Passed { get; }

    /// <summary>How many are warnings.</summary>
    public int Warned { get; }

    /// <summary>How many failed.</summary>
    public int Failed { get; }

    /// <summary>How many were skipped, each with its reason.</summary>
    public int Skipped { get; }

    /// <summary>How many could not be judged.</summary>
    public int Errors { get; }

    /// <summary>When it began, in UTC.</summary>
    public DateTime StartedUtc { get; private init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public double DurationMs { get; private init; }

    /// <summary>All results, in the order in which they came.</summary>
    public IReadOnlyList<CheckResult> Results { get; }

    /// <summary>Sums results up.</summary>
    /// <param name="results">The results.</param>
    /// <param name="startedUtc">When the validation began.</param>
    /// <param name="durationMs">How long it took, in milliseconds.</param>
    public static ValidationSummary Of(IEnumerable<CheckResult> results, DateTime startedUtc, double durationMs) =>
        new([.. results]) { StartedUtc = startedUtc, DurationMs = durationMs };

    /// <inheritdoc/>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0}: {1} passed, {2} warned, {3} failed, {4} skipped, {5} errors", Status, Passed, Warned, Failed, Skipped, Errors);
}
