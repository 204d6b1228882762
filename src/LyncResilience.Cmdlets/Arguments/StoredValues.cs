using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>Reads properties of results that came out of a remote session, a CliXml, JSON or CSV file, where their types got lost.</summary>
internal static class StoredValues
{
    /// <summary>A text; null when there is none.</summary>
    internal static string? TextOf(this PSObject stored, string name) => stored.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A value. Enumerations come as numbers or as names; what can't be read is as if it weren't there.</summary>
    internal static T? ValueOf<T>(this PSObject stored, string name) =>
        stored.TextOf(name) is not null && LanguagePrimitives.TryConvertTo(stored.Properties[name].Value, out T value) ? value : default;
}
