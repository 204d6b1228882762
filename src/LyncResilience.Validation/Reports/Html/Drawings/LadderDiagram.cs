using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Draws a sign-in as a ladder: the client on the left, everybody it talks to beside it, time going down.</summary>
internal static class LadderDiagram
{
    /// <summary>The lane of name servers.</summary>
    public const string Dns = "DNS";

    private const int MostSteps = 40;
    private const double Left = 64;
    private const double LaneWidth = 190;
    private const double Head = 46;
    private const double ExchangeHeight = 46;
    private const double NoteHeight = 30;

    // What a character of the labels is wide, on the safe side.
    private const double Character = 6.4;

    public static void Write(HtmlBuilder html, SignInPath path, string id)
    {
        List<LadderStep> steps = [.. path.Hops.Take(MostSteps).Select(hop => LadderStep.Of(hop, path))];
        List<string> lanes = [.. steps.Select(step => step.Lane).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(lane => lane == Dns ? 0 : 1).Take(6)];
        double width = Math.Max(640, Left + (lanes.Count * LaneWidth) + 110);
        double height = Head + steps.Sum(HeightOf) + 16;
        string who = path.SipAddress ?? path.SipDomain;
        html.Open("div", "class", "scroll drawing", "tabindex", "0", "role", "region", "aria-label", "Sign-in of " + who);
        html.Open("svg", "class", "ladder", "viewBox", $"0 0 {Words.Number(width)} {Words.Number(height)}", "width", Words.Number(width), "role", "img", "aria-labelledby", $"{id}-title {id}-desc");
        html.Element("title", $"How {who} signs in", "id", id + "-title");
        html.Element("desc", path.Detail + " The hops stand in words below.", "id", id + "-desc");
        WriteLane(html, Left, "Client", height);
        for (int index = 0; index < lanes.Count; index++)
        {
            WriteLane(html, LaneX(index), lanes[index], height);
        }

        double y = Head + 14;
        foreach (LadderStep step in steps)
        {
            int lane = step.Lane is null ? -1 : lanes.FindIndex(name => string.Equals(name, step.Lane, StringComparison.OrdinalIgnoreCase));
            WriteStep(html, step, lane < 0 ? null : LaneX(lane), y, width);
            y += HeightOf(step);
        }

        html.Close(2);
        if (path.Hops.Count > MostSteps)
        {
            html.Element("p", $"The diagram shows the first {MostSteps} of {Words.Count(path.Hops.Count)} hops.", "class", "more");
        }
    }

    private static double LaneX(int lane) => Left + ((lane + 1) * LaneWidth);

    private static double HeightOf(LadderStep step) => step.Lane is null || step.Answer is null ? NoteHeight : ExchangeHeight;

    private static void WriteLane(HtmlBuilder html, double x, string name, double height)
    {
        double half = name == "Client" ? 48 : 88;
        html.Open("g", "class", "lane").Element("title", name);
        html.Empty("path", "class", "life", "d", $"M{Words.Number(x)} 34V{Words.Number(height - 4)}");
        html.Empty("rect", "x", Words.Number(x - half), "y", "6", "width", Words.Number(2 * half), "height", "28", "rx", "5");
        html.Element("text", Words.Shorten(name, 25), "x", Words.Number(x), "y", "25", "text-anchor", "middle").Close();
    }

    private static void WriteStep(HtmlBuilder html, LadderStep step, double? laneX, double y, double width)
    {
        html.Open("g", "class", "rung " + Badges.Class(step.Tone));
        html.Empty("circle", "cx", Words.Number(Left - 28), "cy", Words.Number(y), "r", "10");
        html.Element("text", Words.Count(step.Hop), "class", "hop", "x", Words.Number(Left - 28), "y", Words.Number(y + 4), "text-anchor", "middle");
        if (laneX is not { } x)
        {
            Label(html, step.Ask, Left + 10, y + 4, width);
            html.Close();
            return;
        }

        string arrow = step.IsLost ? "bad" : step.Tone == Tone.Good ? "good" : "plain";
        double end = step.IsLost ? x - 22 : x - 3;
        html.Empty("path", "class", "ask", "d", $"M{Words.Number(Left + 3)} {Words.Number(y)}H{Words.Number(end)}", "marker-end", step.IsLost ? null : $"url(#arrow-{arrow})");
        if (step.IsLost)
        {
            html.Empty("path", "class", "lost", "d", $"M{Words.Number(x - 20)} {Words.Number(y - 6)}l12 12m0 -12l-12 12");
        }

        string told = step.IsLost ? step.Ask + ": no answer" : step.Answer is null && step.Tone == Tone.Good ? step.Ask + " ✓" : step.Ask;
        Label(html, told, Left + 10, y - 5, width);
        if (step.Answer is { } answer)
        {
            double below = y + 20;
            html.Empty("path", "class", "answer", "d", $"M{Words.Number(x - 3)} {Words.Number(below)}H{Words.Number(Left + 3)}", "marker-end", $"url(#arrow-{(step.Tone == Tone.Bad ? "bad" : arrow)})");
            Label(html, (step.Tone == Tone.Bad ? "✕ " : string.Empty) + answer, Left + 14, below - 5, width);
        }

        html.Close();
    }

    private static void Label(HtmlBuilder html, string text, double x, double y, double width) =>
        html.Open("text", "class", "label", "x", Words.Number(x), "y", Words.Number(y)).Element("title", text).Text(ReportText.Shortened(text, (int)((width - x - 8) / Character))).Close();
}
