using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Tests.Sip;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>Holds the last octets of the first thing that is written back, until the other side has had enough.</summary>
internal sealed class StallingStream(Stream inner) : Stream
{
    private const int Held = 4;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await inner.WriteAsync(buffer[..^Held], cancellationToken);
        await TestServer.UntilClosedAsync(inner, cancellationToken);
        throw new IOException("The other side has gone.");
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
