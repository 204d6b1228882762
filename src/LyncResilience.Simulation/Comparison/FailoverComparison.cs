using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LyncResilience.Simulation.Comparison;

namespace LyncResilience.Simulation;

/// <summary>Whom a change helps and whom it hurts: two simulations of the same users, before and after. Immutable.</summary>
public sealed class FailoverComparison
{
    private FailoverComparison(IReadOnlyList<FailoverDifference> differences, int users, UserPairs pairs)
    {
        Differences = differences;
        Users = users - pairs.OnlyLeft;
        OnlyBefore = pairs.OnlyLeft;
        OnlyAfter = pairs.OnlyRight;
    }

    /// <summary>A row for each group of users who fare alike in each simulation and differently in the two; those hurt most first, then those helped most.</summary>
    public IReadOnlyList<FailoverDifference> Differences { get; }

    /// <summary>How many users both simulations have. Only these are compared.</summary>
    public int Users { get; }

    /// <summary>How many users only the first simulation has.</summary>
    public int OnlyBefore { get; }

    /// <summary>How many users only the second simulation has.</summary>
    public int OnlyAfter { get; }

    /// <summary>Whether nobody fares worse after the change.</summary>
    public bool IsHarmless => Differences.All(difference => difference.Effect == FailoverEffect.Helps);

    /// <summary>Compares two simulations.</summary>
    /// <param name="before">The simulation without the change.</param>
    /// <param name="after">The simulation with it.</param>
    /// <param name="cancellationToken">Stops the comparison.</param>
    /// <exception cref="OperationCanceledException">The comparison was stopped.</exception>
    public static FailoverComparison Compare(FailoverSimulation before, FailoverSimulation after, CancellationToken cancellationToken = default)
    {
        FateList left = new((before ?? throw new ArgumentNullException(nameof(before))).Outcomes, cancellationToken);
        FateList right = new((after ?? throw new ArgumentNullException(nameof(after))).Outcomes, cancellationToken);
        UserPairs pairs = new(left, right, cancellationToken);
        Dictionary<(int, int), List<int>> groups = [];
        for (int user = 0; user < left.Count; user++)
        {
            if (pairs.PartnerOf(user) is { } partner)
            {
                (int, int) fates = (left.NumberOf(user), right.NumberOf(partner));
                if (!groups.TryGetValue(fates, out List<int>? members))
                {
                    groups.Add(fates, members = []);
                }

                members.Add(user);
            }
        }

        FailoverDifference[] differences = [.. groups
            .Select(group => (Before: left[group.Key.Item1], After: right[group.Key.Item2], Members: group.Value))
            .Where(group => group.Before.CompareTo(group.After) != 0)
            .Select(group => new FailoverDifference(group.Before, group.After, left, group.Members))
            .OrderBy(difference => difference.Effect)
            .ThenByDescending(difference => Math.Abs(difference.SecondsGained) * difference.Users)
            .ThenByDescending(difference => Math.Abs(difference.LimitedSecondsBefore - difference.LimitedSecondsAfter) * difference.Users)
            .ThenByDescending(difference => difference.Users)];
        return new FailoverComparison(Array.AsReadOnly(differences), left.Count, pairs);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Sum(FailoverEffect.Hurts)} of {Discovery.Counted.Of(Users, "user")} hurt, {Sum(FailoverEffect.Helps)} helped";

    private int Sum(FailoverEffect effect) => Differences.Where(difference => difference.Effect == effect).Sum(difference => difference.Users);
}
