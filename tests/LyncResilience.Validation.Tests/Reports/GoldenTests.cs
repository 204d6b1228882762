using System;
using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;
using LyncResilience.Validation.Reports;
using Xunit;

namespace LyncResilience.Validation.Tests.Reports;

/// <summary>Reports of known content, byte for byte. Golden/README.md says how the files are renewed.</summary>
public sealed class GoldenTests
{
    private const string RenewVariable = "LYNCRESILIENCE_RENEW_GOLDEN";

    [Theory]
    [InlineData("mixed.md", ReportFormat.Markdown)]
    [InlineData("mixed.json", ReportFormat.Json)]
    [InlineData("mixed.csv", ReportFormat.Csv)]
    [InlineData("mixed.junit.xml", ReportFormat.JUnit)]
    [InlineData("mixed.nunit3.xml", ReportFormat.NUnit3)]
    [InlineData("checks.csv", ReportFormat.Csv)]
    public void Reports_are_as_they_were(string name, ReportFormat format)
    {
        string path = Path.Combine(Folder(), name);
        string written = Path.GetTempFileName();
        try
        {
            ReportWriters.WriteFile(name.StartsWith("mixed", StringComparison.Ordinal) ? Contents.Mixed : Contents.OfChecks, format, written);
            if (Environment.GetEnvironmentVariable(RenewVariable) == "1")
            {
                File.Copy(written, path, overwrite: true);
                Assert.Skip($"{name} was renewed, not compared.");
            }

            Assert.Equal(File.ReadAllText(path), File.ReadAllText(written));
            Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(written));
        }
        finally
        {
            File.Delete(written);
        }
    }

    [Theory]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Csv)]
    [InlineData(ReportFormat.JUnit)]
    [InlineData(ReportFormat.NUnit3)]
    public void The_culture_makes_no_difference_and_line_ends_are_LF(ReportFormat format)
    {
        string expected = Contents.Write(Contents.Mixed, format);
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Strange();
            Assert.Equal(expected, Contents.Write(Contents.Mixed, format));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.DoesNotContain('\r', expected);
        Assert.EndsWith("\n", expected, StringComparison.Ordinal);
    }

    // Made here, because not every machine has the cultures of others.
    private static CultureInfo Strange()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        culture.DateTimeFormat.TimeSeparator = ".";
        culture.DateTimeFormat.DateSeparator = "#";
        return culture;
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Golden");
}
