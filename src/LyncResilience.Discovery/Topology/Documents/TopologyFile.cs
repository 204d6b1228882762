using System;
using System.Globalization;
using System.IO;

namespace LyncResilience.Discovery.Topology;

/// <summary>
/// Reads a topology from a file, whatever it is called: the published topology (<c>Get-CsTopology -AsXml</c>), Topology Builder's .tbxml, the .zip of
/// <c>Export-CsConfiguration</c>, or our own JSON. The content decides. Text may be UTF-8, UTF-16 or UTF-32.
/// </summary>
public static class TopologyFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The topology; its <see cref="ResilienceTopology.Warnings"/> say what was inferred.</returns>
    /// <exception cref="TopologyFormatException">The file is no topology, is damaged, or exceeds a limit.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static ResilienceTopology Read(string path) => Read(path, TopologyOverrides.None);

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="path">The file.</param>
    /// <param name="overrides">What somebody who knows better says.</param>
    internal static ResilienceTopology Read(string path, TopologyOverrides overrides)
    {
        using FileStream file = Open(path);
        return Read(file, path, overrides);
    }

    /// <summary>Reads a stream from where it stands.</summary>
    /// <param name="stream">The content of a file; stays open.</param>
    /// <param name="source">What to call it in the topology and in messages.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static ResilienceTopology Read(Stream stream, string source) => Read(stream, source, TopologyOverrides.None);

    /// <inheritdoc cref="Read(Stream, string)"/>
    internal static ResilienceTopology Read(Stream stream, string source, TopologyOverrides overrides) => 
        ReadDraft(stream ?? throw new ArgumentNullException(nameof(stream)), source).Build(overrides);

    private static TopologyDraft ReadDraft(Stream stream, string source)
    {
        using MemoryStream? copy = stream.CanSeek ? null : CopyOf(stream, source);
        Stream content = copy ?? stream;
        if (content.Length - content.Position > DocumentLimits.Bytes)
        {
            throw TooLong(source);
        }

        if (IsArchive(content))
        {
            return TopologyArchive.Read(content, source);
        }

        var budget = new DocumentBudget();
        using var text = new DocumentText(content, source, budget);
        return text.SkipWhiteSpace() switch
        {
            '<' => TopologyXml.Read(text, source, budget),
            '{' => TopologyJson.Read(new string('\n', text.LinesSkipped) + text.ReadToEnd(), source),
            < 0 => throw new TopologyFormatException($"{source} is empty."),
            _ => throw new TopologyFormatException($"{source} is neither XML nor JSON nor an archive. {TopologyXml.Expected}, the .zip of Export-CsConfiguration, or our JSON."),
        };
    }

    // The signatures of a file's header and of the end of an archive without files (PKWARE APPNOTE.TXT 4.3.7 and 4.3.16).
    private static bool IsArchive(Stream stream)
    {
        long start = stream.Position;
        byte[] head = new byte[4];
        int read = 0;
        int now;
        while (read < head.Length && (now = stream.Read(head, read, head.Length - read)) > 0)
        {
            read += now;
        }

        stream.Position = start;
        return read == head.Length && head[0] == 'P' && head[1] == 'K' && ((head[2] == 3 && head[3] == 4) || (head[2] == 5 && head[3] == 6));
    }

    private static MemoryStream CopyOf(Stream stream, string source)
    {
        var copy = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > DocumentLimits.Bytes)
            {
                throw TooLong(source);
            }
        }

        copy.Position = 0;
        return copy;
    }

    private static TopologyFormatException TooLong(string source) =>
        new(string.Format(CultureInfo.InvariantCulture, "{0} has more than {1:N0} bytes, the limit for a topology.", source, DocumentLimits.Bytes));

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"'{path}' can't be opened as a file: {exception.Message}", exception);
        }
    }
}
