using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using LyncResilience.Validation.Reports.Html;

namespace LyncResilience.Validation.Reports;

/// <summary>Knows who writes which format, in which encoding, and under which names of files.</summary>
internal static class ReportWriters
{
    // JUnit and NUnit3 are both .xml: nobody can tell from the name.
    private static readonly Dictionary<string, ReportFormat> s_formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = ReportFormat.Html,
        [".htm"] = ReportFormat.Html,
        [".md"] = ReportFormat.Markdown,
        [".markdown"] = ReportFormat.Markdown,
        [".json"] = ReportFormat.Json,
        [".csv"] = ReportFormat.Csv,
    };

    /// <summary>The format that a file's name stands for; null when it stands for none.</summary>
    public static ReportFormat? FormatOf(string path) => s_formats.TryGetValue(Path.GetExtension(path), out ReportFormat format) ? format : null;

    /// <summary>UTF-8. With a byte order mark only for CSV, which Excel would take for the machine's code page otherwise.</summary>
    public static Encoding EncodingOf(ReportFormat format) => new UTF8Encoding(encoderShouldEmitUTF8Identifier: format == ReportFormat.Csv);

    /// <summary>Writes a report as a file: all of it, or, when something goes wrong, nothing.</summary>
    /// <param name="content">What it is about.</param>
    /// <param name="format">The format.</param>
    /// <param name="path">The full path of the file, which is replaced when it is there.</param>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void WriteFile(ReportContent content, ReportFormat format, string path)
    {
        // Beside the file, so that it is only renamed in the end, and never on another disk.
        string draft = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (StreamWriter writer = new(draft, append: false, EncodingOf(format)) { NewLine = "\n" })
            {
                Write(content, format, writer);
            }

            Publish(draft, path);
        }
        finally
        {
            // Does nothing when it has been renamed.
            File.Delete(draft);
        }
    }

    /// <summary>Writes a report.</summary>
    public static void Write(ReportContent content, ReportFormat format, TextWriter writer) => For(format).Write(content, writer);

    private static IReportWriter For(ReportFormat format) => format switch
    {
        ReportFormat.Html => new HtmlReport(),
        ReportFormat.Markdown => new MarkdownReport(),
        ReportFormat.Json => new JsonReport(),
        ReportFormat.Csv => new CsvReport(),
        ReportFormat.JUnit => new JUnitReport(),
        ReportFormat.NUnit3 => new NUnitReport(),
        _ => throw new NotSupportedException($"Reports can't be written as {format}."),
    };

    private static void Publish(string draft, string path)
    {
        if (File.Exists(path))
        {
            File.Replace(draft, path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(draft, path);
        }
    }
}
