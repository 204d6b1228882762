using System.Text;

namespace LyncResilience.Validation.Reports;

/// <summary>Text that is not ours within Markdown: it must show as it is, whatever is in it (CommonMark 0.31 2.4; tables: GitHub Flavored Markdown 4.10).</summary>
internal static class MarkdownText
{
    /// <summary>On one line, in a table or not.</summary>
    public static string Of(object? value)
    {
        string text = ReportText.Shortened(ReportText.Line(ReportText.Of(value)), ReportLimits.CellLength);
        StringBuilder escaped = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            switch (character)
            {
                // As entities: wikis that take HTML don't all take a backslash before it.
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '\\' or '`' or '*' or '[' or ']' or '|' or '~' or '#' or '$':
                case '_' when !(IsWord(text, index - 1) && IsWord(text, index + 1)):
                    escaped.Append('\\').Append(character);
                    break;
                default:
                    escaped.Append(character);
                    break;
            }
        }

        return escaped.ToString();
    }

    // Within a word an underscore emphasizes nothing.
    private static bool IsWord(string text, int index) => index >= 0 && index < text.Length && char.IsLetterOrDigit(text[index]);
}
