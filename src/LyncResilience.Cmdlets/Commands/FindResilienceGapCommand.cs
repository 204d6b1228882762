using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Searches every single failure (a pool, a site, a server, a DNS server, a link, user services), or every pair of failures too, for the users whom it strands,
/// says why, and tries the smallest changes that would save them: what a fix is worth has been simulated, not promised.
/// </summary>
/// <remarks>
/// Each user is searched with three kinds of client: signed in and told its backup registrar, signed in from its cache, and started during the failure. Without
/// users those that the topology counts are taken, and without counts one user for each pool. What a scenario file takes down and brings back itself is left out.
/// </remarks>
[Cmdlet(VerbsCommon.Find, "ResilienceGap")]
[OutputType(typeof(ResilienceGap))]
public sealed class FindResilienceGapCommand : WorldCmdlet
{
    /// <summary>How many things fail at the same time: 1, or 2 for every pair too, which can take minutes.</summary>
    [Parameter]
    [ValidateRange(1, 2)]
    public int FailureCount { get; set; } = 1;

    /// <summary>Only finds the gaps, and tries no changes.</summary>
    [Parameter]
    public SwitchParameter NoFix { get; set; }

    /// <inheritdoc/>
    private protected override IReadOnlyList<SimulatedUser> NamelessUsers(ResilienceTopology topology, CmdletOutput output)
    {
        if (CountedUsers.Of(topology, output.WriteWarning) is { Count: > 0 } counted)
        {
            return counted;
        }

        IReadOnlyList<SimulatedUser> users = CountedUsers.OneEach(topology);
        if (users.Count > 0)
        {
            output.WriteWarning("No users were piped and the topology counts none, so one user stands for all of each pool, and UsersOffline counts pools rather than people. "
                + "Pipe the users (Get-CsUser), or count them with Get-ResilienceTopology -UserCount.");
        }

        return users;
    }

    /// <inheritdoc/>
    private protected override void Answer(SimulationScenario scenario, CmdletOutput output, CancellationToken cancellationToken)
    {
        GapProgressBar progress = new(output);
        GapSearchOptions options = new() { FailureCount = FailureCount, TriesFixes = !NoFix, Progress = progress };
        foreach (ResilienceGap gap in GapSearch.Run(scenario, options, cancellationToken))
        {
            output.WriteObject(gap);
        }

        progress.Complete();
    }
}
