using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Simulated failures: all in a table, the worst in detail.</summary>
internal sealed class SimulationSection : IHtmlSection
{
    private const int MostDetailed = 6;
    private const int MostRows = 300;

    public string Id => "simulations";

    public string Title => "Simulated failures";

    public bool HasContent(PageContent content) => content.Simulations.Count > 0;

    public void Write(HtmlBuilder html, PageContent content)
    {
        IReadOnlyList<SimulationFacts> worst = content.Simulations;
        html.Element("p", $"A user is called stranded who is offline for at least {Words.Duration(SimulationFacts.StrandedSeconds)} at a stretch, or to the end.", "class", "quiet");
        if (worst.Count > 1)
        {
            DataTable table = new("Simulated failures, the worst first", "Scenario", "=Verdict", "Users", "Stranded", "Offline at once", "Limited at the end", "User-hours offline");
            table.Write(html, worst.Select(Row), worst.Count, MostRows);
        }

        int number = 0;
        foreach (SimulationFacts facts in worst.Take(MostDetailed))
        {
            SimulationArticle.Write(html, facts, $"simulation-{++number}");
        }

        if (worst.Count > number)
        {
            html.Element("p", $"The worst {Words.Count(number)} of {Words.Count(worst.Count)} are shown in detail; the table has the others.", "class", "more");
        }
    }

    private static Cell[] Row(SimulationFacts facts) =>
    [
        Cell.Of(facts.Simulation.Scenario), Cell.State(facts.Tone, facts.Word), Cell.Count(facts.Simulation.Users), Cell.Count(facts.Stranded), Cell.Count(facts.Simulation.PeakOffline),
        Cell.Count(facts.Simulation.LimitedAtEnd), Cell.Keyed(SimulationArticle.Hours(facts.Simulation), facts.Simulation.OfflineUserSeconds),
    ];
}
