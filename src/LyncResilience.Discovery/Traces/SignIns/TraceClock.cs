using System;

namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>
/// The time that passes in a trace. It never goes back, and goes on by no more than a limit between two messages: a clock that was set
/// looks the same as a quiet hour, and must not end what is still going on.
/// </summary>
internal sealed class TraceClock
{
    private readonly TimeSpan _longestStep;
    private DateTime? _last;

    public TraceClock(TimeSpan longestStep)
    {
        _longestStep = longestStep;
    }

    /// <summary>The time that has passed since the first message.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Takes the time of the next message, as written.</summary>
    public void Read(DateTime time)
    {
        TimeSpan step = _last is { } last ? time - last : TimeSpan.Zero;
        Elapsed += step < TimeSpan.Zero ? TimeSpan.Zero : step > _longestStep ? _longestStep : step;
        _last = time;
    }
}
