using System.Text;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Makes any text harmless inside an element or a quoted attribute of HTML and of SVG inside HTML.</summary>
internal static class HtmlText
{
    /// <summary>The text encoded, cut after so many characters. What can't be seen is replaced.</summary>
    public static string Encode(string text, int limit)
    {
        string shown = ReportText.Visible(ReportText.Shortened(text, limit));
        StringBuilder encoded = new(shown.Length + 16);
        foreach (char character in shown)
        {
            _ = character switch
            {
                '&' => encoded.Append("&amp;"),
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                _ => encoded.Append(character),
            };
        }

        return encoded.ToString();
    }
}
