using System;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.Dns;

/// <summary>
/// A stub resolver (RFC 1035, 2782, 3596, 6891): asks the servers it is given, and no others, over UDP, and over TCP what does
/// not fit a datagram. It adds no search suffix and caches nothing, so that every answer is what the server says now.
/// </summary>
/// <remarks>
/// Every query, repeated ones too, has an unpredictable id and source port (RFC 5452). Instances are safe for use by many threads,
/// hold no open socket between look-ups and need not be disposed.
/// </remarks>
public sealed class DnsClient : IDnsResolver
{
    private readonly DnsServer[] _servers;
    private readonly TimeSpan _timeout;
    private readonly DnsExchanges _exchanges;

    /// <summary>Makes a resolver.</summary>
    /// <param name="options">Whom to ask, and how long to wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not positive.</exception>
    public DnsClient(DnsClientOptions options)
    {
        _servers = (options ?? throw new ArgumentNullException(nameof(options))).Check();
        _timeout = options.Timeout;
        _exchanges = new DnsExchanges(RandomNumberGenerator.Create());
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<DnsAnswer> ResolveAsync(string name, DnsRecordType type, CancellationToken cancellationToken) =>
        new SocketLookup(_exchanges, _servers, _timeout, name, type).RunAsync(cancellationToken);
}
