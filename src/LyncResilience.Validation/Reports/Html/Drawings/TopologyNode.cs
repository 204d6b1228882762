using System.Collections.Generic;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>A pool in a drawing: its words, its place and the lines that end at it.</summary>
internal sealed class TopologyNode
{
    public const double Width = 202;
    public const double Height = 48;

    public TopologyNode(string name, string kind, string? problem, string @class, string? site)
    {
        Name = name;
        Kind = kind;
        Problem = problem;
        Class = @class;
        Site = site;
    }

    public string Name { get; }

    /// <summary>What it is, in a few words.</summary>
    public string Kind { get; }

    /// <summary>What is missing, in a few words; null when nothing is.</summary>
    public string? Problem { get; }

    /// <summary>The style of its box.</summary>
    public string Class { get; }

    public string? Site { get; }

    public List<TopologyLine> Lines { get; } = [];

    public bool IsLeft { get; set; }

    public double X { get; set; }

    public double Y { get; set; }

    /// <summary>Where lines end: the side that faces the gutter between the two columns of sites.</summary>
    public double PortX => IsLeft ? X + Width : X;
}
