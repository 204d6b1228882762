using System;

namespace LyncResilience.Validation.Configuration;

/// <summary>Results that nobody wants to see for a while, and why. Immutable.</summary>
public sealed record CheckExclusion
{
    /// <summary>The ids of the checks, with <c>*</c> and <c>?</c> as wildcards.</summary>
    public string Check { get; init; } = "*";

    /// <summary>The targets, with <c>*</c> and <c>?</c> as wildcards.</summary>
    public string Target { get; init; } = "*";

    /// <summary>Why; it stands in the result.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The last day (UTC) on which it holds. From the next day on the results are back, and say so.</summary>
    public DateTime Until { get; init; }

    /// <summary>Whether it is about a check and target.</summary>
    internal bool Covers(string check, string target) => Wildcard.IsMatch(Check, check) && Wildcard.IsMatch(Target, target);
}
