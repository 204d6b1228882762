using System.Collections.Generic;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// Collects the records of a server's log: from a stamped line with <c>$$begin_record</c>, glued to what is before it or not, to
/// <c>$$end_record</c>. A stamped line inside a record is somebody else's and left out, unless the same thread wrote it: a thread writes
/// one record after the other, so then the end of the record is missing. A record that begins inside another one interrupts
/// it: lines that come after its end belong to the outer one, which counts as cut off when some more records pass without any.
/// </summary>
internal sealed class ServerRecords
{
    private const int MostInterrupted = 4;
    private const string CutOff = "cut off";

    private static readonly byte[] s_begin = ByteText.Of("$$begin_record");
    private static readonly byte[] s_end = ByteText.Of("$$end_record");
    private static readonly byte[] s_startLine = ByteText.Of("Start-Line:");
    private static readonly byte[] s_sipStartLine = ByteText.Of("SIP-Start-Line:");
    private static readonly byte[] s_severity = ByteText.Of("Severity:");
    private static readonly byte[] s_text = ByteText.Of("Text:");
    private static readonly byte[] s_logType = ByteText.Of("LogType:");
    private static readonly byte[] s_protocol = ByteText.Of("TF_PROTOCOL");

    private readonly TraceOutput _output;
    private readonly List<TraceRecord> _open = [];
    private readonly List<(TraceRecord Record, string? Damage)> _ended = [];

    public ServerRecords(TraceOutput output)
    {
        _output = output;
    }

    /// <summary>Takes a line that begins with a server's stamp.</summary>
    public void TakeStamped(in TraceLine line, in TraceStamp stamp)
    {
        for (int i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Stamp.Thread == stamp.Thread)
            {
                End(i, CutOff);
                break;
            }
        }

        if (ByteText.IndexOf(line.Bytes, line.Start + stamp.TextStart, line.End, s_begin) < 0)
        {
            return;
        }

        if (_open.Count == MostInterrupted)
        {
            End(0, CutOff);
        }

        TraceRecord record = _output.Begin(stamp, line.Number);
        record.Append(line.Bytes, line.Start, line.Length);
        _open.Add(record);
    }

    /// <summary>Takes any other line.</summary>
    public void TakeUnstamped(in TraceLine line)
    {
        bool isEnd = line.Bytes[line.Start] == s_end[0] && ByteText.StartsWith(line.Bytes, line.Start, line.End, s_end);
        if (_open.Count == 0)
        {
            if (isEnd)
            {
                _output.Damage.Add("without a beginning", line.Number);
            }

            return;
        }

        TraceRecord record = _open[_open.Count - 1];
        if (line.EndsLine && record.Kind is null && line.BeginsLine)
        {
            Recognize(record, line);
        }

        record.Append(line.Bytes, line.Start, line.Length);

        // A body without a line break at its end may have the mark glued to it.
        if (isEnd || ByteText.EndsWith(line.Bytes, line.Start, ByteText.TrimEnd(line.Bytes, line.Start, line.End), s_end))
        {
            End(_open.Count - 1, record.Kind is null && !record.IsSkipped && IsProtocol(record) ? "without a start line" : null);
        }
    }

    /// <summary>Ends what is open when the file ends.</summary>
    public void End()
    {
        while (_open.Count > 0)
        {
            End(0, CutOff);
        }
    }

    private static void Recognize(TraceRecord record, in TraceLine line)
    {
        byte first = line.Bytes[line.Start];
        if (first == s_startLine[0] && Begins(line, s_startLine))
        {
            record.Kind = SipTraceKind.Message;
            SetStartLine(record, line, s_startLine.Length);
        }
        else if (first == s_sipStartLine[0] && Begins(line, s_sipStartLine))
        {
            record.Kind = SipTraceKind.Diagnostic;
        }
        else if ((first == s_severity[0] && Begins(line, s_severity)) || (first == s_text[0] && Begins(line, s_text))
            || (first == s_logType[0] && Begins(line, s_logType)))
        {
            record.Kind = SipTraceKind.Diagnostic;
        }
    }

    private static bool Begins(in TraceLine line, byte[] name) => ByteText.StartsWith(line.Bytes, line.Start, line.End, name);

    private static void SetStartLine(TraceRecord record, in TraceLine line, int nameLength)
    {
        int start = ByteText.SkipBlanks(line.Bytes, line.Start + nameLength, line.End);
        record.StartLineOffset = record.Length + start - line.Start;
        record.StartLineLength = ByteText.TrimEnd(line.Bytes, start, line.End) - start;
    }

    private static bool IsProtocol(TraceRecord record) =>
        ByteText.StartsWith(record.Bytes, record.Stamp.Flag.Start, record.Stamp.Flag.Start + record.Stamp.Flag.Length, s_protocol);

    // In the order in which they began: what ended inside an interrupted record waits for it.
    private void End(int index, string? damage)
    {
        TraceRecord record = _open[index];
        _open.RemoveAt(index);
        if (_open.Count == 0 && _ended.Count == 0)
        {
            _output.End(record, damage, null);
            return;
        }

        _ended.Add((record, damage));
        while (_open.Count > 0 && _ended.Count > MostInterrupted)
        {
            _ended.Add((_open[0], CutOff));
            _open.RemoveAt(0);
        }

        if (_open.Count == 0)
        {
            _ended.Sort(static (first, second) => first.Record.Line.CompareTo(second.Record.Line));
            _ended.ForEach(item => _output.End(item.Record, item.Damage, null));
            _ended.Clear();
        }
    }
}
