using System;
using System.Collections.Generic;

namespace LyncResilience.Validation.Reports;

/// <summary>What any result comes to, in the words that all kinds have in common: a line of a mixed table, a test case. Immutable.</summary>
internal sealed class ReportRow
{
    /// <summary>The type of the result, such as <c>SignInPath</c>.</summary>
    public string Kind { get; init; } = string.Empty;

    /// <summary>What it belongs to within its kind; empty when there is nothing like that.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>What it is called.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>What a test of it is called, the same from run to run; null for its name.</summary>
    public string? TestName { get; init; }

    /// <summary>How good it is; null when it is a fact that nobody judges.</summary>
    public CheckStatus? Status { get; init; }

    /// <summary>What it is about, where the name doesn't say that.</summary>
    public string Target { get; init; } = string.Empty;

    /// <summary>What was found, in a sentence.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>The next step; empty when there is none.</summary>
    public string Recommendation { get; init; } = string.Empty;

    /// <summary>How it came about, step by step; empty when there are no steps.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>How long it took to find out, in milliseconds.</summary>
    public double DurationMs { get; init; }

    /// <summary>When that was; null when it has no time.</summary>
    public DateTime? TimeUtc { get; init; }
}
