using System;
using System.IO;

namespace LyncResilience.Discovery.Traces;

/// <summary>A stream whose first bytes can be looked at before they are read, whether it can seek or not.</summary>
internal sealed class PeekedStream : ForwardStream
{
    private readonly Stream _inner;
    private readonly byte[] _head;
    private int _headLength;
    private int _headRead;

    /// <param name="inner">The stream; disposed with this one.</param>
    /// <param name="headSize">How many bytes can be looked at.</param>
    public PeekedStream(Stream inner, int headSize)
    {
        _inner = inner;
        _head = new byte[headSize];
    }

    /// <summary>The first bytes, <see cref="HeadLength"/> of them.</summary>
    public byte[] Head => _head;

    public int HeadLength => _headLength;

    /// <summary>Reads what there is of the first bytes; of a growing file, what has come since.</summary>
    public void Peek()
    {
        while (_headLength < _head.Length)
        {
            int count = _inner.Read(_head, _headLength, _head.Length - _headLength);
            if (count == 0)
            {
                return;
            }

            _headLength += count;
        }
    }

    /// <summary>Passes over bytes that were looked at.</summary>
    public void Skip(int count) => _headRead += count;

    public override int Read(byte[] buffer, int offset, int count)
    {
        int peeked = Math.Min(count, _headLength - _headRead);
        if (peeked == 0)
        {
            return _inner.Read(buffer, offset, count);
        }

        Buffer.BlockCopy(_head, _headRead, buffer, offset, peeked);
        _headRead += peeked;
        return peeked;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
