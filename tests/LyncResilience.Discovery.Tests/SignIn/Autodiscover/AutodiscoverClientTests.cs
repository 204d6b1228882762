using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Tests.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn.Autodiscover;

public sealed class AutodiscoverClientTests : IDisposable
{
    private const string Internal = "lyncdiscoverinternal.contoso.com";
    private const string External = "lyncdiscover.contoso.com";
    private const string RootDocument =
        "<AutodiscoverResponse xmlns=\"http://schemas.microsoft.com/rtc/2010/autodiscover\" AccessLocation=\"Internal\"><Root>" +
        "<Link token=\"Domain\" href=\"https://web.contoso.com/domain\"/><Link token=\"User\" href=\"https://web.contoso.com/user\"/></Root></AutodiscoverResponse>";

    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private readonly TestAuthority _authority = new();
    private readonly List<string> _requests = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData("Internal", "pool01.contoso.com", 5061)]
    [InlineData("External", "sip.contoso.com", 443)]
    public async Task Names_the_server_for_where_the_client_is(string location, string host, int port)
    {
        AutodiscoverAnswer answer = await AskAsync(Ok(UserDocument(location)));
        Assert.Equal((AutodiscoverOutcome.ServerNamed, host, port), (answer.Outcome, answer.Server, answer.Port));
        Assert.Equal((200, "OK"), (answer.StatusCode, answer.Reason));
        Assert.InRange(answer.DurationMs, 0.01, 30_000);
    }

    [Fact]
    public async Task Sends_what_a_client_sends_and_no_credentials()
    {
        await AskAsync(Ok(RootDocument));
        string request = Assert.Single(_requests);
        Assert.StartsWith("GET /?sipuri=alice%40contoso.com HTTP/1.1\r\n", request);
        Assert.Contains($"\r\nHost: {Internal}:", request);
        Assert.Contains("\r\nAccept: application/vnd.microsoft.rtc.autodiscover+xml;v=1\r\n", request);
        Assert.DoesNotContain("Authorization", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Cookie", request, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nX-MS-WebTicketURL: https://web.contoso.com/WebTicket/WebTicketService.svc\r\nContent-Length: 0\r\n\r\n", 401)]
    [InlineData(null, 200)]
    public async Task Says_when_only_a_web_ticket_leads_on(string? raw, int status)
    {
        AutodiscoverAnswer answer = await AskAsync(raw ?? Ok(RootDocument));
        Assert.Equal((AutodiscoverOutcome.NeedsWebTicket, status), (answer.Outcome, answer.StatusCode));
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", "answered 500 Internal Server Error")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "answered 401")]
    [InlineData("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "answered 302")]
    [InlineData("SIP/2.0 200 OK\r\n\r\n", "is not HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n", "header without a colon")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n<x/>", "ended early")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "no proper length")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n", "over 256 KB")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "no proper length")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", "no proper length")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "transfer encoding")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "is not XML")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n<html/>", "another kind, html")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n<AutodiscoverResponse><Root/></AutodiscoverResponse>", "neither a server nor a place to ask")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><AutodiscoverResponse/>", "is not XML")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n<AutodiscoverResponse><User><SipClientInternalAccess fqdn=\"a b\" port=\"443\"/></User></AutodiscoverResponse>", "can't be one")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n<AutodiscoverResponse><User><SipClientInternalAccess fqdn=\"a.contoso.com\" port=\"0\"/></User></AutodiscoverResponse>", "can't be one")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://\r\nContent-Length: 0\r\n\r\n", "no address")]
    public async Task Says_what_is_not_usable(string raw, string expected)
    {
        AutodiscoverAnswer answer = await AskAsync(raw);
        Assert.Equal(AutodiscoverOutcome.NotUsable, answer.Outcome);
        Assert.Contains(expected, answer.Detail);
        Assert.Contains(Internal, answer.Detail);
    }

    [Fact]
    public async Task Bounds_lines_headers_bodies_and_nesting()
    {
        Assert.Contains("line of more than", (await AskAsync("HTTP/1.1 200 OK\r\nA: " + new string('x', 100_000))).Detail);
        Assert.Contains("more than 100 headers", (await AskAsync("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("A: b\r\n", 200)))).Detail);
        Assert.Contains("over 256 KB", (await AskAsync("HTTP/1.1 200 OK\r\n\r\n" + new string(' ', 300_000))).Detail);
        string deep = string.Concat(Enumerable.Repeat("<a>", 50)) + string.Concat(Enumerable.Repeat("</a>", 50));
        Assert.Contains("nested more than 16 deep", (await AskAsync($"HTTP/1.1 200 OK\r\n\r\n<AutodiscoverResponse>{deep}</AutodiscoverResponse>")).Detail);
    }

    [Fact]
    public async Task Reads_chunks_and_skips_provisional_answers()
    {
        string document = UserDocument("Internal");
        string chunked = $"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA;x=y\r\n{document[..10]}\r\n{document.Length - 10:x}\r\n{document[10..]}\r\n0\r\n\r\n";
        Assert.Equal("pool01.contoso.com", (await AskAsync(chunked)).Server);
    }

    [Fact]
    public async Task Follows_redirects_inside_the_domain()
    {
        AutodiscoverAnswer answer = await AskAsync((request, port) =>
            request.StartsWith("GET /?", StringComparison.Ordinal) ? $"HTTP/1.1 301 Moved Permanently\r\nLocation: /second\r\nContent-Length: 0\r\n\r\n"
            : request.StartsWith("GET /second", StringComparison.Ordinal) ? Ok($"<AutodiscoverResponse><Root><Link token=\"Redirect\" href=\"https://web.contoso.com:{port}/third\"/></Root></AutodiscoverResponse>")
            : Ok(UserDocument("Internal")));
        Assert.Equal(AutodiscoverOutcome.ServerNamed, answer.Outcome);
        Assert.Equal(3, _requests.Count);
        Assert.StartsWith("GET /third HTTP/1.1\r\nHost: web.contoso.com:", _requests[2]);
    }

    [Theory]
    [InlineData("https://web.fabrikam.com/", "which is not HTTPS inside contoso.com")]
    [InlineData("https://evilcontoso.com/", "which is not HTTPS inside contoso.com")]
    [InlineData("https://web.contoso.com@fabrikam.com/", "which is not HTTPS inside contoso.com")]
    [InlineData("http://web.contoso.com/", "which is not HTTPS inside contoso.com")]
    [InlineData("file:///etc/passwd", "no address")]
    [InlineData("https://nowhere.contoso.com/", "has no address")]
    public async Task Follows_no_other_redirect(string target, string expected)
    {
        foreach (string raw in new[]
        {
            $"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n",
            Ok($"<AutodiscoverResponse><Root><Link token=\"Redirect\" href=\"{target}\"/></Root></AutodiscoverResponse>"),
        })
        {
            AutodiscoverAnswer answer = await AskAsync(raw);
            Assert.Equal(AutodiscoverOutcome.NotUsable, answer.Outcome);
            Assert.Contains(expected, answer.Detail);
        }

        Assert.Equal(2, _requests.Count);
    }

    [Fact]
    public async Task Gives_up_an_endless_redirect()
    {
        AutodiscoverAnswer answer = await AskAsync("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal(AutodiscoverOutcome.NotUsable, answer.Outcome);
        Assert.Contains("more than 5 times", answer.Detail);
        Assert.Equal(6, _requests.Count);
    }

    [Fact]
    public async Task Sends_nothing_to_a_server_whose_certificate_is_wrong()
    {
        AutodiscoverAnswer name = await AskAsync((_, _) => Ok(RootDocument), certificateName: External);
        Assert.Equal(AutodiscoverOutcome.NameMismatch, name.Outcome);
        Assert.Contains(External, name.Detail);
        AutodiscoverAnswer root = await AskAsync((_, _) => Ok(RootDocument), trustRoot: false);
        Assert.Equal(AutodiscoverOutcome.TlsFailed, root.Outcome);
        AutodiscoverAnswer expired = await AskAsync((_, _) => Ok(RootDocument), utcNow: new DateTime(2999, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(AutodiscoverOutcome.TlsFailed, expired.Outcome);
        Assert.Contains("expired", expired.Detail);
        Assert.Empty(_requests);
    }

    [Fact]
    public Task Tells_a_refused_port_from_silence() => Undisturbed.OnceAsync(async () =>
    {
        int port;
        await using (var gone = new TestServer(TestServer.UntilClosedAsync))
        {
            port = gone.Port;
        }

        AutodiscoverAnswer refused = await new AutodiscoverClient(new Names(), () => DateTime.UtcNow, port).AskAsync(Internal, IPAddress.Loopback, null, null, s_long, Token);
        Assert.Equal(AutodiscoverOutcome.Refused, refused.Outcome);

        await using var silent = new TestServer(TestServer.UntilClosedAsync);
        var clock = Stopwatch.StartNew();
        AutodiscoverAnswer nothing = await new AutodiscoverClient(new Names(), () => DateTime.UtcNow, silent.Port)
            .AskAsync(Internal, IPAddress.Loopback, null, null, TimeSpan.FromMilliseconds(200), Token);
        Assert.Equal(AutodiscoverOutcome.NoAnswer, nothing.Outcome);
        Assert.Equal($"{Internal} (127.0.0.1:{silent.Port}) gave no answer within 0.2 s.", nothing.Detail);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.15, 5);
        await silent.Handled.WaitAsync(s_long, Token);
    });

    [Fact]
    public async Task Ends_as_cancelled_and_closes_when_cancelled()
    {
        await using var silent = new TestServer(TestServer.UntilClosedAsync);
        using var cancellation = new CancellationTokenSource();
        Task<AutodiscoverAnswer> asking = new AutodiscoverClient(new Names(), () => DateTime.UtcNow, silent.Port).AskAsync(Internal, IPAddress.Loopback, null, null, s_long, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await silent.Handled.WaitAsync(s_long, Token);
    }

    private static string Ok(string document) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.microsoft.rtc.autodiscover+xml; v=1\r\nContent-Length: {Encoding.UTF8.GetByteCount(document)}\r\n\r\n{document}";

    private static string UserDocument(string location) =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?><AutodiscoverResponse AccessLocation=\"{location}\"><User>" +
        "<SipServerInternalAccess fqdn=\"pool01.contoso.com\" port=\"5061\"/><SipServerExternalAccess fqdn=\"edge.contoso.com\" port=\"5061\"/>" +
        "<SipClientInternalAccess fqdn=\"pool01.contoso.com\" port=\"5061\"/><SipClientExternalAccess fqdn=\"sip.contoso.com\" port=\"443\"/></User></AutodiscoverResponse>";

    private Task<AutodiscoverAnswer> AskAsync(string raw) => AskAsync((_, _) => raw);

    private async Task<AutodiscoverAnswer> AskAsync(Func<string, int, string> answer, string certificateName = Internal, bool trustRoot = true, DateTime? utcNow = null)
    {
        int port = 0;
        await using TestServer server = TestServer.Tls(_authority.Issue("web", [certificateName, "web.contoso.com"]), async (stream, token) =>
        {
            string request = await ReadHeadAsync(stream, token);
            if (request.Length == 0)
            {
                return;
            }

            _requests.Add(request);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer(request, port)), token);
        });
        port = server.Port;
        return await new AutodiscoverClient(new Names(), () => utcNow ?? DateTime.UtcNow, port).AskAsync(
            Internal, IPAddress.Loopback, "alice@contoso.com", trustRoot ? _authority.AsRoots : null, s_long, Token);
    }

    private static async Task<string> ReadHeadAsync(Stream stream, CancellationToken token)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, token) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>Every name is on loopback but those that begin with "nowhere".</summary>
    private sealed class Names : IDnsResolver
    {
        public Task<DnsAnswer> ResolveAsync(string name, DnsRecordType type, CancellationToken cancellationToken) =>
            Task.FromResult(name.StartsWith("nowhere", StringComparison.Ordinal) || type != DnsRecordType.A
                ? new DnsAnswer(name, type, DnsOutcome.NxDomain)
                : new DnsAnswer(name, type, DnsOutcome.Answer) { Records = [new AddressRecord(name, 60, IPAddress.Loopback)] });
    }
}
