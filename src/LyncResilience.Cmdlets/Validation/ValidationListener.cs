using System;
using LyncResilience.Validation.Facts;

namespace LyncResilience.Cmdlets;

/// <summary>Hears how a validation goes: tells what is settled as it happens (<c>-Verbose</c>), and moves the bar.</summary>
internal sealed class ValidationListener : IProgress<FactProgress>
{
    private readonly CmdletOutput _output;
    private readonly ValidationProgressBar _bar;

    /// <param name="output">Takes the lines.</param>
    /// <param name="bar">Hears the same.</param>
    internal ValidationListener(CmdletOutput output, ValidationProgressBar bar)
    {
        _output = output;
        _bar = bar;
    }

    /// <inheritdoc/>
    public void Report(FactProgress value)
    {
        _output.WriteVerbose(value.Outcome.Length > 0 ? $"{value.Stage}: {value.Activity}: {value.Outcome}" : $"{value.Stage}: {value.Activity}");
        _bar.Report(value);
    }
}
