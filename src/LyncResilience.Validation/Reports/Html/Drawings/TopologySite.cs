using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>A site in a drawing: a box around its pools.</summary>
internal sealed class TopologySite
{
    private const double Padding = 10;
    private const double Header = 30;
    private const double Gap = 10;

    public const double Width = TopologyNode.Width + (2 * Padding);

    public TopologySite(string name, IEnumerable<TopologyNode> nodes)
    {
        Name = name;
        Nodes = [.. nodes];
    }

    public string Name { get; }

    public List<TopologyNode> Nodes { get; }

    public double X { get; private set; }

    public double Y { get; private set; }

    public double Height => Header + (Nodes.Count * (TopologyNode.Height + Gap)) - (Nodes.Count > 0 ? Gap : 0) + Padding;

    /// <summary>The sites at the other ends of its lines, itself left out.</summary>
    public IEnumerable<string?> Neighbours => Nodes
        .SelectMany(node => node.Lines.Select(line => line.From == node ? line.To.Site : line.From.Site))
        .Where(site => !IsNamed(site));

    public bool IsNamed(string? name) => string.Equals(Nodes[0].Site, name, StringComparison.OrdinalIgnoreCase);

    public void Place(double x, double y)
    {
        (X, Y) = (x, y);
        for (int index = 0; index < Nodes.Count; index++)
        {
            Nodes[index].X = x + Padding;
            Nodes[index].Y = y + Header + (index * (TopologyNode.Height + Gap));
        }
    }
}
