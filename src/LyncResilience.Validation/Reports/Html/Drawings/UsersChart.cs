using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Draws how many users have which service over time, with what happens marked.</summary>
internal static class UsersChart
{
    private const double Width = 920;
    private const double Height = 300;
    private const int Stretches = 120;

    /// <param name="html">Where to.</param>
    /// <param name="facts">What.</param>
    /// <param name="marks">The instants that are marked with their numbers.</param>
    /// <param name="axis">The times' places.</param>
    /// <param name="id">The beginning of the drawing's ids.</param>
    public static void Write(HtmlBuilder html, SimulationFacts facts, IReadOnlyList<double> marks, TimeAxis axis, string id)
    {
        IReadOnlyList<ServicePoint> points = ServicePoint.Thin(facts.Course, axis, Stretches);
        Plot plot = new(axis, 70, 34, Width - 70 - 24, Height - 34 - 44, points.Max(point => point.Total));
        html.Open("div", "class", "scroll drawing", "tabindex", "0", "role", "region", "aria-label", "Users over time");
        html.Open("svg", "class", "chart", "viewBox", $"0 0 {Words.Number(Width)} {Words.Number(Height)}", "role", "img", "aria-labelledby", $"{id}-title {id}-desc");
        html.Element("title", "Users with full service, with limited service and offline over simulated time", "id", id + "-title");
        html.Element("desc", Describe(facts.Simulation, points), "id", id + "-desc");
        foreach (double tick in plot.Ticks())
        {
            string y = Words.Number(plot.Y(tick));
            html.Empty("path", "class", "grid", "d", $"M{Words.Number(plot.Left)} {y}H{Words.Number(plot.Right)}");
            html.Element("text", Words.Count((long)tick), "class", "tick", "x", Words.Number(plot.Left - 8), "y", Words.Number(plot.Y(tick) + 4), "text-anchor", "end");
        }

        Area(html, plot, "full", points, point => 0, point => point.Full);
        Area(html, plot, "limited", points, point => point.Full, point => point.Full + point.Limited);
        Area(html, plot, "offline", points, point => point.Full + point.Limited, point => point.Total);
        WriteMarks(html, plot, marks);
        WriteTimes(html, plot, axis);
        html.Element("text", "Users", "class", "axis", "x", Words.Number(plot.Left - 8), "y", "18", "text-anchor", "end");
        html.Close(2);
        WriteLegend(html, axis, hasAbsent: facts.Simulation.Timeline.Any(entry => entry.SignedOut > 0) || points[0].Total < facts.Simulation.Users);
    }

    /// <summary>The patterns of the areas, once for the page: nobody has to tell them by their colours.</summary>
    public static void WritePatterns(HtmlBuilder html)
    {
        html.Open("svg", "class", "shapes", "width", "0", "height", "0", "aria-hidden", "true", "focusable", "false").Open("defs");
        Pattern(html, "limited", "M0 8 8 0M-2 2 2 -2M6 10 10 6");
        Pattern(html, "offline", "M0 0 8 8M0 8 8 0");
        html.Close(2);
    }

    private static void Pattern(HtmlBuilder html, string name, string path) =>
        html.Open("pattern", "id", "fill-" + name, "width", "8", "height", "8", "patternUnits", "userSpaceOnUse")
            .Empty("rect", "class", "ground " + name, "width", "8", "height", "8").Empty("path", "class", "hatch " + name, "d", path).Close();

    private static void Area(HtmlBuilder html, Plot plot, string service, IReadOnlyList<ServicePoint> points, Func<ServicePoint, double> low, Func<ServicePoint, double> high)
    {
        if (points.Any(point => high(point) > low(point)))
        {
            html.Empty("path", "class", "area " + service, "d", plot.Area([.. points.Select(point => (point.At, low(point), high(point)))]));
        }
    }

    private static void WriteMarks(HtmlBuilder html, Plot plot, IReadOnlyList<double> marks)
    {
        for (int index = 0; index < marks.Count; index++)
        {
            string x = Words.Number(plot.X(marks[index]));
            html.Open("g", "class", "mark").Element("title", Words.Clock(marks[index]));
            html.Empty("path", "d", $"M{x} {Words.Number(plot.Top - 10)}V{Words.Number(plot.Bottom)}").Empty("circle", "cx", x, "cy", Words.Number(plot.Top - 20), "r", "10");
            html.Element("text", Words.Count(index + 1), "x", x, "y", Words.Number(plot.Top - 16), "text-anchor", "middle").Close();
        }
    }

    // Labels that would run into each other are staggered in two lines; what still finds no room is left out.
    private static void WriteTimes(HtmlBuilder html, Plot plot, TimeAxis axis)
    {
        double[] ends = [double.MinValue, double.MinValue];
        foreach (double time in axis.Times)
        {
            double x = plot.X(time);
            int line = Array.FindIndex(ends, end => x - 32 > end);
            html.Empty("path", "class", "grid", "d", $"M{Words.Number(x)} {Words.Number(plot.Bottom)}v{(line == 1 ? "18" : "5")}");
            if (line >= 0)
            {
                string anchor = x > plot.Right - 20 ? "end" : "middle";
                html.Element("text", Words.Clock(time), "class", "tick", "x", Words.Number(x), "y", Words.Number(plot.Bottom + 18 + (line * 15)), "text-anchor", anchor);
                ends[line] = x + 32;
            }
        }
    }

    private static string Describe(FailoverSimulation simulation, IReadOnlyList<ServicePoint> points)
    {
        ServicePoint worst = points.Aggregate((most, point) => point.Offline > most.Offline ? point : most);
        ServicePoint last = points[points.Count - 1];
        return $"At most {Words.Count(worst.Offline)} of {Words.Count(simulation.Users, "user")} are offline, at {Words.Clock(worst.At)}. "
            + $"At the end {Words.Count(last.Full)} have full service, {Words.Count(last.Limited)} limited service, {Words.Count(last.Offline)} are offline. The list and the tables below have the numbers.";
    }

    private static void WriteLegend(HtmlBuilder html, TimeAxis axis, bool hasAbsent)
    {
        html.Open("ul", "class", "legend");
        foreach ((string service, string words) in ((string, string)[])[("full", "full service"), ("limited", "limited service"), ("offline", "offline")])
        {
            html.Open("li").Open("svg", "class", "key", "width", "22", "height", "14", "aria-hidden", "true", "focusable", "false")
                .Empty("rect", "class", "area " + service, "width", "22", "height", "14", "rx", "2").Close().Text(" " + words).Close();
        }

        string note = "numbers: what happens, listed below" + (axis.IsEven ? string.Empty : "; quiet spans are drawn shorter than they last") + (hasAbsent ? "; people who don’t want to be signed in aren’t drawn" : string.Empty);
        html.Element("li", note).Close();
    }
}
