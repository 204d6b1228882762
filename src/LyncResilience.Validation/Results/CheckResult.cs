using System;
using System.Collections.Generic;

namespace LyncResilience;

/// <summary>What one check found of one target. Immutable.</summary>
public sealed class CheckResult
{
    internal CheckResult()
    {
    }

    /// <summary>The check's stable id, such as <c>LR-DNS-001</c>.</summary>
    public string Id { get; internal init; } = string.Empty;

    /// <summary>What should be so, in a few words.</summary>
    public string Title { get; internal init; } = string.Empty;

    /// <summary>What the check belongs to: <c>DNS</c>, <c>REG</c>, <c>TLS</c>, <c>PAIR</c>, <c>CAP</c>, <c>CACHE</c> or <c>SIM</c>.</summary>
    public string Group { get; internal init; } = string.Empty;

    /// <summary>What was checked: a record name, a host, a pool, a pair, a cache file or a failure.</summary>
    public string Target { get; internal init; } = string.Empty;

    /// <summary>What it came to.</summary>
    public CheckStatus Status { get; internal init; }

    /// <summary>How much it matters when it fails.</summary>
    public CheckSeverity Severity { get; internal init; }

    /// <summary>What is asked for.</summary>
    public string Expected { get; internal init; } = string.Empty;

    /// <summary>What was found.</summary>
    public string Actual { get; internal init; } = string.Empty;

    /// <summary>The result in one sentence; of a skipped check, why.</summary>
    public string Detail { get; internal init; } = string.Empty;

    /// <summary>The smallest next step; empty when nothing needs to be done.</summary>
    public string Recommendation { get; internal init; } = string.Empty;

    /// <summary>Where it is written that this should be so: a link.</summary>
    public string Source { get; internal init; } = string.Empty;

    /// <summary>The check's tags, its id and group among them.</summary>
    public IReadOnlyList<string> Tags { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<string>([]);

    /// <summary>How long the facts that only this target needs took to collect, in milliseconds.</summary>
    public double DurationMs { get; internal init; }

    /// <summary>When the facts were collected.</summary>
    public DateTime TimeUtc { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {Id} {Target}: {Detail}";
}
