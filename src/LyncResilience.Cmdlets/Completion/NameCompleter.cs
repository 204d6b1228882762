using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Base of the completers. They offer what is known here and now: nothing is opened, asked or waited for, because a key that answers late is worse than one that doesn't answer.
/// </summary>
public abstract class NameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        WildcardPattern pattern = new((wordToComplete ?? string.Empty).Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Offers(new CommandLine(commandAst, fakeBoundParameters)).Where(offer => pattern.IsMatch(offer.ListItemText));
    }

    /// <summary>Everything that could stand here.</summary>
    private protected abstract IEnumerable<CompletionResult> Offers(CommandLine line);

    /// <summary>A name, in quotes where PowerShell would not take it as one word.</summary>
    /// <param name="name">The name.</param>
    /// <param name="help">What it stands for.</param>
    private protected static CompletionResult Offer(string name, string help) => new(
        Regex.IsMatch(name, @"^[\w.*:-]+$") ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'",
        name,
        CompletionResultType.ParameterValue,
        help.Length > 0 ? help : name);
}
