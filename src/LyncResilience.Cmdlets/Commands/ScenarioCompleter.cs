using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using LyncResilience.Lab.Scenarios;

namespace LyncResilience.Cmdlets;

/// <summary>Completes the names of the built-in scenarios.</summary>
public sealed class ScenarioCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        WildcardPattern pattern = new((wordToComplete ?? string.Empty).Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return LabScenarios.BuiltIn
            .Where(scenario => pattern.IsMatch(scenario.Name))
            .Select(scenario => new CompletionResult(scenario.Name, scenario.Name, CompletionResultType.ParameterValue, scenario.Description));
    }
}
