using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Sign-ins: a table of all, and a ladder of those that tell most.</summary>
internal sealed class PathSection : IHtmlSection
{
    private const int MostLadders = 8;
    private const int MostRows = 300;

    public string Id => "sign-ins";

    public string Title => "Sign-ins, hop by hop";

    public bool HasContent(PageContent content) => content.Paths.Count > 0;

    public void Write(HtmlBuilder html, PageContent content)
    {
        DataTable table = new("Sign-ins", "User or domain", "=Status", "=Service", "Registrar", "Backup it was told", "301s", "Conclusion");
        table.Write(html, content.Paths.OrderByDescending(path => path.Status).Select(Row), content.Paths.Count, MostRows);

        // Those that fail come first; of those that are alike in all that an administrator looks at, one tells enough.
        SignInPath[] telling = [.. content.Paths
            .Select((path, index) => (Path: path, Index: index))
            .OrderByDescending(place => place.Path.Status).ThenBy(place => place.Index)
            .Select(place => place.Path)
            .GroupBy(path => (path.SipAddress, path.FirstHop, path.Registrar, path.BackupRegistrar, path.DiscoveredBy, path.Mode, path.Hops.Count))
            .Select(same => same.First())];
        int number = 0;
        foreach (SignInPath path in telling.Take(MostLadders))
        {
            WriteLadder(html, path, $"path-{++number}");
        }

        if (content.Paths.Count > number)
        {
            html.Element("p", $"{Words.Count(number)} of {Words.Count(content.Paths.Count, "sign-in")} are drawn; the table has the others.", "class", "more");
        }
    }

    private static Cell[] Row(SignInPath path) =>
    [
        Cell.Name(path.SipAddress ?? path.SipDomain), Cell.State(Badges.ToneOf(path.Status), path.Status.ToString()), Cell.Of(path.Mode.ToString()),
        Cell.Name(path.Registrar), Cell.Name(path.BackupRegistrar), Cell.Count(path.RedirectCount), Cell.Of(path.Detail),
    ];

    private static void WriteLadder(HtmlBuilder html, SignInPath path, string id)
    {
        html.Open("article", "class", "item", "aria-labelledby", id);
        html.Open("h3", "id", id);
        Badges.Write(html, Badges.ToneOf(path.Status), path.Status.ToString());
        html.Text(" " + (path.SipAddress ?? path.SipDomain), 200).Close();
        html.Open("p").Text(path.Detail, 800).Text(" ").Element("span", Words.Date(path.TimeUtc), "class", "quiet").Close();
        LadderDiagram.Write(html, path, id);
        html.Open("details").Element("summary", "The hops in words");
        DataTable table = new("Hops of " + (path.SipAddress ?? path.SipDomain), "Hop", "Step", "Asked", "Led to", "Address", "Outcome", "Answer", "Server", "Time", "In words");
        table.Write(html, path.Hops.Select(HopRow), path.Hops.Count, limit: 60);
        html.Close();
        FindingList.Write(html, path.Findings);
        html.Close();
    }

    private static Cell[] HopRow(SignInHop hop) =>
    [
        Cell.Count(hop.Order), Cell.Of(hop.Stage.ToString()), Cell.Name(hop.Query), Cell.Name(hop.Target is null || hop.Port is null ? hop.Target : $"{hop.Target}:{hop.Port}"), Cell.Name(hop.Address),
        Cell.Of(hop.Outcome.ToString()), Cell.Of(hop.StatusCode is null ? string.Empty : $"{hop.StatusCode} {hop.Reason}"), Cell.Name(hop.ServerName), Cell.Keyed(Words.Milliseconds(hop.DurationMs), hop.DurationMs),
        Cell.Of(hop.Detail),
    ];
}
