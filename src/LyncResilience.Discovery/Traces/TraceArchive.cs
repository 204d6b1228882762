using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace LyncResilience.Discovery.Traces;

/// <summary>A ZIP archive of logs.</summary>
internal sealed class TraceArchive : IDisposable
{
    private const int MostEntries = 1024;

    private readonly ZipArchive _archive;

    /// <exception cref="TraceFormatException">The archive is damaged, or holds too many files.</exception>
    public TraceArchive(Stream stream, string name, bool leavesOpen)
    {
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read, leavesOpen);
            Entries = [.. _archive.Entries
                .Where(entry => !entry.FullName.EndsWith("/", StringComparison.Ordinal))
                .Select(entry => new TraceArchiveEntry(entry, $"{name}!{entry.FullName}"))];
        }
        catch (Exception exception) when (exception is not (IOException or OutOfMemoryException))
        {
            // The directory stands at the end, so nothing can be read of an archive that is cut off.
            throw new TraceFormatException($"'{name}' is a damaged ZIP archive: {exception.Message}", exception);
        }

        if (Entries.Count > MostEntries)
        {
            _archive.Dispose();
            throw new TraceFormatException($"'{name}' holds {Entries.Count} files; at most {MostEntries} are read.");
        }
    }

    public IReadOnlyList<TraceArchiveEntry> Entries { get; }

    public void Dispose() => _archive.Dispose();
}
