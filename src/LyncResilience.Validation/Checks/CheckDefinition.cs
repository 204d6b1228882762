using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Validation.Facts;

namespace LyncResilience.Validation.Checks;

/// <summary>A check as data: what should be so, why, what to do when it isn't, and how to tell from facts. Immutable.</summary>
public sealed class CheckDefinition
{
    internal CheckDefinition(string id, CheckSeverity severity, string title)
    {
        Id = id;
        Severity = severity;
        Title = title;
    }

    /// <summary>The stable id: <c>LR-</c>, the group, and a number.</summary>
    public string Id { get; }

    /// <summary>What the check belongs to: <c>DNS</c>, <c>REG</c>, <c>TLS</c>, <c>PAIR</c>, <c>CAP</c>, <c>CACHE</c> or <c>SIM</c>.</summary>
    public string Group => Id.Split('-')[1];

    /// <summary>What should be so, in one line.</summary>
    public string Title { get; }

    /// <summary>How much it matters when it isn't so, unless a configuration says otherwise.</summary>
    public CheckSeverity Severity { get; }

    /// <summary>What is asked for, in a few words.</summary>
    public string Expected { get; internal init; } = string.Empty;

    /// <summary>Why it matters, in one sentence.</summary>
    public string Why { get; internal init; } = string.Empty;

    /// <summary>Where that is written: a public link.</summary>
    public string Source { get; internal init; } = string.Empty;

    /// <summary>The smallest next step when it isn't so.</summary>
    public string Remedy { get; internal init; } = string.Empty;

    /// <summary>The numbers that it compares with.</summary>
    public IReadOnlyList<CheckThreshold> Thresholds { get; internal init => field = Array.AsReadOnly(value.ToArray()); } = [];

    /// <summary>What has to be collected before it can be judged.</summary>
    public FactStage Needs { get; internal init; }

    /// <summary>By what it can be chosen: its id, its group, its severity, and what it needs.</summary>
    public IReadOnlyList<string> Tags => Array.AsReadOnly(new[] { Id, Group, Severity.ToString(), Needs.ToString() });

    /// <summary>The targets that the facts hold for it; none where there is nothing to check.</summary>
    internal Func<SiteFacts, IEnumerable<CheckQuestion>> Ask { get; init; } = _ => [];

    /// <summary>Why there is nothing to check, when there is no target.</summary>
    internal Func<SiteFacts, string> WhyNothing { get; init; } = _ => "There is nothing of this kind to check.";

    /// <summary>Finds a threshold by its name, without regard to case.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The threshold; null when there is none of that name.</returns>
    public CheckThreshold? FindThreshold(string name) => Thresholds.FirstOrDefault(threshold => string.Equals(threshold.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What there is to judge: one question for each target, and where there is no target a single one that says why.</summary>
    /// <param name="facts">The facts.</param>
    public IReadOnlyList<CheckQuestion> Questions(SiteFacts facts)
    {
        CheckQuestion[] questions = [.. Ask(facts)];
        return questions.Length > 0 ? questions : [new CheckQuestion(string.Join(", ", facts.SipDomains), _ => CheckVerdict.Skip(WhyNothing(facts)))];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Title}";
}
