using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Results of checks: how each group stands, what needs to be done, and all of them.</summary>
internal sealed class CheckSection : IHtmlSection
{
    private const int MostCards = 40;
    private const int MostRows = 500;

    public string Id => "checks";

    public string Title => "Checks";

    public bool HasContent(PageContent content) => content.Checks.Count > 0;

    public static IEnumerable<(CheckStatus Status, int Number)> CountsOf(IEnumerable<CheckResult> checks) =>
        checks.GroupBy(check => check.Status).OrderBy(Rank).Select(group => (group.Key, group.Count()));

    public static string WordOf(CheckStatus status) => status switch
    {
        CheckStatus.Pass => "passed",
        CheckStatus.Warn => "to look at",
        CheckStatus.Fail => "failed",
        CheckStatus.Skip => "skipped",
        CheckStatus.Error => "not decided",
        _ => throw UnknownMember.Of(status),
    };

    public void Write(HtmlBuilder html, PageContent content)
    {
        WriteGroups(html, content.Checks);
        CheckResult[] urgent = [.. content.Checks
            .Where(check => check.Status is CheckStatus.Fail or CheckStatus.Warn or CheckStatus.Error)
            .OrderBy(check => Rank(check.Status)).ThenByDescending(check => check.Severity)];
        if (urgent.Length > 0)
        {
            html.Element("h3", "What needs attention");
            foreach (IGrouping<string, CheckResult> group in urgent.Take(MostCards).GroupBy(check => check.Group, StringComparer.Ordinal))
            {
                html.Element("h4", NameOf(group.Key)).Open("ul", "class", "cards");
                foreach (CheckResult check in group)
                {
                    WriteCard(html, check);
                }

                html.Close();
            }

            if (urgent.Length > MostCards)
            {
                html.Element("p", $"The first {MostCards} of {Words.Count(urgent.Length)}; the table has the others.", "class", "more");
            }
        }

        html.Element("h3", "All checks");
        DataTable table = new("Results of checks", "Check", "=Status", "=Group", "=Severity", "Target", "What was found", "Source");
        table.Write(html, content.Checks.OrderBy(check => Rank(check.Status)).Select(Row), content.Checks.Count, MostRows);
    }

    private static int Rank(IGrouping<CheckStatus, CheckResult> group) => Rank(group.Key);

    private static int Rank(CheckStatus status) => status switch
    {
        CheckStatus.Fail => 0,
        CheckStatus.Error => 1,
        CheckStatus.Warn => 2,
        CheckStatus.Skip => 3,
        CheckStatus.Pass => 4,
        _ => throw UnknownMember.Of(status),
    };

    private static string NameOf(string group) => group switch
    {
        "DNS" => "DNS",
        "REG" => "Registrars",
        "TLS" => "Certificates",
        "PAIR" => "Pairing",
        "CAP" => "Capacity",
        "CACHE" => "Clients’ caches",
        "SIM" => "Simulated failures",
        _ => group.Length == 0 ? "Other" : group,
    };

    private static Cell[] Row(CheckResult check) =>
    [
        Cell.Of($"{check.Id} {check.Title}"), Cell.State(Badges.ToneOf(check.Status), check.Status.ToString()), Cell.Of(NameOf(check.Group)), Cell.Of(check.Severity.ToString()),
        Cell.Name(check.Target), Cell.Of(check.Detail), HtmlBuilder.IsWeb(check.Source) ? Cell.Link(check.Source, "Source") : Cell.Of(check.Source),
    ];

    private static void WriteGroups(HtmlBuilder html, IReadOnlyList<CheckResult> checks)
    {
        DataTable table = new("Checks by group", "Group", "Failed", "Not decided", "To look at", "Skipped", "Passed");
        CheckStatus[] columns = [CheckStatus.Fail, CheckStatus.Error, CheckStatus.Warn, CheckStatus.Skip, CheckStatus.Pass];
        IGrouping<string, CheckResult>[] groups = [.. checks.GroupBy(check => check.Group, StringComparer.Ordinal)];
        table.Write(html, groups.Select(group => (Cell[])[Cell.Of(NameOf(group.Key)), .. columns.Select(status => Cell.Count(group.Count(check => check.Status == status)))]), groups.Length, limit: 50);
    }

    private static void WriteCard(HtmlBuilder html, CheckResult check)
    {
        html.Open("li", "class", "card " + Badges.Class(Badges.ToneOf(check.Status)));
        html.Open("p", "class", "title");
        Badges.Write(html, Badges.ToneOf(check.Status), check.Status.ToString());
        html.Element("strong", check.Title).Text(" ").Element("span", $"{check.Id}, {check.Severity.ToString().ToLowerInvariant()} severity", "class", "quiet").Close();
        html.Open("p").Element("code", check.Target).Text(": ").Text(check.Detail, 800).Close();
        if (check.Expected.Length + check.Actual.Length > 0)
        {
            html.Open("dl", "class", "pairs").Element("dt", "Expected").Element("dd", check.Expected).Element("dt", "Found").Element("dd", check.Actual).Close();
        }

        if (check.Recommendation.Length > 0)
        {
            html.Open("p", "class", "do").Element("strong", "Do: ").Text(check.Recommendation).Close();
        }

        if (check.Source.Length > 0)
        {
            html.Open("p", "class", "source").Text("Why: ").Link(check.Source, check.Source).Close();
        }

        html.Close();
    }
}
