using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace LyncResilience.Cmdlets.Tests;

/// <summary>What can be held against the pages of the commands without a PowerShell; the Pester suite of the help holds the rest.</summary>
public sealed class CommandPageTests
{
    private static readonly string[] s_sections = ["SYNOPSIS", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "LINKS"];

    public static TheoryData<string> Commands => [.. Repository.ManifestList("CmdletsToExport")];

    [Fact]
    public void Every_exported_command_has_a_page_and_no_other_has()
    {
        Assert.Equal(
            Repository.ManifestList("CmdletsToExport").Order(),
            Directory.EnumerateFiles(Repository.PathOf("docs", "commands"), "*-*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order());
    }

    [Fact]
    public void The_table_of_the_README_names_every_exported_command_once()
    {
        string table = Regex.Match(File.ReadAllText(Repository.PathOf("README.md")), @"\n## Commands\r?\n(.*?)\n## ", RegexOptions.Singleline).Groups[1].Value;
        IEnumerable<string> named = Regex.Matches(table, @"^\|([^|]+)\|", RegexOptions.Multiline)
            .SelectMany(row => Regex.Matches(row.Groups[1].Value, "`([^`]+)`")).Select(name => name.Groups[1].Value);

        Assert.Equal(Repository.ManifestList("CmdletsToExport").Order(), named.Order());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_page_has_its_sections_in_order_and_three_examples_at_least(string command)
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "commands", command + ".md")).Replace("\r\n", "\n");
        string text = Regex.Replace(page, "^```.*?^```$", string.Empty, RegexOptions.Multiline | RegexOptions.Singleline);

        Assert.StartsWith($"# {command}\n", page, StringComparison.Ordinal);
        Assert.Equal(s_sections, Regex.Matches(text, @"^## (.+)$", RegexOptions.Multiline).Select(heading => heading.Groups[1].Value));
        Assert.InRange(Regex.Count(page, @"^### Example \d+: \S", RegexOptions.Multiline), 3, int.MaxValue);
        Assert.InRange(Regex.Count(page, "^```output$", RegexOptions.Multiline), 3, int.MaxValue);
    }

    [Fact]
    public void The_help_ships()
    {
        Assert.Contains("'en-US/LyncResilience.Cmdlets.dll-Help.xml'", File.ReadAllText(Repository.PathOf("build.ps1")));
    }
}
