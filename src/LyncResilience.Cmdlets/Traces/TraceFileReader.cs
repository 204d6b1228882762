using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using LyncResilience.Discovery.Traces;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Reads files for a cmdlet, on its pipeline thread: an unreadable file becomes an error, damage a warning, and a reading that takes long shows how
/// far it has come.
/// </summary>
internal sealed class TraceFileReader
{
    // Half of what Get-Content -Wait takes: messages of one sign-in follow each other quickly.
    private static readonly TimeSpan s_glance = TimeSpan.FromSeconds(0.5);

    private readonly Cmdlet _cmdlet;
    private readonly IReadOnlyList<string> _files;

    /// <param name="cmdlet">Who reads.</param>
    /// <param name="files">What.</param>
    internal TraceFileReader(Cmdlet cmdlet, IReadOnlyList<string> files)
    {
        _cmdlet = cmdlet;
        _files = files;
    }

    /// <summary>Which messages are wanted.</summary>
    internal TraceFilter Filter { get; init; } = new();

    /// <summary>The time zone of the logs; null when it isn't known.</summary>
    internal TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Whether servers' own records are wanted beside messages.</summary>
    internal bool IncludeDiagnostics { get; init; }

    /// <summary>Told, while files are followed, for how long nothing has come.</summary>
    internal Action<TimeSpan>? StandsStill { get; init; }

    /// <summary>Reads what is there.</summary>
    internal IEnumerable<SipTraceMessage> Read(CancellationToken cancellationToken)
    {
        TraceProgressBar bar = new(_cmdlet, _files);
        foreach (SipTraceMessage message in new TraceReader(Options(bar, WriteError)).Read(_files, cancellationToken))
        {
            yield return message;
        }

        bar.Complete();
    }

    /// <summary>Reads what is there and what comes, until it is cancelled or no file is left to read.</summary>
    internal IEnumerable<SipTraceMessage> Follow(CancellationToken cancellationToken)
    {
        int unreadable = 0;
        TraceReaderOptions options = Options(progress: null, (file, exception) =>
        {
            unreadable++;
            WriteError(file, exception);
        });
        using TraceFollower follower = new(_files, options, cancellationToken);
        var quiet = Stopwatch.StartNew();
        do
        {
            foreach (SipTraceMessage message in follower.Read())
            {
                quiet.Restart();
                yield return message;
            }

            StandsStill?.Invoke(quiet.Elapsed);
        }
        while (unreadable < _files.Count && !cancellationToken.WaitHandle.WaitOne(s_glance));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private TraceReaderOptions Options(IProgress<TraceProgress>? progress, Action<string, Exception> unreadable) => new()
    {
        Filter = Filter,
        TimeZone = TimeZone,
        IncludeDiagnostics = IncludeDiagnostics,
        Progress = progress,
        Damaged = damage => _cmdlet.WriteWarning($"{damage.File}: {damage.Detail}"),
        Unreadable = unreadable,
    };

    private void WriteError(string file, Exception exception) => _cmdlet.WriteError(TraceErrors.Of(file, exception));
}
