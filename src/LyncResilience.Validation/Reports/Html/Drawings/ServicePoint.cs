using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>How many users have which service from an instant on. Immutable.</summary>
/// <param name="At">The instant, in seconds.</param>
/// <param name="Full">Users with full service.</param>
/// <param name="Limited">Users with limited service.</param>
/// <param name="Offline">Users who are offline against their wish.</param>
internal sealed record ServicePoint(double At, long Full, long Limited, long Offline)
{
    public long Total => Full + Limited + Offline;

    /// <summary>The course of a simulation, from its start.</summary>
    public static IReadOnlyList<ServicePoint> Of(FailoverSimulation simulation)
    {
        List<ServicePoint> points = [];
        if (simulation.Timeline.Count == 0 || simulation.Timeline[0].AtSeconds > 0)
        {
            // Everybody who is signed in when the simulation starts has full service.
            points.Add(new ServicePoint(0, simulation.Load.Sum(load => load.Points.Count > 0 ? load.Points[0].Registrations : 0), 0, 0));
        }

        foreach (SimulationEntry entry in simulation.Timeline)
        {
            ServicePoint point = new(entry.AtSeconds, entry.Full, entry.Limited, entry.Offline - entry.SignedOut);
            if (points.Count > 0 && points[points.Count - 1].At == point.At)
            {
                points[points.Count - 1] = point;
            }
            else if (points.Count == 0 || points[points.Count - 1] with { At = point.At } != point)
            {
                points.Add(point);
            }
        }

        return points;
    }

    /// <summary>Fewer points of the same shape: of each stretch of the axis the first, the last, and those with the fewest and the most users offline.</summary>
    public static IReadOnlyList<ServicePoint> Thin(IReadOnlyList<ServicePoint> points, TimeAxis axis, int stretches) => points.Count <= stretches * 4 ? points :
    [
        .. points.GroupBy(point => (int)(axis.PlaceOf(point.At) * stretches)).SelectMany(Extremes).Distinct().OrderBy(point => point.At),
    ];

    private static IEnumerable<ServicePoint> Extremes(IEnumerable<ServicePoint> stretch)
    {
        ServicePoint[] points = [.. stretch];
        return [points[0], points.Aggregate((least, point) => point.Offline < least.Offline ? point : least), points.Aggregate((most, point) => point.Offline > most.Offline ? point : most), points[points.Length - 1]];
    }
}
