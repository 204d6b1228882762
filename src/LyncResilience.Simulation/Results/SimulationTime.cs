using System;
using System.Globalization;

namespace LyncResilience;

/// <summary>Simulated times as text.</summary>
internal static class SimulationTime
{
    /// <summary><c>hh:mm:ss</c>, with days in front and a fraction behind where there are any.</summary>
    public static string Text(double seconds) => Text(TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)));

    /// <inheritdoc cref="Text(double)"/>
    public static string Text(TimeSpan time) => time.ToString(
        (time.Days > 0 ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss") + (time.Ticks % TimeSpan.TicksPerSecond == 0 ? string.Empty : @"\.FFFFFFF"), CultureInfo.InvariantCulture);
}
