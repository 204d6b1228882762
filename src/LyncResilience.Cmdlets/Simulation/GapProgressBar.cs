using System;
using System.Globalization;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>Shows how far a search for gaps has come and when it will be done, once it has taken a few seconds.</summary>
internal sealed class GapProgressBar : IProgress<GapSearchProgress>
{
    private readonly CmdletOutput _output;
    private PatientProgress _bar;
    private int _failureCount = 1;

    /// <param name="output">Shows the bar.</param>
    internal GapProgressBar(CmdletOutput output)
    {
        _output = output;
        _bar = new PatientProgress("Searching every single failure", output.WriteProgress);
    }

    /// <inheritdoc/>
    public void Report(GapSearchProgress value)
    {
        // Pairs are as many as the square of what was searched before, and take a time of their own.
        if (value.FailureCount != _failureCount)
        {
            _failureCount = value.FailureCount;
            _bar.Complete();
            _bar = new PatientProgress("Searching every pair of failures", _output.WriteProgress);
        }

        if (_bar.IsDue)
        {
            _bar.Report(
                string.Format(CultureInfo.InvariantCulture, "{0:N0} of {1:N0}: {2}", value.Done, value.Total, value.Failure), (double)value.Done / Math.Max(1, value.Total), hasEvenPace: true);
        }
    }

    /// <summary>Takes the bar away, if there is one.</summary>
    internal void Complete() => _bar.Complete();
}
