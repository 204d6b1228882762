using System;
using System.IO;
using System.IO.Compression;

namespace LyncResilience.Discovery.Traces;

/// <summary>A file in a ZIP archive.</summary>
internal sealed class TraceArchiveEntry
{
    private readonly ZipArchiveEntry _entry;

    public TraceArchiveEntry(ZipArchiveEntry entry, string name)
    {
        _entry = entry;
        Name = name;
    }

    /// <summary>Archive and file.</summary>
    public string Name { get; }

    /// <summary>How long the archive says that the file is.</summary>
    public long Length => _entry.Length;

    /// <exception cref="TraceFormatException">The entry is damaged, encrypted or packed in a way that isn't known.</exception>
    public Stream Open()
    {
        try
        {
            return _entry.Open();
        }
        catch (Exception exception) when (exception is not (IOException or OutOfMemoryException))
        {
            throw new TraceFormatException($"'{Name}' can't be read from its archive: {exception.Message}", exception);
        }
    }
}
