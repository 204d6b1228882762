using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Discovery.Tests.Dns;

/// <summary>A server on loopback that does with every query what a test tells it to.</summary>
internal sealed class ScriptedDnsServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _udp;
    private readonly Socket _tcp;
    private readonly Func<Query, Task> _script;
    private readonly Task _work;

    public ScriptedDnsServer(Func<Query, Task> script)
    {
        _script = script;
        (_udp, _tcp) = BindBoth();
        EndPoint = (IPEndPoint)_udp.LocalEndPoint!;
        _work = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>What came in, in order.</summary>
    public ConcurrentQueue<Query> Queries { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _udp.Dispose();
        _tcp.Dispose();
        await _work;
        _stop.Dispose();
    }

    private static (Socket Udp, Socket Tcp) BindBoth()
    {
        while (true)
        {
            Socket udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            Socket tcp = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            try
            {
                tcp.Bind(udp.LocalEndPoint!);
                tcp.Listen();
                return (udp, tcp);
            }
            catch (SocketException)
            {
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    private async Task ServeUdpAsync()
    {
        byte[] buffer = new byte[4096];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                SocketReceiveFromResult received = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                IPEndPoint from = (IPEndPoint)received.RemoteEndPoint;
                await HandleAsync(new Query(buffer[..received.ReceivedBytes], from, false, async bytes => await _udp.SendToAsync(bytes, from, _stop.Token), () => Task.CompletedTask));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Stopped, or the client has closed its port.
            }
        }
    }

    private async Task ServeTcpAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using Socket connection = await _tcp.AcceptAsync(_stop.Token);
                using NetworkStream stream = new(connection);
                byte[] length = new byte[2];
                await stream.ReadExactlyAsync(length, _stop.Token);
                byte[] bytes = new byte[(length[0] << 8) | length[1]];
                await stream.ReadExactlyAsync(bytes, _stop.Token);
                await HandleAsync(new Query(
                    bytes, (IPEndPoint)connection.RemoteEndPoint!, true, async reply => await stream.WriteAsync(reply, _stop.Token), () => stream.CopyToAsync(Stream.Null, 4096, _stop.Token)));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException or IOException)
            {
                // Stopped, or the client has gone.
            }
        }
    }

    private async Task HandleAsync(Query query)
    {
        Queries.Enqueue(query);
        await _script(query);
    }

    /// <param name="Bytes">As received, without the length of TCP.</param>
    /// <param name="From">Who asked.</param>
    /// <param name="IsTcp">Over what.</param>
    /// <param name="SendRawAsync">Sends octets back as they are.</param>
    /// <param name="UntilClosedAsync">Waits until the client closes its connection; over UDP there is none to wait for.</param>
    public sealed record Query(byte[] Bytes, IPEndPoint From, bool IsTcp, Func<byte[], Task> SendRawAsync, Func<Task> UntilClosedAsync)
    {
        public DnsMessage Message { get; } = DnsMessage.Parse(Bytes, Bytes.Length);

        public Task AnswerAsync(params DnsRecord[] records) => SendAsync(Reply(0, records));

        public Task FailAsync(int code) => SendAsync(Reply(code));

        public byte[] Reply(int code, params DnsRecord[] records) => new DnsMessage
        {
            Id = Message.Id,
            IsResponse = true,
            QuestionName = Message.QuestionName,
            QuestionType = Message.QuestionType,
            ResponseCode = code,
            Answers = records,
        }.ToBytes();

        public Task SendAsync(byte[] message) =>
            SendRawAsync(IsTcp ? [(byte)(message.Length >> 8), (byte)message.Length, .. message] : message);
    }
}
