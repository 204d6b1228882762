using System;

namespace LyncResilience.Simulation.World;

/// <summary>One backup's view of one home pool, and the instants at which it can change.</summary>
internal sealed class ViewState
{

    private readonly HeartbeatView _view;
    private readonly long _detection;
    private readonly long _failback;
    private bool _isAudible = true;
    private bool _wasBackupUp = true;
    private long _audibleSince;

    public ViewState(PoolState home, PoolState backup)
    {
        Home = home;
        Backup = backup;
        TimeSpan detection = TimeSpan.FromSeconds(home.Pool.FailureDetectionSeconds);
        TimeSpan failback = TimeSpan.FromSeconds(home.Pool.FailbackSeconds);
        _view = new HeartbeatView(detection, failback, TimeSpan.Zero);
        _detection = Math.Max(detection.Ticks, HeartbeatView.ShortestDetection.Ticks);
        _failback = failback.Ticks;
    }

    public PoolState Home { get; }

    public PoolState Backup { get; }

    /// <summary>
    /// Whether the home pool is held for down, as of the last look. The exact view may only be asked when all of an instant's changes of the
    /// world are in: asked between two of them, it would take a heartbeat for missed that the second lets through.
    /// </summary>
    public bool IsDown { get; private set; }

    /// <summary>
    /// Whether the home pool is held for alive because it was heard, not only because the backup has just started: <see cref="HeartbeatView.IsAliveByHearingAt"/>
    /// as of the last look.
    /// </summary>
    public bool IsAliveByHearing { get; private set; } = true;

    /// <summary>Takes in a change of the world.</summary>
    /// <param name="now">When.</param>
    /// <param name="isAudible">Whether heartbeats get through from now on.</param>
    /// <param name="lookAt">Is given every instant at which the view may change in consequence.</param>
    public void WorldChanged(long now, bool isAudible, Action<long> lookAt)
    {
        bool restarts = Backup.IsUp && !_wasBackupUp;
        if (!restarts && isAudible == _isAudible)
        {
            _wasBackupUp = Backup.IsUp;
            return;
        }

        TimeSpan time = TimeSpan.FromTicks(now);
        if (restarts)
        {
            _view.Restart(time, isAudible);
            IsAliveByHearing = false;
            IsDown = false;
            lookAt(now + _detection);
        }
        else
        {
            _view.SetAudible(time, isAudible);
        }

        _wasBackupUp = Backup.IsUp;
        _isAudible = isAudible;
        _audibleSince = now;
        lookAt(isAudible ? FullHearing : HeartbeatView.LastBeatBefore(now) + _detection);
    }

    /// <summary>Looks what has become of the view at an instant that <see cref="WorldChanged"/> named.</summary>
    public ViewChange Look(long now)
    {
        // What a registrar would think that is down is nothing to anybody.
        var time = TimeSpan.FromTicks(now);
        bool isDown = Backup.IsUp && _view.IsDownAt(time);
        bool wasDown = IsDown;
        IsDown = isDown;
        if (isDown)
        {
            IsAliveByHearing = false;
            return wasDown ? ViewChange.None : ViewChange.WentDown;
        }

        bool isHeard = Backup.IsUp && _view.IsAliveByHearingAt(time);
        if (!isHeard || IsAliveByHearing)
        {
            return ViewChange.None;
        }

        IsAliveByHearing = true;
        return wasDown ? ViewChange.CameBack : ViewChange.HeardThrough;
    }

    private long FullHearing => HeartbeatView.FirstBeatFrom(_audibleSince) + _failback;
}
