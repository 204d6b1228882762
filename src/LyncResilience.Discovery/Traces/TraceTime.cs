using System;

namespace LyncResilience.Discovery.Traces;

/// <summary>From a log's clock to UTC.</summary>
internal static class TraceTime
{
    /// <summary>
    /// Never fails: an hour that occurs twice in autumn counts as standard time, one that is left out in spring gets the
    /// offset that held before it, and a time at the end of the calendar stays where it is.
    /// </summary>
    public static DateTime ToUtc(DateTime time, TimeZoneInfo zone)
    {
        long ticks = time.Ticks - zone.GetUtcOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified)).Ticks;
        return new DateTime(Math.Min(Math.Max(ticks, DateTime.MinValue.Ticks), DateTime.MaxValue.Ticks), DateTimeKind.Utc);
    }
}
