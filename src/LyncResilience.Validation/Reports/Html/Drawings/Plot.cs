using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>A rectangle in which numbers are drawn over simulated time.</summary>
internal sealed class Plot
{
    private readonly TimeAxis _axis;
    private readonly double _left;
    private readonly double _top;
    private readonly double _width;
    private readonly double _height;

    public Plot(TimeAxis axis, double left, double top, double width, double height, double most)
    {
        _axis = axis;
        (_left, _top, _width, _height) = (left, top, width, height);
        Most = Math.Max(most, 1);
    }

    /// <summary>The number at the upper edge.</summary>
    public double Most { get; }

    public double Left => _left;

    public double Right => _left + _width;

    public double Top => _top;

    public double Bottom => _top + _height;

    public double X(double seconds) => _left + (_axis.PlaceOf(seconds) * _width);

    public double Y(double number) => _top + _height - (number / Most * _height);

    /// <summary>A line of steps: each number holds until the next instant, the last one to the end.</summary>
    public string Steps(IReadOnlyList<(double At, double Number)> points)
    {
        StringBuilder path = new();
        path.Append('M').Append(Words.Number(X(points[0].At))).Append(' ').Append(Words.Number(Y(points[0].Number)));
        foreach ((double at, double number) in points.Skip(1))
        {
            path.Append('H').Append(Words.Number(X(at))).Append('V').Append(Words.Number(Y(number)));
        }

        return path.Append('H').Append(Words.Number(Right)).ToString();
    }

    /// <summary>The area between two lines of steps with the same instants.</summary>
    public string Area(IReadOnlyList<(double At, double Low, double High)> points)
    {
        StringBuilder path = new(Steps([.. points.Select(point => (point.At, point.High))]));
        path.Append('V').Append(Words.Number(Y(points[points.Count - 1].Low)));
        for (int index = points.Count - 1; index >= 0; index--)
        {
            path.Append('H').Append(Words.Number(X(points[index].At)));
            if (index > 0)
            {
                path.Append('V').Append(Words.Number(Y(points[index - 1].Low)));
            }
        }

        return path.Append('Z').ToString();
    }

    /// <summary>About four round numbers from 0 up.</summary>
    public IEnumerable<double> Ticks()
    {
        double rough = Most / 4;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = Math.Max(1, new[] { 1, 2, 5, 10 }.Select(factor => factor * power).First(candidate => candidate >= rough * 0.999));
        for (double tick = 0; tick <= Most * 1.001; tick += step)
        {
            yield return tick;
        }
    }
}
