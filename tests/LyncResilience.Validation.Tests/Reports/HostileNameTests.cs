using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using LyncResilience.Discovery.Json;
using Xunit;

namespace LyncResilience.Validation.Tests.Reports;

/// <summary>Whatever a name holds, it stays a name.</summary>
public sealed class HostileNameTests
{
    private const string FormulaSigns = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

    [Fact]
    public void No_cell_of_a_table_is_a_formula_and_every_row_has_all_columns()
    {
        List<List<string>> rows = CsvRows(Contents.Write(Contents.OfChecks, ReportFormat.Csv));

        Assert.All(rows, row => Assert.Equal(13, row.Count));
        Assert.Equal(Contents.OfChecks.Checks.Count + 1, rows.Count);
        Assert.All(rows.SelectMany(row => row), cell => Assert.False(cell.Length > 0 && FormulaSigns.Contains(cell.TrimStart().FirstOrDefault()), cell));
        Assert.Contains(rows, row => row[3] == "'=cmd|' /C calc'!A0");
        Assert.Contains(rows, row => row[3] == "\"quoted\" 'twice' ; semicolon, comma");
    }

    [Fact]
    public void Markdown_holds_no_tags_and_no_row_has_more_cells_than_its_head()
    {
        string[] lines = Contents.Write(Contents.Mixed, ReportFormat.Markdown).Split('\n');

        int columns = 0;
        bool isFenced = false;
        foreach (string line in lines)
        {
            isFenced ^= line.StartsWith("```", StringComparison.Ordinal);
            int pipes = line.Where((character, index) => character == '|' && !IsEscaped(line, index)).Count();
            if (isFenced)
            {
                continue;
            }

            Assert.DoesNotContain('<', line);
            columns = pipes == 0 ? 0 : columns == 0 ? pipes : columns;
            Assert.Equal(columns, pipes);
        }

        Assert.Single(lines, line => line.StartsWith("# ", StringComparison.Ordinal));
    }

    [Fact]
    public void Json_gives_names_back_as_they_were_but_for_halves_of_characters()
    {
        JsonValue report = JsonReader.Read(Contents.Write(Contents.Mixed, ReportFormat.Json));

        JsonValue paths = report.Members.Single(member => member.Key == "paths").Value;
        IEnumerable<string> names = paths.Items.Skip(2).Select(path => path.Members.Single(member => member.Key == "sipAddress").Value.Text);
        Assert.Equal(Contents.HostileNames.Select(name => name.StartsWith("half", StringComparison.Ordinal) ? "half \uFFFD and half \uFFFD, whole \uD83D\uDE00" : name), names);
    }

    [Theory]
    [InlineData(ReportFormat.JUnit, "testcase")]
    [InlineData(ReportFormat.NUnit3, "test-case")]
    public void Xml_is_read_back_without_what_it_forbids(ReportFormat format, string element)
    {
        var tests = XDocument.Parse(Contents.Write(Contents.Mixed, format)).Descendants(element).ToList();

        Assert.Contains(tests, test => test.Attribute("name")!.Value == "<script>alert(1)</script>");
        Assert.All(tests, test => Assert.InRange(test.Attribute("name")!.Value.Length, 1, 260));
        Assert.All(tests, test => Assert.DoesNotContain(test.Value, character => CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Control && character != '\n'));
    }

    private static bool IsEscaped(string line, int index)
    {
        int backslashes = 0;
        while (index > backslashes && line[index - backslashes - 1] == '\\')
        {
            backslashes++;
        }

        return backslashes % 2 == 1;
    }

    /// <summary>A reader of RFC 4180.</summary>
    private static List<List<string>> CsvRows(string text)
    {
        List<List<string>> rows = [[]];
        StringBuilder cell = new();
        bool isQuoted = false;
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            if (isQuoted && character == '"' && index + 1 < text.Length && text[index + 1] == '"')
            {
                cell.Append(text[++index]);
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && character is (',' or '\n'))
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (character == '\n')
                {
                    rows.Add([]);
                }
            }
            else
            {
                cell.Append(character);
            }
        }

        rows.RemoveAt(rows.Count - 1);
        return rows;
    }
}
