using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace LyncResilience.Cmdlets;

/// <summary>What a command line that is still being typed says of its topology or laboratory: values of variables, but no file, which would have to be read.</summary>
internal sealed class CommandLine
{
    private readonly CommandAst _command;
    private readonly IDictionary _bound;

    /// <param name="command">The command as far as it is typed.</param>
    /// <param name="bound">The values of its parameters, where PowerShell knows them without running anything.</param>
    internal CommandLine(CommandAst command, IDictionary bound)
    {
        _command = command;
        _bound = bound;
    }

    /// <summary>The pools of the topology or laboratory.</summary>
    internal IEnumerable<PSObject> Pools => ElementsOf(Topology, "Pools").Select(PSObject.AsPSObject).Where(pool => TextOf(pool, "Fqdn").Length > 0);

    /// <summary>The sites of the topology.</summary>
    internal IEnumerable<string> Sites => TextsOf(Topology, "Sites");

    /// <summary>The SIP domains of the topology.</summary>
    internal IEnumerable<string> SipDomains => TextsOf(Topology, "SipDomains");

    // Of a laboratory, its topology. A stored topology has the same properties; text has none of them.
    private PSObject? Topology => Given is not { } given ? null
        : given.Properties["Topology"]?.Value is { } inside ? PSObject.AsPSObject(inside)
        : given;

    // Without -Lab the commands for a laboratory take the session's.
    private PSObject? Given => (_bound["Topology"] ?? _bound["Lab"] ?? Piped ?? (_command.GetCommandName()?.EndsWith("-ResilienceLab", System.StringComparison.OrdinalIgnoreCase) == true ? Variable("ResilienceLab") : null)) is { } value
        ? PSObject.AsPSObject(value)
        : null;

    private object? Piped => _command.Parent is PipelineAst pipeline && pipeline.PipelineElements[0] is CommandExpressionAst { Expression: VariableExpressionAst variable }
        ? Variable(variable.VariablePath.UserPath)
        : null;

    internal static string TextOf(PSObject value, string property) => value.Properties[property]?.Value?.ToString() ?? string.Empty;

    internal static IEnumerable<string> TextsOf(PSObject? value, string property) => ElementsOf(value, property).Select(text => text.ToString()).OfType<string>();

    private static IEnumerable<object> ElementsOf(PSObject? value, string property) => Elements.Of(value?.Properties[property]?.Value);

    private static object? Variable(string name) => ScriptBlock.Create("param($name) Get-Variable -Name $name -ValueOnly -ErrorAction Ignore").InvokeReturnAsIs(name);
}
