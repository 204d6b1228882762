using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Findings with their next steps, each once.</summary>
internal static class FindingList
{
    private const int Most = 12;

    public static void Write(HtmlBuilder html, IEnumerable<Finding> findings)
    {
        Finding[] distinct = [.. findings
            .GroupBy(finding => (finding.Id, finding.Target, finding.Detail)).Select(same => same.First())
            .OrderByDescending(finding => finding.Severity)];
        if (distinct.Length == 0)
        {
            return;
        }

        html.Open("ul", "class", "cards");
        foreach (Finding finding in distinct.Take(Most))
        {
            Tone tone = Badges.ToneOf(finding.Severity);
            html.Open("li", "class", "card " + Badges.Class(tone)).Open("p");
            Badges.Write(html, tone, finding.Severity.ToString());
            html.Text(finding.Detail, 800).Close();
            if (finding.Recommendation.Length > 0)
            {
                html.Open("p", "class", "do").Element("strong", "Do: ").Text(finding.Recommendation, 800).Close();
            }

            html.Close();
        }

        html.Close();
        if (distinct.Length > Most)
        {
            html.Element("p", $"The first {Most} of {Words.Count(distinct.Length)} findings.", "class", "more");
        }
    }
}
