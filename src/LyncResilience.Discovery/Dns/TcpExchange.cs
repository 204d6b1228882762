using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.Dns;

/// <summary>One query to one server over TCP, for answers that do not fit a datagram (RFC 1035 4.2.2, RFC 7766).</summary>
internal static class TcpExchange
{
    public static async Task<DnsReply> AskAsync(
        IPEndPoint server, DnsQuery query, ushort id, bool edns, TimeSpan window, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using Socket socket = new(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using CancellationTokenRegistration registration = deadline.Token.Register(socket.Dispose);
        deadline.CancelAfter(window);
        try
        {
            await socket.ConnectAsync(server).ConfigureAwait(false);
            using NetworkStream stream = new(socket, ownsSocket: false);
            byte[] outgoing = new byte[DnsQuery.MaximumSize + 2];
            int length = query.Write(outgoing, 2, id, edns);
            outgoing[0] = (byte)(length >> 8);
            outgoing[1] = (byte)length;
            await stream.WriteAsync(outgoing, 0, length + 2, deadline.Token).ConfigureAwait(false);
            byte[] incoming = await ReadMessageAsync(stream, deadline.Token).ConfigureAwait(false);
            return query.IsAnsweredBy(incoming, incoming.Length, id)
                ? new DnsReply(DnsReplyKind.Message, DnsMessage.Parse(incoming, incoming.Length))
                : new DnsReply(DnsReplyKind.Unreadable, problem: "answered over TCP with a wrong id or question");
        }
        catch (DnsFormatException exception)
        {
            return new DnsReply(DnsReplyKind.Unreadable, problem: "sent a malformed answer over TCP: " + exception.Message);
        }
        catch (EndOfStreamException)
        {
            return new DnsReply(DnsReplyKind.Unreadable, problem: "closed the TCP connection in the middle of its answer");
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested ? new DnsReply(DnsReplyKind.Cancelled)
                : deadline.IsCancellationRequested ? new DnsReply(DnsReplyKind.Silent, problem: "did not answer over TCP")
                : new DnsReply(DnsReplyKind.Unreachable, problem: "cannot be reached over TCP: " + exception.Message);
        }
    }

    private static async Task<byte[]> ReadMessageAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] length = await ReadExactlyAsync(stream, 2, cancellationToken).ConfigureAwait(false);
        return await ReadExactlyAsync(stream, (length[0] << 8) | length[1], cancellationToken).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReadExactlyAsync(NetworkStream stream, int count, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[count];
        for (int filled = 0; filled < count;)
        {
            int read = await stream.ReadAsync(buffer, filled, count - filled, cancellationToken).ConfigureAwait(false);
            filled += read > 0 ? read : throw new EndOfStreamException();
        }

        return buffer;
    }
}
