using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>
/// Places simulated times. A failure is a story of seconds within hours: where even spacing would crowd its marks, each span between two marks gets a width that grows with
/// the logarithm of its length, and within it time runs evenly.
/// </summary>
internal sealed class TimeAxis
{
    // Two marks don't touch.
    private const double LeastShare = 0.045;

    private readonly double[] _times;
    private readonly double[] _places;

    /// <param name="marks">The times that are marked, ascending.</param>
    /// <param name="duration">The end, in seconds.</param>
    public TimeAxis(IEnumerable<double> marks, double duration)
    {
        Duration = Math.Max(duration, 1);
        _times = [.. marks.Where(time => time > 0 && time < Duration).Concat([0, Duration]).Distinct().OrderBy(time => time)];
        double[] spans = [.. _times.Skip(1).Zip(_times, (end, start) => end - start)];
        IsEven = spans.All(span => span / Duration >= LeastShare);
        double[] weights = IsEven ? spans : [.. spans.Select(span => Math.Log(1 + (span / 10)))];
        double sum = weights.Sum();
        double[] shares = [.. weights.Select(weight => Math.Max(LeastShare, weight / sum))];
        double total = shares.Sum();
        _places = new double[_times.Length];
        for (int index = 0; index < shares.Length; index++)
        {
            _places[index + 1] = _places[index] + (shares[index] / total);
        }
    }

    public double Duration { get; }

    /// <summary>Whether time runs evenly over the whole axis.</summary>
    public bool IsEven { get; }

    /// <summary>The times between which time runs evenly.</summary>
    public IReadOnlyList<double> Times => _times;

    /// <summary>Where a time is, from 0 to 1.</summary>
    public double PlaceOf(double seconds)
    {
        int next = Array.FindIndex(_times, time => time >= seconds);
        if (next <= 0)
        {
            return next < 0 ? 1 : 0;
        }

        double within = (seconds - _times[next - 1]) / (_times[next] - _times[next - 1]);
        return _places[next - 1] + (within * (_places[next] - _places[next - 1]));
    }
}
