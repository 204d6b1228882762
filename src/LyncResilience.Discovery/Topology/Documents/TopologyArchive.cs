using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;

namespace LyncResilience.Discovery.Topology;

/// <summary>
/// Reads the topology in a configuration export. <c>Export-CsConfiguration</c> writes topology, policies and settings into a .zip file (Microsoft Learn,
/// Export-CsConfiguration). Scripts that edit such exports find the topology's elements in its DocItemSet.xml. No public document shows the way there, so
/// every XML document of the archive is searched for a topology at any depth.
/// </summary>
internal static class TopologyArchive
{
    private const int Named = 8;

    /// <summary>Reads an archive.</summary>
    /// <param name="stream">The archive; can seek, and stays open.</param>
    /// <param name="source">Where it comes from.</param>
    /// <exception cref="TopologyFormatException">There is no topology in it, it is damaged, or it exceeds a limit.</exception>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public static TopologyDraft Read(Stream stream, string source)
    {
        if (stream.Length > DocumentLimits.ArchiveBytes)
        {
            throw OverLimit(source, "bytes", DocumentLimits.ArchiveBytes);
        }

        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Count > DocumentLimits.ArchiveEntries
                ? throw OverLimit(source, "entries", DocumentLimits.ArchiveEntries)
                : Read(archive, source);
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or ArgumentException or EndOfStreamException)
        {
            throw new TopologyFormatException($"{source} is a damaged archive: {Shown.Message(exception.Message)}", exception);
        }
    }

    private static TopologyDraft Read(ZipArchive archive, string source)
    {
        var budget = new DocumentBudget();
        List<FoundTopology> found = [];
        List<string> seen = [];
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!IsDocument(entry.FullName))
            {
                seen.Add(Shown.Short(entry.FullName));
                continue;
            }

            var scanner = new TopologyScanner(source, budget, Shown.Short(entry.FullName));
            using Stream content = entry.Open();
            using var text = new DocumentText(content, $"{Shown.Short(entry.FullName)} in {source}", budget);
            scanner.Scan(text);
            found.AddRange(scanner.Found);
            seen.Add($"{Shown.Short(entry.FullName)} (root <{Shown.Short(scanner.Root ?? string.Empty)}>)");
        }

        return found.Count > 0 ? TopologyChoice.Of(found, source) : throw new TopologyFormatException($"{source} holds no topology, but {(seen.Count == 0 ? "nothing" : Shown.Some(seen, Named))}. {TopologyXml.Expected}.");
    }

    private static bool IsDocument(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tbxml", StringComparison.OrdinalIgnoreCase);

    private static TopologyFormatException OverLimit(string source, string what, int limit) =>
        new(string.Format(CultureInfo.InvariantCulture, "{0} has more than {1:N0} {2}, the limit for an archive.", source, limit, what));
}
