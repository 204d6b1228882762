using System;
using Xunit;

namespace LyncResilience.Simulation.Tests;

public class HeartbeatViewTests
{
    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static HeartbeatView Watching(double detection = 300, double failback = 600, double startedAt = 0) =>
        new(Seconds(detection), Seconds(failback), Seconds(startedAt));

    [Fact]
    public void A_pool_that_is_heard_is_alive()
    {
        HeartbeatView view = Watching();
        Assert.False(view.IsDownAt(Seconds(0)));
        Assert.False(view.IsDownAt(Seconds(86_400)));
    }

    [Fact]
    public void The_view_goes_down_at_the_instant_the_detection_interval_is_full()
    {
        HeartbeatView view = Watching();
        view.SetAudible(Seconds(100), false);

        // Last heard at 90 s.
        Assert.False(view.IsDownAt(Seconds(389.9)));
        Assert.True(view.IsDownAt(Seconds(390)));
    }

    [Fact]
    public void A_pool_that_fails_on_the_grid_is_not_heard_at_that_instant()
    {
        HeartbeatView view = Watching();
        view.SetAudible(Seconds(60), false);
        Assert.False(view.IsDownAt(Seconds(329.9)));
        Assert.True(view.IsDownAt(Seconds(330)));
    }

    [Fact]
    public void A_heartbeat_heard_at_the_instant_the_interval_is_full_is_in_time()
    {
        HeartbeatView view = Watching();
        view.SetAudible(Seconds(60), false);
        view.SetAudible(Seconds(330), true);
        Assert.False(view.IsDownAt(Seconds(330)));
        Assert.False(view.IsDownAt(Seconds(1000)));
    }

    [Fact]
    public void A_detection_interval_under_90_seconds_is_treated_as_90()
    {
        HeartbeatView view = Watching(detection: 30);
        view.SetAudible(Seconds(10), false);
        Assert.False(view.IsDownAt(Seconds(89.9)));
        Assert.True(view.IsDownAt(Seconds(90)));
    }

    [Fact]
    public void The_view_comes_back_when_every_heartbeat_was_heard_for_the_failback_interval()
    {
        HeartbeatView view = Watching();
        view.SetAudible(Seconds(10), false);
        Assert.True(view.IsDownAt(Seconds(1000)));
        view.SetAudible(Seconds(1001), true);

        // First heard at 1020 s.
        Assert.True(view.IsDownAt(Seconds(1619.9)));
        Assert.False(view.IsDownAt(Seconds(1620)));
    }

    [Fact]
    public void One_missed_heartbeat_starts_the_failback_interval_anew()
    {
        HeartbeatView view = Watching();
        view.SetAudible(Seconds(10), false);
        view.SetAudible(Seconds(1001), true);
        view.SetAudible(Seconds(1310), false);
        view.SetAudible(Seconds(1321), true);
        Assert.True(view.IsDownAt(Seconds(1620)));

        // Missed at 1320 s, heard again from 1350 s.
        Assert.True(view.IsDownAt(Seconds(1949.9)));
        Assert.False(view.IsDownAt(Seconds(1950)));
    }

    [Fact]
    public void A_silence_between_two_heartbeats_is_no_miss()
    {
        HeartbeatView view = Watching();
        view.SetAudible(Seconds(10), false);
        view.SetAudible(Seconds(1001), true);
        view.SetAudible(Seconds(1301), false);
        view.SetAudible(Seconds(1319), true);
        Assert.False(view.IsDownAt(Seconds(1620)));
    }

    [Fact]
    public void A_backup_that_was_down_itself_starts_its_clock_at_its_own_start()
    {
        HeartbeatView view = Watching();
        view.SetAudible(Seconds(10), false);
        Assert.True(view.IsDownAt(Seconds(500)));
        view.Restart(Seconds(1000), isAudible: false);
        Assert.False(view.IsDownAt(Seconds(1299.9)));
        Assert.True(view.IsDownAt(Seconds(1300)));
    }

    [Fact]
    public void A_backup_that_has_just_come_up_holds_the_home_pool_for_alive_without_having_heard_it()
    {
        HeartbeatView view = Watching();
        Assert.True(view.IsAliveByHearingAt(Seconds(0)));
        view.Restart(Seconds(1000), isAudible: false);
        Assert.False(view.IsDownAt(Seconds(1000)));
        Assert.False(view.IsAliveByHearingAt(Seconds(1000)));
        Assert.True(view.IsDownAt(Seconds(1300)));
        Assert.False(view.IsAliveByHearingAt(Seconds(1300)));
    }

    [Fact]
    public void The_home_pool_is_alive_by_hearing_when_every_heartbeat_since_the_backups_start_was_heard_for_the_failback_interval()
    {
        HeartbeatView view = Watching();
        view.Restart(Seconds(1000), isAudible: true);

        // First heard at 1020 s.
        Assert.False(view.IsAliveByHearingAt(Seconds(1619.9)));
        Assert.True(view.IsAliveByHearingAt(Seconds(1620)));
    }

    [Fact]
    public void One_missed_heartbeat_after_the_backups_start_delays_the_trust()
    {
        HeartbeatView view = Watching();
        view.Restart(Seconds(1000), isAudible: true);
        view.SetAudible(Seconds(1310), false);
        view.SetAudible(Seconds(1321), true);

        // Missed at 1320 s, heard again from 1350 s.
        Assert.False(view.IsAliveByHearingAt(Seconds(1949.9)));
        Assert.True(view.IsAliveByHearingAt(Seconds(1950)));
    }

    [Fact]
    public void A_pool_that_came_back_is_alive_by_hearing()
    {
        HeartbeatView view = Watching();
        view.SetAudible(Seconds(10), false);
        Assert.False(view.IsAliveByHearingAt(Seconds(1000)));
        view.SetAudible(Seconds(1001), true);
        Assert.True(view.IsAliveByHearingAt(Seconds(1620)));
    }

    [Fact]
    public void It_agrees_with_counting_heartbeats_one_by_one()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            int detection = random.Next(60, 200);
            int failback = random.Next(30, 300);
            HeartbeatView view = Watching(detection, failback);
            var reference = new CountedView(Math.Max(90, detection), failback);
            bool audible = true;
            for (int second = 0; second <= 3000; second++)
            {
                if (random.Next(80) == 0)
                {
                    audible = !audible;
                    view.SetAudible(Seconds(second), audible);
                }

                bool expected = reference.Tick(second, audible);
                if (random.Next(20) == 0)
                {
                    Assert.True(expected == view.IsDownAt(Seconds(second)), $"seed {seed}, second {second}: expected down = {expected}");
                }
            }
        }
    }

    /// <summary>The definition, second by second.</summary>
    private sealed class CountedView(int detection, int failback)
    {
        private int _lastHeard;
        private int? _runStart;
        private bool _isDown;

        public bool Tick(int second, bool audible)
        {
            if (second % 30 == 0)
            {
                if (audible)
                {
                    _lastHeard = second;
                    _runStart ??= second;
                }
                else
                {
                    _runStart = null;
                }
            }

            if (!_isDown && second - _lastHeard >= detection)
            {
                _isDown = true;
                _runStart = null;
            }
            else if (_isDown && second - _runStart >= failback)
            {
                _isDown = false;
            }

            return _isDown;
        }
    }
}
