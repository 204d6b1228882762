using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>One simulation in detail: the course, what happened, who fared how, the load, and what the model assumed.</summary>
internal static class SimulationArticle
{
    private const int MostMarks = 14;
    private const int MostFates = 12;
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
            : simulation.PeakOffline > 0 ? $"None of {Words.Count(simulation.Users, "user")} is stranded"
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
        IReadOnlyList<FateGroup> fates = FateGroup.Of(simulation);
        if (fates.Count == 0)
        {
            return;
        }

        html.Element("h4", "Who fares how").Open("ul", "class", "cards fates");
        foreach (FateGroup fate in fates.Take(MostFates))
        {
            WriteFate(html, fate);
        }

        html.Close();
        if (fates.Count > MostFates)
        {
            html.Element("p", $"The worst {MostFates} of {Words.Count(fates.Count, "way")} to fare; the other ways are those of {Words.Count(fates.Skip(MostFates).Sum(fate => fate.Users), "user")}.", "class", "more");
        }
    }

    private static void WriteFate(HtmlBuilder html, FateGroup fate)
    {
        FailoverOutcome first = fate.First;
        Tone tone = fate.MostOffline == 0 ? Badges.ToneOf(first.FinalState) : first.FinalState == FailoverState.Offline || fate.MostOffline >= SimulationFacts.StrandedSeconds ? Tone.Bad : Tone.Warn;
        html.Open("li", "class", "card " + Badges.Class(tone)).Open("p", "class", "title");
        Badges.Write(html, Badges.ToneOf(first.FinalState), first.FinalState + " at the end");
        html.Element("strong", Words.Count(fate.Users, "user")).Text(" homed on ").Element("span", first.HomePool, "class", "name");
        if (first.FinalRegistrar is { } registrar && registrar != first.HomePool)
        {
            html.Text(", served by ").Element("span", registrar, "class", "name");
        }

        html.Close().Open("dl", "class", "facts");
        Fact(html, "Offline", Range(fate));
        Fact(html, "Limited", fate.MostLimited == 0 ? null : "up to " + Words.Duration(fate.MostLimited));
        Fact(html, "Saved by", fate.MostOffline == 0 ? null : NameOf(first.RecoveredBy));
        html.Close().Open("p").Text(Words.Sentence(first.Reason) + ".", 700).Close();
        html.Open("p", "class", "source").Text("Such as ").Text(string.Join(", ", fate.Examples), 200).Close(2);
    }

    private static void Fact(HtmlBuilder html, string name, string? value)
    {
        if (value is not null)
        {
            html.Open("div").Element("dt", name).Element("dd", value).Close();
        }
    }

    private static string Range(FateGroup fate) => fate.MostOffline == 0 ? "never" : fate.LeastOffline == fate.MostOffline ? Words.Duration(fate.MostOffline) : $"{Words.Duration(fate.LeastOffline)} to {Words.Duration(fate.MostOffline)}";

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
