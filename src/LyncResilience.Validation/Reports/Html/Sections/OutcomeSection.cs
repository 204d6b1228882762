using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Single users of simulations, where these were given without their simulation.</summary>
internal sealed class OutcomeSection : IHtmlSection
{
    public string Id => "users";

    public string Title => "Single users";

    public bool HasContent(PageContent content) => content.Content.Outcomes.Count > 0;

    public void Write(HtmlBuilder html, PageContent content)
    {
        OutcomeGroups groups = OutcomeGroups.Of(content.Content.Outcomes);
        DataTable table = new("Users who fared alike", "Such as", "Users", "=At the end", "Home pool", "Served by", "Offline", "Limited", "Why");
        table.Write(html, groups.Shown.Select(Row), groups.Shown.Count + groups.GroupsLeftOut, ReportLimits.OutcomeGroups);
    }

    private static Cell[] Row(OutcomeGroup group) =>
    [
        Cell.Name(string.Join(", ", group.SipAddresses.Take(2))), Cell.Count(group.Users), Cell.State(Badges.ToneOf(group.Example.FinalState), group.Example.FinalState.ToString()), Cell.Name(group.Example.HomePool),
        Cell.Name(group.Example.FinalRegistrar), Cell.Seconds(group.Example.OfflineSeconds), Cell.Seconds(group.Example.LimitedSeconds), Cell.Of(Words.Sentence(group.Example.Reason)),
    ];
}
