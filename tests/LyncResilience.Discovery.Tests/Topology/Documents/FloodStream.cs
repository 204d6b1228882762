using System;
using System.IO;
using System.Text;

namespace LyncResilience.Discovery.Tests.Topology;

/// <summary>A file of that length: a beginning, and then the same again and again. Never in memory as a whole.</summary>
internal sealed class FloodStream(string before, string repeated, long length) : Stream
{
    private readonly byte[] _before = Encoding.ASCII.GetBytes(before);
    private readonly byte[] _repeated = Encoding.ASCII.GetBytes(repeated);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = (int)Math.Min(count, length - Position);
        for (int i = 0; i < read; i++, Position++)
        {
            buffer[offset + i] = Position < _before.Length ? _before[Position] : _repeated[(Position - _before.Length) % _repeated.Length];
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
