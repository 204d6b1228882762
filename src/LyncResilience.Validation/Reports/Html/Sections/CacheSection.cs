using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>What clients have cached.</summary>
internal sealed class CacheSection : IHtmlSection
{
    private const int MostRows = 300;

    public string Id => "caches";

    public string Title => "Clients’ caches";

    public bool HasContent(PageContent content) => content.Caches.Count > 0;

    public void Write(HtmlBuilder html, PageContent content)
    {
        html.Element("p", "A client dials its cached server before it looks anything up. The cache names one registrar only: nobody finds the backup there.");
        DataTable table = new("Endpoint caches", "Owner", "Cached server", "=Standing", "=Confidence", "=Client", "Computer", "Written", "File");
        table.Write(html, content.Caches.Select(Row), content.Caches.Count, MostRows);
        FindingList.Write(html, content.Caches.SelectMany(cache => cache.Findings));
    }

    private static Cell[] Row(EndpointCacheEntry cache) =>
    [
        Cell.Name(cache.SipAddress ?? cache.UserProfile), Cell.Name(cache.CachedServer), Cell.State(ToneOf(cache.Standing), WordOf(cache.Standing)), Cell.Of(cache.Confidence.ToString()),
        Cell.Of(cache.ClientVersion.ToString()), Cell.Name(cache.ComputerName), Cell.Of(Words.Date(cache.LastWriteTimeUtc)), Cell.Name(cache.Path),
    ];

    private static Tone ToneOf(CacheStanding standing) => standing switch
    {
        CacheStanding.Primary => Tone.Good,
        CacheStanding.Backup or CacheStanding.OtherPool => Tone.Warn,
        CacheStanding.NotInTopology => Tone.Bad,
        _ => Tone.Quiet,
    };

    private static string WordOf(CacheStanding standing) => standing switch
    {
        CacheStanding.Primary => "Home pool",
        CacheStanding.Backup => "Backup",
        CacheStanding.OtherPool => "Another pool",
        CacheStanding.NotInTopology => "Not in the topology",
        _ => "Not judged",
    };
}
