using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Draws the load of each pool against its capacity, one small chart for each.</summary>
internal static class LoadCharts
{
    private const int MostCharts = 12;
    private const int MostPoints = 120;
    private const double Width = 300;
    private const double Height = 120;

    public static void Write(HtmlBuilder html, FailoverSimulation simulation, TimeAxis axis, string id)
    {
        PoolLoad[] busy = [.. simulation.Load.Where(load => load.PeakRegistrations > 0).OrderByDescending(load => load.IsOverCapacity).ThenByDescending(Share).ThenBy(load => load.Pool, StringComparer.OrdinalIgnoreCase)];
        if (busy.Length == 0)
        {
            return;
        }

        html.Element("h4", "Load against capacity");
        html.Open("div", "class", "loads");
        int number = 0;
        foreach (PoolLoad load in busy.Take(MostCharts))
        {
            WriteChart(html, load, axis, $"{id}-load-{++number}");
        }

        html.Close();
        html.Open("details").Element("summary", "The loads in numbers");
        DataTable table = new("Load of pools", "Pool", "=Verdict", "Capacity", "Most users", "At", "Most sign-ins a second");
        table.Write(html, busy.Select(Row), busy.Length, limit: 200);
        html.Close();
    }

    private static double Share(PoolLoad load) => load.Capacity is > 0 ? load.PeakRegistrations / (double)load.Capacity : 0;

    private static Cell[] Row(PoolLoad load) =>
    [
        Cell.Name(load.Pool), Verdict(load), Cell.Count(load.Capacity), Cell.Count(load.PeakRegistrations), Cell.Clock(load.PeakAtSeconds), Cell.Count(load.PeakRegistrationsPerSecond),
    ];

    private static Cell Verdict(PoolLoad load) =>
        load.IsOverCapacity ? Cell.State(Tone.Bad, "Over capacity") : load.Capacity is null ? Cell.State(Tone.Quiet, "Capacity unknown") : Cell.State(Tone.Good, "Within capacity");

    private static void WriteChart(HtmlBuilder html, PoolLoad load, TimeAxis axis, string id)
    {
        // A capacity far above the load would press the line flat; then it stands in words only.
        bool showsCapacity = load.Capacity is { } capacity && capacity <= load.PeakRegistrations * 5;
        Plot plot = new(axis, 8, 12, Width - 16, Height - 30, 1.08 * (showsCapacity ? Math.Max(load.Capacity!.Value, load.PeakRegistrations) : load.PeakRegistrations));
        string words = load.Capacity is null
            ? $"at most {Words.Count(load.PeakRegistrations, "user")}, capacity unknown"
            : $"at most {Words.Count(load.PeakRegistrations)} of {Words.Count(load.Capacity.Value, "user")}";
        html.Open("figure", "class", "load " + (load.IsOverCapacity ? "bad" : "good"));
        html.Open("figcaption").Element("span", load.Pool, "class", "name").Open("span", "class", "quiet");
        Badges.Sign(html, load.IsOverCapacity ? Tone.Bad : load.Capacity is null ? Tone.Unknown : Tone.Good);
        html.Text(" " + words + (load.IsOverCapacity ? ": over capacity" : string.Empty)).Close(2);
        html.Open("svg", "class", "chart", "viewBox", $"0 0 {Words.Number(Width)} {Words.Number(Height)}", "role", "img", "aria-labelledby", id);
        html.Element("title", $"Load of {load.Pool}: {words}, reached at {Words.Clock(load.PeakAtSeconds)}", "id", id);
        IReadOnlyList<(double At, double Number)> points = Thin(load, axis);
        html.Empty("path", "class", "grid", "d", $"M{Words.Number(plot.Left)} {Words.Number(plot.Bottom)}H{Words.Number(plot.Right)}");
        html.Empty("path", "class", "under", "d", plot.Area([.. points.Select(point => (point.At, 0d, point.Number))]));
        html.Empty("path", "class", "course", "d", plot.Steps(points));
        if (showsCapacity)
        {
            string y = Words.Number(plot.Y(load.Capacity!.Value));
            html.Empty("path", "class", "capacity", "d", $"M{Words.Number(plot.Left)} {y}H{Words.Number(plot.Right)}");
            html.Element("text", "capacity " + Words.Count(load.Capacity.Value), "class", "tick", "x", Words.Number(plot.Right), "y", Words.Number(Math.Max(10, plot.Y(load.Capacity.Value) - 4)), "text-anchor", "end");
        }

        html.Element("text", "start", "class", "tick", "x", Words.Number(plot.Left), "y", Words.Number(Height - 4));
        html.Element("text", Words.Clock(axis.Duration), "class", "tick", "x", Words.Number(plot.Right), "y", Words.Number(Height - 4), "text-anchor", "end");
        html.Close(2);
    }

    // Of each stretch of the axis the highest and the last.
    private static IReadOnlyList<(double At, double Number)> Thin(PoolLoad load, TimeAxis axis)
    {
        IEnumerable<PoolLoadPoint> points = load.Points.Count <= MostPoints ? load.Points : load.Points
            .GroupBy(point => (int)(axis.PlaceOf(point.AtSeconds) * MostPoints / 2))
            .SelectMany(stretch => new[] { stretch.Aggregate((most, point) => point.Registrations > most.Registrations ? point : most), stretch.Last() })
            .Distinct().OrderBy(point => point.AtSeconds);
        return [.. points.Select(point => (point.AtSeconds, (double)point.Registrations))];
    }
}
