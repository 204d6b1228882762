using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LyncResilience.LabHost;

/// <summary>A table in plain text: columns as wide as they need to be, the last one wrapped to what is left.</summary>
internal sealed class TextTable
{
    private const int Width = 98;
    private const int NarrowestLast = 24;
    private const string Indent = "  ";

    private readonly List<string[]> _rows = [];

    public TextTable(params string[] headings)
    {
        _rows.Add(headings);
        _rows.Add([.. headings.Select(heading => new string('-', heading.Length))]);
    }

    public void Add(params string?[] cells) => _rows.Add([.. cells.Select(cell => string.IsNullOrEmpty(cell) ? "-" : cell)]);

    public void Write(TextWriter output)
    {
        int last = _rows[0].Length - 1;
        int[] widths = [.. Enumerable.Range(0, last).Select(column => _rows.Max(row => row[column].Length))];
        int left = Width - Indent.Length - widths.Sum(width => width + Indent.Length);
        foreach (string[] row in _rows)
        {
            string[] lines = [.. Wrap(row[last], Math.Max(left, NarrowestLast))];
            for (int line = 0; line < lines.Length; line++)
            {
                IEnumerable<string> cells = widths.Select((width, column) => (line == 0 ? row[column] : string.Empty).PadRight(width));
                output.WriteLine((Indent + string.Join(Indent, cells.Append(lines[line]))).TrimEnd());
            }
        }
    }

    /// <summary>Breaks a text at spaces; a word that is too long stays whole.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        string line = string.Empty;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        yield return line;
    }
}
