using System.Globalization;
using System.Management.Automation;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Says whom a change helps and whom it hurts: compares a simulation without it to one with it. Users who fare alike in both give nothing.
/// </summary>
/// <remarks>
/// Less time offline helps; with as much of that, less time with limited service; with as much of both, a better end.
/// </remarks>
[Cmdlet(VerbsData.Compare, "FailoverSimulation")]
[OutputType(typeof(FailoverDifference), typeof(bool))]
public sealed class CompareFailoverSimulationCommand : AsyncCmdlet
{
    /// <summary>The simulation without the change, of <c>Invoke-FailoverSimulation</c>, also stored.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [SimulationArgument]
    public FailoverSimulation? ReferenceObject { get; set; }

    /// <summary>The simulation with the change.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    [SimulationArgument]
    public FailoverSimulation? DifferenceObject { get; set; }

    /// <summary>Tells only whether the change hurts nobody.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Work((output, cancellationToken) =>
    {
        var comparison = FailoverComparison.Compare(ReferenceObject!, DifferenceObject!, cancellationToken);
        if (comparison.Users == 0)
        {
            output.WriteError(Errors.Create(
                ErrorIds.ScenarioInvalid,
                ErrorCategory.InvalidArgument,
                DifferenceObject,
                $"The simulations '{ReferenceObject!.Scenario}' and '{DifferenceObject!.Scenario}' have no user in common, so there is nobody to compare. Pipe the same users into both."));
            return;
        }

        Warn(comparison, output);
        if (Quiet)
        {
            output.WriteObject(comparison.IsHarmless);
            return;
        }

        foreach (FailoverDifference difference in comparison.Differences)
        {
            output.WriteObject(difference);
        }
    });

    private void Warn(FailoverComparison comparison, CmdletOutput output)
    {
        if (comparison.OnlyBefore + comparison.OnlyAfter > 0)
        {
            output.WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                "{0:N0} users are only in the reference and {1:N0} only in the difference. The {2:N0} users of both are compared. Pipe the same users into both simulations to compare all.",
                comparison.OnlyBefore, comparison.OnlyAfter, comparison.Users));
        }

        if (ReferenceObject!.Duration != DifferenceObject!.Duration)
        {
            output.WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                "The reference lasts {0} s and the difference {1} s, so the seconds of one do not compare with those of the other. Simulate both with the same -Duration.",
                ReferenceObject.Duration, DifferenceObject.Duration));
        }
    }
}
