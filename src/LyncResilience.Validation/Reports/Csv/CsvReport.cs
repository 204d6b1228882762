using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LyncResilience.Validation.Reports;

/// <summary>
/// Writes a report as one table, as RFC 4180 has it but for line ends, which are LF. Results of one kind keep their own columns, one row for each; a mixture is told in
/// the columns that all kinds have in common.
/// </summary>
internal sealed class CsvReport : IReportWriter
{
    private static readonly IReadOnlyList<ReportColumn<ReportRow>> s_common =
    [
        new(nameof(ReportRow.Kind), row => row.Kind),
        new(nameof(ReportRow.Name), row => row.Name),
        new(nameof(ReportRow.Status), row => row.Status),
        new(nameof(ReportRow.Target), row => row.Target),
        new(nameof(ReportRow.Detail), row => row.Detail),
        new(nameof(ReportRow.Recommendation), row => row.Recommendation),
        new(nameof(ReportRow.TimeUtc), row => row.TimeUtc),
    ];

    /// <inheritdoc/>
    public void Write(ReportContent content, TextWriter writer)
    {
        if (content.Kinds > 1)
        {
            Table(writer, s_common, ReportRows.Of(content));
            return;
        }

        Table(writer, ReportColumns.Checks, content.Checks);
        Table(writer, ReportColumns.Gaps, content.Gaps);
        Table(writer, ReportColumns.Paths, content.Paths);
        Table(writer, ReportColumns.Simulations, content.Simulations);
        Table(writer, ReportColumns.Outcomes, content.Outcomes);
        Table(writer, ReportColumns.Differences, content.Differences);
        Table(writer, ReportColumns.Backups, content.Backups);
        Table(writer, ReportColumns.Caches, content.Caches);
        Table(writer, ReportColumns.Pools, content.Topologies.SelectMany(topology => topology.Pools));
        Table(writer, ReportColumns.Messages, content.Messages);
    }

    /// <summary>A table that has rows.</summary>
    private static void Table<T>(TextWriter writer, IReadOnlyList<ReportColumn<T>> columns, IEnumerable<T> rows)
    {
        bool isFirst = true;
        foreach (T row in rows)
        {
            if (isFirst)
            {
                Line(writer, columns.Select(column => column.Name));
                isFirst = false;
            }

            Line(writer, columns.Select(column => Cell(column.ValueOf(row))));
        }
    }

    private static void Line(TextWriter writer, IEnumerable<string> cells)
    {
        writer.Write(string.Join(",", cells));
        writer.Write('\n');
    }

    // A text is quoted always: a spreadsheet that splits at semicolons would make several cells of one otherwise, and the second might be a formula.
    private static string Cell(object? value)
    {
        string text = ReportText.Of(value);

        // Of the rest only words that stand for several have a comma between them.
        return value is string || text.Contains(",") ? $"\"{Defused(ReportText.Visible(text)).Replace("\"", "\"\"")}\"" : text;
    }

    /// <summary>
    /// With an apostrophe before what a spreadsheet would take for a formula (OWASP, CSV Injection): a sign is enough, and so is one behind blanks, and so are their full-width forms.
    /// </summary>
    private static string Defused(string text)
    {
        string start = text.TrimStart();
        bool isFormula = start.Length > 0 && start[0] is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20' or '\uFFFD';
        return ReportText.Shortened(isFormula ? "'" + text : text, ReportLimits.SpreadsheetCellLength);
    }
}
