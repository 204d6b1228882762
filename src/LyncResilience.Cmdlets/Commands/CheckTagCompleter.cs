using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using LyncResilience.Validation.Checks;

namespace LyncResilience.Cmdlets;

/// <summary>Completes the tags of checks: groups, severities and what they need first, then ids, each with what it stands for.</summary>
public sealed class CheckTagCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        WildcardPattern pattern = new((wordToComplete ?? string.Empty).Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        IEnumerable<(string Tag, string Help)> shared = CheckCatalog.All.SelectMany(check => check.Tags.Where(tag => tag != check.Id)).Distinct(StringComparer.Ordinal)
            .Select(tag => (tag, $"{CheckCatalog.All.Count(check => check.Tags.Contains(tag))} checks"));
        return shared.Concat(CheckCatalog.All.Select(check => (check.Id, check.Title)))
            .Where(tag => pattern.IsMatch(tag.Item1))
            .Select(tag => new CompletionResult(tag.Item1, tag.Item1, CompletionResultType.ParameterValue, tag.Item2));
    }
}
