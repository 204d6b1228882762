using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.Dns;

/// <summary>Writes the fields of a DNS message into a buffer that grows, and compresses names (RFC 1035 4.1.4).</summary>
internal sealed class DnsWriter
{
    private const int MaximumPointer = 0x3FFF;

    // Names are compressed with their exact case, so that a reader sees every name as it was written.
    private readonly Dictionary<string, int> _suffixes = new(StringComparer.Ordinal);
    private byte[] _buffer = new byte[512];
    private int _position;

    /// <summary>Where the next field goes. Moving it back takes fields away, as when a record does not fit.</summary>
    public int Position
    {
        get => _position;
        set
        {
            _position = value;
            foreach (string suffix in new List<string>(_suffixes.Keys))
            {
                if (_suffixes[suffix] >= value)
                {
                    _suffixes.Remove(suffix);
                }
            }
        }
    }

    public void WriteByte(int value)
    {
        Reserve(1);
        _buffer[_position++] = (byte)value;
    }

    public void WriteUInt16(int value)
    {
        WriteByte(value >> 8);
        WriteByte(value);
    }

    public void WriteUInt32(uint value)
    {
        WriteUInt16((int)(value >> 16));
        WriteUInt16((int)(value & 0xFFFF));
    }

    public void WriteBytes(byte[] bytes)
    {
        Reserve(bytes.Length);
        Buffer.BlockCopy(bytes, 0, _buffer, _position, bytes.Length);
        _position += bytes.Length;
    }

    /// <summary>Writes a name in full; the target of an SRV record must not be compressed (RFC 2782).</summary>
    public void WriteFullName(string name)
    {
        Reserve(DnsName.WriteMargin);
        _position = DnsName.Write(name, _buffer, _position);
    }

    /// <summary>Writes a name, its tail as a pointer when the message has it already.</summary>
    public void WriteName(string name)
    {
        Reserve(DnsName.WriteMargin);
        int start = _position;
        for (int index = name == DnsName.Root ? 1 : 0; index < name.Length;)
        {
            string suffix = name.Substring(index);
            if (_suffixes.TryGetValue(suffix, out int known))
            {
                WriteUInt16(0xC000 | known);
                return;
            }

            if (_position <= MaximumPointer)
            {
                _suffixes.Add(suffix, _position);
            }

            index = DnsName.WriteLabel(name, index, _buffer, ref _position);
            DnsName.CheckLength(name, _position - start);
        }

        WriteByte(0);
    }

    /// <summary>Puts a value into a place that was written before, such as a count or a length.</summary>
    public void Patch(int position, int value)
    {
        _buffer[position] = (byte)(value >> 8);
        _buffer[position + 1] = (byte)value;
    }

    public byte[] ToArray()
    {
        byte[] result = new byte[_position];
        Buffer.BlockCopy(_buffer, 0, result, 0, _position);
        return result;
    }

    private void Reserve(int count)
    {
        if (_position + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_position + count, _buffer.Length * 2));
        }
    }
}
