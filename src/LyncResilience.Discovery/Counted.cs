using System.Globalization;

namespace LyncResilience.Discovery;

/// <summary>Numbers of things in sentences.</summary>
internal static class Counted
{
    /// <summary>"1 user", "2,000 users".</summary>
    /// <param name="number">How many.</param>
    /// <param name="noun">One of them; the plural is made with an s.</param>
    public static string Of(long number, string noun) => string.Format(CultureInfo.InvariantCulture, "{0:N0} {1}{2}", number, noun, number == 1 ? string.Empty : "s");
}
