using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace LyncResilience.Validation.Reports;

/// <summary>Writes the parts of a Markdown document. Text in headings, cells and lists is escaped here; a paragraph is written as it is.</summary>
internal sealed class MarkdownTables
{
    private readonly TextWriter _writer;
    private bool _isBegun;

    public MarkdownTables(TextWriter writer) => _writer = writer;

    public void Heading(int level, string text) => Paragraph($"{new string('#', level)} {MarkdownText.Of(text)}");

    /// <summary>A paragraph that is Markdown already.</summary>
    public void Paragraph(string markdown)
    {
        _writer.Write(_isBegun ? "\n" : string.Empty);
        _isBegun = true;
        Line(markdown);
    }

    /// <summary>A heading with a table; nothing when there are no rows.</summary>
    public void Section<T>(string title, IReadOnlyList<T> rows, params (string Name, Func<T, object?> ValueOf)[] columns)
    {
        if (rows.Count > 0)
        {
            Heading(2, title);
            Table(rows, columns);
        }
    }

    /// <summary>A table; nothing when there are no rows.</summary>
    public void Table<T>(IReadOnlyList<T> rows, params (string Name, Func<T, object?> ValueOf)[] columns)
    {
        if (rows.Count == 0)
        {
            return;
        }

        Paragraph($"| {string.Join(" | ", columns.Select(column => column.Name))} |");
        Line($"|{string.Concat(columns.Select(_ => " --- |"))}");
        foreach (T row in rows.Take(ReportLimits.Rows))
        {
            Line($"| {string.Join(" | ", columns.Select(column => MarkdownText.Of(column.ValueOf(row))))} |");
        }

        LeftOut(rows.Count - ReportLimits.Rows, "more rows are left out");
    }

    /// <summary>What is known and what to do about it; nothing when nothing is.</summary>
    public void Findings(IReadOnlyList<Finding> findings)
    {
        for (int index = 0; index < findings.Count && index < ReportLimits.SimulationFindings; index++)
        {
            Finding finding = findings[index];
            string line = $"- **{finding.Severity}** {MarkdownText.Of(finding.Id)}: {MarkdownText.Of(finding.Detail)} {MarkdownText.Of(finding.Recommendation)}".TrimEnd();
            if (index == 0)
            {
                Paragraph(line);
            }
            else
            {
                Line(line);
            }
        }

        LeftOut(findings.Count - ReportLimits.SimulationFindings, "more findings are left out");
    }

    /// <summary>Code in a fence that is longer than any in the code.</summary>
    public void Fence(string language, string code)
    {
        string text = ReportText.Visible(code).TrimEnd('\n');
        string fence = "```";
        while (text.Contains(fence))
        {
            fence += "`";
        }

        Paragraph($"{fence}{language}\n{text}\n{fence}");
    }

    /// <summary>Says how much is left out; nothing when nothing is.</summary>
    public void LeftOut(long count, string what)
    {
        if (count > 0)
        {
            Paragraph(string.Format(CultureInfo.InvariantCulture, "_{0} {1}._", count, what));
        }
    }

    private void Line(string line)
    {
        _writer.Write(line);
        _writer.Write('\n');
    }
}
