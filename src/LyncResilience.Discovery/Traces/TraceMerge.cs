using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// Merges logs by the time of their messages. Each log keeps its own order, also where its clock was set back; at the same time the
/// log named first comes first.
/// </summary>
internal static class TraceMerge
{
    /// <summary>Reads what the sources have.</summary>
    /// <param name="sources">The logs, each at its current message.</param>
    /// <param name="tryMoveNext">Fetches the next message of one.</param>
    public static IEnumerable<SipTraceMessage> Read(IReadOnlyList<TraceSource> sources, Func<TraceSource, bool> tryMoveNext)
    {
        var waiting = new SortedSet<TraceSource>(Comparer<TraceSource>.Create(Compare));
        foreach (TraceSource source in sources)
        {
            if (source.Current is not null)
            {
                waiting.Add(source);
            }
        }

        while (waiting.Count > 0)
        {
            TraceSource next = waiting.Min!;
            waiting.Remove(next);
            do
            {
                yield return next.Current!;
            }
            while (tryMoveNext(next) && (waiting.Count == 0 || Compare(next, waiting.Min!) < 0));

            if (next.Current is not null)
            {
                waiting.Add(next);
            }
        }
    }

    private static int Compare(TraceSource? first, TraceSource? second)
    {
        int order = DateTime.Compare(first!.Current!.Time, second!.Current!.Time);
        return order != 0 ? order : first.Index.CompareTo(second.Index);
    }
}
