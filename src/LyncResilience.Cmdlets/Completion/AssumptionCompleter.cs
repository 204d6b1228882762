using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>Completes what the model assumes, as a table with the default in it, ready to be changed. PowerShell lets nobody complete the keys inside a table.</summary>
public sealed class AssumptionCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Offers(CommandLine line) => SimulationAssumptions.Default.All.Select(assumption => new CompletionResult(
        $"@{{ {assumption.Name} = {Literal(assumption.Default)} }}",
        assumption.Name,
        CompletionResultType.ParameterValue,
        $"{assumption.Unit}: {assumption.Reason}"));

    private static string Literal(object value) => value is bool flag ? (flag ? "$true" : "$false") : string.Format(CultureInfo.InvariantCulture, "{0}", value);
}
