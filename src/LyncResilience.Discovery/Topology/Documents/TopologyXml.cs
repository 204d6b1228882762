using System.IO;

namespace LyncResilience.Discovery.Topology;

/// <summary>Reads a topology as XML: as it is published (<c>Get-CsTopology -AsXml</c>), or as Topology Builder saves it (.tbxml).</summary>
internal static class TopologyXml
{
    /// <summary>What documents can be read, to end a sentence about one that can't.</summary>
    public const string Expected = "Expected was <Topology> of Get-CsTopology -AsXml, <TopologyBuilder> of a .tbxml file, or a document that holds one of these, with Sites, Clusters and Services in it";

    /// <summary>Reads the text of a document to its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="budget">What the text's characters are taken off, and its elements.</param>
    /// <exception cref="TopologyFormatException">It is no topology, is damaged, or exceeds a limit.</exception>
    /// <exception cref="IOException">The text can't be read.</exception>
    public static TopologyDraft Read(DocumentText text, string source, DocumentBudget budget)
    {
        var scanner = new TopologyScanner(source, budget);
        scanner.Scan(text);
        return scanner.Found.Count > 0
            ? TopologyChoice.Of(scanner.Found, source)
            : throw new TopologyFormatException($"{source} is no topology: its root element is <{Shown.Short(scanner.Root ?? string.Empty)}>. {Expected}.");
    }
}
