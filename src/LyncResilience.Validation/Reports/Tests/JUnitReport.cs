using System.IO;
using System.Linq;
using System.Xml;
using LyncResilience.Discovery;

namespace LyncResilience.Validation.Reports;

/// <summary>
/// Writes a report as test results in the form that Jenkins reads (jenkinsci/xunit-plugin, junit-10.xsd), and with it nearly everybody. JUnit knows no warnings: a result with Warn is
/// a test that passed, and what was found is its output.
/// </summary>
internal sealed class JUnitReport : IReportWriter
{
    /// <inheritdoc/>
    public void Write(ReportContent content, TextWriter writer)
    {
        ReportRow[] rows = [.. ReportRows.Of(content)];
        var all = ReportSummary.Of(rows);
        using var xml = XmlWriter.Create(writer, ReportXml.Settings);
        xml.WriteStartElement("testsuites");
        xml.Attribute("name", content.Title);
        xml.Attribute("tests", all.Total);
        xml.Attribute("failures", all.CountOf(CheckStatus.Fail));
        xml.Attribute("errors", all.CountOf(CheckStatus.Error));
        xml.Attribute("time", ReportText.Number(rows.Sum(row => row.DurationMs) / 1000));
        foreach (ReportTestSuite suite in ReportTestSuite.Of(rows))
        {
            Write(xml, content, suite);
        }

        xml.WriteEndElement();
        xml.Flush();
        writer.Write('\n');
    }

    private static void Write(XmlWriter xml, ReportContent content, ReportTestSuite suite)
    {
        xml.WriteStartElement("testsuite");
        xml.Attribute("name", suite.Name);
        xml.Attribute("tests", suite.Summary.Total);
        xml.Attribute("failures", suite.Summary.CountOf(CheckStatus.Fail));
        xml.Attribute("errors", suite.Summary.CountOf(CheckStatus.Error));
        xml.Attribute("skipped", suite.Summary.CountOf(CheckStatus.Skip));
        xml.Attribute("time", suite.Seconds);
        xml.Attribute("timestamp", ReportText.Time(content.CreatedUtc));
        foreach (ReportTest test in suite.Tests)
        {
            xml.WriteStartElement("testcase");
            xml.Attribute("name", test.Name);
            xml.Attribute("classname", test.ClassName);
            xml.Attribute("time", test.Seconds);
            WriteResult(xml, test);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteResult(XmlWriter xml, ReportTest test)
    {
        string? element = test.Row.Status switch
        {
            CheckStatus.Fail => "failure",
            CheckStatus.Error => "error",
            CheckStatus.Skip => "skipped",
            CheckStatus.Pass or CheckStatus.Warn or null => null,
            { } unknown => throw UnknownMember.Of(unknown),
        };
        if (element is not null)
        {
            xml.WriteStartElement(element);
            xml.Attribute("type", test.Row.Kind);
            xml.Attribute("message", test.Row.Detail);
            xml.WriteString(test.Message);
            xml.WriteEndElement();
        }

        string output = test.Row.Status == CheckStatus.Warn ? $"Warn: {test.Message}\n{test.Output}".TrimEnd('\n') : test.Output;
        if (output.Length > 0)
        {
            xml.WriteElementString("system-out", output);
        }
    }
}
