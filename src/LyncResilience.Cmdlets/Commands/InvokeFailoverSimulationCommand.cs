using System;
using System.Management.Automation;
using System.Threading;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Predicts who stays signed in, who gets limited service and who is offline when pools, sites or servers fail: plays the clients' own sign-in logic against
/// a topology and its records in virtual time.
/// </summary>
/// <remarks>Failures of the command line come in addition to those of a scenario file.</remarks>
[Cmdlet(VerbsLifecycle.Invoke, "FailoverSimulation")]
[OutputType(typeof(FailoverSimulation))]
public sealed class InvokeFailoverSimulationCommand : WorldCmdlet
{
    /// <summary>Whether a redirect has told every client its backup registrar, whatever the users' own property says.</summary>
    [Parameter]
    public bool KnowsBackup { get; set; }

    /// <summary>Whether every user is signed in when the simulation starts, whatever the users' own property says.</summary>
    [Parameter]
    public bool SignedIn { get; set; } = true;

    /// <summary>Pools that fail; the first label is enough where only one pool has it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string[] FailPool { get; set; } = [];

    /// <summary>Sites whose servers all fail.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SiteCompleter))]
    public string[] FailSite { get; set; } = [];

    /// <summary>Single Front Ends that fail; the first label is enough where only one server has it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[] FailServer { get; set; } = [];

    /// <summary>When they fail, from the start: seconds, hh:mm:ss or a TimeSpan.</summary>
    [Parameter]
    [TimeSpanArgument]
    public TimeSpan At { get; set; }

    /// <summary>How long they stay down: seconds, hh:mm:ss or a TimeSpan. Without it they don't come back.</summary>
    [Parameter]
    [TimeSpanArgument]
    public TimeSpan RestoreAfter { get; set; }

    /// <summary>How long is simulated: seconds, hh:mm:ss or a TimeSpan.</summary>
    [Parameter]
    [TimeSpanArgument]
    public TimeSpan Duration { get; set; } = SimulationScenario.DefaultDuration;

    /// <inheritdoc/>
    private protected override SimulationScenario Completed(SimulationScenario scenario)
    {
        PlannedFailure failure = new(scenario.Topology, At, FailPool, FailSite, FailServer);
        return scenario with
        {
            Name = failure.NameAfter(scenario.Name),
            Events = [.. scenario.Events, .. failure.Events(Has(nameof(RestoreAfter)) ? RestoreAfter : null)],
            Duration = Has(nameof(Duration)) ? Duration : scenario.Duration,
        };
    }

    /// <inheritdoc/>
    private protected override void Answer(SimulationScenario scenario, CmdletOutput output, CancellationToken cancellationToken)
    {
        SimulationProgressBar progress = new(scenario.Name, output);
        FailoverSimulation simulation = FailoverSimulator.Run(
            scenario, progress, refused => output.WriteError(Errors.From(Errors.Of(refused), refused.User)), cancellationToken);
        progress.Complete();
        if (simulation.Users > 0)
        {
            output.WriteObject(simulation);
        }
    }
}
