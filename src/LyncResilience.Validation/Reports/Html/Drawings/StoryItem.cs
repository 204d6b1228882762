using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Something that happened in a simulation; what clients did one after another is one item. Immutable.</summary>
/// <param name="At">When it began, in seconds.</param>
/// <param name="Until">When the last of them did it.</param>
/// <param name="Kind">Who acted.</param>
/// <param name="Detail">What happened.</param>
/// <param name="Users">To how many users.</param>
internal sealed record StoryItem(double At, double Until, SimulationEntryKind Kind, string Detail, long Users)
{
    // Clients that retry every half minute do the same within this time of each other.
    private const double Together = 120;

    /// <summary>What happened, in order.</summary>
    public static IReadOnlyList<StoryItem> Of(FailoverSimulation simulation)
    {
        List<StoryItem> items = [];
        Dictionary<string, int> latest = new(StringComparer.Ordinal);
        foreach (SimulationEntry entry in simulation.Timeline)
        {
            if (entry.Kind == SimulationEntryKind.Client && latest.TryGetValue(entry.Detail, out int index) && entry.AtSeconds - items[index].Until <= Together)
            {
                items[index] = items[index] with { Until = entry.AtSeconds, Users = items[index].Users + entry.Users };
                continue;
            }

            latest[entry.Detail] = items.Count;
            items.Add(new StoryItem(entry.AtSeconds, entry.AtSeconds, entry.Kind, entry.Detail, entry.Users));
        }

        return items;
    }

    /// <summary>The items at the most telling instants: what the world and backups did comes first, then what happened to most users.</summary>
    public static IReadOnlyList<IGrouping<double, StoryItem>> Marks(IReadOnlyList<StoryItem> items, int most) =>
    [
        .. items.GroupBy(item => item.At)
            .OrderBy(instant => instant.Min(item => item.Kind == SimulationEntryKind.Client ? 1 : 0)).ThenByDescending(instant => instant.Sum(item => item.Users)).ThenBy(instant => instant.Key)
            .Take(most).OrderBy(instant => instant.Key),
    ];

    public override string ToString()
    {
        string users = Users > 0 ? $" ({Words.Count(Users, "user")})" : string.Empty;
        return Detail.TrimEnd('.') + users + (Until > At ? $", until {Words.Clock(Until)}" : string.Empty) + ".";
    }
}
