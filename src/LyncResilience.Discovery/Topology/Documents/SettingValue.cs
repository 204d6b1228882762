using System;
using System.Globalization;
using System.Xml;

namespace LyncResilience.Discovery.Topology;

/// <summary>Reads values of settings whose form no public document shows.</summary>
internal static class SettingValue
{
    // Set-CsRegistrar takes intervals up to 24 hours (Microsoft Learn, Set-CsRegistrar).
    private const int LongestSeconds = 24 * 60 * 60;

    /// <summary>An interval as a number of seconds (<c>300</c>), a time span (<c>00:05:00</c>) or an ISO 8601 duration (<c>PT300S</c>).</summary>
    /// <returns>Whole seconds; null when it is none of these, or not from 1 second to 24 hours.</returns>
    public static int? Seconds(string text)
    {
        double seconds;
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds))
        {
            seconds = Span(text)?.TotalSeconds ?? 0;
        }

        return seconds is >= 1 and <= LongestSeconds ? (int)seconds : null;
    }

    /// <summary>A switch: true or false in any case, 1 or 0. Null when it is neither.</summary>
    public static bool? Switch(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => null,
    };

    private static TimeSpan? Span(string text)
    {
        if (text.Contains(":"))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span) ? span : null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }
}
