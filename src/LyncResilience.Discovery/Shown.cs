using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery;

/// <summary>Texts of others in messages: cut where they are no use to anybody whole.</summary>
internal static class Shown
{
    /// <summary>What stands in the place of a credential.</summary>
    public const string Hidden = "[hidden]";

    private const int Longest = 80;
    private const int LongestMessage = 300;
    private const int LongestSentence = 1500;

    /// <summary>The text in quotation marks.</summary>
    public static string Of(string text) => $"'{Short(text)}'";

    /// <summary>The text alone.</summary>
    public static string Short(string text) => Cut(text, Longest);

    /// <summary>A message that may quote the document.</summary>
    public static string Message(string text) => Cut(text, LongestMessage);

    /// <summary>A whole sentence that quotes a document, and maybe lists all that would be right.</summary>
    public static string Sentence(string text) => Cut(text, LongestSentence);

    /// <summary>The first of some names, and how many more there are: "a, b, c and 4 more".</summary>
    /// <param name="names">The names.</param>
    /// <param name="most">How many are shown.</param>
    public static string Some(IReadOnlyCollection<string> names, int most) => string.Join(", ", names.Take(most))
        + (names.Count > most ? string.Format(CultureInfo.InvariantCulture, " and {0} more", names.Count - most) : string.Empty);

    private static string Cut(string text, int longest) => text.Length > longest ? text.Substring(0, longest) + "…" : text;
}
