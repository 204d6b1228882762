using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Lab.Scenarios;

namespace LyncResilience.Cmdlets;

/// <summary>Completes the names of the built-in scenarios.</summary>
public sealed class ScenarioCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Offers(CommandLine line) => LabScenarios.BuiltIn.Select(scenario => Offer(scenario.Name, scenario.Description));
}
