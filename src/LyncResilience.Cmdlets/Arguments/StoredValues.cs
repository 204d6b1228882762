using System;
using System.Globalization;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>Reads properties of results that came out of a remote session, a CliXml, JSON or CSV file, where their types got lost.</summary>
internal static class StoredValues
{
    /// <summary>A text; null when there is none.</summary>
    internal static string? TextOf(this PSObject stored, string name) => stored.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A value. Enumerations come as numbers or as names; what can't be read is as if it weren't there.</summary>
    internal static T? ValueOf<T>(this PSObject stored, string name) =>
        stored.TextOf(name) is not null && Convert(stored.Properties[name].Value, typeof(T), name) is T value ? value : default;

    /// <summary>A value of a plain type; null when the type isn't plain or the value none of its values.</summary>
    /// <param name="value">The value as it came.</param>
    /// <param name="type">The type that it had.</param>
    /// <param name="name">The name of its property: by our habit, times in UTC end so.</param>
    internal static object? Convert(object value, Type type, string name)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        object raw = Elements.Unwrap(value)!;
        if (plain == typeof(string))
        {
            return raw is PSObject ? null : System.Convert.ToString(raw, CultureInfo.InvariantCulture);
        }

        if (plain == typeof(object))
        {
            // JSON has but one kind of whole numbers.
            return raw is long number and >= int.MinValue and <= int.MaxValue ? (int)number : raw;
        }

        if (plain == typeof(DateTime))
        {
            return TimeOf(raw) is not { } time ? null : !name.EndsWith("Utc", StringComparison.Ordinal) ? time
                : time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);
        }

        if (plain == typeof(TimeSpan) && raw is PSObject { Properties: { } parts } && parts["Ticks"]?.Value is { } ticks)
        {
            return TimeSpan.FromTicks(System.Convert.ToInt64(ticks, CultureInfo.InvariantCulture));
        }

        if (plain == typeof(double) && raw is string written)
        {
            return double.TryParse(written, NumberStyles.Float, CultureInfo.CurrentCulture, out double spoken) ? spoken
                : double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out spoken) ? spoken : null;
        }

        return plain.IsValueType && LanguagePrimitives.TryConvertTo(raw, plain, CultureInfo.InvariantCulture, out object converted) ? converted : null;
    }

    // Export-Csv writes numbers and times in the language of the session.
    private static DateTime? TimeOf(object raw) => raw switch
    {
        DateTime time => time,
        string text when DateTime.TryParse(text, CultureInfo.CurrentCulture, DateTimeStyles.None, out DateTime spoken) || DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out spoken) => spoken,
        _ => null,
    };
}
