using System;
using System.Threading;
using System.Threading.Tasks;
using DnsClient;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.DnsClientNet;

/// <summary>
/// DnsClient.NET in the place of our own resolver: the same servers in the same rounds, the same time budget, no cache, no search suffix, and
/// no server of the system unless none was named. What still differs stands in docs/resolvers.md.
/// </summary>
/// <remarks>
/// The library carries one query to one server, over UDP or TCP, and reads the answer; its own choice of servers, repetitions, cache and
/// fall-back to TCP are off. Instances are safe for use by many threads. TCP connections stay open for some seconds, for the next query.
/// </remarks>
public sealed class DnsClientNetResolver : IDnsResolver
{
    private readonly LookupClient _client = new(new LookupClientOptions { AutoResolveNameServers = false, UseCache = false });
    private readonly DnsServer[] _servers;
    private readonly TimeSpan _timeout;

    /// <summary>Makes a resolver.</summary>
    /// <param name="options">Whom to ask, and how long to wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not positive.</exception>
    public DnsClientNetResolver(DnsClientOptions options)
    {
        _servers = (options ?? throw new ArgumentNullException(nameof(options))).Check();
        _timeout = options.Timeout;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<DnsAnswer> ResolveAsync(string name, DnsRecordType type, CancellationToken cancellationToken) =>
        new LibraryLookup(_client, _servers, _timeout, name, type).RunAsync(cancellationToken);
}
