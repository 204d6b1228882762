using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>Autodiscover services that hold the right certificate and misbehave behind it. The walk goes on with the SRV records, which lead to an honest registrar.</summary>
public sealed class HostileAutodiscoverTests : HostileRows
{
    private static readonly Dictionary<string, HostileCase> s_rows = new()
    {
        ["says nothing"] = SignedIn(SignInOutcome.NoAnswer, "no answer within", (peer, _) => peer.UntilClosedAsync()),
        ["answers octet by octet and never ends"] = SignedIn(SignInOutcome.NoAnswer, "no answer within", async (peer, _) =>
        {
            await ReadHeadAsync(peer);
            await peer.SendInPiecesAsync(Challenges.Octets(Http("200 OK", new string(' ', 1000))), TimeSpan.FromMilliseconds(20));
        }),
        ["is never done with being about to answer"] = SignedIn(SignInOutcome.NoAnswer, "no answer within", Flood(string.Empty, "HTTP/1.1 100 Continue\r\n\r\n")),
        ["sends headers without end"] = SignedIn(SignInOutcome.Rejected, "more than 100 headers", Flood("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n")),
        ["sends one header without end"] = SignedIn(SignInOutcome.Rejected, "a line of more than", Flood("HTTP/1.1 200 OK\r\nX-Long: ", new string('a', 4000))),
        ["sends a body without end"] = SignedIn(SignInOutcome.Rejected, "over 256 KB", Flood("HTTP/1.1 200 OK\r\n\r\n", new string('b', 4000))),
        ["sends chunks without end"] = SignedIn(SignInOutcome.Rejected, "over 256 KB", Flood("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", $"FA0\r\n{new string('c', 4000)}\r\n")),
        ["claims a body of 2 GB"] = SignedIn(SignInOutcome.Rejected, "over 256 KB", Flood("HTTP/1.1 200 OK\r\nContent-Length: 2147483647\r\n\r\n", new string('d', 4000))),
        ["redirects to itself for ever"] = SignedIn(SignInOutcome.Rejected, "more than 5 times", Answer(_ => Moved("/again"))),
        ["redirects to itself for ever in its document"] = SignedIn(
            SignInOutcome.Rejected, "more than 5 times",
            Answer(walk => Http("200 OK", $"<AutodiscoverResponse><Root><Link token=\"Redirect\" href=\"https://web.contoso.com:{walk.AutodiscoverPort}/\"/></Root></AutodiscoverResponse>"))),
        ["redirects into another domain"] = SignedIn(SignInOutcome.Rejected, "not HTTPS inside contoso.com", Answer(walk => Moved($"https://trap.adversary.example:{walk.TrapPort}/"))),
        ["redirects to plain HTTP"] = SignedIn(SignInOutcome.Rejected, "not HTTPS inside contoso.com", Answer(walk => Moved($"http://trap.contoso.com:{walk.TrapPort}/"))),
        ["redirects to where somebody else answers"] = SignedIn(SignInOutcome.TlsFailed, string.Empty, Answer(walk => Moved($"https://trap.contoso.com:{walk.TrapPort}/"))) with { ReachesTrap = true },
        ["asks for a password"] = SignedIn(SignInOutcome.Rejected, "401", Answer(_ => "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: NTLM\r\nWWW-Authenticate: Basic realm=\"contoso\"\r\nContent-Length: 0\r\n\r\n")),
        ["is a web shop"] = SignedIn(SignInOutcome.Rejected, "is not", Answer(_ => Http("200 OK", "<!doctype html><title>Shop</title>"))),
        ["speaks SIP"] = SignedIn(SignInOutcome.Rejected, "is not HTTP", Answer(_ => "SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n")),
        ["blows its document up"] = SignedIn(
            SignInOutcome.Rejected, "is not XML",
            Answer(_ => Http("200 OK", "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><AutodiscoverResponse>&d;</AutodiscoverResponse>"))),
        ["names a registrar of another domain"] = SignedIn(SignInOutcome.Ok, "names trap.adversary.example", Answer(walk => Named("trap.adversary.example", walk.TrapPort))) with { ReachesTrap = true },
        ["names a registrar where somebody else answers"] = SignedIn(SignInOutcome.Ok, "names trap.contoso.com", Answer(walk => Named("trap.contoso.com", walk.TrapPort))) with { ReachesTrap = true },
    };

    internal static IReadOnlyDictionary<string, HostileCase> Cases => s_rows;

    public static TheoryData<string> Rows => NamesOf(s_rows);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task An_Autodiscover_service_that(string behaves) => PlayAsync(s_rows[behaves]);

    private static HostileCase SignedIn(SignInOutcome outcome, string words, Func<HostilePeer, HostileWalk, Task> play) => new(SignInStage.Autodiscover, outcome, null, words)
    {
        Autodiscover = play,
        Status = ResultStatus.Warn,
        Mode = SignInMode.Full,
        MayAuthenticate = true,
        Seconds = 8,
    };

    private static string Http(string status, string body) => $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static string Moved(string target) => $"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n";

    private static string Named(string host, int port) => Http(
        "200 OK", $"<AutodiscoverResponse AccessLocation=\"Internal\"><User><SipClientInternalAccess fqdn=\"{host}\" port=\"{port}\"/></User></AutodiscoverResponse>");

    private static Func<HostilePeer, HostileWalk, Task> Answer(Func<HostileWalk, string> answer) => async (peer, walk) =>
    {
        await ReadHeadAsync(peer);
        await peer.SendAsync(answer(walk));
        await peer.UntilClosedAsync();
    };

    private static Func<HostilePeer, HostileWalk, Task> Flood(string first, string more) => async (peer, _) =>
    {
        await ReadHeadAsync(peer);
        await peer.SendAsync(first);
        await peer.FloodAsync(Challenges.Octets(string.Concat(Enumerable.Repeat(more, 10))));
    };

    internal static async Task ReadHeadAsync(HostilePeer peer)
    {
        var head = new StringBuilder();
        byte[] piece = new byte[1024];
        for (int size = 1; size > 0 && !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal);)
        {
            size = await peer.Stream.ReadAsync(piece, peer.Token);
            head.Append(Encoding.Latin1.GetString(piece, 0, size));
        }
    }
}
