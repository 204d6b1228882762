using System;
using System.Diagnostics;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>A progress bar for work that is usually over before anybody could read one: it appears after two seconds, and moves a few times a second.</summary>
internal sealed class PatientProgress
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(0.3);

    private readonly string _activity;
    private readonly Action<ProgressRecord> _write;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next = s_patience;

    /// <param name="activity">What is going on.</param>
    /// <param name="write">Shows it.</param>
    internal PatientProgress(string activity, Action<ProgressRecord> write)
    {
        _activity = activity;
        _write = write;
    }

    /// <summary>Whether the next report would be seen, so that nobody makes texts in vain.</summary>
    internal bool IsDue => _watch.Elapsed >= _next;

    /// <summary>Shows how far it is, if it is due.</summary>
    /// <param name="status">What is being done.</param>
    /// <param name="share">How much of it all is done, from 0 to 1; null when nobody knows how much there is.</param>
    /// <param name="hasEvenPace">Whether the share grows evenly, so that it tells when all will be done.</param>
    internal void Report(string status, double? share, bool hasEvenPace = false)
    {
        if (!IsDue)
        {
            return;
        }

        _next = _watch.Elapsed + s_interval;
        int? seconds = hasEvenPace && share is > 0 and <= 1 ? (int)Math.Min(int.MaxValue, _watch.Elapsed.TotalSeconds * (1 - share.Value) / share.Value) : null;
        _write(new ProgressRecord(0, _activity, status.Length > 0 ? status : "...")
        {
            PercentComplete = share is { } done ? (int)Math.Max(0, Math.Min(100, 100 * done)) : -1,
            SecondsRemaining = seconds ?? -1,
        });
    }

    /// <summary>Takes the bar away, if there is one.</summary>
    internal void Complete()
    {
        if (_next > s_patience)
        {
            _write(new ProgressRecord(0, _activity, "Done") { PercentComplete = 100, RecordType = ProgressRecordType.Completed });
        }
    }
}
