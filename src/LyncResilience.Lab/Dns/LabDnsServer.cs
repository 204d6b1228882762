using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Lab.Journal;
using LyncResilience.Lab.Network;

namespace LyncResilience.Lab.Dns;

/// <summary>An authoritative DNS server on loopback, UDP and TCP on one port number (RFC 1035 4.2, RFC 7766).</summary>
internal sealed class LabDnsServer : IDisposable
{
    private const int PortAttempts = 50;

    private readonly DnsResponder _responder;
    private readonly LabJournal _journal;
    private readonly LabClock _clock;
    private readonly OpenSockets _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly UdpClient _udp;
    private readonly LabListener _tcp;

    public LabDnsServer(int port, LabZones zones, LabJournal journal, LabClock clock)
    {
        _responder = new DnsResponder(zones);
        _journal = journal;
        _clock = clock;
        (_udp, _tcp) = Bind(port);
        Port = _tcp.Port;
        _ = ServeUdpAsync();
    }

    public int Port { get; }

    /// <summary>What goes wrong at present; null when all is well.</summary>
    public LabFault? Fault { get; set; }

    public void Dispose()
    {
        _stop.Cancel();
        _udp.Dispose();
        _tcp.Dispose();
        _connections.Dispose();
        _stop.Dispose();
    }

    // The number that UDP gets may be taken for TCP: then another one is drawn.
    private (UdpClient Udp, LabListener Tcp) Bind(int port)
    {
        for (int attempt = 1; ; attempt++)
        {
            var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
            try
            {
                return (udp, new LabListener(((IPEndPoint)udp.Client.LocalEndPoint!).Port, socket => _ = ServeTcpAsync(socket)));
            }
            catch (SocketException) when (port == 0 && attempt < PortAttempts)
            {
                udp.Dispose();
            }
            catch
            {
                udp.Dispose();
                throw;
            }
        }
    }

    private async Task ServeUdpAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                UdpReceiveResult query = await _udp.ReceiveAsync().ConfigureAwait(false);
                _ = AnswerUdpAsync(query);
            }
            catch (SocketException)
            {
                // Windows reports here that a client didn't wait for its last answer; that is no reason to stop.
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerUdpAsync(UdpReceiveResult query)
    {
        try
        {
            byte[]? answer = await AnswerAsync(query.Buffer, "UDP").ConfigureAwait(false);
            if (answer is not null)
            {
                await _udp.SendAsync(answer, answer.Length, query.RemoteEndPoint).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client or the server is gone.
        }
    }

    private async Task ServeTcpAsync(Socket socket)
    {
        if (!_connections.TryAdd(socket))
        {
            return;
        }

        try
        {
            using var stream = new NetworkStream(socket);
            while (await ReadAsync(stream, 2).ConfigureAwait(false) is { } length
                && await ReadAsync(stream, (length[0] << 8) | length[1]).ConfigureAwait(false) is { } query)
            {
                byte[]? answer = await AnswerAsync(query, "TCP").ConfigureAwait(false);
                if (answer is not null)
                {
                    byte[] framed = [(byte)(answer.Length >> 8), (byte)answer.Length, .. answer];
                    await stream.WriteAsync(framed, 0, framed.Length, _stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client or the server is gone.
        }
        finally
        {
            _connections.Close(socket);
        }
    }

    private async Task<byte[]?> ReadAsync(NetworkStream stream, int count)
    {
        byte[] buffer = new byte[count];
        for (int read = 0; read < count;)
        {
            int more = await stream.ReadAsync(buffer, read, count - read, _stop.Token).ConfigureAwait(false);
            if (more == 0)
            {
                return null;
            }

            read += more;
        }

        return buffer;
    }

    private async Task<byte[]?> AnswerAsync(byte[] bytes, string transport)
    {
        DnsMessage? query = DnsResponder.Read(bytes);
        if (query?.QuestionName is { } name)
        {
            _journal.Add(new LabQuery(name, query.QuestionType, transport, _clock.Elapsed.TotalSeconds));
        }

        LabFault? fault = Fault;
        if (fault?.Kind == LabFaultKind.Slow)
        {
            await Task.Delay(fault.Delay, _stop.Token).ConfigureAwait(false);
        }

        return _responder.Respond(bytes, query, isUdp: transport == "UDP", fault?.Kind);
    }
}
