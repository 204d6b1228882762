using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Lab.Journal;

/// <summary>
/// What a laboratory has seen: tests prove with it that a client asked what it should, that credentials didn't leave, and that no socket
/// stays open. Safe to use from any thread; keeps the newest 10,000 entries of each kind.
/// </summary>
internal sealed class LabJournal
{
    private const int Capacity = 10_000;

    private readonly object _lock = new();
    private readonly Queue<LabRequest> _requests = new();
    private readonly Queue<LabQuery> _queries = new();
    private readonly Dictionary<string, int> _accepted = new(System.StringComparer.OrdinalIgnoreCase);
    private int _open;

    /// <summary>The SIP requests so far, oldest first.</summary>
    public IReadOnlyList<LabRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The DNS queries so far, oldest first.</summary>
    public IReadOnlyList<LabQuery> Queries
    {
        get
        {
            lock (_lock)
            {
                return [.. _queries];
            }
        }
    }

    /// <summary>How many SIP connections are open at this moment, as the servers see it.</summary>
    public int OpenConnections
    {
        get
        {
            lock (_lock)
            {
                return _open;
            }
        }
    }

    /// <summary>How many SIP connections were accepted so far.</summary>
    public int AcceptedConnections
    {
        get
        {
            lock (_lock)
            {
                return _accepted.Values.Sum();
            }
        }
    }

    /// <summary>How many SIP connections a host accepted so far.</summary>
    /// <param name="host">A pool or the adversary.</param>
    /// <returns>The count.</returns>
    public int AcceptedBy(string host)
    {
        lock (_lock)
        {
            return _accepted.TryGetValue(host, out int count) ? count : 0;
        }
    }

    public void Accepted(string host)
    {
        lock (_lock)
        {
            _accepted[host] = (_accepted.TryGetValue(host, out int count) ? count : 0) + 1;
            _open++;
        }
    }

    public void Closed()
    {
        lock (_lock)
        {
            _open--;
        }
    }

    public void Add(LabRequest request)
    {
        lock (_lock)
        {
            Add(_requests, request);
        }
    }

    public void Add(LabQuery query)
    {
        lock (_lock)
        {
            Add(_queries, query);
        }
    }

    private static void Add<T>(Queue<T> queue, T entry)
    {
        queue.Enqueue(entry);
        if (queue.Count > Capacity)
        {
            queue.Dequeue();
        }
    }
}
