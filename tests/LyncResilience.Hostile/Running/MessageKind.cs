using System;
using System.Text.RegularExpressions;

namespace LyncResilience.Hostile.Running;

/// <summary>What messages have in common that say the same of different input: numbers and quoted parts are left out.</summary>
internal static partial class MessageKind
{
    private const int Length = 120;

    public static string Of(string message)
    {
        string line = message.Split('\n', 2)[0];
        string kind = Variable().Replace(line.Length > 4 * Length ? line[..(4 * Length)] : line, "…");
        return kind.Length > Length ? kind[..Length] : kind;
    }

    public static string Of(Exception exception) => exception.GetType().Name + ": " + Of(exception.Message);

    [GeneratedRegex("'[^']*'|\"[^\"]*\"|<[^>]*>|[0-9]+")]
    private static partial Regex Variable();
}
