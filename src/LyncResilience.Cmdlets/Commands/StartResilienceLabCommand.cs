using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Lab;
using LyncResilience.Lab.Scenarios;
using LyncResilience.Lab.Traces;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Starts a laboratory on loopback and returns what is needed to ask it. The laboratory is also kept in <c>$ResilienceLab</c> of the global
/// scope, which is what <c>Set-ResilienceLab</c> and <c>Stop-ResilienceLab</c> fall back to. It ends with the session at the latest.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "ResilienceLab", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ResilienceLab))]
public sealed class StartResilienceLabCommand : AsyncCmdlet
{
    /// <summary>
    /// The scenario to play: a built-in one by name, or the path of a scenario file of your own (with a slash or a backslash in it, or <c>.json</c> at its end). What such a
    /// file says and a laboratory doesn't play is a warning each.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScenarioCompleter))]
    public string Scenario { get; set; } = "shudlab";

    /// <summary>
    /// A folder for logs of the laboratory's traffic, made when it isn't there: one of each pool as a server writes it, and a client's .uccapilog. They
    /// are written when the laboratory is stopped, and at <c>WriteTrace()</c> of what this command returns.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TracePath { get; set; }

    /// <inheritdoc/>
    private protected override string? Activity => $"Starting the laboratory '{Scenario}'";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        LabScenario scenario = FindScenario();
        if (!ShouldProcess(scenario.Name, "Start laboratory on loopback"))
        {
            return;
        }

        LabTraceFiles? trace = TracePath is null ? null : new LabTraceFiles(MakeFolder(TracePath));
        foreach (string part in scenario.NotPlayed)
        {
            WriteWarning($"The laboratory '{scenario.Name}' does not play {part}");
        }

        WriteVerbose($"Starting the laboratory '{scenario.Name}' on loopback.");
        Laboratory? started = null;
        try
        {
            Start(Scenario, async (_, cancellationToken) => started = await StartLaboratoryAsync(scenario, trace?.Recorder, cancellationToken).ConfigureAwait(false));
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

        ResilienceLab lab = new(started, Runspace.DefaultRunspace, trace);
        SessionLab.Remember(SessionState, lab);
        WriteObject(lab);
    }

    private LabScenario FindScenario()
    {
        try
        {
            return LabScenarios.Get(Scenario, SessionState.Path.GetUnresolvedProviderPathFromPSPath);
        }
        catch (ScenarioFormatException exception)
        {
            ThrowTerminatingError(Errors.From(Errors.Of(exception), Scenario));
            throw;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or SessionStateException)
        {
            ThrowTerminatingError(Errors.Create(
                ErrorIds.ScenarioInvalid, ErrorCategory.OpenError, Scenario, $"The scenario '{Scenario}' can't be read: {exception.Message} Check the path, or take a built-in scenario.", exception));
            throw;
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(Errors.Create(
                ErrorIds.ScenarioInvalid, ErrorCategory.ObjectNotFound, Scenario, Errors.SentenceOf(exception), exception));
            throw;
        }
    }

    private string MakeFolder(string path)
    {
        string folder = new FilePaths(SessionState.Path, Refuse).Literal(path)!;
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Refuse(folder, exception);
            throw;
        }

        void Refuse(string refused, Exception exception) => ThrowTerminatingError(Errors.Create(
            ErrorIds.LabStartFailed, ErrorCategory.OpenError, path, $"The folder '{refused}' for the laboratory's logs can't be made: {exception.Message} Name another one with -TracePath.", exception));
    }

    private static async Task<Laboratory> StartLaboratoryAsync(LabScenario scenario, LabTraceRecorder? trace, CancellationToken cancellationToken)
    {
        try
        {
            return await Laboratory.StartAsync(scenario, new LabOptions { Trace = trace }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ResilienceException(
                ErrorIds.LabStartFailed,
                ErrorCategory.OpenError,
                $"The laboratory '{scenario.Name}' could not be started on loopback: {exception.Message} Find out what keeps this session from listening on 127.0.0.1, and start it again.",
                inner: exception);
        }
    }
}
