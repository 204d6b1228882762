using System.Collections.Generic;
using System.Text;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// Collects the messages of a client's log. A packet is announced on a stamped line; the start line of its message has a stamp too,
/// further lines usually have none. Where a message ends is told by its Content-Length, else by the packet's size, else by the next
/// stamped line. Lines that another thread writes in between are left out.
/// </summary>
internal sealed class ClientPackets
{
    // Threads that announced a packet; far more than a client has that talk to servers.
    private const int MostThreads = 64;

    private readonly Dictionary<long, ClientPacket> _packets = [];
    private readonly TraceOutput _output;
    private ClientMessage? _message;
    private ClientPacket? _last;
    private TraceStamp _stamp;
    private string? _level;

    public ClientPackets(TraceOutput output)
    {
        _output = output;
    }

    /// <summary>Takes a line that begins with a client's stamp.</summary>
    public void TakeStamped(in TraceLine line, in TraceStamp stamp)
    {
        int start = line.Start + stamp.TextStart;
        int end = ByteText.TrimEnd(line.Bytes, start, line.End);
        bool isSameThread = _message is not null && _stamp.Thread == stamp.Thread;
        if (SipStartLine.Is(line.Bytes, start, end) && line.EndsLine)
        {
            EndMessage(false);
            _packets.TryGetValue(stamp.Thread, out ClientPacket? packet);
            _stamp = stamp;
            BeginMessage(line, start, packet ?? new ClientPacket(stamp, Level(line, stamp)));
        }
        else if (ClientPacket.MayAnnounce(line.Bytes, start, end)
            && ClientPacket.Read(Encoding.UTF8.GetString(line.Bytes, start, end - start), stamp, Level(line, stamp), out bool isEnd) is { } packet)
        {
            if (isSameThread)
            {
                EndMessage(false);
            }

            _last = isEnd || isSameThread ? null : _last;
            Remember(stamp.Thread, isEnd ? null : packet);
        }
        else if (isSameThread)
        {
            // Logs that stamp every line, or the next thing that the thread did.
            if (_message!.TakesStamped(line, start, end))
            {
                Append(line.From(start));
            }
            else
            {
                EndMessage(false);
            }
        }
    }

    /// <summary>Takes any other line.</summary>
    public void TakeUnstamped(in TraceLine line)
    {
        if (_message is not null)
        {
            _message.HasUnstamped = true;
            Append(line);
        }
        else if (_last is not null && line.BeginsLine && line.EndsLine
            && SipStartLine.Is(line.Bytes, line.Start, ByteText.TrimEnd(line.Bytes, line.Start, line.End)))
        {
            // A further message in the same packet.
            BeginMessage(line, line.Start, _last);
        }
    }

    /// <summary>Ends what is open when the file ends.</summary>
    public void End() => EndMessage(true);

    private void BeginMessage(in TraceLine line, int start, ClientPacket packet)
    {
        TraceRecord record = _output.Begin(_stamp, line.Number);
        record.Kind = SipTraceKind.Message;
        record.StartLineOffset = start - line.Start;
        record.StartLineLength = ByteText.TrimEnd(line.Bytes, start, line.End) - start;
        record.Append(line.Bytes, line.Start, line.Length);
        _message = new ClientMessage(record, packet, line, start);
        _last = packet;
    }

    private void Append(in TraceLine line)
    {
        int next = _message!.Append(line);
        if (!_message.IsWhole)
        {
            return;
        }

        EndMessage(false);
        if (next < line.End)
        {
            // A body that ends without a line break has the next message glued to it.
            TakeUnstamped(new TraceLine(line.Bytes, next, line.End, line.Number, true, line.EndsLine));
        }
    }

    private void EndMessage(bool isFileEnd)
    {
        if (_message is { } message)
        {
            _message = null;
            _output.End(message.Record, message.IsWhole || message.CanEnd(isFileEnd) ? null : "cut off", message.Packet);
        }
    }

    private void Remember(long thread, ClientPacket? packet)
    {
        if (packet is null)
        {
            _packets.Remove(thread);
            return;
        }

        if (_packets.Count >= MostThreads)
        {
            _packets.Clear();
        }

        _packets[thread] = packet;
    }

    // Few levels occur, so the last one's text is used again.
    private string? Level(in TraceLine line, in TraceStamp stamp)
    {
        string? level = _level;
        if (level is null || level.Length != stamp.Level.Length || level[0] != line.Bytes[line.Start + stamp.Level.Start])
        {
            level = new TraceSpan(line.Start + stamp.Level.Start, stamp.Level.Length).Text(line.Bytes);
            _level = level;
        }

        return level;
    }
}
