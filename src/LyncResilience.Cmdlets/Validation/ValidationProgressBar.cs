using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Validation.Facts;

namespace LyncResilience.Cmdlets;

/// <summary>A progress bar of a validation. Reports come from many threads; the bar is drawn as often as people can read it.</summary>
internal sealed class ValidationProgressBar : IProgress<FactProgress>
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(0.2);

    private readonly object _lock = new();
    private readonly string _activity;
    private readonly Action<ProgressRecord> _write;
    private readonly Dictionary<FactStage, double> _done;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next;

    /// <param name="activity">What is validated.</param>
    /// <param name="stages">The stages there will be, which count alike.</param>
    /// <param name="write">Draws; called by one thread at a time.</param>
    internal ValidationProgressBar(string activity, IEnumerable<FactStage> stages, Action<ProgressRecord> write)
    {
        _activity = activity;
        _write = write;
        _done = stages.Distinct().ToDictionary(stage => stage, _ => 0.0);
    }

    /// <inheritdoc/>
    public void Report(FactProgress value)
    {
        lock (_lock)
        {
            _done[value.Stage] = value.Total == 0 ? 1 : (double)value.Done / value.Total;
            if (_watch.Elapsed >= _next)
            {
                _next = _watch.Elapsed + s_interval;
                string status = string.Format(CultureInfo.InvariantCulture, "{0} {1} of {2}: {3}", NameOf(value.Stage), value.Done, value.Total, value.Activity);
                _write(new ProgressRecord(0, _activity, status) { PercentComplete = (int)(100 * _done.Values.Average()) });
            }
        }
    }

    /// <summary>Takes the bar away.</summary>
    internal void Complete() => _write(new ProgressRecord(0, _activity, "Done") { PercentComplete = 100, RecordType = ProgressRecordType.Completed });

    private static string NameOf(FactStage stage) => stage switch
    {
        FactStage.Names => "Look-up",
        FactStage.Registrars => "Registrar",
        FactStage.SignIns => "Sign-in",
        FactStage.Simulations => "Simulated failure",
        _ => stage.ToString(),
    };
}
