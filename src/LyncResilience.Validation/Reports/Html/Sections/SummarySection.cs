using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>The first screen: is anybody stranded, and what to do.</summary>
internal sealed class SummarySection : IHtmlSection
{
    private const int MostSteps = 5;

    public string Id => "summary";

    public string Title => "At a glance";

    public bool HasContent(PageContent content) => true;

    public void Write(HtmlBuilder html, PageContent content)
    {
        Situation situation = Situation.Of(content);
        html.Open("div", "class", "verdict " + Badges.Class(situation.Tone));
        html.Open("p", "class", "headline");
        Badges.Sign(html, situation.Tone);
        html.Text(situation.Headline, 400).Close();
        html.Open("p").Text(situation.Detail, 600).Close(2);
        WriteTiles(html, content);
        WriteSteps(html, NextStep.Of(content));
    }

    private static void WriteTiles(HtmlBuilder html, PageContent content)
    {
        html.Open("dl", "class", "tiles");
        WriteStranded(html, content);
        if (content.Simulations.Count > 0)
        {
            FailoverSimulation peak = content.Simulations.Select(facts => facts.Simulation).OrderByDescending(simulation => simulation.PeakOffline).First();
            Tile(html, "Offline at once, at most", Words.Count(peak.PeakOffline), $"of {Words.Count(peak.Users, "user")}", peak.PeakOffline > 0 ? Tone.Warn : Tone.Good, "#simulations");
        }

        if (content.Gaps.Count > 0)
        {
            int causes = content.Gaps.Count(gap => gap.FailureCount < 2);
            int unfixed = content.Gaps.Count(gap => gap.Fix is null);
            Tile(html, "Gaps of single failures", Words.Count(causes), unfixed > 0 ? $"{Words.Count(unfixed)} of all without a fix" : "a fix for every gap", causes > 0 ? Tone.Bad : Tone.Warn, "#gaps");
        }

        if (content.Paths.Count > 0)
        {
            int served = content.Paths.Count(path => path.Mode is SignInMode.Full or SignInMode.Limited);
            int unaware = content.Paths.Count(path => path.Mode is SignInMode.Full or SignInMode.Limited && path.BackupRegistrar is null);
            Tone tone = content.Paths.Any(path => path.Status == ResultStatus.Fail) ? Tone.Bad : unaware > 0 ? Tone.Warn : Tone.Good;
            Tile(html, "Sign-ins that succeed", $"{Words.Count(served)} of {Words.Count(content.Paths.Count)}", unaware > 0 ? $"{Words.Count(unaware)} never told a backup" : "all told their backup", tone, "#sign-ins");
        }

        if (content.Checks.Count > 0)
        {
            int failed = content.Checks.Count(check => check.Status == CheckStatus.Fail);
            Tone tone = failed > 0 ? Tone.Bad : content.Checks.Any(check => check.Status is CheckStatus.Warn or CheckStatus.Error) ? Tone.Warn : Tone.Good;
            string counts = string.Join(", ", CheckSection.CountsOf(content.Checks).Where(count => count.Status != CheckStatus.Pass).Select(count => $"{Words.Count(count.Number)} {CheckSection.WordOf(count.Status)}"));
            Tile(html, "Checks that pass", $"{Words.Count(content.Checks.Count(check => check.Status == CheckStatus.Pass))} of {Words.Count(content.Checks.Count)}", counts.Length > 0 ? counts : "nothing else", tone, "#checks");
        }

        if (content.Topologies.Count > 0)
        {
            int pools = content.Topologies.Sum(topology => topology.Pools.Count(pool => pool.Kind != PoolKind.Director));
            int bare = content.Topologies.Sum(topology => TopologyFacts.WithoutBackup(topology).Count());
            Tile(html, "Pools with a backup", $"{Words.Count(pools - bare)} of {Words.Count(pools)}", bare > 0 ? $"{Words.Count(bare)} without" : "every pool", bare > 0 ? Tone.Bad : Tone.Good, "#topology");
        }

        html.Close();
    }

    private static void WriteStranded(HtmlBuilder html, PageContent content)
    {
        const string Title = "Stranded by the worst failure";
        SimulationFacts? simulated = content.Simulations.FirstOrDefault();
        if (GapWords.WorstSingle(content) is { } gap && gap.UsersOffline >= (simulated?.Stranded ?? 0))
        {
            Tile(html, Title, Words.Count(gap.UsersOffline), ReportText.Shortened(gap.FailureCount == 0 ? "as things are" : gap.Failure, 60), Tone.Bad, "#gaps");
        }
        else if (simulated is not null)
        {
            string note = $"of {Words.Count(simulated.Simulation.Users, "user")}" + (simulated.Stranded > 0 ? $", offline {Words.Duration(simulated.StrandedFor)}" : string.Empty);
            Tile(html, Title, Words.Count(simulated.Stranded), note, simulated.Stranded > 0 ? Tone.Bad : Tone.Good, "#simulations");
        }
    }

    private static void Tile(HtmlBuilder html, string title, string value, string note, Tone tone, string anchor)
    {
        html.Open("div", "class", "tile " + Badges.Class(tone));
        html.Open("dt").Element("a", title, "href", anchor).Close();
        html.Open("dd", "class", "value");
        Badges.Sign(html, tone);
        html.Text(value).Close();
        html.Element("dd", note, "class", "note").Close();
    }

    private static void WriteSteps(HtmlBuilder html, IReadOnlyList<NextStep> steps)
    {
        if (steps.Count == 0)
        {
            return;
        }

        html.Element("h3", "What to do next").Open("ol", "class", "steps");
        foreach (NextStep step in steps.Take(MostSteps))
        {
            html.Open("li").Open("p", "class", "step").Text(step.Step, 600).Close();
            if (step.Fix is { } fix)
            {
                GapSection.WriteFix(html, fix);
            }

            html.Open("p", "class", "because");
            Badges.Sign(html, step.Tone);
            html.Text(step.Because, 500).Close(2);
        }

        html.Close();
        if (steps.Count > MostSteps)
        {
            html.Element("p", $"The first {MostSteps} of {Words.Count(steps.Count)} steps; the others stand with what they are for, below.", "class", "more");
        }
    }
}
