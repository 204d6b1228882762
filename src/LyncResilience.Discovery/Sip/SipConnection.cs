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
/// A connection to a registrar, plain or secured by TLS. One send and one receive may be under way at a time. A timeout or
/// a cancellation closes the socket at once: a connection that waited in vain is of no further use.
/// </summary>
public sealed class SipConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _network;
    private SslStream? _tls;
    private SipMessageReader _reader;
    private string _peer;

    private SipConnection(Socket socket)
    {
        _socket = socket;
        _network = new NetworkStream(socket, ownsSocket: false);
        _reader = new SipMessageReader(_network, SipLimits.Default);
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint;
        RemoteEndPoint = (IPEndPoint)socket.RemoteEndPoint;
        _peer = RemoteEndPoint.ToString();
    }

    private Stream Stream => (Stream?)_tls ?? _network;

    /// <summary>Our end of the connection, for Via and Contact.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>The registrar's end.</summary>
    public IPEndPoint RemoteEndPoint { get; }

    /// <summary>Connects over TCP.</summary>
    /// <param name="address">The registrar's address.</param>
    /// <param name="port">Its port.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Gives up and closes the socket.</param>
    /// <exception cref="SocketException">The peer refused or can't be reached.</exception>
    /// <exception cref="TimeoutException">The limit passed; the message names endpoint and limit.</exception>
    public static async Task<SipConnection> OpenAsync(IPAddress address, int port, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var endPoint = new IPEndPoint(address, port);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            return await Deadline.RunAsync(
                async () =>
                {
                    await socket.ConnectAsync(endPoint).ConfigureAwait(false);
                    return new SipConnection(socket);
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

    /// <summary>
    /// Secures the connection by TLS, in the versions that the platform allows (1.2 and later on current ones). After any
    /// verdict but <see cref="CertificateVerdict.Trusted"/> the connection is closed and nothing was sent over it.
    /// </summary>
    /// <param name="host">The name dialled, which the certificate must be for.</param>
    /// <param name="trustedRoots">The only roots to trust; null or empty for those of the system.</param>
    /// <param name="timeout">How long the handshake may take.</param>
    /// <param name="cancellationToken">Gives up and closes the socket.</param>
    /// <returns>The verdict and what the certificate says; a failed handshake is a verdict too.</returns>
    /// <exception cref="InvalidOperationException">The connection is secured already.</exception>
    public async Task<CertificateFacts> SecureAsync(
        string host, X509Certificate2Collection? trustedRoots, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_tls is not null)
        {
            throw new InvalidOperationException($"The connection to {_peer} is secured already.");
        }

        _peer = $"{host} ({RemoteEndPoint})";
        CertificateFacts? judged = null;
        var judge = new CertificateJudge(host, trustedRoots, DateTime.UtcNow);
        _tls = new SslStream(_network, leaveInnerStreamOpen: true, (_, certificate, chain, _) =>
        {
            judged = judge.Judge(certificate, chain);
            return judged.Verdict == CertificateVerdict.Trusted;
        });

        CertificateFacts facts;
        try
        {
            await RunAsync(
                async () =>
                {
                    await _tls.AuthenticateAsClientAsync(host, null, SslProtocols.None, checkCertificateRevocation: false).ConfigureAwait(false);
                    return true;
                },
                timeout,
                $"{_peer} did not finish the TLS handshake",
                cancellationToken).ConfigureAwait(false);
            _reader = new SipMessageReader(_tls, SipLimits.Default);
            facts = judged!.WithProtocol(Name(_tls.SslProtocol));
        }
        catch (TimeoutException exception)
        {
            facts = new CertificateFacts(CertificateVerdict.TimedOut, exception.Message);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            facts = judged is { Verdict: not CertificateVerdict.Trusted } ? judged : new CertificateFacts(
                CertificateVerdict.HandshakeFailed, $"The TLS handshake with {_peer} failed: {exception.GetBaseException().Message}");
        }

        if (facts.Verdict != CertificateVerdict.Trusted)
        {
            Dispose();
        }

        return facts;
    }

    /// <summary>Sends a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Gives up and closes the socket.</param>
    /// <exception cref="IOException">The connection is lost.</exception>
    public async Task SendAsync(SipMessage message, CancellationToken cancellationToken)
    {
        byte[] bytes = message.ToBytes();
        await RunAsync(
            async () =>
            {
                await Stream.WriteAsync(bytes, 0, bytes.Length, CancellationToken.None).ConfigureAwait(false);
                return true;
            },
            Timeout.InfiniteTimeSpan,
            $"{_peer} did not take the message",
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the next message.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Gives up and closes the socket.</param>
    /// <returns>The message, or null when the peer closed the connection.</returns>
    /// <exception cref="TimeoutException">The limit passed; the message names host, port and limit.</exception>
    /// <exception cref="SipFormatException">What came is no SIP message.</exception>
    /// <exception cref="IOException">The connection is lost.</exception>
    public Task<SipMessage?> ReceiveAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        RunAsync(() => _reader.ReadAsync(CancellationToken.None), timeout, $"{_peer} did not answer", cancellationToken);

    /// <summary>Closes the connection; whatever is under way on it fails.</summary>
    public void Dispose()
    {
        // The socket first: that ends what waits inside the TLS stream, whose own disposal may otherwise wait for it.
        _socket.Dispose();
        _tls?.Dispose();
        _network.Dispose();
    }

    private static string Name(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        (SslProtocols)12288 => "TLS 1.3", // Named in later frameworks than netstandard2.0.
        _ => protocol.ToString(),
    };

    private async Task<T> RunAsync<T>(Func<Task<T>> operation, TimeSpan timeout, string failure, CancellationToken cancellationToken)
    {
        try
        {
            return await Deadline.RunAsync(operation, Dispose, timeout, failure, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            // Streams over a closed socket tell that in three ways; callers need one.
            throw new IOException($"The connection to {_peer} is closed: {exception.Message}", exception);
        }
    }
}
