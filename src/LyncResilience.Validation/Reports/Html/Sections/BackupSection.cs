using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Who backs whom, user by user or pool by pool.</summary>
internal sealed class BackupSection : IHtmlSection
{
    private const int MostRows = 300;

    public string Id => "backups";

    public string Title => "Backup registrars";

    public bool HasContent(PageContent content) => content.Backups.Count > 0;

    public void Write(HtmlBuilder html, PageContent content)
    {
        DataTable table = new("Backup registrars", "User or pool", "=Status", "Primary", "Backup", "=Site", "=Backup’s site", "Takes over after", "Sends home after", "=Known from", "Detail");
        table.Write(html, content.Backups.OrderByDescending(backup => backup.Status).Select(Row), content.Backups.Count, MostRows);
        FindingList.Write(html, content.Backups.SelectMany(backup => backup.Findings));
    }

    private static Cell[] Row(BackupRegistrar backup) =>
    [
        Cell.Name(backup.SipAddress ?? backup.Identity), Cell.State(Badges.ToneOf(backup.Status), backup.Status.ToString()), Cell.Name(backup.PrimaryRegistrar), Cell.Name(backup.BackupRegistrar),
        Cell.Of(backup.Site), Cell.Of(backup.BackupSite), Interval(backup.FailureDetectionSeconds), Interval(backup.FailbackSeconds), Cell.Of(backup.Source.ToString()), Cell.Of(backup.Detail),
    ];

    private static Cell Interval(int? seconds) => seconds is { } known ? Cell.Seconds(known) : Cell.Keyed("–", -1);
}
