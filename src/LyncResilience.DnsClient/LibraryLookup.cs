using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using DnsClient;
using LyncResilience.Discovery.Dns;
using DnsResponseCode = DnsClient.DnsResponseCode;

namespace LyncResilience.DnsClientNet;

/// <summary>A look-up whose queries DnsClient.NET writes, carries and reads.</summary>
internal sealed class LibraryLookup : DnsLookup
{
    private readonly LookupClient _client;

    public LibraryLookup(LookupClient client, DnsServer[] servers, TimeSpan timeout, string name, DnsRecordType type)
        : base(servers, timeout, name, type)
    {
        _client = client;
    }

    /// <inheritdoc/>
    protected override async Task<DnsMessage?> AskAsync(DnsQuery query, CancellationToken cancellationToken)
    {
        while (TryNextTurn(out TimeSpan window))
        {
            DnsReply reply = await AskOnceAsync(Server, query, edns: true, overTcp: false, window, cancellationToken).ConfigureAwait(false);
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
        if (!LibraryName.TryAsk(query.Name, out DnsString? name))
        {
            return new DnsReply(DnsReplyKind.Unreachable, problem: "was not asked, because DnsClient.NET can't write a label with a dot or an octet above 126 in it");
        }

        DnsQueryOptions options = new()
        {
            UseCache = false,
            Retries = 0,
            ContinueOnDnsError = false,
            ContinueOnEmptyResponse = false,
            UseTcpFallback = false,
            UseTcpOnly = overTcp,
            ExtendedDnsBufferSize = edns ? DnsQuery.PayloadSize : DnsQueryOptions.MinimumBufferSize,
            Timeout = window,
        };
        try
        {
            IDnsQueryResponse response = await _client.QueryServerAsync(
                [new NameServer(server.EndPoint)], new DnsQuestion(name, (QueryType)(int)query.Type), options, cancellationToken).ConfigureAwait(false);
            return LibraryMessage.Read(response, query);
        }
        catch (Exception exception)
        {
            // Which exceptions a broken answer causes is not documented, and any but a cancellation is the server's failure, not the caller's.
            return cancellationToken.IsCancellationRequested ? new DnsReply(DnsReplyKind.Cancelled) : Failed(exception, overTcp);
        }
    }

    private static DnsReply Failed(Exception exception, bool overTcp)
    {
        string way = overTcp ? " over TCP" : string.Empty;
        return exception switch
        {
            // The library's word for an answer that says TC, and for a short datagram that it can't read.
            DnsResponseException { Code: DnsResponseCode.Unassigned, InnerException: null } when !overTcp => new DnsReply(DnsReplyKind.Truncated),
            DnsXidMismatchException => new DnsReply(DnsReplyKind.Silent, problem: $"sent nothing but an answer with a wrong id{way}"),
            DnsResponseException { InnerException: SocketException or IOException } unreached =>
                new DnsReply(DnsReplyKind.Unreachable, problem: $"cannot be reached{way}: {unreached.InnerException.Message}"),
            DnsResponseException { Code: DnsResponseCode.ConnectionTimeout } => new DnsReply(DnsReplyKind.Silent, problem: "did not answer" + way),
            _ => new DnsReply(DnsReplyKind.Unreadable, problem: $"sent a malformed answer{way}: {exception.Message}"),
        };
    }
}
