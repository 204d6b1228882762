using System;
using System.IO;
using System.Linq;
using System.Text;

namespace LyncResilience.Discovery.Tests.Topology;

/// <summary>A file of that length: a beginning, and then the same again and again. Never in memory as a whole.</summary>
internal sealed class FloodStream(string before, string repeated, long length) : Stream
{
    private readonly byte[] _before = Encoding.ASCII.GetBytes(before);
    private readonly byte[] _block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(repeated, (64 * 1024 / repeated.Length) + 1)));

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        (byte[] from, long at) = Position < _before.Length ? (_before, Position) : (_block, (Position - _before.Length) % _block.Length);
        int read = (int)Math.Min(Math.Min(count, length - Position), from.Length - at);
        Array.Copy(from, at, buffer, offset, read);
        Position += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
