using System;

namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>How sign-ins are put together from the messages of a trace. All times are those of the trace, not of this machine.</summary>
public sealed class SignInTraceOptions
{
    /// <summary>
    /// A sign-in of which the trace shows nothing more for this long is over. Assumption: no client waits longer for an answer to a
    /// REGISTER; the open-source client SIPE waits 60 s too.
    /// </summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a finished sign-in is held back, so that a redirect that belongs before it is still taken in: servers' clocks differ,
    /// and so their logs, merged by time, don't always tell cause before effect.
    /// </summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many sign-ins are followed at the same time; the one that was quiet for longest makes room for another.</summary>
    public int MaximumOpen { get; init; } = 5_000;
}
