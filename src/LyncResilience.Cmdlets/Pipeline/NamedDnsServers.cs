using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Cmdlets;

/// <summary>
/// The DNS servers that one command was told to ask. Their host names are looked up once, with the first input, and every server without
/// an address is one error however many inputs there are.
/// </summary>
internal sealed class NamedDnsServers
{
    private readonly string[] _servers;
    private readonly TimeSpan _timeout;
    private readonly Func<DnsClientOptions, IDnsResolver> _newResolver;
    private readonly object _lock = new();
    private Task<IDnsResolver?>? _resolver;

    /// <param name="servers">The servers, checked in binding; none for the system's.</param>
    /// <param name="timeout">The limit of finding a server's address, and of one look-up.</param>
    /// <param name="newResolver">Makes the resolver that asks them.</param>
    internal NamedDnsServers(string[] servers, TimeSpan timeout, Func<DnsClientOptions, IDnsResolver> newResolver)
    {
        _newResolver = newResolver;
        _servers = servers;
        _timeout = timeout;
    }

    /// <summary>A resolver that asks these servers and no others; null when none of them has an address.</summary>
    internal Task<IDnsResolver?> ResolverAsync(CmdletOutput output, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _resolver ??= ConnectAsync(output, cancellationToken);
        }
    }

    /// <summary>The addresses of the servers, each once.</summary>
    /// <param name="report">Told of each server that has no address, on whatever thread finds out.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    internal async Task<IReadOnlyList<IPEndPoint>> FindAsync(Action<ErrorRecord> report, CancellationToken cancellationToken)
    {
        IReadOnlyList<IPEndPoint>[] found = await Task.WhenAll(_servers.Select(server => FindAsync(server, report, cancellationToken))).ConfigureAwait(false);
        return [.. found.SelectMany(addresses => addresses).Distinct()];
    }

    private async Task<IDnsResolver?> ConnectAsync(CmdletOutput output, CancellationToken cancellationToken)
    {
        IReadOnlyList<IPEndPoint> endPoints = await FindAsync(output.WriteError, cancellationToken).ConfigureAwait(false);

        // An empty list would mean the system's servers, which nobody asked for.
        return _servers.Length > 0 && endPoints.Count == 0
            ? null
            : _newResolver(new DnsClientOptions { Servers = endPoints, Timeout = _timeout });
    }

    private async Task<IReadOnlyList<IPEndPoint>> FindAsync(string server, Action<ErrorRecord> report, CancellationToken cancellationToken)
    {
        try
        {
            return await DnsServerList.ResolveAsync(server, _timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException)
        {
            string reason = exception is SocketException { SocketErrorCode: var code }
                ? $"the system cannot find its address ({code})"
                : string.Format(CultureInfo.InvariantCulture, "the system did not find its address within {0:0.###} s", _timeout.TotalSeconds);
            report(Errors.Create(
                ErrorIds.DnsServerUnreachable,
                ErrorCategory.ResourceUnavailable,
                server,
                $"The DNS server '{server}' can't be asked: {reason}. Name it by its address with -DnsServer.",
                exception));
            return [];
        }
    }
}
