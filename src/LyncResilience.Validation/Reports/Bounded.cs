using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports;

/// <summary>Picks what a report shows where there is too much. What is picked stays in its order.</summary>
internal static class Bounded
{
    /// <summary>What happened in a simulation: first what the world and heartbeats did, then what happened to most users.</summary>
    public static IReadOnlyList<SimulationEntry> Timeline(FailoverSimulation simulation, int limit) => simulation.Timeline.Count <= limit ? simulation.Timeline :
    [
        .. simulation.Timeline
            .Select((entry, index) => (Entry: entry, Index: index))
            .OrderBy(place => place.Entry.Kind == SimulationEntryKind.Client)
            .ThenByDescending(place => place.Entry.Users)
            .Take(limit)
            .OrderBy(place => place.Index)
            .Select(place => place.Entry),
    ];

    /// <summary>The load of a pool over time, evenly; the first instant, the last and the peak are always there.</summary>
    public static IReadOnlyList<PoolLoadPoint> Points(PoolLoad load, int limit)
    {
        IReadOnlyList<PoolLoadPoint> points = load.Points;
        if (points.Count <= limit)
        {
            return points;
        }

        SortedSet<int> picked = [0, points.Count - 1, points.Select((point, index) => (point.Registrations, -index)).Max().Item2 * -1];
        for (int step = 1; step < limit - 2; step++)
        {
            picked.Add((int)((long)step * (points.Count - 1) / (limit - 2)));
        }

        return [.. picked.Select(index => points[index])];
    }
}
