using System;
using System.Net;

namespace LyncResilience.Discovery.Dns;

/// <summary>Reads the fields of a DNS message. Nothing is read beyond the message, and no name takes more than 255 octets of work.</summary>
internal sealed class DnsReader
{
    private byte[] _buffer;
    private int _count;
    private char[] _text = new char[80];
    private int _textLength;
    private int _sharedOffset;
    private string? _sharedName;

    public DnsReader(byte[] buffer, int count)
    {
        _buffer = buffer;
        _count = count;
    }

    public int Position { get; private set; }

    public int Remaining => _count - Position;

    /// <summary>Starts over with another message, so that a pooled reader can serve many.</summary>
    public void Reset(byte[] buffer, int count)
    {
        _buffer = buffer;
        _count = count;
        _sharedName = null;
        Position = 0;
    }

    public ushort ReadUInt16()
    {
        Need(2);
        int value = (_buffer[Position] << 8) | _buffer[Position + 1];
        Position += 2;
        return (ushort)value;
    }

    public uint ReadUInt32() => ((uint)ReadUInt16() << 16) | ReadUInt16();

    public void Skip(int count)
    {
        Need(count);
        Position += count;
    }

    public IPAddress ReadAddress(int length)
    {
        Need(length);
        byte[] octets = new byte[length];
        Buffer.BlockCopy(_buffer, Position, octets, 0, length);
        Position += length;
        return new IPAddress(octets);
    }

    /// <summary>Reads a name, following compression pointers (RFC 1035 4.1.4).</summary>
    public string ReadName()
    {
        int start = Position;
        int position = start;
        int fragment = start;
        int after = -1;
        int wireLength = 1;
        _textLength = 0;

        while (true)
        {
            int length = Peek(position);
            if (length == 0)
            {
                break;
            }

            if ((length & 0xC0) == 0xC0)
            {
                int target = ((length & 0x3F) << 8) | Peek(position + 1);
                after = after < 0 ? position + 2 : after;

                // Each pointer must lead to before the fragment it ends, so that targets fall and the walk is finite.
                if (target >= fragment)
                {
                    throw new DnsFormatException($"The compression pointer at octet {position} does not point backwards.");
                }

                if (_textLength == 0 && target == _sharedOffset && _sharedName != null)
                {
                    Position = after;
                    return _sharedName;
                }

                position = fragment = target;
                continue;
            }

            if (length > DnsName.MaximumLabelLength)
            {
                throw new DnsFormatException($"The label at octet {position} is of an unknown type (RFC 6891 5).");
            }

            wireLength += length + 1;
            if (wireLength > DnsName.MaximumLength || position + length >= _count)
            {
                throw new DnsFormatException($"The name at octet {start} is longer than {DnsName.MaximumLength} octets or than the message.");
            }

            AppendLabel(position + 1, length);
            position += length + 1;
        }

        Position = after < 0 ? position + 1 : after;
        return Share(start, _textLength == 0 ? DnsName.Root : new string(_text, 0, _textLength));
    }

    // The first name is the question's. Nearly every owner name points to it, and then need not be built again.
    private string Share(int offset, string name)
    {
        if (_sharedName == null)
        {
            _sharedOffset = offset;
            _sharedName = name;
        }

        return name;
    }

    private void AppendLabel(int offset, int length)
    {
        int worstCase = _textLength + 1 + (length * 4);
        if (worstCase > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(worstCase, _text.Length * 2));
        }

        if (_textLength > 0)
        {
            _text[_textLength++] = '.';
        }

        char[] text = _text;
        byte[] buffer = _buffer;
        int written = _textLength;
        for (int index = offset; index < offset + length; index++)
        {
            byte octet = buffer[index];
            if (IsPlain(octet))
            {
                text[written++] = (char)octet;
            }
            else
            {
                written = WriteOther(octet, text, written);
            }
        }

        _textLength = written;
    }

    // Host names hold nothing else: what a name is mostly made of takes the shortest way.
    private static bool IsPlain(byte octet) => octet is (>= (byte)'a' and <= (byte)'z') or (byte)'-' or (byte)'_' or (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z');

    /// <summary>Writes an octet that is no plain one, escaped where a zone file would have to (RFC 1035 5.1).</summary>
    /// <returns>Where the text goes on.</returns>
    private static int WriteOther(byte octet, char[] text, int at)
    {
        switch (octet)
        {
            case <= 0x20 or >= 0x7F:
                text[at++] = '\\';
                text[at++] = (char)('0' + (octet / 100));
                text[at++] = (char)('0' + (octet / 10 % 10));
                text[at++] = (char)('0' + (octet % 10));
                return at;
            case (byte)'.' or (byte)'\\' or (byte)'"' or (byte)'(' or (byte)')' or (byte)';' or (byte)'@' or (byte)'$':
                text[at++] = '\\';
                text[at++] = (char)octet;
                return at;
            default:
                text[at++] = (char)octet;
                return at;
        }
    }

    private byte Peek(int position) => position < _count
        ? _buffer[position]
        : throw new DnsFormatException($"The message of {_count} octets ends inside a name.");

    private void Need(int count)
    {
        if (count > Remaining)
        {
            throw new DnsFormatException($"The message of {_count} octets ends where {count} more are needed, at octet {Position}.");
        }
    }
}
