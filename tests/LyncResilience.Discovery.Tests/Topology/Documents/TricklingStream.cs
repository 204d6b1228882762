using System;
using System.IO;

namespace LyncResilience.Discovery.Tests.Topology;

/// <summary>Gives a byte at a time and can't seek.</summary>
internal sealed class TricklingStream(byte[] content) : Stream
{
    private int _next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_next == content.Length || count == 0)
        {
            return 0;
        }

        buffer[offset] = content[_next++];
        return 1;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
