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
    public static IReadOnlyList<SrvRecord> Of(IEnumerable<SrvRecord> records, Func<int, int> random)
    {
        var ordered = new List<SrvRecord>();
        foreach (IGrouping<int, SrvRecord> samePriority in records.GroupBy(record => record.Priority).OrderBy(group => group.Key))
        {
            // "Arrange all SRV RRs (that have not been ordered yet) in any order, except that all those with weight 0 are placed at the beginning."
            List<SrvRecord> left = [.. samePriority.OrderBy(record => record.Weight == 0 ? 0 : 1)];
            while (left.Count > 0)
            {
                SrvRecord next = left[DrawByWeight(left, random)];
                left.Remove(next);
                ordered.Add(next);
            }
        }

        return ordered;
    }

    private static int DrawByWeight(List<SrvRecord> records, Func<int, int> random)
    {
        if (records.Count == 1)
        {
            return 0;
        }

        int total = records.Sum(record => record.Weight);
        if (total == 0)
        {
            return random(records.Count - 1);
        }

        int drawn = random(total);
        int running = 0;
        for (int i = 0; i < records.Count; i++)
        {
            running += records[i].Weight;
            if (running >= drawn)
            {
                return i;
            }
        }

        return records.Count - 1;
    }
}
