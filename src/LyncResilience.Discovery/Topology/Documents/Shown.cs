namespace LyncResilience.Discovery.Topology;

/// <summary>Texts of a document in messages: cut where they are no use to anybody whole.</summary>
internal static class Shown
{
    private const int Longest = 80;

    /// <summary>The text in quotation marks.</summary>
    public static string Of(string text) => $"'{Short(text)}'";

    /// <summary>The text alone.</summary>
    public static string Short(string text) => text.Length > Longest ? text.Substring(0, Longest) + "…" : text;
}
