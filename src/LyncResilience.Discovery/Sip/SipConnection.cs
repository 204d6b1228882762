using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
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
    private readonly TcpLink _link;
    private SipMessageReader _reader;

    private SipConnection(TcpLink link)
    {
        _link = link;
        _reader = new SipMessageReader(link.Stream, SipLimits.Default);
    }

    /// <summary>Our end of the connection, for Via and Contact.</summary>
    public IPEndPoint LocalEndPoint => _link.LocalEndPoint;

    /// <summary>The registrar's end.</summary>
    public IPEndPoint RemoteEndPoint => _link.RemoteEndPoint;

    /// <summary>Connects over TCP.</summary>
    /// <param name="address">The registrar's address.</param>
    /// <param name="port">Its port.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Gives up and closes the socket.</param>
    /// <exception cref="SocketException">The peer refused or can't be reached.</exception>
    /// <exception cref="TimeoutException">The limit passed; the message names endpoint and limit.</exception>
    public static async Task<SipConnection> OpenAsync(IPAddress address, int port, TimeSpan timeout, CancellationToken cancellationToken) =>
        new(await TcpLink.OpenAsync(address, port, timeout, cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// Secures the connection by TLS, in the versions that the platform allows (1.2 and later on current ones). After any
    /// verdict but <see cref="CertificateVerdict.Trusted"/> the connection is closed and nothing was sent over it.
    /// </summary>
    /// <param name="host">The name dialled, which the certificate must be for.</param>
    /// <param name="trustedRoots">The only roots to trust; null or empty for those of the system.</param>
    /// <param name="utcNow">The time, in UTC, at which the certificate must be valid.</param>
    /// <param name="timeout">How long the handshake may take.</param>
    /// <param name="cancellationToken">Gives up and closes the socket.</param>
    /// <returns>The verdict and what the certificate says; a failed handshake is a verdict too.</returns>
    /// <exception cref="InvalidOperationException">The connection is secured already.</exception>
    /// <remarks>
    /// Revocation isn't checked: the lists of private authorities are often out of reach from where this runs, most of all
    /// during an outage, and waiting for them would use up the limit.
    /// </remarks>
    public async Task<CertificateFacts> SecureAsync(
        string host, X509Certificate2Collection? trustedRoots, DateTime utcNow, TimeSpan timeout, CancellationToken cancellationToken)
    {
        CertificateFacts facts = await _link.SecureAsync(host, trustedRoots, utcNow, timeout, cancellationToken).ConfigureAwait(false);
        _reader = new SipMessageReader(_link.Stream, SipLimits.Default);
        return facts;
    }

    /// <summary>Sends a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Gives up and closes the socket.</param>
    /// <exception cref="IOException">The connection is lost.</exception>
    public Task SendAsync(SipMessage message, CancellationToken cancellationToken)
    {
        byte[] bytes = message.ToBytes();
        return _link.RunAsync(
            async stream =>
            {
                await stream.WriteAsync(bytes, 0, bytes.Length, CancellationToken.None).ConfigureAwait(false);
                return true;
            },
            Timeout.InfiniteTimeSpan,
            "did not take the message",
            cancellationToken);
    }

    /// <summary>Waits for the next message.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Gives up and closes the socket.</param>
    /// <returns>The message, or null when the peer closed the connection.</returns>
    /// <exception cref="TimeoutException">The limit passed; the message names host, port and limit.</exception>
    /// <exception cref="SipFormatException">What came is no SIP message.</exception>
    /// <exception cref="IOException">The connection is lost.</exception>
    public Task<SipMessage?> ReceiveAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        _link.RunAsync(_ => _reader.ReadAsync(CancellationToken.None), timeout, "did not answer", cancellationToken);

    /// <summary>Closes the connection; whatever is under way on it fails.</summary>
    public void Dispose() => _link.Dispose();
}
