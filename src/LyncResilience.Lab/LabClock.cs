using System;
using System.Diagnostics;

namespace LyncResilience.Lab;

/// <summary>
/// The time of a laboratory: real time since its start plus what it was moved on by. Heartbeats and failover intervals run on it, so that
/// nobody has to wait ten minutes to see a failback.
/// </summary>
internal sealed class LabClock
{
    private readonly object _lock = new();
    private readonly Func<TimeSpan> _elapsed;
    private readonly Func<DateTimeOffset> _utcNow;
    private TimeSpan _advanced;

    /// <summary>Makes a clock that starts now and runs with real time.</summary>
    public LabClock()
    {
        Stopwatch watch = Stopwatch.StartNew();
        _elapsed = () => watch.Elapsed;
        _utcNow = () => DateTimeOffset.UtcNow;
    }

    /// <summary>Makes a clock over another source of time.</summary>
    /// <param name="elapsed">The time since the start; must never go back.</param>
    /// <param name="utcNow">The time of day.</param>
    public LabClock(Func<TimeSpan> elapsed, Func<DateTimeOffset> utcNow)
    {
        _elapsed = elapsed;
        _utcNow = utcNow;
    }

    /// <summary>The time since the laboratory's start, as far as it was lived or skipped.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
            {
                return _elapsed() + _advanced;
            }
        }
    }

    /// <summary>The time of day as the servers tell it in Date headers and challenges. Moving the clock on leaves it alone: clients compare it with theirs.</summary>
    public DateTimeOffset UtcNow => _utcNow();

    /// <summary>Moves the clock on at once.</summary>
    /// <param name="by">By how much.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        if (by < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(by), by, "The laboratory's clock can't go back.");
        }

        lock (_lock)
        {
            _advanced += by;
        }
    }
}
