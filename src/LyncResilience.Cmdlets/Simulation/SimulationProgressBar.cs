using System;
using System.Globalization;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>Shows how far a simulation has come, in its own time, once it has taken a few seconds.</summary>
internal sealed class SimulationProgressBar : IProgress<SimulationProgress>
{
    private readonly PatientProgress _bar;

    /// <param name="scenario">What is simulated.</param>
    /// <param name="output">Shows the bar.</param>
    internal SimulationProgressBar(string scenario, CmdletOutput output) => _bar = new PatientProgress("Simulating " + scenario, output.WriteProgress);

    /// <inheritdoc/>
    public void Report(SimulationProgress value)
    {
        if (_bar.IsDue)
        {
            _bar.Report(
                value.Time == TimeSpan.Zero
                    ? string.Format(CultureInfo.InvariantCulture, "{0:N0} users read", value.UsersRead)
                    : string.Format(CultureInfo.InvariantCulture, "{0:N0} users, {1} of {2}", value.UsersRead, SimulationTime.Text(value.Time), SimulationTime.Text(value.Duration)),
                value.Time.TotalSeconds / value.Duration.TotalSeconds);
        }
    }

    /// <summary>Takes the bar away, if there is one.</summary>
    internal void Complete() => _bar.Complete();
}
