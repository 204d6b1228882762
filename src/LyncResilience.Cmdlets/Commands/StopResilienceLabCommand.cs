using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>Stops a laboratory: closes its listeners and deletes its files. Without <c>-Lab</c> the one in <c>$ResilienceLab</c>.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ResilienceLab", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
public sealed class StopResilienceLabCommand : PSCmdlet
{
    /// <summary>The laboratory to stop.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public ResilienceLab? Lab { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ResilienceLab? lab = Lab ?? SessionLab.Find(SessionState);
        if (lab is null)
        {
            WriteError(SessionLab.Missing());
            return;
        }

        if (ShouldProcess(lab.ToString(), "Stop laboratory"))
        {
            if (lab.Close() is { } problem)
            {
                WriteError(Errors.Create(
                    ErrorIds.FileUnreadable, ErrorCategory.WriteError, lab.TracePath, $"The laboratory has stopped, but its logs could not be written: {problem.Message} Start the next one with another -TracePath.", problem));
            }

            SessionLab.Forget(SessionState, lab);
        }
    }
}
