using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Benchmarks;

/// <summary>Measured values in order. Times of a shared machine have a long tail: medians and percentiles say more than means.</summary>
internal sealed class Series
{
    private readonly double[] _sorted;

    public Series(IEnumerable<double> values)
    {
        _sorted = [.. values.Order()];
    }

    public double Lowest => _sorted[0];

    public double Highest => _sorted[^1];

    public double Mean => _sorted.Average();

    public double Median => Percentile(0.5);

    public double Percentile(double fraction) => _sorted[(int)(fraction * (_sorted.Length - 1))];
}
