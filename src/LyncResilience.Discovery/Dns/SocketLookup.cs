using System;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.Dns;

/// <summary>A look-up with our own queries over our own sockets.</summary>
internal sealed class SocketLookup : DnsLookup
{
    private readonly DnsExchanges _exchanges;

    public SocketLookup(DnsExchanges exchanges, DnsServer[] servers, TimeSpan timeout, string name, DnsRecordType type)
        : base(servers, timeout, name, type)
    {
        _exchanges = exchanges;
    }

    /// <inheritdoc/>
    protected override async Task<DnsMessage?> AskAsync(DnsQuery query, CancellationToken cancellationToken)
    {
        while (TryNextTurn(out TimeSpan window))
        {
            // Not by AskOnceAsync: nearly every look-up ends here, and the exchange itself can be awaited without a task.
            UdpExchange exchange = _exchanges.Rent();
            DnsReply reply = await exchange.Ask(Server.EndPoint, query, edns: true, window, cancellationToken);
            _exchanges.Return(exchange);
            if (NeedsAnotherWay(reply))
            {
                reply = await AskAgainAsync(reply, query, window, cancellationToken).ConfigureAwait(false);
            }

            if (Settles(reply, cancellationToken))
            {
                return reply.Message;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override async Task<DnsReply> AskOnceAsync(
        DnsServer server, DnsQuery query, bool edns, bool overTcp, TimeSpan window, CancellationToken cancellationToken)
    {
        if (overTcp)
        {
            return await _exchanges.AskOverTcpAsync(server, query, edns, window, cancellationToken).ConfigureAwait(false);
        }

        UdpExchange exchange = _exchanges.Rent();
        DnsReply reply = await exchange.Ask(server.EndPoint, query, edns, window, cancellationToken);
        _exchanges.Return(exchange);
        return reply;
    }
}
