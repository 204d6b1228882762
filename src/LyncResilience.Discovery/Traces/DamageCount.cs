using System;
using System.Collections.Generic;
using System.Globalization;

namespace LyncResilience.Discovery.Traces;

/// <summary>Counts what could not be read of one file.</summary>
internal sealed class DamageCount
{
    private readonly SortedDictionary<string, long> _kinds = new(StringComparer.Ordinal);
    private readonly string _file;
    private long _count;
    private long _firstLine;

    public DamageCount(string file)
    {
        _file = file;
    }

    public bool IsEmpty => _count == 0;

    /// <summary>Counts a damaged record.</summary>
    /// <param name="kind">What happened to it, such as "cut off"; one of a few.</param>
    /// <param name="line">The line at which it begins.</param>
    public void Add(string kind, long line)
    {
        _kinds.TryGetValue(kind, out long count);
        _kinds[kind] = count + 1;
        _firstLine = _count == 0 ? line : Math.Min(_firstLine, line);
        _count++;
    }

    /// <summary>All of it in one report.</summary>
    public TraceDamage ToDamage()
    {
        var kinds = new List<string>();
        foreach (KeyValuePair<string, long> kind in _kinds)
        {
            kinds.Add(string.Format(CultureInfo.InvariantCulture, "{0} {1}", kind.Value, kind.Key));
        }

        return new TraceDamage
        {
            File = _file,
            Line = _firstLine,
            Count = _count,
            Detail = string.Format(
                CultureInfo.InvariantCulture, "{0} damaged {1}, the first at line {2}: {3}.",
                _count, _count == 1 ? "record" : "records", _firstLine, string.Join(", ", kinds)),
        };
    }
}
