using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Tests.Sip;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>A peer on loopback that means no good, and keeps all that it was given: what crossed the wire, and what TLS hid in it.</summary>
internal sealed class Adversary : IAsyncDisposable
{
    private readonly TestServer _server;

    /// <param name="play">What it does with a connection, inside TLS when it has a certificate.</param>
    /// <param name="certificate">Null for a peer that speaks no TLS.</param>
    public Adversary(Func<HostilePeer, Task> play, X509Certificate2? certificate = null)
    {
        SslStreamCertificateContext? context = certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true);
        _server = new TestServer(async (stream, token) =>
        {
            try
            {
                await using var wire = new LoggedStream(stream, Open(insideTls: false));
                if (context is null)
                {
                    await play(new HostilePeer(wire, token));
                    return;
                }

                await using var tls = new SslStream(wire, leaveInnerStreamOpen: true);
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, token);
                await using var clear = new LoggedStream(tls, Open(insideTls: true));
                await play(new HostilePeer(clear, token));
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The client has gone, or refused the certificate; what it said before is in the log.
            }
        });
    }

    public int Port => _server.Port;

    public int Accepted => _server.Accepted;

    /// <summary>One entry per connection and layer, in order.</summary>
    public ConcurrentQueue<Heard> Log { get; } = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Heard Open(bool insideTls)
    {
        var heard = new Heard(insideTls);
        Log.Enqueue(heard);
        return heard;
    }

    /// <summary>What came in over one connection, in the clear or as TLS.</summary>
    internal sealed class Heard(bool insideTls)
    {
        private readonly List<byte> _bytes = [];

        public bool InsideTls { get; } = insideTls;

        public byte[] ToArray()
        {
            lock (_bytes)
            {
                return [.. _bytes];
            }
        }

        public void Add(ReadOnlySpan<byte> bytes)
        {
            lock (_bytes)
            {
                _bytes.AddRange(bytes);
            }
        }
    }

    /// <summary>Writes down what is read from it.</summary>
    private sealed class LoggedStream(Stream inner, Heard heard) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = inner.Read(buffer, offset, count);
            heard.Add(buffer.AsSpan(offset, read));
            return read;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await inner.ReadAsync(buffer, cancellationToken);
            heard.Add(buffer.Span[..read]);
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
