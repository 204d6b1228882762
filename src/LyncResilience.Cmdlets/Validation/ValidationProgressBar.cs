using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Validation.Facts;

namespace LyncResilience.Cmdlets;

/// <summary>Shows how far a validation has come, once it has taken a few seconds. Reports come from many threads.</summary>
internal sealed class ValidationProgressBar : IProgress<FactProgress>
{
    private readonly object _lock = new();
    private readonly PatientProgress _bar;
    private readonly Dictionary<FactStage, double> _done;

    /// <param name="activity">What is validated.</param>
    /// <param name="stages">The stages there will be, which count alike.</param>
    /// <param name="output">Shows the bar.</param>
    internal ValidationProgressBar(string activity, IEnumerable<FactStage> stages, CmdletOutput output)
    {
        _bar = new PatientProgress(activity, output.WriteProgress);
        _done = stages.Distinct().ToDictionary(stage => stage, _ => 0.0);
    }

    /// <inheritdoc/>
    public void Report(FactProgress value)
    {
        lock (_lock)
        {
            _done[value.Stage] = value.Total == 0 ? 1 : (double)value.Done / value.Total;
            if (_bar.IsDue)
            {
                _bar.Report(
                    string.Format(CultureInfo.InvariantCulture, "{0} {1} of {2}: {3}", NameOf(value.Stage), value.Done, value.Total, value.Activity), _done.Values.Average());
            }
        }
    }

    /// <summary>Takes the bar away, if there is one.</summary>
    internal void Complete() => _bar.Complete();

    private static string NameOf(FactStage stage) => stage switch
    {
        FactStage.Names => "Look-up",
        FactStage.Registrars => "Registrar",
        FactStage.SignIns => "Sign-in",
        FactStage.Simulations => "Simulated failure",
        _ => stage.ToString(),
    };
}
