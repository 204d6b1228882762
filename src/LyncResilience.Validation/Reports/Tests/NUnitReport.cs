using System.IO;
using System.Linq;
using System.Xml;
using LyncResilience.Discovery;

namespace LyncResilience.Validation.Reports;

/// <summary>
/// Writes a report as test results of NUnit 3 (nunit/nunit, TestResult.xsd): a suite for the whole with a fixture for each group of results. Warnings are warnings there; a check
/// that could not be made is a failure with the label Error.
/// </summary>
internal sealed class NUnitReport : IReportWriter
{
    /// <inheritdoc/>
    public void Write(ReportContent content, TextWriter writer)
    {
        ReportRow[] rows = [.. ReportRows.Of(content)];
        var all = ReportSummary.Of(rows);
        string seconds = ReportText.Number(rows.Sum(row => row.DurationMs) / 1000);
        using var xml = XmlWriter.Create(writer, ReportXml.Settings);
        xml.WriteStartElement("test-run");
        WriteHead(xml, "0", content.Title, content.Title);
        xml.Attribute("testcasecount", all.Total);
        WriteResults(xml, content, all, seconds);
        xml.Attribute("random-seed", 0);
        xml.WriteStartElement("filter");
        xml.WriteEndElement();
        xml.WriteStartElement("test-suite");
        xml.Attribute("type", "TestSuite");
        WriteHead(xml, "1", content.Title, content.Title);
        xml.Attribute("runstate", "Runnable");
        xml.Attribute("testcasecount", all.Total);
        WriteResults(xml, content, all, seconds);
        int id = 2;
        foreach (ReportTestSuite suite in ReportTestSuite.Of(rows))
        {
            id = Write(xml, content, suite, id);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.Flush();
        writer.Write('\n');
    }

    /// <summary>Writes a fixture and tells the next number that is free.</summary>
    private static int Write(XmlWriter xml, ReportContent content, ReportTestSuite suite, int id)
    {
        xml.WriteStartElement("test-suite");
        xml.Attribute("type", "TestFixture");
        WriteHead(xml, ReportText.Of(id++), suite.Name, suite.Name);
        xml.Attribute("classname", suite.Name);
        xml.Attribute("runstate", "Runnable");
        xml.Attribute("testcasecount", suite.Summary.Total);
        WriteResults(xml, content, suite.Summary, suite.Seconds);
        foreach (ReportTest test in suite.Tests)
        {
            Write(xml, test, ReportText.Of(id++));
        }

        xml.WriteEndElement();
        return id;
    }

    private static void Write(XmlWriter xml, ReportTest test, string id)
    {
        CheckStatus? status = test.Row.Status;
        xml.WriteStartElement("test-case");
        WriteHead(xml, id, test.Name, $"{test.ClassName}.{test.Name}");
        xml.Attribute("classname", test.ClassName);
        xml.Attribute("runstate", status == CheckStatus.Skip ? "Ignored" : "Runnable");
        xml.Attribute("seed", 0);
        xml.Attribute("result", ResultOf(status));
        if (status is CheckStatus.Error or CheckStatus.Skip)
        {
            xml.Attribute("label", status == CheckStatus.Error ? "Error" : "Ignored");
        }

        xml.Attribute("duration", test.Seconds);
        xml.Attribute("asserts", 0);
        if (status is not CheckStatus.Pass)
        {
            xml.WriteStartElement(status is CheckStatus.Fail or CheckStatus.Error ? "failure" : "reason");
            xml.WriteElementString("message", test.Message);
            xml.WriteEndElement();
        }

        if (test.Output.Length > 0)
        {
            xml.WriteElementString("output", test.Output);
        }

        xml.WriteEndElement();
    }

    private static void WriteHead(XmlWriter xml, string id, string name, string fullName)
    {
        xml.Attribute("id", id);
        xml.Attribute("name", name);
        xml.Attribute("fullname", fullName);
    }

    private static void WriteResults(XmlWriter xml, ReportContent content, ReportSummary summary, string seconds)
    {
        int failed = summary.CountOf(CheckStatus.Fail) + summary.CountOf(CheckStatus.Error);
        int skipped = summary.CountOf(CheckStatus.Skip);
        xml.Attribute("result", ResultOf(summary.Worst));
        string time = ReportText.Time(content.CreatedUtc);
        xml.Attribute("start-time", time);
        xml.Attribute("end-time", time);
        xml.Attribute("duration", seconds);
        xml.Attribute("total", summary.Total);
        xml.Attribute("initiated", summary.Total - skipped);
        xml.Attribute("passed", summary.CountOf(CheckStatus.Pass));
        xml.Attribute("failed", failed);
        xml.Attribute("warnings", summary.CountOf(CheckStatus.Warn));
        xml.Attribute("completed", summary.Total - skipped);
        xml.Attribute("skipped", skipped);
        xml.Attribute("inconclusive", 0);
        xml.Attribute("asserts", 0);
    }

    private static string ResultOf(CheckStatus? status) => status switch
    {
        CheckStatus.Pass => "Passed",
        CheckStatus.Warn => "Warning",
        CheckStatus.Skip => "Skipped",
        CheckStatus.Fail or CheckStatus.Error => "Failed",
        { } unknown => throw UnknownMember.Of(unknown),
        null => throw new System.ArgumentNullException(nameof(status)),
    };
}
