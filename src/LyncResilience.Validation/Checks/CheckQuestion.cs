using System;

namespace LyncResilience.Validation.Checks;

/// <summary>One target of a check, ready to be judged.</summary>
/// <param name="Target">What is checked.</param>
/// <param name="Judge">Judges it by the thresholds. Pure: the same facts give the same verdict.</param>
public sealed record CheckQuestion(string Target, Func<CheckLimits, CheckVerdict> Judge)
{
    /// <summary>A name by which the site of the target can be found, where the target itself doesn't tell: a host, pool or site.</summary>
    public string? Place { get; init; }

    /// <summary>How long the facts that only this target needs took to collect, in milliseconds.</summary>
    public double DurationMs { get; init; }
}
