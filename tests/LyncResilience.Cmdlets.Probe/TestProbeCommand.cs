using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Cmdlets.Probe;

/// <summary>
/// The smallest cmdlet on <see cref="AsyncCmdlet"/>: each input is a number of milliseconds to wait. The Pester suite of the base class imports it
/// from this assembly into a real engine.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "Probe")]
public sealed class TestProbeCommand : AsyncCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public int[] Milliseconds { get; set; } = [];

    [Parameter]
    public int ThrottleLimit { get; set; } = 16;

    [Parameter]
    public ProbeCounter Counter { get; set; } = new();

    private protected override int Concurrency => ThrottleLimit;

    protected override void ProcessRecord()
    {
        foreach (int milliseconds in Milliseconds)
        {
            Start(milliseconds, (output, cancellationToken) => ProbeAsync(milliseconds, output, cancellationToken));
        }
    }

    private async Task ProbeAsync(int milliseconds, CmdletOutput output, CancellationToken cancellationToken)
    {
        Counter.Start();
        bool cancelled = true;
        try
        {
            output.WriteVerbose($"waiting {milliseconds} ms");
            await Task.Delay(int.Abs(milliseconds), cancellationToken);
            cancelled = false;
        }
        finally
        {
            Counter.End(cancelled);
        }

        if (milliseconds < 0)
        {
            throw new TimeoutException($"{milliseconds} ms is a bad wait.");
        }

        output.WriteObject(milliseconds);
    }
}
