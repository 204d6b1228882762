using System;

namespace LyncResilience.Discovery.Sip;

/// <summary>
/// Walks DER elements of a certificate's fields (X.690 10.1: definite lengths only). netstandard2.0 has no reader of its own.
/// It never looks outside the bytes it was given; what is malformed simply ends the walk.
/// </summary>
internal sealed class DerReader
{
    private readonly byte[] _data;
    private readonly int _end;
    private int _next;

    public DerReader(byte[] data)
        : this(data, 0, data.Length)
    {
    }

    private DerReader(byte[] data, int start, int end)
    {
        _data = data;
        _next = start;
        _end = end;
    }

    /// <summary>The tag of the element that was read last.</summary>
    public byte Tag { get; private set; }

    /// <summary>Where its content begins.</summary>
    public int ContentStart { get; private set; }

    /// <summary>How long its content is.</summary>
    public int ContentLength { get; private set; }

    /// <summary>Goes to the next element; false at the end or where the bytes make no sense.</summary>
    public bool Read()
    {
        if (_end - _next < 2)
        {
            return false;
        }

        int position = _next + 1;
        int length = _data[position++];
        if (length > 0x80)
        {
            int size = length - 0x80;
            if (size > 3 || _end - position < size)
            {
                return false;
            }

            for (length = 0; size > 0; size--)
            {
                length = (length << 8) | _data[position++];
            }
        }
        else if (length == 0x80)
        {
            return false;
        }

        if (length > _end - position)
        {
            return false;
        }

        Tag = _data[_next];
        ContentStart = position;
        ContentLength = length;
        _next = position + length;
        return true;
    }

    /// <summary>Goes to the next element if it has this tag; false ends the walk.</summary>
    /// <param name="tag">The tag expected.</param>
    public bool Read(byte tag) => Read() && Tag == tag;

    /// <summary>A reader over the content of the element read last.</summary>
    public DerReader Inside() => new(_data, ContentStart, ContentStart + ContentLength);

    /// <summary>A copy of the content of the element read last.</summary>
    public byte[] Content()
    {
        byte[] content = new byte[ContentLength];
        Array.Copy(_data, ContentStart, content, 0, ContentLength);
        return content;
    }
}
