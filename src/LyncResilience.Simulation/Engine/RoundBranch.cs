using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation.Clients;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Engine;

/// <summary>How a round goes on for those members of a cohort whose draws among SRV targets made no difference to each other.</summary>
internal sealed class RoundBranch
{
    private RoundBranch(int[] members, SimulatedRound round, RoundPause pause)
    {
        Members = members;
        Round = round;
        Pause = pause;
    }

    public int[] Members { get; private set; }

    public SimulatedRound Round { get; }

    public RoundPause Pause { get; }

    /// <summary>Runs a round for all members until it is over or takes time, once for each way that draws can fall and did fall for somebody.</summary>
    /// <returns>The ways that differ in what follows, in order of their first members.</returns>
    public static List<RoundBranch> Explore(SimulationClock clock, int[] members, SimulatedRound round, int roundNumber)
    {
        List<RoundBranch> leaves = [];
        Explore(clock, members, round, roundNumber, leaves);
        if (leaves.Count == 1)
        {
            return leaves;
        }

        List<RoundBranch> merged = [];
        foreach (IGrouping<string, RoundBranch> alike in leaves.GroupBy(leaf => leaf.Effect()))
        {
            RoundBranch first = alike.OrderBy(leaf => leaf.Members[0]).First();
            first.Members = alike.Select(leaf => leaf.Members).Aggregate(Merge);
            merged.Add(first);
        }

        return [.. merged.OrderBy(branch => branch.Members[0])];
    }

    // Both ascend, and so does the result. Sorting millions would take longer than anybody who stops a simulation should wait.
    private static int[] Merge(int[] left, int[] right)
    {
        int[] merged = new int[left.Length + right.Length];
        int fromLeft = 0;
        int fromRight = 0;
        for (int i = 0; i < merged.Length; i++)
        {
            bool takesLeft = fromRight == right.Length || (fromLeft < left.Length && left[fromLeft] < right[fromRight]);
            merged[i] = takesLeft ? left[fromLeft++] : right[fromRight++];
        }

        return merged;
    }

    private static void Explore(SimulationClock clock, int[] members, SimulatedRound round, int roundNumber, List<RoundBranch> leaves)
    {
        RoundPause pause = round.Run(clock.Now);
        if (pause != RoundPause.Draw)
        {
            leaves.Add(new RoundBranch(members, round, pause));
            return;
        }

        IReadOnlyList<int> weights = round.NeededDraw!;
        int number = round.DrawCount;
        foreach (IGrouping<int, int> drawn in members.GroupBy(member => SrvOrder.Draw(weights, limit => (int)(clock.Draw(member, roundNumber, number) % ((uint)limit + 1)))))
        {
            Explore(clock, [.. drawn], round.WithDraw(drawn.Key), roundNumber, leaves);
        }
    }

    // What of a round matters afterwards. A round that still runs is like no other.
    private string Effect()
    {
        if (Pause != RoundPause.Finished)
        {
            return "runs " + Members[0].ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        SignInResult result = Round.Result;
        return string.Join(
            "|", result.Registrar is null ? null : Round.LastPool!.Name, result.Mode, result.Origin, result.IsPrimaryTold, result.Primary, result.Backup,
            result.CacheEntry, Round.Held.Names);
    }
}
