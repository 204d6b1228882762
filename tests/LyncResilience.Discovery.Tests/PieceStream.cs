using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.Tests;

/// <summary>Delivers bytes a few at a time and cannot seek, like a pipe; and then a filler without end if there is one.</summary>
internal sealed class PieceStream(byte[] content, int pieceSize) : Stream
{
    private int _position;

    public byte? Filler { get; init; }

    public long Delivered { get; private set; }

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
        int size = Math.Min(Math.Min(pieceSize, count), content.Length - _position);
        Array.Copy(content, _position, buffer, offset, size);
        _position += size;
        if (size == 0 && Filler is { } filler)
        {
            size = Math.Min(pieceSize, count);
            Array.Fill(buffer, filler, offset, size);
        }

        Delivered += size;
        return size;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
