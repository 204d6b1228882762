using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.Sip;

/// <summary>
/// A TCP connection that can be secured by TLS, whatever is spoken over it. A timeout or a cancellation closes the socket at
/// once: a connection that waited in vain is of no further use.
/// </summary>
internal sealed class TcpLink : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _network;
    private SslStream? _tls;
    private string _peer;

    private TcpLink(Socket socket)
    {
        _socket = socket;
        _network = new NetworkStream(socket, ownsSocket: false);
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint;
        RemoteEndPoint = (IPEndPoint)socket.RemoteEndPoint;
        _peer = RemoteEndPoint.ToString();
    }

    public IPEndPoint LocalEndPoint { get; }

    public IPEndPoint RemoteEndPoint { get; }

    /// <summary>What to read from and write to: the TLS stream once there is one.</summary>
    public Stream Stream => (Stream?)_tls ?? _network;

    /// <summary>Connects; see <see cref="SipConnection.OpenAsync"/>.</summary>
    public static async Task<TcpLink> OpenAsync(IPAddress address, int port, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var endPoint = new IPEndPoint(address, port);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            return await Deadline.RunAsync(
                async () =>
                {
                    await socket.ConnectAsync(endPoint).ConfigureAwait(false);
                    return new TcpLink(socket);
                },
                socket.Dispose,
                timeout,
                $"{endPoint} did not accept the connection",
                cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Secures the connection; see <see cref="SipConnection.SecureAsync"/>.</summary>
    public async Task<CertificateFacts> SecureAsync(
        string host, X509Certificate2Collection? trustedRoots, DateTime utcNow, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_tls is not null)
        {
            throw new InvalidOperationException($"The connection to {_peer} is secured already.");
        }

        _peer = $"{host} ({RemoteEndPoint})";
        CertificateFacts? judged = null;
        var judge = new CertificateJudge(host, trustedRoots, utcNow);
        CertificateFacts facts;
        try
        {
            var tls = new SslStream(_network, leaveInnerStreamOpen: true, (_, certificate, chain, _) =>
            {
                judged = Judge(judge, host, certificate, chain);
                return judged.Verdict == CertificateVerdict.Trusted;
            });
            _tls = tls;
            await RunAsync(
                async _ =>
                {
                    await AuthenticateAsync(tls, host).ConfigureAwait(false);
                    return true;
                },
                timeout,
                "did not finish the TLS handshake",
                cancellationToken).ConfigureAwait(false);
            facts = judged!.WithProtocol(Name(tls.SslProtocol));
        }
        catch (TimeoutException exception)
        {
            facts = new CertificateFacts(CertificateVerdict.TimedOut, exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Which exceptions a failed handshake ends with differs by platform: Schannel's are others than OpenSSL's.
            facts = judged is { Verdict: not CertificateVerdict.Trusted } ? judged : new CertificateFacts(
                CertificateVerdict.HandshakeFailed, $"The TLS handshake with {_peer} failed: {exception.GetBaseException().Message}");
        }

        if (facts.Verdict != CertificateVerdict.Trusted)
        {
            Dispose();
        }

        return facts;
    }

    /// <summary>Does something with the stream within a time limit.</summary>
    /// <param name="operation">What to do.</param>
    /// <param name="timeout">The limit; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="failure">What the peer failed to do when the limit passes, such as <c>did not answer</c>.</param>
    /// <param name="cancellationToken">Gives up and closes the socket.</param>
    /// <exception cref="TimeoutException">The limit passed; the message names peer and limit.</exception>
    /// <exception cref="IOException">The connection is lost.</exception>
    public async Task<T> RunAsync<T>(Func<Stream, Task<T>> operation, TimeSpan timeout, string failure, CancellationToken cancellationToken)
    {
        try
        {
            return await Deadline.RunAsync(() => operation(Stream), Dispose, timeout, $"{_peer} {failure}", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            // Streams over a closed socket tell that in three ways; callers need one.
            throw new IOException($"The connection to {_peer} is closed: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        // The socket first: that ends what waits inside the TLS stream, whose own disposal may otherwise wait for it.
        _socket.Dispose();
        _tls?.Dispose();
        _network.Dispose();
    }

    private static async Task AuthenticateAsync(SslStream tls, string host)
    {
        if (CertificateDownloads.TryAuthenticateAsync(tls, host) is { } handshake)
        {
            await handshake.ConfigureAwait(false);
            return;
        }

        try
        {
            await tls.AuthenticateAsClientAsync(host, null, SslProtocols.None, checkCertificateRevocation: false).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            // .NET Framework refuses "the system's versions" before it sends anything where the switch
            // Switch.System.Net.DontEnableSystemDefaultTlsVersions is set, as for programs built for versions before 4.7.
            // That is read in Microsoft's documentation and reference source, and has not been run.
            await tls.AuthenticateAsClientAsync(host, null, SslProtocols.Tls12, checkCertificateRevocation: false).ConfigureAwait(false);
        }
    }

    // What escapes from here takes another form on each platform.
    private static CertificateFacts Judge(CertificateJudge judge, string host, X509Certificate? certificate, X509Chain? chain)
    {
        try
        {
            return judge.Judge(certificate, chain);
        }
        catch (Exception exception)
        {
            return new CertificateFacts(CertificateVerdict.HandshakeFailed, $"The certificate of {host} could not be judged: {exception.Message}");
        }
    }

    private static string Name(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        (SslProtocols)12288 => "TLS 1.3", // Named in later frameworks than netstandard2.0.
        _ => protocol.ToString(),
    };
}
