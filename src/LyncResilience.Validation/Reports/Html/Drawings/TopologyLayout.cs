using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>
/// Places sites that have to do with each other in two columns that face each other over a gutter. All lines run in the gutter, so none of them crosses a pool,
/// however many sites there are.
/// </summary>
internal sealed class TopologyLayout
{
    private const double Margin = 4;
    private const double Gutter = 84;
    private const double SiteGap = 16;

    private TopologyLayout(List<TopologySite> sites)
    {
        Split(sites, out List<TopologySite> left, out List<TopologySite> right);
        HasTwoColumns = right.Count > 0;
        Stack(left, Margin);
        SortByPartners(right);
        Stack(right, Margin + TopologySite.Width + Gutter);
        Sites = [.. left, .. right];
        Lines = [.. Sites.SelectMany(site => site.Nodes).SelectMany(node => node.Lines).Distinct()];
        bool hasLoops = Lines.Count > 0 && !HasTwoColumns;
        Width = (2 * Margin) + TopologySite.Width + (HasTwoColumns ? Gutter + TopologySite.Width : hasLoops ? Gutter / 2 : 0);
        Height = Margin + Sites.Max(site => site.Y + site.Height);
    }

    public IReadOnlyList<TopologySite> Sites { get; }

    public IReadOnlyList<TopologyLine> Lines { get; }

    public bool HasTwoColumns { get; }

    public double Width { get; }

    public double Height { get; }

    /// <summary>A layout for each group of sites that lines connect.</summary>
    public static IEnumerable<TopologyLayout> Of(IReadOnlyList<TopologySite> sites)
    {
        Dictionary<string, TopologySite> byName = sites.ToDictionary(site => site.Nodes[0].Site ?? string.Empty, StringComparer.OrdinalIgnoreCase);
        HashSet<TopologySite> seen = [];
        foreach (TopologySite first in sites)
        {
            if (!seen.Add(first))
            {
                continue;
            }

            List<TopologySite> group = [first];
            for (int index = 0; index < group.Count; index++)
            {
                group.AddRange(group[index].Neighbours.Select(name => byName[name ?? string.Empty]).Where(seen.Add));
            }

            yield return new TopologyLayout(group);
        }
    }

    /// <summary>Every point on a node's side where a line ends, so that no two lines end at the same one.</summary>
    public static double PortOf(TopologyNode node, TopologyLine line)
    {
        List<TopologyLine> ordered = [.. node.Lines.OrderBy(other => Other(node, other).Y)];
        return node.Y + (TopologyNode.Height * (ordered.IndexOf(line) + 1) / (ordered.Count + 1));
    }

    private static TopologyNode Other(TopologyNode node, TopologyLine line) => line.From == node ? line.To : line.From;

    // Each site goes opposite to most of the neighbours that have a place already; without any to the shorter column.
    private static void Split(List<TopologySite> sites, out List<TopologySite> left, out List<TopologySite> right)
    {
        left = [];
        right = [];
        foreach (TopologySite site in sites)
        {
            string?[] neighbours = [.. site.Neighbours];
            int onLeft = left.Sum(other => neighbours.Count(other.IsNamed));
            int onRight = right.Sum(other => neighbours.Count(other.IsNamed));
            bool goesLeft = onLeft == onRight ? left.Sum(other => other.Height) <= right.Sum(other => other.Height) : onLeft < onRight;
            (goesLeft ? left : right).Add(site);
        }
    }

    private static void Stack(List<TopologySite> sites, double x)
    {
        double y = Margin;
        foreach (TopologySite site in sites)
        {
            site.Nodes.ForEach(node => node.IsLeft = x == Margin);
            site.Place(x, y);
            y += site.Height + SiteGap;
        }
    }

    private static void SortByPartners(List<TopologySite> sites)
    {
        foreach (TopologySite site in sites)
        {
            TopologyNode[] sorted = [.. site.Nodes.OrderBy(PartnersY)];
            site.Nodes.Clear();
            site.Nodes.AddRange(sorted);
        }

        TopologySite[] order = [.. sites.OrderBy(site => site.Nodes.Average(PartnersY))];
        sites.Clear();
        sites.AddRange(order);
    }

    // What has no partner goes last.
    private static double PartnersY(TopologyNode node) => node.Lines.Count == 0 ? 1e6 : node.Lines.Average(line => Other(node, line).Y);
}
