using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace LyncResilience.Discovery.Traces;

/// <summary>The logs that are read together: opens files and the entries of archives, and closes them.</summary>
internal sealed class TraceSet : IDisposable
{
    private const int LargestBuffer = 256 * 1024;
    private const int SmallestBuffer = 16 * 1024;
    private const int AllBuffers = 16 * 1024 * 1024;

    private readonly TraceReaderOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly List<TraceSource> _sources = [];
    private readonly List<IDisposable> _archives = [];

    public TraceSet(TraceReaderOptions options, CancellationToken cancellationToken)
    {
        _options = options;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Whether the files may grow while they are read.</summary>
    public bool IsGrowing { get; init; }

    /// <summary>Opens files and reads each up to its first message.</summary>
    public void Open(IReadOnlyCollection<string> paths)
    {
        foreach (string path in paths)
        {
            Try(path, () =>
            {
                FileStream file = OpenFile(path);
                try
                {
                    Open(file, path, false, paths.Count);
                }
                catch
                {
                    file.Dispose();
                    throw;
                }
            });
        }
    }

    /// <summary>Opens a stream, which is left open.</summary>
    public void Open(Stream stream, string name) => Try(name, () => Open(stream, name, true, 1));

    /// <summary>Reads what there is, merged by time.</summary>
    public IEnumerable<SipTraceMessage> Read() => TraceMerge.Read(_sources, TryMoveNext);

    /// <summary>Looks whether files have grown. One that is shorter than what was read of it was written anew and is read from its start.</summary>
    public void Refresh()
    {
        for (int i = 0; i < _sources.Count; i++)
        {
            TraceSource source = _sources[i];
            var file = new FileInfo(source.Name);
            if (source.IsGrowing && file.Exists && file.Length < source.Position)
            {
                Try(source.Name, () =>
                {
                    FileStream again = OpenFile(source.Name);
                    source.Dispose();
                    _sources[source.Index] = NewSource(Input(again, source.Name, false), source.Index, _sources.Count);
                });
            }

            if (_sources[i].Current is null)
            {
                TryMoveNext(_sources[i]);
            }
        }
    }

    public void Dispose()
    {
        _sources.ForEach(source => source.Dispose());
        _archives.ForEach(archive => archive.Dispose());
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            // Whoever writes the log goes on writing, and may delete it. Our own buffer is large enough.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"'{path}' can't be opened: {exception.Message}", exception);
        }
    }

    private static bool IsZip(Stream stream)
    {
        if (!stream.CanSeek)
        {
            return false;
        }

        byte[] head = new byte[4];
        long start = stream.Position;
        int length = 0;
        for (int read = -1; length < head.Length && read != 0; length += read)
        {
            read = stream.Read(head, length, head.Length - length);
        }

        stream.Position = start;
        return TraceContent.IsZip(head, length);
    }

    private void Open(Stream stream, string name, bool leavesOpen, int count)
    {
        if (IsZip(stream))
        {
            OpenArchive(stream, name, leavesOpen);
        }
        else
        {
            Add(Input(stream, name, leavesOpen), count);
        }
    }

    // Entries that are no trace, such as a note, don't matter as long as one is.
    private void OpenArchive(Stream stream, string name, bool leavesOpen)
    {
        var archive = new TraceArchive(stream, name, leavesOpen);
        _archives.Add(archive);
        TraceFormatException? notTrace = null;
        int traces = 0;
        foreach (TraceArchiveEntry entry in archive.Entries)
        {
            try
            {
                Add(new TraceInput(entry.Name, entry.Open(), entry.Length, _options.Progress, _cancellationToken), archive.Entries.Count);
                traces++;
            }
            catch (TraceFormatException exception)
            {
                notTrace ??= exception;
            }
        }

        if (traces == 0)
        {
            throw notTrace ?? new TraceFormatException($"'{name}' is an archive without any file.");
        }
    }

    private TraceInput Input(Stream stream, string name, bool leavesOpen) =>
        new(name, stream, 0, _options.Progress, _cancellationToken) { IsGrowing = IsGrowing, LeavesOpen = leavesOpen };

    private void Add(TraceInput input, int count)
    {
        TraceSource source = NewSource(input, _sources.Count, count);
        try
        {
            source.MoveNext();
        }
        catch
        {
            source.Dispose();
            throw;
        }

        _sources.Add(source);
    }

    private TraceSource NewSource(TraceInput input, int index, int count) =>
        new(input, index, _options, Math.Min(LargestBuffer, Math.Max(SmallestBuffer, AllBuffers / count)));

    private bool TryMoveNext(TraceSource source)
    {
        bool moved = false;
        Try(source.Name, () => moved = source.MoveNext());
        return moved;
    }

    private void Try(string name, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (_options.Unreadable is not null && exception is IOException or TraceFormatException)
        {
            _options.Unreadable!(name, exception);
        }
    }
}
