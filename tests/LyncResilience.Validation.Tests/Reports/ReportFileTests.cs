using System;
using System.IO;
using System.Linq;
using LyncResilience.Validation.Reports;
using Xunit;

namespace LyncResilience.Validation.Tests.Reports;

public sealed class ReportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reports").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a.html", ReportFormat.Html)]
    [InlineData("A.HTM", ReportFormat.Html)]
    [InlineData("a.b.md", ReportFormat.Markdown)]
    [InlineData("a.markdown", ReportFormat.Markdown)]
    [InlineData("a.json", ReportFormat.Json)]
    [InlineData("a.csv", ReportFormat.Csv)]
    [InlineData("a.xml", null)]
    [InlineData("a", null)]
    public void The_extension_tells_the_format_where_there_is_only_one(string path, ReportFormat? format) => Assert.Equal(format, ReportWriters.FormatOf(path));

    [Fact]
    public void A_file_is_replaced_as_a_whole_and_nothing_stays_beside_it()
    {
        string path = Path.Combine(_folder, "a.md");
        File.WriteAllText(path, new string('x', 100_000));

        ReportWriters.WriteFile(Contents.Of(), ReportFormat.Markdown, path);

        Assert.StartsWith("# Report of &lt;contoso&gt; &amp; \"friends\"\n", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_report_that_fails_leaves_the_file_as_it_was()
    {
        string path = Path.Combine(_folder, "a.md");
        File.WriteAllText(path, "before");

        Assert.Throws<NotSupportedException>(() => ReportWriters.WriteFile(Contents.Of(), (ReportFormat)99, path));

        Assert.Equal("before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Only_tables_begin_with_a_byte_order_mark()
    {
        foreach (ReportFormat format in new[] { ReportFormat.Markdown, ReportFormat.Json, ReportFormat.Csv, ReportFormat.JUnit, ReportFormat.NUnit3 })
        {
            string path = Path.Combine(_folder, format.ToString());
            ReportWriters.WriteFile(Contents.OfChecks, format, path);
            Assert.Equal(format == ReportFormat.Csv, File.ReadAllBytes(path).Take(3).SequenceEqual(new byte[] { 0xEF, 0xBB, 0xBF }));
        }
    }

    [Theory]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Csv)]
    [InlineData(ReportFormat.JUnit)]
    [InlineData(ReportFormat.NUnit3)]
    public void Nothing_is_reported_as_nothing(ReportFormat format) => Assert.NotNull(Contents.Write(Contents.Of(), format));
}
