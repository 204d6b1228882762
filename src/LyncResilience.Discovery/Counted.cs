using System.Globalization;

namespace LyncResilience.Discovery;

/// <summary>Numbers of things in sentences.</summary>
internal static class Counted
{
    /// <summary>"1 user", "2,000 users".</summary>
    /// <param name="number">How many.</param>
    /// <param name="noun">One of them.</param>
    /// <param name="plural">Several of them; null where it is made with an s.</param>
    public static string Of(long number, string noun, string? plural = null) =>
        string.Format(CultureInfo.InvariantCulture, "{0:N0} {1}", number, number == 1 ? noun : plural ?? noun + "s");
}
