using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.Topology.Native;

/// <summary>
/// An object of a native cmdlet, or what became of it on its way: deserialized from a remote session or Import-Clixml, cut down by
/// Select-Object, a row of a CSV file. Properties are read without regard to case and whatever type they have now.
/// </summary>
internal sealed class NativeObject
{
    private static readonly char[] s_separators = [' ', '\t', '\r', '\n', ',', ';', '{', '}', '"'];

    private readonly Dictionary<string, object?> _properties = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="typeNames">The names of its types; empty for hashtables and rows.</param>
    /// <param name="properties">Its properties. Of two that differ in case only, the last counts.</param>
    public NativeObject(IEnumerable<string> typeNames, IEnumerable<KeyValuePair<string, object?>> properties)
    {
        TypeNames = [.. typeNames.Select(WithoutPrefix)];
        foreach (KeyValuePair<string, object?> property in properties)
        {
            _properties[property.Key] = property.Value;
        }
    }

    /// <summary>The names of its types, without what PowerShell puts in front of types of copies.</summary>
    public IReadOnlyList<string> TypeNames { get; }

    /// <summary>The names of its properties.</summary>
    public IEnumerable<string> PropertyNames => _properties.Keys;

    /// <summary>What follows the last colon: the pool in <c>Registrar:pool.contoso.com</c>, the site in <c>Site:Redmond</c>.</summary>
    public static string Bare(string identity) => identity.Substring(identity.LastIndexOf(':') + 1).Trim();

    /// <summary>Whether it has such a property, whatever its value.</summary>
    public bool Has(string name) => _properties.ContainsKey(name);

    /// <summary>The property as it is; null when it is absent.</summary>
    public object? Value(string name) => _properties.TryGetValue(name, out object? value) ? value : null;

    /// <summary>The property as text; null when it is absent or says nothing.</summary>
    public string? Text(string name) => Value(name) is IEnumerable list and not string ? TextOf(Only(list)) : TextOf(Value(name));

    /// <summary>The property as a name without the prefix of its kind; null when it is absent or says nothing.</summary>
    public string? Name(string name) => Text(name) is { } text && Bare(text) is { Length: > 0 } bare ? bare : null;

    /// <summary>The property as a list of words; null when it is absent or doesn't show its elements.</summary>
    public IReadOnlyList<string>? Words(string name) => Value(name) switch
    {
        null => null,
        string text when IsTypeName(text) => null,
        string text => text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries),
        IEnumerable elements => [.. elements.Cast<object?>().Select(TextOf).OfType<string>()],
        var other => TextOf(other)?.Split(s_separators, StringSplitOptions.RemoveEmptyEntries),
    };

    /// <summary>The property as whole seconds: a TimeSpan, <c>hh:mm:ss</c>, or a number of seconds; null when it is none of these.</summary>
    public int? Seconds(string name)
    {
        double seconds = Value(name) is TimeSpan span || (Whole(name) is null && TimeSpan.TryParse(Text(name), CultureInfo.InvariantCulture, out span))
            ? span.TotalSeconds
            : Whole(name) ?? -1;
        return seconds is >= 0 and <= int.MaxValue ? (int)seconds : null;
    }

    /// <summary>The property as a whole number; null when it is none.</summary>
    public int? Whole(string name) => int.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The property as true or false; null when it is neither.</summary>
    public bool? Flag(string name) => Text(name)?.TrimStart('$').ToUpperInvariant() switch
    {
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => null,
    };

    // A list within a list says nothing.
    private static string? TextOf(object? value)
    {
        string? text = value switch
        {
            null => null,
            string same => same,
            IEnumerable => null,
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
        return string.IsNullOrWhiteSpace(text) || IsTypeName(text!) ? null : text!.Trim();
    }

    private static object? Only(IEnumerable list) => list.Cast<object?>().Take(2).ToArray() is { Length: 1 } only ? only[0] : null;

    // Export-Csv writes the name of its type in place of a list.
    private static bool IsTypeName(string text) => text.StartsWith("System.", StringComparison.Ordinal) || text.StartsWith("Microsoft.Rtc.", StringComparison.Ordinal);

    private static string WithoutPrefix(string typeName)
    {
        string name = typeName;
        while (name.StartsWith("Deserialized.", StringComparison.Ordinal) || name.StartsWith("Selected.", StringComparison.Ordinal))
        {
            name = name.Substring(name.IndexOf('.') + 1);
        }

        return name;
    }
}
