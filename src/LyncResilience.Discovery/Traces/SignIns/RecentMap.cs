using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>Remembers the newest entries and forgets the oldest.</summary>
internal sealed class RecentMap<T>
{
    private readonly Dictionary<string, T> _entries;
    private readonly Queue<string> _order = new();
    private readonly int _capacity;

    public RecentMap(int capacity, StringComparer comparer)
    {
        _entries = new Dictionary<string, T>(comparer);
        _capacity = capacity;
    }

    public bool TryGet(string key, out T value) => _entries.TryGetValue(key, out value);

    public void Set(string key, T value)
    {
        if (!_entries.ContainsKey(key))
        {
            _order.Enqueue(key);
            if (_order.Count > _capacity)
            {
                _entries.Remove(_order.Dequeue());
            }
        }

        _entries[key] = value;
    }
}
