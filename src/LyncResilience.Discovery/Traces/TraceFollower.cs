using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// Reads logs that are still being written: first what is there, then what comes, always up to the last record that is whole. A file
/// that becomes shorter was begun anew and is read from its start. Compressed files are read once. For one caller at a time.
/// </summary>
public sealed class TraceFollower : IDisposable
{
    private readonly TraceSet _set;
    private readonly string[] _paths;
    private bool _isOpen;

    /// <summary>Follows files; they are opened by the first look at them.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="options">How to read; null for everything.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public TraceFollower(IEnumerable<string> paths, TraceReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        _paths = [.. paths];
        _set = new TraceSet(options ?? new TraceReaderOptions(), cancellationToken) { IsGrowing = true };
    }

    /// <summary>Reads what has come since the last time.</summary>
    /// <returns>The messages, merged by time as far as they are there; to be enumerated to the end before asking again.</returns>
    /// <exception cref="TraceFormatException">A file is no trace, and <see cref="TraceReaderOptions.Unreadable"/> isn't set.</exception>
    /// <exception cref="IOException">A file can't be read, and <see cref="TraceReaderOptions.Unreadable"/> isn't set.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<SipTraceMessage> Read()
    {
        if (_isOpen)
        {
            _set.Refresh();
        }
        else
        {
            _isOpen = true;
            _set.Open(_paths);
        }

        return _set.Read();
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _set.Dispose();
}
