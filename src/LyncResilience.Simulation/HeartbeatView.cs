using System;

namespace LyncResilience.Simulation;

/// <summary>
/// How a backup registrar sees the home pool that it stands in for: alive until no heartbeat was heard for the failure detection interval,
/// then down until every heartbeat was heard for the failback interval. Time is virtual and only moves forward.
/// </summary>
/// <remarks>
/// Heartbeats come on a grid of 30 s from time 0 (the inter-cluster ping of Topology Builder's help, FrontEndGeneralSettingsExpander). At one
/// instant the world changes first and the heartbeat comes second, so a heartbeat heard at the instant an interval is full is in time.
/// </remarks>
public sealed class HeartbeatView
{
    /// <summary>Time between two heartbeats.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>A shorter failure detection interval is treated as this (Topology Builder's help).</summary>
    public static readonly TimeSpan ShortestDetection = TimeSpan.FromSeconds(90);

    private readonly long _detection;
    private readonly long _failback;
    private long _settled;
    private long _lastHeard;
    private long? _hearingSince;
    private bool _isAudible;
    private bool _isDown;
    private bool _isTakenForAlive;

    /// <summary>Starts watching a home pool that can be heard.</summary>
    /// <param name="failureDetection">The home pool's failure detection interval.</param>
    /// <param name="failback">The home pool's failback interval.</param>
    /// <param name="startedAt">When the watching registrar came up: its clock starts there.</param>
    public HeartbeatView(TimeSpan failureDetection, TimeSpan failback, TimeSpan startedAt)
    {
        _detection = Math.Max(failureDetection.Ticks, ShortestDetection.Ticks);
        _failback = failback.Ticks;
        _settled = startedAt.Ticks;
        _lastHeard = startedAt.Ticks;
        _isAudible = true;
    }

    /// <summary>Whether the home pool is held for down at that time.</summary>
    /// <param name="now">A time not before any given earlier.</param>
    public bool IsDownAt(TimeSpan now)
    {
        SettleBefore(now.Ticks + 1);
        return _isDown;
    }

    /// <summary>
    /// Whether the home pool is held for alive because it was heard, and not only because the watching registrar has just come up. Assumption: guests whom a
    /// registrar still has after its own short outage wait for this before it moves them, or they would go to a home pool that may be dead.
    /// </summary>
    /// <param name="now">A time not before any given earlier.</param>
    public bool IsAliveByHearingAt(TimeSpan now) => !IsDownAt(now) && !_isTakenForAlive;

    /// <summary>The home pool, or the way to it, goes or comes back.</summary>
    /// <param name="now">When; not before any time given earlier.</param>
    /// <param name="isAudible">Whether heartbeats arrive from now on.</param>
    public void SetAudible(TimeSpan now, bool isAudible)
    {
        SettleBefore(now.Ticks);
        _isAudible = isAudible;
    }

    /// <summary>The watching registrar itself comes up again: it holds the home pool for alive, and its clock starts now.</summary>
    /// <param name="now">When.</param>
    /// <param name="isAudible">Whether heartbeats arrive from now on.</param>
    public void Restart(TimeSpan now, bool isAudible)
    {
        _settled = now.Ticks;
        _lastHeard = now.Ticks;
        _hearingSince = null;
        _isAudible = isAudible;
        _isDown = false;
        _isTakenForAlive = true;
    }

    // Takes in every heartbeat, heard or missed, and every change of mind before the given instant.
    private void SettleBefore(long end)
    {
        if (end <= _settled)
        {
            return;
        }

        long first = FirstBeatFrom(_settled);
        bool anyBeat = first < end;

        if (_isAudible && anyBeat)
        {
            GoDownBefore(first);
            _lastHeard = LastBeatBefore(end);
            _hearingSince ??= first;
            ComeBackBefore(end);
        }
        else if (_isAudible)
        {
            ComeBackBefore(end);
            GoDownBefore(end);
        }
        else
        {
            ComeBackBefore(anyBeat ? first : end);
            _hearingSince = anyBeat ? null : _hearingSince;
            GoDownBefore(end);
        }

        _settled = end;
    }

    private void GoDownBefore(long end)
    {
        if (!_isDown && _lastHeard + _detection < end)
        {
            _isDown = true;
            _hearingSince = null;
        }
    }

    private void ComeBackBefore(long end)
    {
        if ((_isDown || _isTakenForAlive) && _hearingSince + _failback < end)
        {
            _isDown = false;
            _isTakenForAlive = false;
        }
    }

    /// <summary>The first heartbeat at an instant or after it, in ticks.</summary>
    internal static long FirstBeatFrom(long instant) => (instant + Interval.Ticks - 1) / Interval.Ticks * Interval.Ticks;

    /// <summary>The last heartbeat before an instant, in ticks.</summary>
    internal static long LastBeatBefore(long instant) => (instant - 1) / Interval.Ticks * Interval.Ticks;
}
