using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// Reads SIP messages from logs of servers (the SIPStack text of OCSLogger, Snooper and Search-CsClsLogging) and of clients
/// (<c>.uccapilog</c>), in any mixture: what a file is shows in its content. It may be compressed (GZIP, or a ZIP archive of logs)
/// and in UTF-8 or UTF-16. Messages come as they are read, in a memory that doesn't grow with the file.
/// </summary>
public sealed class TraceReader
{
    private readonly TraceReaderOptions _options;

    /// <summary>Makes a reader; it holds nothing and can be used for any number of logs at the same time.</summary>
    /// <param name="options">How to read; null for everything.</param>
    public TraceReader(TraceReaderOptions? options = null)
    {
        _options = options ?? new TraceReaderOptions();
    }

    /// <summary>Reads one file.</summary>
    /// <param name="path">The file, which may be open for writing elsewhere: it is read up to its last record of now.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The messages in the order of the file; of a ZIP archive, merged by time. Each enumeration reads anew.</returns>
    /// <exception cref="TraceFormatException">The file is no trace.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<SipTraceMessage> Read(string path, CancellationToken cancellationToken = default) => Read([path], cancellationToken);

    /// <summary>Reads several files together.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>
    /// The messages merged by the time as written. Within a file they keep their order, also where its clock was set back;
    /// at the same time the file named first comes first.
    /// </returns>
    /// <exception cref="TraceFormatException">A file is no trace, and <see cref="TraceReaderOptions.Unreadable"/> isn't set.</exception>
    /// <exception cref="IOException">A file can't be read, and <see cref="TraceReaderOptions.Unreadable"/> isn't set.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<SipTraceMessage> Read(IEnumerable<string> paths, CancellationToken cancellationToken = default)
    {
        using var set = new TraceSet(_options, cancellationToken);
        set.Open(paths.ToArray());
        foreach (SipTraceMessage message in set.Read())
        {
            yield return message;
        }
    }

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">The log; left open. A ZIP archive must be able to seek.</param>
    /// <param name="name">What <see cref="SipTraceMessage.File"/> says.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The messages in the order of the stream, which can be enumerated once.</returns>
    /// <exception cref="TraceFormatException">It is no trace.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<SipTraceMessage> Read(Stream stream, string name, CancellationToken cancellationToken = default)
    {
        using var set = new TraceSet(_options, cancellationToken);
        set.Open(stream, name);
        foreach (SipTraceMessage message in set.Read())
        {
            yield return message;
        }
    }
}
