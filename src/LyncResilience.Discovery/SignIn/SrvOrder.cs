using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Discovery.SignIn;

/// <summary>
/// The order in which SRV targets are tried: by priority, and within one priority by RFC 2782's weighted draw. Whether the real desktop
/// client draws by weight is not documented; this is an assumption.
/// </summary>
internal static class SrvOrder
{
    /// <summary>Orders records of one answer.</summary>
    /// <param name="records">The records.</param>
    /// <param name="random">Gives a number from 0 to its argument inclusive; the caller's seed decides.</param>
    public static IReadOnlyList<SrvRecord> Of(IEnumerable<SrvRecord> records, Func<int, int> random) =>
        ByChoice(records, weights => Draw(weights, random));

    /// <summary>Orders records of one answer with draws that somebody else makes.</summary>
    /// <param name="records">The records.</param>
    /// <param name="choose">Given the weights of two or more targets that are left, says which of them is next; <see cref="Draw"/> is fair.</param>
    public static IReadOnlyList<SrvRecord> ByChoice(IEnumerable<SrvRecord> records, Func<IReadOnlyList<int>, int> choose)
    {
        var ordered = new List<SrvRecord>();
        foreach (IGrouping<int, SrvRecord> samePriority in records.GroupBy(record => record.Priority).OrderBy(group => group.Key))
        {
            // "Arrange all SRV RRs (that have not been ordered yet) in any order, except that all those with weight 0 are placed at the beginning."
            List<SrvRecord> left = [.. samePriority.OrderBy(record => record.Weight == 0 ? 0 : 1)];
            while (left.Count > 0)
            {
                SrvRecord next = left[left.Count == 1 ? 0 : choose([.. left.Select(record => record.Weight)])];
                left.Remove(next);
                ordered.Add(next);
            }
        }

        return ordered;
    }

    /// <summary>One weighted draw.</summary>
    /// <param name="weights">The weights of what is left, those of 0 first.</param>
    /// <param name="random">Gives a number from 0 to its argument inclusive.</param>
    /// <returns>The index of what was drawn.</returns>
    public static int Draw(IReadOnlyList<int> weights, Func<int, int> random)
    {
        int total = weights.Sum();
        if (total == 0)
        {
            return random(weights.Count - 1);
        }

        int drawn = random(total);
        int running = 0;
        for (int i = 0; i < weights.Count; i++)
        {
            running += weights[i];
            if (running >= drawn)
            {
                return i;
            }
        }

        return weights.Count - 1;
    }
}
