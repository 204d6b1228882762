using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Simulated failures: all in a table, the worst in detail.</summary>
internal sealed class SimulationSection : IHtmlSection
{
    private const int MostDetailed = 6;
    private const int MostRows = 300;

    public string Id => "simulations";

    public string Title => "Simulated failures";

    public bool HasContent(ReportContent content) => content.Simulations.Count > 0;

    public void Write(HtmlBuilder html, ReportContent content)
    {
        FailoverSimulation[] worst = [.. content.Simulations
            .OrderByDescending(SimulationFacts.StrandedAtEnd).ThenByDescending(simulation => simulation.OfflineUserSeconds).ThenByDescending(simulation => simulation.PeakOffline)];
        if (worst.Length > 1)
        {
            DataTable table = new("Simulated failures, the worst first", "Scenario", "=Verdict", "Users", "Stranded", "Offline at once, at most", "Limited at the end", "User-hours offline", "Simulated");
            table.Write(html, worst.Select(Row), worst.Length, MostRows);
        }

        int number = 0;
        foreach (FailoverSimulation simulation in worst.Take(MostDetailed))
        {
            SimulationArticle.Write(html, simulation, $"simulation-{++number}");
        }

        if (worst.Length > number)
        {
            html.Element("p", $"The worst {Words.Count(number)} of {Words.Count(worst.Length)} are shown in detail; the table has the others.", "class", "more");
        }
    }

    private static Cell[] Row(FailoverSimulation simulation) =>
    [
        Cell.Of(simulation.Scenario), Cell.State(SimulationFacts.ToneOf(simulation), SimulationFacts.WordOf(simulation)), Cell.Count(simulation.Users), Cell.Count(SimulationFacts.StrandedAtEnd(simulation)),
        Cell.Count(simulation.PeakOffline), Cell.Count(simulation.LimitedAtEnd), Cell.Keyed(SimulationArticle.Hours(simulation), simulation.OfflineUserSeconds), Cell.Seconds(simulation.Duration),
    ];
}
