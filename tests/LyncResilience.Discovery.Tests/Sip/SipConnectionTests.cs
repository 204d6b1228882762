using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.Sip;

public sealed class SipConnectionTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(200);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_a_handshake_fails_with_is_a_verdict()
    {
        await using var server = new TestServer(TestServer.UntilClosedAsync);
        using SipConnection connection = await SipConnection.OpenAsync(IPAddress.Loopback, server.Port, s_long, Token);
        connection.Dispose();

        // TLS over a closed stream ends in an ArgumentException.
        CertificateFacts facts = await connection.SecureAsync("fe01.contoso.com", null, DateTime.UtcNow, s_long, Token);
        Assert.Equal(CertificateVerdict.HandshakeFailed, facts.Verdict);
        Assert.StartsWith("The TLS handshake with fe01.contoso.com (127.0.0.1:", facts.Detail);
    }

    [Fact]
    public async Task Sends_and_receives_over_tcp()
    {
        await using var server = new TestServer(AnswerAsync);
        using SipConnection connection = await SipConnection.OpenAsync(IPAddress.Loopback, server.Port, s_long, Token);
        Assert.Equal(server.Port, connection.RemoteEndPoint.Port);
        Assert.NotEqual(0, connection.LocalEndPoint.Port);
        await connection.SendAsync(SipSamples.Parse(SipSamples.Register), Token);
        var answer = Assert.IsType<SipResponse>(await connection.ReceiveAsync(s_long, Token));
        Assert.Equal(301, answer.StatusCode);
        Assert.Null(await connection.ReceiveAsync(s_long, Token));
    }

    [Fact]
    public async Task Sends_and_receives_over_tls()
    {
        using var authority = new TestAuthority();
        await using var server = TestServer.Tls(authority.Issue("fe01.contoso.com", ["fe01.contoso.com"]), AnswerAsync);
        using SipConnection connection = await SipConnection.OpenAsync(IPAddress.Loopback, server.Port, s_long, Token);
        CertificateFacts facts = await connection.SecureAsync("FE01.contoso.com", authority.AsRoots, DateTime.UtcNow, s_long, Token);
        Assert.Equal(CertificateVerdict.Trusted, facts.Verdict);
        Assert.Contains(facts.Protocol, new[] { "TLS 1.2", "TLS 1.3" });
        await connection.SendAsync(SipSamples.Parse(SipSamples.Register), Token);
        Assert.Equal(301, Assert.IsType<SipResponse>(await connection.ReceiveAsync(s_long, Token)).StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.SecureAsync("fe01.contoso.com", null, DateTime.UtcNow, s_long, Token));
    }

    [Fact]
    public async Task Tells_a_refused_port_by_its_socket_error()
    {
        int port;
        using (var held = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            // Bound, not listening: nobody else gets the port, and it refuses.
            held.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)held.LocalEndPoint!).Port;
            var exception = await Assert.ThrowsAsync<SocketException>(() => SipConnection.OpenAsync(IPAddress.Loopback, port, s_long, Token));
            Assert.Equal(SocketError.ConnectionRefused, exception.SocketErrorCode);
        }
    }

    [Fact]
    public async Task Names_endpoint_and_limit_when_an_answer_does_not_come_and_closes_the_connection()
    {
        await using var server = new TestServer(TestServer.UntilClosedAsync);
        using SipConnection connection = await SipConnection.OpenAsync(IPAddress.Loopback, server.Port, s_long, Token);
        var exception = await Assert.ThrowsAsync<TimeoutException>(() => connection.ReceiveAsync(s_short, Token));
        Assert.Equal($"127.0.0.1:{server.Port} did not answer within 0.2 s.", exception.Message);
        await server.Handled.WaitAsync(s_long, Token);
        await Assert.ThrowsAsync<IOException>(() => connection.ReceiveAsync(s_long, Token));
        await Assert.ThrowsAsync<IOException>(() => connection.SendAsync(SipSamples.Parse(SipSamples.Register), Token));
    }

    [Fact]
    public async Task Gives_the_verdict_within_the_limit_when_the_handshake_stalls()
    {
        await using var server = new TestServer(TestServer.UntilClosedAsync);
        using SipConnection connection = await SipConnection.OpenAsync(IPAddress.Loopback, server.Port, s_long, Token);
        var clock = Stopwatch.StartNew();
        CertificateFacts facts = await connection.SecureAsync("fe01.contoso.com", null, DateTime.UtcNow, s_short, Token);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.15, 5);
        Assert.Equal(CertificateVerdict.TimedOut, facts.Verdict);
        Assert.Equal($"fe01.contoso.com (127.0.0.1:{server.Port}) did not finish the TLS handshake within 0.2 s.", facts.Detail);
        await server.Handled.WaitAsync(s_long, Token);
    }

    [Theory]
    [InlineData("SIP/2.0 400 Bad Request\r\n\r\n")]
    [InlineData("")]
    public async Task Calls_a_peer_without_tls_a_failed_handshake(string answer)
    {
        await using var server = new TestServer(async (stream, token) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), token));
        using SipConnection connection = await SipConnection.OpenAsync(IPAddress.Loopback, server.Port, s_long, Token);
        CertificateFacts facts = await connection.SecureAsync("fe01.contoso.com", null, DateTime.UtcNow, s_long, Token);
        Assert.Equal(CertificateVerdict.HandshakeFailed, facts.Verdict);
        Assert.StartsWith($"The TLS handshake with fe01.contoso.com (127.0.0.1:{server.Port}) failed: ", facts.Detail);
        Assert.Null(facts.Subject);
    }

    [Fact]
    public async Task Closes_the_socket_at_once_when_cancelled_during_the_handshake()
    {
        await using var server = new TestServer(TestServer.UntilClosedAsync);
        using SipConnection connection = await SipConnection.OpenAsync(IPAddress.Loopback, server.Port, s_long, Token);
        using var cancellation = new CancellationTokenSource();
        Task<CertificateFacts> securing = connection.SecureAsync("fe01.contoso.com", null, DateTime.UtcNow, s_long, cancellation.Token);
        Assert.False(securing.IsCompleted);
        await ExpectCancelledAtOnceAsync(securing, cancellation);
        await server.Handled.WaitAsync(s_long, Token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Closes_the_socket_at_once_when_cancelled_while_waiting_for_an_answer(bool secure)
    {
        using var authority = new TestAuthority();
        await using TestServer server = secure
            ? TestServer.Tls(authority.Issue("fe01.contoso.com", ["fe01.contoso.com"]), TestServer.UntilClosedAsync)
            : new TestServer(TestServer.UntilClosedAsync);
        using SipConnection connection = await SipConnection.OpenAsync(IPAddress.Loopback, server.Port, s_long, Token);
        if (secure)
        {
            Assert.Equal(CertificateVerdict.Trusted, (await connection.SecureAsync("fe01.contoso.com", authority.AsRoots, DateTime.UtcNow, s_long, Token)).Verdict);
        }

        using var cancellation = new CancellationTokenSource();
        Task<SipMessage?> receiving = connection.ReceiveAsync(s_long, cancellation.Token);
        await ExpectCancelledAtOnceAsync(receiving, cancellation);
        await server.Handled.WaitAsync(s_long, Token);
    }

    [Fact]
    public async Task Closes_the_socket_at_once_when_cancelled_while_the_peer_takes_nothing()
    {
        await using var server = new TestServer((_, token) => Task.Delay(Timeout.Infinite, token));
        using SipConnection connection = await SipConnection.OpenAsync(IPAddress.Loopback, server.Port, s_long, Token);
        using var cancellation = new CancellationTokenSource();
        var large = new SipRequest("MESSAGE", "sip:alice@contoso.com", [], new byte[64 * 1024 * 1024]);
        Task sending = connection.SendAsync(large, cancellation.Token);
        Assert.False(sending.IsCompleted);
        await ExpectCancelledAtOnceAsync(sending, cancellation);
        await Assert.ThrowsAsync<IOException>(() => connection.SendAsync(large, Token));
    }

    [Fact]
    public async Task Gives_up_a_connection_attempt_at_the_limit_and_when_cancelled()
    {
        // A listener whose queue is full leaves further attempts unanswered, as a disabled network card does.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var endPoint = (IPEndPoint)listener.LocalEndPoint!;
        using var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await first.ConnectAsync(endPoint, Token);
        using var second = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Task filling = second.ConnectAsync(endPoint, CancellationToken.None).AsTask();

        Exception? outcome = await Record.ExceptionAsync(() => SipConnection.OpenAsync(endPoint.Address, endPoint.Port, s_short, Token));
        Assert.SkipUnless(outcome is not null, "This platform accepts more connections than the listener's queue holds.");
        Assert.Equal($"{endPoint} did not accept the connection within 0.2 s.", Assert.IsType<TimeoutException>(outcome).Message);

        using var cancellation = new CancellationTokenSource();
        Task<SipConnection> opening = SipConnection.OpenAsync(endPoint.Address, endPoint.Port, s_long, cancellation.Token);
        await ExpectCancelledAtOnceAsync(opening, cancellation);
        second.Dispose();
        await Record.ExceptionAsync(() => filling);
    }

    [Fact]
    public async Task Does_not_even_begin_when_cancelled_before()
    {
        await using var server = new TestServer(TestServer.UntilClosedAsync);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SipConnection.OpenAsync(IPAddress.Loopback, server.Port, s_long, new CancellationToken(true)));
        Assert.Equal(0, server.Accepted);
    }

    [Fact]
    public async Task Leaves_no_handle_open_after_many_cancelled_and_failed_attempts()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "Open handles can be counted under /proc only.");
        await using var server = new TestServer(TestServer.UntilClosedAsync);
        await AttemptAsync(server.Port);
        int before = OpenSocketsTo(server.Port);
        for (int i = 0; i < 50; i++)
        {
            await AttemptAsync(server.Port);
        }

        await server.Handled.WaitAsync(s_long, Token);
        Assert.Equal(before, OpenSocketsTo(server.Port));
    }

    private static async Task AttemptAsync(int port)
    {
        using var cancellation = new CancellationTokenSource();
        SipConnection connection = await SipConnection.OpenAsync(IPAddress.Loopback, port, s_long, Token);
        Task<CertificateFacts> securing = connection.SecureAsync("fe01.contoso.com", null, DateTime.UtcNow, s_long, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => securing);
    }

    // Our own ends only (remote port = the server's), in any state that still belongs to a process (not 06, TIME_WAIT).
    private static int OpenSocketsTo(int port)
    {
        int count = 0;
        foreach (string line in File.ReadAllLines("/proc/self/net/tcp"))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields[2].EndsWith($":{port:X4}", StringComparison.Ordinal) && fields[3] == "01")
            {
                count++;
            }
        }

        return count;
    }

    private static async Task ExpectCancelledAtOnceAsync(Task task, CancellationTokenSource cancellation)
    {
        var clock = Stopwatch.StartNew();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    private static async Task AnswerAsync(Stream stream, CancellationToken token)
    {
        var reader = new SipMessageReader(stream, SipLimits.Default);
        Assert.Equal("REGISTER", Assert.IsType<SipRequest>(await reader.ReadAsync(token)).Method);
        await stream.WriteAsync(SipSamples.Parse(SipSamples.TwoContacts).ToBytes(), token);
    }
}
