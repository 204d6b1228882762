using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Writes a table of bounded length in a box of its own that scrolls; the page's script makes it sort and filter.</summary>
internal sealed class DataTable
{
    /// <summary>No cell shows more of a text.</summary>
    private const int LongestCell = 500;

    private readonly string _caption;
    private readonly string[] _columns;
    private readonly HashSet<int> _facets;

    /// <param name="caption">What the table is about.</param>
    /// <param name="columns">The columns' headings. Of a heading that begins with <c>=</c> the script offers the values to choose from.</param>
    public DataTable(string caption, params string[] columns)
    {
        _caption = caption;
        _columns = [.. columns.Select(column => column.TrimStart('='))];
        _facets = [.. Enumerable.Range(0, columns.Length).Where(index => columns[index][0] == '=')];
    }

    /// <summary>Writes the first rows and says of how many.</summary>
    public void Write(HtmlBuilder html, IEnumerable<Cell[]> rows, long total, int limit)
    {
        html.Open("div", "class", "table", "data-table", "");
        html.Open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", _caption).Open("table");
        html.Element("caption", total > limit ? $"{_caption} (the first {Words.Count(limit)} of {Words.Count(total)})" : _caption);
        List<Cell[]> shown = [.. rows.Take(limit)];
        html.Open("thead").Open("tr");
        for (int index = 0; index < _columns.Length; index++)
        {
            bool isNumber = shown.Count > 0 && shown[0][index].IsNumber;
            html.Element("th", _columns[index], "scope", "col", "class", isNumber ? "number" : null, "data-facet", _facets.Contains(index) ? string.Empty : null);
        }

        html.Close(2).Open("tbody");
        foreach (Cell[] row in shown)
        {
            html.Open("tr");
            for (int index = 0; index < row.Length; index++)
            {
                WriteCell(html, row[index], isHeading: index == 0);
            }

            html.Close();
        }

        html.Close(4);
    }

    private static void WriteCell(HtmlBuilder html, Cell cell, bool isHeading)
    {
        html.Open(isHeading ? "th" : "td", "scope", isHeading ? "row" : null, "class", cell.Class, "data-key", cell.Key);
        if (cell.Tone is { } tone)
        {
            Badges.Write(html, tone, cell.Text);
        }
        else if (cell.Address is { } address)
        {
            html.Link(address, cell.Text);
        }
        else
        {
            html.Text(cell.Text, LongestCell);
        }

        html.Close();
    }
}
