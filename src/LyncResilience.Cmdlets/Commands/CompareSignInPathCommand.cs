using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.SignIn.Comparison;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Says hop by hop what differs between two sign-in paths: a trace and a walk, before and after a change, here and at another site. Paths that are
/// alike give nothing.
/// </summary>
[Cmdlet(VerbsData.Compare, "SignInPath")]
[OutputType(typeof(SignInPathDifference))]
public sealed class CompareSignInPathCommand : PSCmdlet
{
    /// <summary>The path to compare with, which is the left one of each difference: of <c>Test-SrvSignInPath</c> or <c>Get-SignInTrace</c>, also stored.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [SignInPathArgument]
    public SignInPath? ReferenceObject { get; set; }

    /// <summary>The path that is compared, which is the right one of each difference.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    [SignInPathArgument]
    public SignInPath? DifferenceObject { get; set; }

    /// <summary>Gives what is the same too, and what can't be compared because a trace doesn't show it.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    /// <summary>Takes no notice of ports, which are others each time a laboratory starts.</summary>
    [Parameter]
    public SwitchParameter IgnorePort { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(
        PathComparison.Compare(ReferenceObject!, DifferenceObject!, new PathComparisonOptions { IgnorePorts = IgnorePort })
            .Where(difference => IncludeEqual || difference.What is not (SignInDifference.Same or SignInDifference.NotCompared)),
        enumerateCollection: true);
}
