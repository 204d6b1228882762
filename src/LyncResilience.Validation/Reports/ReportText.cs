using System;
using System.Globalization;
using System.Text;

namespace LyncResilience.Validation.Reports;

/// <summary>Values as text, the same on every machine and in every culture.</summary>
internal static class ReportText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// A text without what can't be seen: control characters, halves of surrogate pairs, what XML forbids (XML 1.0 2.2) and marks that turn the direction of what
    /// follows (Unicode TR 9), by which a name could pass for another. Each becomes U+FFFD. Line ends are LF, a tab is a space.
    /// </summary>
    public static string Visible(string text)
    {
        StringBuilder visible = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            if (character == '\r')
            {
                visible.Append('\n');
                index += index + 1 < text.Length && text[index + 1] == '\n' ? 1 : 0;
            }
            else if (index + 1 < text.Length && char.IsSurrogatePair(character, text[index + 1]))
            {
                visible.Append(character).Append(text[++index]);
            }
            else
            {
                visible.Append(character switch
                {
                    '\n' or '\u2028' or '\u2029' => '\n',
                    '\t' => ' ',
                    _ => IsHidden(character) ? Replacement : character,
                });
            }
        }

        return visible.ToString();
    }

    /// <summary>The same on one line.</summary>
    public static string Line(string text) => Visible(text).Replace('\n', ' ');

    /// <summary>The beginning of a text, with an ellipsis when there was more.</summary>
    public static string Shortened(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = length - 1;
        return text.Substring(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end) + "…";
    }

    /// <summary>A number with three decimals at most.</summary>
    public static string Number(double number) => Math.Round(number, 3).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>An instant as ISO 8601: in UTC with a Z, and without one where the time zone is not known.</summary>
    public static string Time(DateTime time) => time.Kind == DateTimeKind.Unspecified
        ? time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
        : time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A value of a column.</summary>
    public static string Of(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => Number(number),
        DateTime time => Time(time),
        Enum word => word.ToString(),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    private static bool IsHidden(char character) =>
        char.IsControl(character) || char.IsSurrogate(character)
        || character is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF';
}
