using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace LyncResilience;

/// <summary>Makes readable lists.</summary>
internal static class ReadableList
{
    /// <summary>A list of these elements, copied unless nobody can change them.</summary>
    public static IReadOnlyList<T> Of<T>(IEnumerable<T> items) => items switch
    {
        null => throw new ArgumentNullException(nameof(items)),
        ReadableList<T> same => same,
        ReadOnlyCollection<T> unchanging => new ReadableList<T>(unchanging),
        _ => new ReadableList<T>(items.ToArray()),
    };
}
