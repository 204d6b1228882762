using System;
using System.Collections.Generic;
using System.Globalization;
using LyncResilience.Discovery;

namespace LyncResilience.Validation.Checks;

/// <summary>Words that several checks need.</summary>
internal static class Text
{
    public static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    public static string Some(IEnumerable<string> names, int most = 5) => Shown.Some([.. names], most);

    public static string Count(long number, string noun) => Counted.Of(number, noun);

    public static string Days(double days) => Count((long)Math.Round(days, MidpointRounding.AwayFromZero), "day");

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static string Day(DateTime? utc) => utc?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "an unknown day";

    public static bool Same(string? left, string? right) => Names.Equals(left, right);
}
