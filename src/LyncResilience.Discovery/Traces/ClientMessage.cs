using System;

namespace LyncResilience.Discovery.Traces;

/// <summary>A message of a client's log while its lines are being collected: knows when it is whole.</summary>
internal sealed class ClientMessage
{
    private static readonly byte[] s_contentLength = ByteText.Of("content-length");

    private readonly bool _hasBareLineFeeds;
    private long _length;
    private long _bodyLength;
    private long _bodyLines;
    private long? _contentLength;
    private bool _isInBody;

    /// <param name="record">Holds the start line already.</param>
    /// <param name="packet">The packet that it is in.</param>
    /// <param name="line">The line with the start line.</param>
    /// <param name="start">Where in it the start line begins.</param>
    public ClientMessage(TraceRecord record, ClientPacket packet, in TraceLine line, int start)
    {
        Record = record;
        Packet = packet;
        _length = line.End - start;
        _hasBareLineFeeds = line.Length < 2 || line.Bytes[line.End - 2] != (byte)'\r';
    }

    public TraceRecord Record { get; }

    public ClientPacket Packet { get; }

    /// <summary>Whether a line without a stamp was among its lines: then a stamped one isn't part of it any more.</summary>
    public bool HasUnstamped { get; set; }

    /// <summary>Whether head and body are there in the length that was announced.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Whether a stamped line of the same thread belongs to the message: in logs that stamp each of its lines.</summary>
    public bool TakesStamped(in TraceLine line, int start, int end) =>
        !HasUnstamped && (_isInBody ? _contentLength is not null : start == end || IsHeader(line.Bytes, start, end));

    /// <summary>Appends a line.</summary>
    /// <returns>Where what follows the message begins; the line's end when nothing does.</returns>
    public int Append(in TraceLine line)
    {
        int end = line.End;
        int next = end;
        if (!_isInBody)
        {
            AppendToHead(line);
        }
        else if (_contentLength is { } contentLength)
        {
            // What follows the body on its last line is a line break of the log, or the next message.
            long missing = contentLength - _bodyLength;
            bool isLast = line.Length >= missing;
            end = isLast ? line.Start + (int)missing : end;
            next = end < line.End && ByteText.TrimEnd(line.Bytes, end, line.End) > end ? end : next;
            IsWhole = isLast;
        }

        if (_isInBody)
        {
            _bodyLength += end - line.Start;
            _bodyLines += line.EndsLine ? 1 : 0;
        }

        _length += end - line.Start;
        Record.Append(line.Bytes, line.Start, end - line.Start);
        EndHead(line);
        return next;
    }

    /// <summary>
    /// Whether the message may end here although its length isn't reached: when nothing told a length, when a log
    /// that was copied lost the empty line after the head of a message without body, or the carriage returns of its body.
    /// </summary>
    public bool CanEnd(bool isFileEnd) => _isInBody
        ? _contentLength is not { } length || (_hasBareLineFeeds && _bodyLength + _bodyLines >= length)
        : !isFileEnd && _contentLength is null or 0;

    private static bool IsHeader(byte[] bytes, int start, int end)
    {
        int colon = Array.IndexOf(bytes, (byte)':', start, end - start);
        for (int i = start; i < colon; i++)
        {
            if (bytes[i] is <= (byte)' ' or > (byte)'~')
            {
                return false;
            }
        }

        return colon > start;
    }

    private void AppendToHead(in TraceLine line)
    {
        byte first = line.Bytes[line.Start];
        if (line.BeginsLine && line.EndsLine && first is (byte)'C' or (byte)'c' or (byte)'L' or (byte)'l')
        {
            ReadContentLength(line);
        }
    }

    private void EndHead(in TraceLine line)
    {
        bool isEmpty = !_isInBody && line.BeginsLine && line.EndsLine && line.Bytes[line.Start] is (byte)'\r' or (byte)'\n'
            && ByteText.TrimEnd(line.Bytes, line.Start, line.End) == line.Start;
        if (!isEmpty)
        {
            return;
        }

        _isInBody = true;
        if (_contentLength is null && Packet.Size is { } size && size >= _length)
        {
            // RFC 3261 18.3: without Content-Length the body goes to the end of the packet.
            _contentLength = size - _length;
        }

        IsWhole = _contentLength == 0;
    }

    // Content-Length or l (RFC 3261 20.14).
    private void ReadContentLength(in TraceLine line)
    {
        int at = ByteText.StartsWithIgnoreCase(line.Bytes, line.Start, line.End, s_contentLength) ? line.Start + s_contentLength.Length : line.Start + 1;
        at = ByteText.SkipBlanks(line.Bytes, at, line.End);
        if (line.Bytes[at] != (byte)':' || (at == line.Start + 1 && line.Bytes[line.Start] is (byte)'C' or (byte)'c'))
        {
            return;
        }

        at = ByteText.SkipBlanks(line.Bytes, at + 1, line.End);
        long length = 0;
        int digits = 0;
        for (; at < line.End && ByteText.IsDigit(line.Bytes[at]) && digits < 12; at++, digits++)
        {
            length = (length * 10) + (line.Bytes[at] - '0');
        }

        _contentLength = digits == 0 ? _contentLength : length;
    }
}
