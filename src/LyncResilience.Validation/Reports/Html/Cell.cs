using System.Globalization;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>A cell of a table.</summary>
internal sealed class Cell
{
    private Cell(string text) => Text = text;

    public string Text { get; }

    /// <summary>The sign in front; null for none.</summary>
    public Tone? Tone { get; private set; }

    /// <summary>What the cell sorts by; null for its text.</summary>
    public string? Key { get; private set; }

    public bool IsNumber { get; private set; }

    public bool IsName { get; private set; }

    /// <summary>How the cell's text takes room; null when it needs no care.</summary>
    public string? Class => IsNumber ? "number" : IsName ? (Text.Length > 40 ? "name long" : "name") : Text.Length > 60 ? "prose" : Text.Length > 18 ? "phrase" : null;

    /// <summary>Where the text leads, when that is an address of the web.</summary>
    public string? Address { get; private set; }

    /// <summary>Prose.</summary>
    public static Cell Of(string? text) => new(text ?? string.Empty);

    /// <summary>The name of a host, a pool or a user; a dash when there is none.</summary>
    public static Cell Name(string? name) => string.IsNullOrEmpty(name) ? new Cell("–") { Key = string.Empty } : new Cell(name!) { IsName = true };

    public static Cell Count(long? number) => new(number is { } known ? Words.Count(known) : "–") { IsNumber = true, Key = (number ?? -1).ToString(CultureInfo.InvariantCulture) };

    public static Cell Seconds(double seconds) => new(Words.Duration(seconds)) { IsNumber = true, Key = Words.Number(seconds) };

    /// <summary>An instant of a simulation.</summary>
    public static Cell Clock(double seconds) => new(Words.Clock(seconds)) { IsNumber = true, Key = Words.Number(seconds) };

    /// <summary>A text that sorts as a number.</summary>
    public static Cell Keyed(string text, double key) => new(text) { IsNumber = true, Key = Words.Number(key) };

    /// <summary>A state. Sorted, the worst come first.</summary>
    public static Cell State(Tone tone, string word) => new(word)
    {
        Tone = tone,
        Key = tone switch { Html.Tone.Bad => "0", Html.Tone.Unknown => "1", Html.Tone.Warn => "2", Html.Tone.Quiet => "3", _ => "4" },
    };

    public static Cell Link(string address, string text) => new(text) { Address = address };
}
