using System;

namespace LyncResilience.Discovery.Traces;

/// <summary>How traces are read. The callbacks come on the thread that reads.</summary>
public sealed class TraceReaderOptions
{
    /// <summary>Which messages are wanted; all by default.</summary>
    public TraceFilter Filter { get; init; } = new();

    /// <summary>The time zone of the machine that wrote the log; null when it isn't known, then <see cref="SipTraceMessage.TimeUtc"/> is null.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Whether records about messages and connections (TF_DIAG, TF_CONNECTION) are handed out beside the messages.</summary>
    public bool IncludeDiagnostics { get; init; } = true;

    /// <summary>
    /// Largest record in bytes; a larger one is damage. Each file being read holds up to nine of that size, and only when its
    /// records are that large and mixed up.
    /// </summary>
    public int RecordLimit { get; init; } = 1024 * 1024;

    /// <summary>
    /// Told what could not be read: once for each file, when it has been read to its end. A file that is followed tells at its
    /// first damage and not again.
    /// </summary>
    public Action<TraceDamage>? Damaged { get; init; }

    /// <summary>
    /// Told of a file that can't be opened or is no trace, with the exception; the others are read on. Null lets the exception
    /// out. An entry of a ZIP archive that is no trace is left out without a word as long as another one is.
    /// </summary>
    public Action<string, Exception>? Unreadable { get; init; }

    /// <summary>Told about every megabyte, and at the end, how far each file has been read.</summary>
    public IProgress<TraceProgress>? Progress { get; init; }
}
