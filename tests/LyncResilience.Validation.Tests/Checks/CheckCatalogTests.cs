using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LyncResilience.Validation.Checks;
using Xunit;

namespace LyncResilience.Validation.Tests.Checks;

/// <summary>What holds for every check there is.</summary>
public sealed class CheckCatalogTests
{
    private static readonly string s_about = Regex.Replace(RepositoryFile.Read("module/about_LyncResilience_Checks.help.txt"), @"\s+", " ");

    public static TheoryData<string> Ids => [.. CheckCatalog.All.Select(check => check.Id)];

    [Fact]
    public void The_results_of_a_group_come_together_although_stages_come_one_after_the_other()
    {
        CheckDefinition[] ordered = [.. SiteValidation.InOrder(CheckCatalog.All)];
        List<string> headings = [];
        foreach (CheckDefinition check in ordered.Where(check => headings.LastOrDefault() != check.Group))
        {
            headings.Add(check.Group);
        }

        Assert.Equal(CheckCatalog.Groups.Count, headings.Count);
        Assert.Equal(ordered.Select(check => check.Needs).Order(), ordered.Select(check => check.Needs));
    }

    [Fact]
    public void Ids_are_unique_and_count_up_within_each_group()
    {
        Assert.True(CheckCatalog.All.Count >= 40);
        Assert.Equal(["DNS", "REG", "TLS", "PAIR", "CAP", "CACHE", "SIM"], CheckCatalog.Groups);
        Assert.Equal(
            CheckCatalog.Groups.SelectMany(group => Enumerable.Range(1, CheckCatalog.All.Count(check => check.Group == group)).Select(number => $"LR-{group}-{number:000}")),
            CheckCatalog.All.Select(check => check.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_check_says_what_why_where_and_what_to_do(string id)
    {
        CheckDefinition check = CheckCatalog.Find(id)!;

        Assert.All(new[] { check.Title, check.Expected, check.Why, check.Remedy }, text => Assert.NotEmpty(text.Trim()));
        Assert.EndsWith(".", check.Why, StringComparison.Ordinal);
        Assert.EndsWith(".", check.Remedy, StringComparison.Ordinal);
        Assert.True(Uri.TryCreate(check.Source, UriKind.Absolute, out Uri? source) && source.Scheme == "https" && source.AbsolutePath.Length > 1, check.Source);
        Assert.All(check.Thresholds, threshold => Assert.Matches("^(min|max)[A-Za-z]+$", threshold.Name));
        Assert.Equal([id, check.Group, check.Severity.ToString(), check.Needs.ToString()], check.Tags);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_check_is_in_the_about_topic(string id)
    {
        CheckDefinition check = CheckCatalog.Find(id)!;
        string limits = check.Thresholds.Count == 0 ? string.Empty : $" Thresholds: {string.Join(", ", check.Thresholds.Select(limit => $"{limit.Name} {limit.Default} {limit.Unit}"))}.";

        Assert.Contains(
            $" {id} {check.Title} {check.Severity}; needs {check.Needs}. Expected: {check.Expected}. Why: {check.Why} Remedy: {check.Remedy}{limits} Source: {check.Source} ",
            s_about,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_about_topic_names_no_other_check() =>
        Assert.Empty(Regex.Matches(s_about, @"\bLR-[A-Z]+-[0-9]+\b").Select(match => match.Value).Except(CheckCatalog.All.Select(check => check.Id)));

    [Fact]
    public void Checks_that_others_are_skipped_for_exist()
    {
        string[] texts = [.. CheckCatalog.All.SelectMany(check => check.Questions(new() { SipDomains = ["contoso.com"] }).Select(question => question.Judge(new CheckLimits(check, _ => null)).Detail))];

        Assert.NotEmpty(texts);
        Assert.All(texts.SelectMany(text => Regex.Matches(text, @"\bLR-[A-Z]+-[0-9]+\b").Select(match => match.Value)), id => Assert.NotNull(CheckCatalog.Find(id)));
    }

    [Fact]
    public void Without_any_facts_every_check_is_skipped_and_says_why()
    {
        foreach (CheckDefinition check in CheckCatalog.All)
        {
            CheckQuestion question = Assert.Single(check.Questions(new()));
            CheckVerdict verdict = question.Judge(new CheckLimits(check, _ => null));

            Assert.True(verdict is { Status: CheckStatus.Skip, Detail.Length: > 10 }, $"{check.Id}: {verdict}");
        }
    }
}
