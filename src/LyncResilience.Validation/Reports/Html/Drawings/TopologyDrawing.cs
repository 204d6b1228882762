using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Draws who backs whom.</summary>
internal static class TopologyDrawing
{
    private const int MostPools = 80;

    /// <summary>Draws each group of sites that have to do with each other.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="topology">What.</param>
    /// <param name="id">The beginning of the drawing's ids.</param>
    public static void Write(HtmlBuilder html, ResilienceTopology topology, string id)
    {
        html.Open("div", "class", "drawings");
        int number = 0;
        foreach (TopologyLayout layout in TopologyLayout.Of(TopologyGraph.Of(topology, MostPools)))
        {
            WriteGroup(html, layout, $"{id}-{++number}");
        }

        html.Close();
        if (topology.Pools.Count > MostPools)
        {
            html.Element("p", $"The drawing shows the first {MostPools} of {Words.Count(topology.Pools.Count, "pool")}.", "class", "more");
        }

        WriteLegend(html);
    }

    /// <summary>The arrowheads, once for the page.</summary>
    public static void WriteArrowheads(HtmlBuilder html)
    {
        html.Open("svg", "class", "shapes", "width", "0", "height", "0", "aria-hidden", "true", "focusable", "false").Open("defs");
        foreach (string name in (string[])["mutual", "one-way", "hop", "good", "bad", "plain"])
        {
            html.Open("marker", "id", "arrow-" + name, "viewBox", "0 0 10 10", "refX", "9", "refY", "5", "markerWidth", "7", "markerHeight", "7", "orient", "auto-start-reverse", "markerUnits", "userSpaceOnUse")
                .Empty("path", "d", "M0 0 10 5 0 10Z", "class", "head " + name).Close();
        }

        html.Close(2);
    }

    private static void WriteGroup(HtmlBuilder html, TopologyLayout layout, string id)
    {
        html.Open("div", "class", "scroll drawing", "tabindex", "0", "role", "region", "aria-label", "Drawing of " + string.Join(", ", layout.Sites.Select(site => site.Name)));
        html.Open(
            "svg", "class", "topology" + (layout.HasTwoColumns ? " wide" : string.Empty), "viewBox", $"0 0 {Words.Number(layout.Width)} {Words.Number(layout.Height)}", "width", Words.Number(layout.Width), "role", "img",
            "aria-labelledby", $"{id}-title {id}-desc");
        html.Element("title", "Who backs whom: " + string.Join(", ", layout.Sites.Select(site => site.Name)), "id", id + "-title");
        html.Element("desc", Describe(layout), "id", id + "-desc");
        foreach (TopologySite site in layout.Sites)
        {
            html.Empty("rect", "class", "site", "x", Words.Number(site.X), "y", Words.Number(site.Y), "width", Words.Number(TopologySite.Width), "height", Words.Number(site.Height), "rx", "8");
            html.Element("text", ReportText.Shortened(site.Name, 34), "class", "site-name", "x", Words.Number(site.X + 10), "y", Words.Number(site.Y + 20));
        }

        foreach (TopologyLine line in layout.Lines)
        {
            WriteLine(html, line);
        }

        foreach (TopologyNode node in layout.Sites.SelectMany(site => site.Nodes))
        {
            WriteNode(html, node);
        }

        html.Close(2);
    }

    private static void WriteNode(HtmlBuilder html, TopologyNode node)
    {
        html.Open("g", "class", "node " + node.Class).Element("title", $"{node.Name}: {node.Problem ?? node.Kind}");
        html.Empty("rect", "x", Words.Number(node.X), "y", Words.Number(node.Y), "width", Words.Number(TopologyNode.Width), "height", Words.Number(TopologyNode.Height), "rx", node.Class == "branch" ? "20" : "5");
        string x = Words.Number(node.X + 10);
        html.Element("text", Words.Shorten(node.Name, 28), "class", "name", "x", x, "y", Words.Number(node.Y + 20));
        html.Element("text", ReportText.Shortened(node.Problem is null ? node.Kind : "✕ " + node.Problem, 32), "class", node.Problem is null ? "kind" : "problem", "x", x, "y", Words.Number(node.Y + 37));
        html.Close();
    }

    private static void WriteLine(HtmlBuilder html, TopologyLine line)
    {
        (double x1, double y1) = (line.From.PortX, TopologyLayout.PortOf(line.From, line));
        (double x2, double y2) = (line.To.PortX, TopologyLayout.PortOf(line.To, line));
        double reach = line.From.IsLeft == line.To.IsLeft ? 22 + Math.Min(24, Math.Abs(y2 - y1) / 8) : 55;
        double bend1 = line.From.IsLeft ? x1 + reach : x1 - reach;
        double bend2 = line.To.IsLeft ? x2 + reach : x2 - reach;
        html.Empty(
            "path", "class", "line " + line.Class, "d", $"M{Words.Number(x1)} {Words.Number(y1)}C{Words.Number(bend1)} {Words.Number(y1)} {Words.Number(bend2)} {Words.Number(y2)} {Words.Number(x2)} {Words.Number(y2)}",
            "marker-end", $"url(#arrow-{line.Class})", "marker-start", line.Class == "mutual" ? "url(#arrow-mutual)" : null);
    }

    private static string Describe(TopologyLayout layout)
    {
        IEnumerable<string> lines = layout.Lines.Select(line => line.Class switch
        {
            "mutual" => $"{line.From.Name} and {line.To.Name} back each other.",
            "one-way" => $"{line.To.Name} backs {line.From.Name}.",
            _ => $"{line.From.Name} hands on to {line.To.Name}.",
        });
        IEnumerable<string> problems = layout.Sites.SelectMany(site => site.Nodes).Where(node => node.Problem is not null).Select(node => $"{node.Name}: {node.Problem}.");
        return string.Join(" ", lines.Concat(problems)) + " The table below has all of it.";
    }

    private static void WriteLegend(HtmlBuilder html)
    {
        html.Open("ul", "class", "legend");
        Key(html, "mutual", "back each other");
        Key(html, "one-way", "is backed by, in one direction only");
        Key(html, "hop", "Edge pool to its next hop");
        html.Open("li").Element("span", "✕ dashed frame", "class", "problem-key").Text(" no backup that can take users in").Close(2);
    }

    private static void Key(HtmlBuilder html, string line, string words) =>
        html.Open("li").Open("svg", "class", "key", "width", "44", "height", "12", "aria-hidden", "true", "focusable", "false")
            .Empty("path", "class", "line " + line, "d", "M4 6H40", "marker-end", $"url(#arrow-{line})", "marker-start", line == "mutual" ? "url(#arrow-mutual)" : null).Close().Text(" " + words).Close();
}
