using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Whom a change helps and whom it hurts.</summary>
internal sealed class DifferenceSection : IHtmlSection
{
    private const int MostRows = 200;

    public string Id => "differences";

    public string Title => "What a change brings";

    public bool HasContent(PageContent content) => content.Content.Differences.Count > 0;

    public void Write(HtmlBuilder html, PageContent content)
    {
        FailoverDifference[] differences = [.. content.Content.Differences.OrderByDescending(difference => difference.Effect == FailoverEffect.Hurts).ThenByDescending(difference => difference.Users)];
        long hurt = differences.Where(difference => difference.Effect == FailoverEffect.Hurts).Sum(difference => (long)difference.Users);
        long helped = differences.Sum(difference => (long)difference.Users) - hurt;
        html.Element("p", $"The change helps {Words.Count(helped, "user")} and hurts {Words.Count(hurt, "user")}.");
        DataTable table = new("Users who fare differently", "Home pool", "=Effect", "Users", "Before", "After", "Offline before", "Offline after", "In words");
        table.Write(html, differences.Select(Row), differences.Length, MostRows);
    }

    private static Cell[] Row(FailoverDifference difference) =>
    [
        Cell.Name(difference.HomePool), Cell.State(difference.Effect == FailoverEffect.Hurts ? Tone.Bad : Tone.Good, difference.Effect.ToString()), Cell.Count(difference.Users), Cell.Of(difference.Before),
        Cell.Of(difference.After), Cell.Seconds(difference.OfflineSecondsBefore), Cell.Seconds(difference.OfflineSecondsAfter), Cell.Of(difference.Detail),
    ];
}
