using System;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Numbers, times and names as people read them, the same in every culture.</summary>
internal static class Words
{
    public static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary><c>1 user</c>, <c>2,000 users</c>.</summary>
    public static string Count(long number, string thing) => $"{Count(number)} {thing}{(number == 1 ? string.Empty : "s")}";

    /// <summary>The two largest units: <c>45 s</c>, <c>4 min 30 s</c>, <c>2 h 10 min</c>, <c>1 d</c>.</summary>
    public static string Duration(double seconds)
    {
        TimeSpan time = TimeSpan.FromSeconds(Math.Round(seconds, seconds < 10 ? 1 : 0));
        (double Value, string Unit)[] parts = [(time.Days, "d"), (time.Hours, "h"), (time.Minutes, "min"), (time.Seconds + (time.Milliseconds / 1000.0), "s")];
        string[] told = [.. parts.SkipWhile(part => part.Value == 0).Take(2).Where(part => part.Value > 0).Select(part => part.Value.ToString(CultureInfo.InvariantCulture) + " " + part.Unit)];
        return told.Length == 0 ? "0 s" : string.Join(" ", told);
    }

    /// <summary><c>00:04:30</c>, with days in front where there are any; fractions of seconds are cut.</summary>
    public static string Clock(double seconds) => SimulationTime.Text(Math.Floor(seconds));

    public static string Date(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Unspecified ? string.Empty : " UTC");

    public static string Milliseconds(double milliseconds) => milliseconds.ToString("#,0", CultureInfo.InvariantCulture) + " ms";

    /// <summary>A coordinate.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A text cut in the middle, where names of hosts differ least.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int tail = (length - 1) / 3;
        return text.Substring(0, length - 1 - tail) + "…" + text.Substring(text.Length - tail);
    }

    /// <summary>The first letter as a capital one.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text.Substring(1);
}
