using System.Linq;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Who backs whom: a drawing, a table and what the source left open.</summary>
internal sealed class TopologySection : IHtmlSection
{
    private const int MostTopologies = 4;
    private const int MostRows = 300;
    private const int MostWarnings = 30;

    public string Id => "topology";

    public string Title => "Who backs whom";

    public bool HasContent(PageContent content) => content.Topologies.Count > 0;

    public void Write(HtmlBuilder html, PageContent content)
    {
        int number = 0;
        foreach (ResilienceTopology topology in content.Topologies.Take(MostTopologies))
        {
            number++;
            html.Element("h3", NameOf(topology));
            html.Element("p", $"{Words.Count(topology.Pools.Count, "pool")} in {Words.Count(topology.Sites.Count, "site")}. {Bare(topology)}");
            if (topology.Pools.Count > 0)
            {
                TopologyDrawing.Write(html, topology, $"topology-{number}");
                DataTable table = new(
                    "Pools of " + NameOf(topology), "Pool", "=Site", "=Kind", "=Version", "Backup registrar", "=Pairing", "Failover, failback after", "Users, capacity");
                table.Write(html, topology.Pools.Select(pool => Row(topology, pool)), topology.Pools.Count, MostRows);
            }

            FindingList.Write(html, topology.Pools.SelectMany(pool => PairingRules.Of(topology, pool)));
            WriteWarnings(html, topology);
        }

        if (content.Topologies.Count > MostTopologies)
        {
            html.Element("p", $"The first {MostTopologies} of {Words.Count(content.Topologies.Count)} topologies.", "class", "more");
        }
    }

    private static string NameOf(ResilienceTopology topology) => topology.DefaultSipDomain ?? (topology.Source.Length > 0 ? topology.Source : "Deployment");

    private static string Bare(ResilienceTopology topology)
    {
        int bare = TopologyFacts.WithoutBackup(topology).Count();
        return bare == 0 ? "Every pool that homes users has a backup registrar." : $"{Words.Count(bare, "pool")} without a backup registrar in it.";
    }

    private static Cell[] Row(ResilienceTopology topology, TopologyPool pool) =>
    [
        Cell.Name(pool.Fqdn), Cell.Of(pool.Site), Cell.Of(TopologyFacts.KindOf(pool)), Cell.Of(TopologyFacts.VersionOf(pool)), Cell.Name(pool.BackupPool), Pairing(topology, pool),
        Cell.Keyed($"{Words.Duration(pool.FailureDetectionSeconds)}, {Words.Duration(pool.FailbackSeconds)}", pool.FailureDetectionSeconds),
        Cell.Keyed($"{(pool.UserCount is { } users ? Words.Count(users) : "–")} of {(pool.UserCapacity is { } capacity ? Words.Count(capacity) : "–")}", pool.UserCount ?? pool.UserCapacity ?? -1),
    ];

    private static Cell Pairing(ResilienceTopology topology, TopologyPool pool) =>
        pool.Kind == PoolKind.Director && pool.BackupPool is null ? Cell.State(Tone.Quiet, "Homes nobody")
        : TopologyFacts.IsBare(topology, pool) ? Cell.State(Tone.Bad, pool.BackupPool is null ? "None" : "Not in topology")
        : TopologyFacts.IsMutual(topology, pool) ? Cell.State(Tone.Good, "Mutual")
        : pool.Kind == PoolKind.Sba ? Cell.State(Tone.Good, "Central pool")
        : Cell.State(Tone.Warn, "One-way");

    private static void WriteWarnings(HtmlBuilder html, ResilienceTopology topology)
    {
        if (topology.Warnings.Count == 0)
        {
            return;
        }

        html.Open("details").Element("summary", $"{Words.Count(topology.Warnings.Count, "thing")} that the source left open").Open("ul");
        foreach (string warning in topology.Warnings.Take(MostWarnings))
        {
            html.Open("li").Text(warning, 600).Close();
        }

        html.Close();
        if (topology.Warnings.Count > MostWarnings)
        {
            html.Element("p", $"The first {MostWarnings} of {Words.Count(topology.Warnings.Count)}.", "class", "more");
        }

        html.Close();
    }
}
