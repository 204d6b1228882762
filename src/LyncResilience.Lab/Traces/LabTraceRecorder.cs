using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LyncResilience.Lab.Traces;

/// <summary>
/// Keeps the messages of a laboratory, to be written as logs of servers or clients. Safe to use from any thread; keeps the newest 10,000.
/// What it writes holds the credentials' tokens, as a product's log does: those of the laboratory's own accounts, which die with it.
/// </summary>
public sealed class LabTraceRecorder
{
    private const int Capacity = 10_000;

    private readonly object _lock = new();
    private readonly Queue<LabTraceMessage> _messages = new();

    /// <summary>The pools, and the adversary, of which it has messages: each once.</summary>
    public IReadOnlyList<string> Hosts => [.. Messages.Select(message => message.Host).Distinct(StringComparer.OrdinalIgnoreCase)];

    // Oldest first.
    private IReadOnlyList<LabTraceMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Writes a log of what was kept so far.</summary>
    /// <param name="writer">Where to; left open.</param>
    /// <param name="format">In which form. Times are in UTC.</param>
    /// <param name="host">Of a server's log: the pool whose messages it shows; null for those of all, which is what a client's log shows.</param>
    public void Write(TextWriter writer, LabTraceFormat format, string? host = null)
    {
        var log = new LabTraceWriter(writer, format);
        foreach (LabTraceMessage message in Messages.Where(message => host is null || string.Equals(message.Host, host, StringComparison.OrdinalIgnoreCase)))
        {
            log.Write(message);
        }
    }

    internal void Add(LabTraceMessage message)
    {
        lock (_lock)
        {
            _messages.Enqueue(message);
            if (_messages.Count > Capacity)
            {
                _messages.Dequeue();
            }
        }
    }
}
