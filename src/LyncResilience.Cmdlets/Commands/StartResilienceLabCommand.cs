using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Lab;
using LyncResilience.Lab.Scenarios;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Starts a laboratory on loopback and returns what is needed to ask it. The laboratory is also kept in <c>$ResilienceLab</c> of the global
/// scope, which is what <c>Set-ResilienceLab</c> and <c>Stop-ResilienceLab</c> fall back to. It ends with the session at the latest.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "ResilienceLab")]
[OutputType(typeof(ResilienceLab))]
public sealed class StartResilienceLabCommand : AsyncCmdlet
{
    /// <summary>The scenario to play, by name.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScenarioCompleter))]
    public string Scenario { get; set; } = "shudlab";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        LabScenario scenario;
        try
        {
            scenario = LabScenarios.Get(Scenario);
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(Errors.Create(
                ErrorIds.ScenarioInvalid, ErrorCategory.ObjectNotFound, Scenario, Errors.SentenceOf(exception), exception));
            return;
        }

        WriteVerbose($"Starting the laboratory '{scenario.Name}' on loopback.");
        Laboratory? started = null;
        try
        {
            Start(Scenario, async (_, cancellationToken) => started = await StartLaboratoryAsync(scenario, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            // Stopped at the moment when it was ready.
            started?.Dispose();
            throw;
        }

        if (started is null)
        {
            return;
        }

        ResilienceLab lab = new(started, Runspace.DefaultRunspace);
        SessionLab.Remember(SessionState, lab);
        WriteObject(lab);
    }

    private static async Task<Laboratory> StartLaboratoryAsync(LabScenario scenario, CancellationToken cancellationToken)
    {
        try
        {
            return await Laboratory.StartAsync(scenario, new LabOptions(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ResilienceException(
                ErrorIds.LabStartFailed,
                ErrorCategory.OpenError,
                $"The laboratory '{scenario.Name}' could not be started on loopback: {exception.Message}",
                inner: exception);
        }
    }
}
