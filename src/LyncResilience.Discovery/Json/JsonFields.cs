using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace LyncResilience.Discovery.Json;

/// <summary>
/// The members of one object as a file format wants them: names without regard to case, none but the known ones, values of the right type.
/// Every error names line, column, key and expectation. <c>null</c> is as good as absent.
/// </summary>
internal sealed class JsonFields
{
    private static readonly Regex s_time = new(@"^(?:(?<d>[0-9]{1,5})\.)?(?<h>[0-9]{1,2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})\z", RegexOptions.CultureInvariant);

    private readonly JsonValue _value;
    private readonly string _what;
    private readonly Dictionary<string, JsonMember> _members;

    private JsonFields(JsonValue value, string what)
    {
        _value = value;
        _what = what;
        _members = value.Members.ToDictionary(member => member.Key, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Looks at an object.</summary>
    /// <param name="value">What should be an object.</param>
    /// <param name="what">What it describes, for messages: "a pool".</param>
    /// <param name="keys">The known keys in the spelling of the documentation.</param>
    /// <exception cref="JsonFormatException">It is no object, or has a key that isn't known.</exception>
    public static JsonFields Of(JsonValue value, string what, params string[] keys)
    {
        if (value.Kind != JsonKind.Object)
        {
            throw new JsonFormatException(value.Line, value.Column, $"expected an object for {what}, found {value}.");
        }

        foreach (JsonMember member in value.Members)
        {
            if (!keys.Contains(member.Key, StringComparer.OrdinalIgnoreCase))
            {
                // The search for the nearest is quadratic in the length of what was typed.
                string nearest = member.Key.Length <= 100 ? $" Did you mean '{NearestName.Of(member.Key, keys)}'?" : $" Known keys: {string.Join(", ", keys)}.";
                throw new JsonFormatException(member.Line, member.Column, $"unknown key {JsonValue.Of(member.Key)} in {what}.{nearest}");
            }
        }

        return new JsonFields(value, what);
    }

    /// <summary>The value of a key; null when it is absent or <c>null</c>.</summary>
    public JsonValue? Find(string key) => _members.TryGetValue(key, out JsonMember? member) && member.Value.Kind != JsonKind.Null ? member.Value : null;

    /// <summary>A text that is not blank; null when absent.</summary>
    public string? Text(string key) => Find(key) is { } value ? TextOf(value, $"'{key}'") : null;

    /// <summary>A text that is not blank and must be there.</summary>
    public string RequiredText(string key) =>
        Text(key) ?? throw new JsonFormatException(_value.Line, _value.Column, $"{_what} needs the key '{key}', a text.");

    /// <summary>A whole number within limits; null when absent.</summary>
    public int? Whole(string key, int least = 0, int most = int.MaxValue)
    {
        JsonValue? value = Find(key);
        return value switch
        {
            null => null,
            { Kind: JsonKind.Number } when TryWhole(value.Text, out int number) && number >= least && number <= most => number,
            _ => throw Error(value, key, most == int.MaxValue ? $"a whole number of at least {least}" : $"a whole number from {least} to {most}"),
        };
    }

    /// <summary><c>true</c> or <c>false</c>; null when absent.</summary>
    public bool? Flag(string key)
    {
        JsonValue? value = Find(key);
        return value switch
        {
            null => null,
            { Kind: JsonKind.Boolean } => value.Text == "true",
            _ => throw Error(value, key, "true or false"),
        };
    }

    /// <summary>A time in seconds, written as a whole number, <c>hh:mm:ss</c> or <c>d.hh:mm:ss</c>; null when absent.</summary>
    public int? Seconds(string key, int least = 0)
    {
        JsonValue? value = Find(key);
        int seconds = 0;
        bool read = value?.Kind switch
        {
            JsonKind.Number => TryWhole(value.Text, out seconds),
            JsonKind.Text => TryTime(value.Text, out seconds),
            _ => false,
        };
        return value is null ? null
            : read && seconds >= least ? seconds
            : throw Error(value, key, $"seconds or hh:mm:ss, at least {least} s");
    }

    /// <summary>One of the names of an enumeration, without regard to case; null when absent.</summary>
    public T? Choice<T>(string key)
        where T : struct, Enum
    {
        JsonValue? value = Find(key);
        if (value is null)
        {
            return null;
        }

        // Not Enum.TryParse alone: it takes numbers and lists too.
        string? name = Array.Find(Enum.GetNames(typeof(T)), candidate => string.Equals(candidate, value.Text, StringComparison.OrdinalIgnoreCase));
        return value.Kind == JsonKind.Text && name is not null
            ? (T)Enum.Parse(typeof(T), name)
            : throw Error(value, key, $"one of {string.Join(", ", Enum.GetNames(typeof(T)))}");
    }

    /// <summary>Texts that are not blank; empty when absent.</summary>
    public IReadOnlyList<string> Texts(string key) => [.. Items(key, "an array of texts").Select(item => TextOf(item, $"an element of '{key}'"))];

    /// <summary>Objects; empty when absent.</summary>
    /// <param name="key">The key of the array.</param>
    /// <param name="what">What each describes, for messages: "a pool".</param>
    /// <param name="keys">The keys that each may have.</param>
    public IReadOnlyList<JsonFields> Objects(string key, string what, params string[] keys) => [.. Items(key, "an array of objects").Select(item => Of(item, what, keys))];

    /// <summary>An error at the value of a key, or at the object when the key is absent.</summary>
    public JsonFormatException Error(string key, string problem)
    {
        JsonValue place = Find(key) ?? _value;
        return new JsonFormatException(place.Line, place.Column, problem);
    }

    private static JsonFormatException Error(JsonValue value, string key, string expected) =>
        new(value.Line, value.Column, $"'{key}' must be {expected}, found {value}.");

    private static string TextOf(JsonValue value, string what) => value.Kind == JsonKind.Text && !string.IsNullOrWhiteSpace(value.Text)
        ? value.Text
        : throw new JsonFormatException(value.Line, value.Column, $"{what} must be a text that is not blank, found {value}.");

    private static bool TryWhole(string text, out int number) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static bool TryTime(string text, out int seconds)
    {
        Match time = s_time.Match(text);
        long total = (Part("d") * 86_400L) + (Part("h") * 3_600) + (Part("m") * 60) + Part("s");
        bool valid = time.Success && Part("h") < 24 && Part("m") < 60 && Part("s") < 60 && total <= int.MaxValue;
        seconds = valid ? (int)total : 0;
        return valid;

        int Part(string name) => time.Groups[name].Success ? int.Parse(time.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
    }

    private IReadOnlyList<JsonValue> Items(string key, string expected)
    {
        JsonValue? value = Find(key);
        return value switch
        {
            null => [],
            { Kind: JsonKind.Array } => value.Items,
            _ => throw Error(value, key, expected),
        };
    }
}
