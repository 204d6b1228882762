using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>One simulation in detail: the course, what happened, who fared how, the load, and what the model assumed.</summary>
internal static class SimulationArticle
{
    private const int MostMarks = 14;
    private const int MostFates = 25;
    private const int MostEntries = 150;

    public static void Write(HtmlBuilder html, SimulationFacts facts, string id)
    {
        FailoverSimulation simulation = facts.Simulation;
        IReadOnlyList<StoryItem> story = StoryItem.Of(simulation);
        IReadOnlyList<IGrouping<double, StoryItem>> marks = StoryItem.Marks(story, MostMarks);
        TimeAxis axis = new(marks.Select(mark => mark.Key), simulation.Duration);

        html.Open("article", "class", "item", "aria-labelledby", id).Open("h3", "id", id);
        Badges.Write(html, facts.Tone, facts.Word);
        html.Text(" " + simulation.Scenario, 200).Close();
        html.Element("p", Conclusion(facts));
        UsersChart.Write(html, facts, [.. marks.Select(mark => mark.Key)], axis, id);
        WriteStory(html, marks);
        WriteFates(html, simulation);
        LoadCharts.Write(html, simulation, axis, id);
        FindingList.Write(html, simulation.Findings);
        WriteTimeline(html, story);
        WriteAssumptions(html, simulation);
        html.Close();
    }

    /// <summary>Time offline, added up over all users.</summary>
    public static string Hours(FailoverSimulation simulation) => (simulation.OfflineUserSeconds / 3600).ToString(simulation.OfflineUserSeconds < 36_000 ? "#,0.##" : "#,0", CultureInfo.InvariantCulture) + " h";

    private static string Conclusion(SimulationFacts facts)
    {
        FailoverSimulation simulation = facts.Simulation;
        long stranded = facts.Stranded;
        string end = stranded > 0 ? $"{Words.Count(stranded)} of {Words.Count(simulation.Users, "user")} {(stranded == 1 ? "is" : "are")} {(facts.OfflineAtEnd > 0 ? "still offline at the end" : "offline for " + Words.Duration(facts.StrandedFor))}"
            : simulation.PeakOffline > 0 ? $"Nobody of {Words.Count(simulation.Users, "user")} is left offline at the end"
            : $"None of {Words.Count(simulation.Users, "user")} goes offline";
        string peak = simulation.PeakOffline > 0 ? $"; at most {Words.Count(simulation.PeakOffline)} at once, {Hours(simulation)} offline over all users" : string.Empty;
        return $"{end}{peak}. Simulated: {Words.Duration(simulation.Duration)}, seed {simulation.Seed.ToString(CultureInfo.InvariantCulture)}.";
    }

    private static void WriteStory(HtmlBuilder html, IReadOnlyList<IGrouping<double, StoryItem>> marks)
    {
        if (marks.Count == 0)
        {
            html.Element("p", "Nothing happened.");
            return;
        }

        html.Element("h4", "What happens").Open("ol", "class", "story");
        foreach (IGrouping<double, StoryItem> mark in marks)
        {
            html.Open("li").Element("time", Words.Clock(mark.Key)).Open("div");
            foreach (StoryItem item in mark.OrderByDescending(item => item.Users).Take(4).OrderBy(item => item.Kind))
            {
                html.Open("p", "class", item.Kind == SimulationEntryKind.World ? "world" : null).Text(item.ToString(), 500).Close();
            }

            if (mark.Count() > 4)
            {
                html.Element("p", $"and {Words.Count(mark.Count() - 4)} more", "class", "quiet");
            }

            html.Close(2);
        }

        html.Close();
    }

    private static void WriteFates(HtmlBuilder html, FailoverSimulation simulation)
    {
        IReadOnlyList<Fate> fates = Fate.Of(simulation);
        if (fates.Count > 0)
        {
            html.Element("h4", "Who fares how");
            DataTable table = new("Users who fare alike", "Home pool", "Users", "=At the end", "Served by", "Offline", "Limited", "=Saved by", "Why");
            table.Write(html, fates.Select(Row), fates.Count, MostFates);
        }
    }

    private static Cell[] Row(Fate fate) =>
    [
        Cell.Name(fate.First.HomePool), Cell.Count(fate.Users), Cell.State(Badges.ToneOf(fate.First.FinalState), fate.First.FinalState.ToString()), Cell.Name(fate.First.FinalRegistrar), Cell.Keyed(Range(fate), fate.MostOffline),
        Cell.Seconds(fate.MostLimited), Cell.Of(NameOf(fate.First.RecoveredBy)), Cell.Of($"{Words.Sentence(fate.First.Reason)}. Such as {string.Join(", ", fate.Examples)}."),
    ];

    private static string Range(Fate fate) => fate.LeastOffline == fate.MostOffline ? Words.Duration(fate.MostOffline) : $"{Words.Duration(fate.LeastOffline)} to {Words.Duration(fate.MostOffline)}";

    private static string NameOf(RecoveryMethod method) => method switch
    {
        RecoveryMethod.Unaffected => "Not affected",
        RecoveryMethod.None => "Nothing",
        RecoveryMethod.KnownBackup => "Known backup",
        RecoveryMethod.Cache => "Cached server",
        RecoveryMethod.Srv => "SRV record",
        RecoveryMethod.Host => "Host record",
        RecoveryMethod.HomeReturned => "Home came back",
        _ => "Administrator",
    };

    private static void WriteTimeline(HtmlBuilder html, IReadOnlyList<StoryItem> story)
    {
        html.Open("details").Element("summary", "Everything that happened");
        DataTable table = new("What happened, in order", "From", "To", "=Who", "What", "Users");
        table.Write(
            html,
            story.Select(item => (Cell[])[Cell.Clock(item.At), Cell.Clock(item.Until), Cell.Of(item.Kind.ToString()), Cell.Of(item.Detail), Cell.Count(item.Users)]),
            story.Count,
            MostEntries);
        html.Close();
    }

    private static void WriteAssumptions(HtmlBuilder html, FailoverSimulation simulation)
    {
        if (simulation.Assumptions.Count == 0)
        {
            return;
        }

        html.Open("details").Element("summary", "What the model assumes");
        DataTable table = new("Assumptions where no public source says", "Parameter", "Value", "Unit", "Default", "Meaning and reason");
        table.Write(html, simulation.Assumptions.Select(Row), simulation.Assumptions.Count, limit: 50);
        html.Close();
    }

    private static Cell[] Row(SimulationAssumption assumption) =>
    [
        Cell.Of(assumption.Name), Cell.Of(Text(assumption.Value)), Cell.Of(assumption.Unit), Cell.Of(Text(assumption.Default)), Cell.Of(Words.Sentence(assumption.Reason)),
    ];

    private static string Text(object value) => value is bool flag ? (flag ? "true" : "false") : string.Format(CultureInfo.InvariantCulture, "{0}", value);
}
