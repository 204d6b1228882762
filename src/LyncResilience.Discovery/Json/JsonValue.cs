using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.Json;

/// <summary>A JSON value and the place where it begins. Immutable.</summary>
internal sealed class JsonValue
{
    private static readonly JsonValue[] s_noItems = [];
    private static readonly JsonMember[] s_noMembers = [];

    private JsonValue(JsonKind kind, int line, int column)
    {
        Kind = kind;
        Line = line;
        Column = column;
    }

    public JsonKind Kind { get; }

    /// <summary>The line, counted from 1; 0 when it was not read from a text.</summary>
    public int Line { get; }

    /// <summary>The column in UTF-16 units, counted from 1; 0 when it was not read from a text.</summary>
    public int Column { get; }

    /// <summary>The characters of a text; a number, <c>true</c>, <c>false</c> or <c>null</c> as it was written. Empty for arrays and objects.</summary>
    public string Text { get; private init; } = string.Empty;

    /// <summary>The elements of an array, in order.</summary>
    public IReadOnlyList<JsonValue> Items { get; private init; } = s_noItems;

    /// <summary>The members of an object, in order. No two names are equal without regard to case.</summary>
    public IReadOnlyList<JsonMember> Members { get; private init; } = s_noMembers;

    public static JsonValue Of(string text) => OfText(text, 0, 0);

    public static JsonValue Of(int number) => OfNumber(number.ToString(CultureInfo.InvariantCulture), 0, 0);

    public static JsonValue Of(bool value) => OfWord(JsonKind.Boolean, value ? "true" : "false", 0, 0);

    public static JsonValue Of(IEnumerable<string> texts) => Of(texts.Select(Of));

    public static JsonValue Of(IEnumerable<JsonValue> items) => OfItems([.. items], 0, 0);

    /// <summary>An object of those members that have a value.</summary>
    public static JsonValue Of(params (string Key, JsonValue? Value)[] members) =>
        OfMembers([.. members.Where(member => member.Value is not null).Select(member => new JsonMember(member.Key, member.Value!))], 0, 0);

    internal static JsonValue OfText(string text, int line, int column) => new(JsonKind.Text, line, column) { Text = text };

    internal static JsonValue OfNumber(string digits, int line, int column) => new(JsonKind.Number, line, column) { Text = digits };

    internal static JsonValue OfWord(JsonKind kind, string word, int line, int column) => new(kind, line, column) { Text = word };

    internal static JsonValue OfItems(JsonValue[] items, int line, int column) => new(JsonKind.Array, line, column) { Items = items };

    internal static JsonValue OfMembers(JsonMember[] members, int line, int column) => new(JsonKind.Object, line, column) { Members = members };

    /// <summary>What it is, for a message: short whatever it holds.</summary>
    public override string ToString() => Kind switch
    {
        JsonKind.Array => "an array",
        JsonKind.Object => "an object",
        JsonKind.Text => $"'{Shortened(Text)}'",
        _ => Shortened(Text),
    };

    private static string Shortened(string text)
    {
        string line = new([.. text.Take(40).Select(character => char.IsControl(character) ? ' ' : character)]);
        return text.Length > 40 ? line + "…" : line;
    }
}
