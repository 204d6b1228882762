using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.Traces;

/// <summary>Makes messages of the records of one file: drops those not wanted, counts the damaged ones, keeps the rest until they are fetched.</summary>
internal sealed class TraceOutput
{
    private readonly Queue<SipTraceMessage> _ready = new();
    private readonly Stack<TraceRecord> _free = new();
    private readonly TraceReaderOptions _options;
    private readonly TraceMatch _match;
    private readonly string _file;

    public TraceOutput(string file, TraceReaderOptions options)
    {
        _file = file;
        _options = options;
        _match = new TraceMatch(options.Filter, options.TimeZone);
        Damage = new DamageCount(file);
    }

    /// <summary>What could not be read so far.</summary>
    public DamageCount Damage { get; }

    /// <summary>Whether a message waits to be fetched.</summary>
    public bool HasMessage => _ready.Count > 0;

    public SipTraceMessage Take() => _ready.Dequeue();

    /// <summary>An empty record that will get the bytes only if its time is wanted.</summary>
    public TraceRecord Begin(TraceStamp stamp, long line)
    {
        TraceRecord record = _free.Count > 0 ? _free.Pop() : new TraceRecord(_options.RecordLimit);
        record.Begin(stamp, line, !_match.IsInTime(stamp.Time));
        return record;
    }

    /// <summary>Ends a record.</summary>
    /// <param name="record">The record; not to be used any more.</param>
    /// <param name="damage">What is wrong with it, or null.</param>
    /// <param name="packet">The packet in a client's log that it was in; null in a server's log.</param>
    public void End(TraceRecord record, string? damage, ClientPacket? packet)
    {
        _free.Push(record);
        damage = record.IsTooLarge ? $"larger than {_options.RecordLimit} bytes" : damage;
        if (damage is not null)
        {
            Damage.Add(damage, record.Line);
        }

        bool isWanted = !record.IsSkipped && !record.IsTooLarge
            && (record.Kind == SipTraceKind.Diagnostic ? _options.IncludeDiagnostics : record.StartLineLength > 0);
        if (!isWanted || !_match.MayBe(record))
        {
            return;
        }

        var bytes = new byte[record.Length];
        Buffer.BlockCopy(record.Bytes, 0, bytes, 0, bytes.Length);
        var message = new SipTraceMessage(bytes, new TraceSpan(record.StartLineOffset, record.StartLineLength), packet)
        {
            Kind = record.Kind ?? SipTraceKind.Message,
            Time = record.Stamp.Time,
            File = _file,
            Line = record.Line,
            IsComplete = damage is null,
            TimeZone = _options.TimeZone,
        };
        if (_match.Is(message))
        {
            _ready.Enqueue(message);
        }
    }
}
