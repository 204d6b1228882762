using System.Text;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Makes any text harmless inside an element or a quoted attribute of HTML and of SVG inside HTML.</summary>
internal static class HtmlText
{
    /// <summary>The text encoded, cut after so many characters.</summary>
    public static string Encode(string text, int limit)
    {
        StringBuilder encoded = new(text.Length + 16);
        for (int index = 0; index < text.Length; index++)
        {
            if (index >= limit)
            {
                return encoded.Append('…').ToString();
            }

            char character = text[index];
            if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                encoded.Append(character).Append(text[++index]);
                continue;
            }

            _ = character switch
            {
                '&' => encoded.Append("&amp;"),
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                '\n' or '\t' => encoded.Append(character),
                '\r' => encoded,
                _ => encoded.Append(IsMisleading(character) ? '\uFFFD' : character),
            };
        }

        return encoded.ToString();
    }

    // Controls and halves of pairs are no characters of HTML (HTML Living Standard, 13.2.3.5); the marks that turn the direction of text can make a name look like
    // another one (Unicode Technical Report 36, 2.2.5).
    private static bool IsMisleading(char character) =>
        char.IsControl(character) || char.IsSurrogate(character) || character is '\u200E' or '\u200F' or '\u061C' or '\uFFFE' or '\uFFFF'
        || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
