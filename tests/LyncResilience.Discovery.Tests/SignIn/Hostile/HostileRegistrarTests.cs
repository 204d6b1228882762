using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LyncResilience.Discovery.Sip;
using Xunit;
using static LyncResilience.SignInOutcome;
using static LyncResilience.SignInStage;
using static LyncResilience.Discovery.Tests.SignIn.Hostile.HostilePeer;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>Registrars that hold the right certificate and misbehave behind it.</summary>
public sealed class HostileRegistrarTests : HostileRows
{
    private static readonly Dictionary<string, HostileCase> s_rows = new()
    {
        ["answers octet by octet"] = new(Register, Registered)
        {
            Play = async (peer, _) =>
            {
                Func<SipRequest, SipResponse>[] answers = Challenges.ThenYes(Challenges.With(Challenges.Strong));
                for (int i = 0; await peer.ReadAsync() is { } request; i++)
                {
                    await peer.SendInPiecesAsync(answers[Math.Min(i, 2)](request).ToBytes(), TimeSpan.Zero);
                }
            },
            Status = ResultStatus.Warn, Mode = SignInMode.Full, MayAuthenticate = true,
        },
        ["answers octet by octet and never ends"] = new(Register, NoAnswer, "ServerNotAnswering", "within 0.5 s")
        {
            Play = async (peer, _) => await peer.SendInPiecesAsync(Answer((await peer.ReadAsync())!, 200, "OK").ToBytes(), TimeSpan.FromMilliseconds(20)),
        },
        ["says nothing"] = new(Register, NoAnswer, "ServerNotAnswering", "within 0.5 s") { Play = (peer, _) => peer.UntilClosedAsync() },
        ["hangs up"] = new(Register, Refused) { Play = async (peer, _) => await peer.ReadAsync() },
        ["sends headers without end"] = new(Register, Rejected, "AnswerUnusable")
        {
            Play = (peer, _) => ThenFloodAsync(peer, "SIP/2.0 200 OK\r\n", string.Concat(Enumerable.Repeat("X-More: and more\r\n", 200))),
        },
        ["sends one header without end"] = new(Register, Rejected, "AnswerUnusable")
        {
            Play = (peer, _) => ThenFloodAsync(peer, "SIP/2.0 200 OK\r\nX-Long: ", new string('a', 4000)),
        },
        ["folds one header without end"] = new(Register, Rejected, "AnswerUnusable")
        {
            Play = (peer, _) => ThenFloodAsync(peer, "SIP/2.0 200 OK\r\nX-Long: ", string.Concat(Enumerable.Repeat("\r\n more", 500))),
        },
        ["claims a body of 2 GB"] = new(Register, Rejected, "AnswerUnusable", "2147483647")
        {
            Play = (peer, _) => ThenFloodAsync(peer, "SIP/2.0 200 OK\r\nContent-Length: 2147483647\r\n\r\n", new string('b', 4000)),
        },
        ["sends the allowed body so slowly that it never ends"] = new(Register, NoAnswer, "ServerNotAnswering")
        {
            Play = async (peer, _) =>
            {
                await peer.ReadAsync();
                await peer.SendAsync("SIP/2.0 200 OK\r\nContent-Length: 1048576\r\n\r\n");
                await peer.SendInPiecesAsync(new byte[1024 * 1024], TimeSpan.FromMilliseconds(20));
            },
        },
        ["sends line breaks without end"] = new(Register, NoAnswer, "ServerNotAnswering")
        {
            Play = (peer, _) => ThenFloodAsync(peer, string.Empty, string.Concat(Enumerable.Repeat("\r\n", 2000))),
        },
        ["is still trying, for ever"] = new(Register, NoAnswer, "ServerNotAnswering")
        {
            Play = async (peer, _) => await peer.FloodAsync(Answer((await peer.ReadAsync())!, 100, "Trying").ToBytes()),
        },
        ["answers somebody else's request, for ever"] = new(Register, NoAnswer, "ServerNotAnswering")
        {
            Play = async (peer, _) =>
            {
                SipResponse accepted = Accept((await peer.ReadAsync())!);
                await peer.FloodAsync(new SipResponse(200, "OK", accepted.Headers.Select(header => header.Name == "Call-ID" ? new SipHeader("Call-ID", "other") : header)).ToBytes());
            },
        },
        ["asks instead of answering, for ever"] = new(Register, NoAnswer, "ServerNotAnswering")
        {
            Play = async (peer, _) =>
            {
                await peer.ReadAsync();
                await peer.FloodAsync(Challenges.Octets("OPTIONS sip:alice@contoso.com SIP/2.0\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"));
            },
        },
        ["speaks HTTP"] = new(Register, Rejected, "AnswerUnusable")
        {
            Play = async (peer, _) =>
            {
                await peer.ReadAsync();
                await peer.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                await peer.UntilClosedAsync();
            },
        },
        ["redirects for ever, each time to a new name"] = new(Redirect, Rejected, "RedirectLoop", "5 redirects")
        {
            Play = (peer, walk) => peer.AnswerAsync(request => RedirectTo($"<sip:fe{Random.Shared.Next()}.contoso.com:{walk.Port};transport=tls>")(request)),
        },
        ["redirects to itself"] = new(Redirect, Skipped, "RedirectLoop", "tried already")
        {
            Play = (peer, walk) => peer.AnswerAsync(RedirectTo($"<sip:fe1.contoso.com:{walk.Port};transport=tls>")),
        },
        ["redirects to itself in other letters"] = new(Redirect, Skipped, "RedirectLoop", "tried already")
        {
            Play = (peer, walk) => peer.AnswerAsync(RedirectTo($"<sip:FE1.Contoso.COM:{walk.Port};transport=tls>")),
        },
        ["redirects to thousands of names"] = new(Redirect, Redirected)
        {
            Play = (peer, _) => peer.AnswerAsync(RedirectTo(string.Join(",", Enumerable.Range(0, 2000).Select(i => $"<sip:a{i}.contoso.com>")))),
            MaximumQueries = 80,
        },
        ["redirects after the sign-in into another domain"] = new(Redirect, NameMismatch, "RedirectLeavesDomain")
        {
            Play = (peer, walk) => peer.AnswerAsync(
                Offer(Challenges.Offer), Challenges.With(Challenges.Strong), RedirectTo($"<sip:trap.adversary.example:{walk.TrapPort};transport=tls>")),
            MayAuthenticate = true,
        },
        ["redirects into another domain that ends like the user's"] = new(Redirect, NameMismatch, "RedirectLeavesDomain")
        {
            Play = (peer, walk) => peer.AnswerAsync(RedirectTo($"<sip:fe1.adversary-contoso.com:{walk.TrapPort};transport=tls>")),
        },
        ["redirects to a name of the user's domain where somebody else answers"] = new(Tls, TlsFailed)
        {
            Play = (peer, walk) => peer.AnswerAsync(RedirectTo($"<sip:trap.contoso.com:{walk.TrapPort};transport=tls>")), ReachesTrap = true,
        },
        ["redirects to an address where somebody else answers"] = new(Tls, TlsFailed)
        {
            Play = (peer, walk) => peer.AnswerAsync(RedirectTo($"<sip:127.0.0.1:{walk.TrapPort};transport=tls>")), ReachesTrap = true,
        },
        ["redirects to plain TCP"] = new(Redirect, Skipped, null, "unencrypted")
        {
            Play = (peer, walk) => peer.AnswerAsync(RedirectTo($"<sip:trap.contoso.com:{walk.TrapPort};transport=tcp>")),
        },
        ["redirects to nothing that could be dialled"] = new(Redirect, Rejected, null, "names nobody")
        {
            Play = (peer, _) => peer.AnswerAsync(RedirectTo("<sip:>", "*", "<mailto:a@b>", "<sip:a:99999999>", "\"", "<")),
        },
        ["lets everybody in unasked"] = new(Register, Registered, "SignInUnchallenged")
        {
            Play = (peer, _) => peer.AnswerAsync(Accept), Status = ResultStatus.Warn, Mode = SignInMode.Full,
        },
        ["lets everybody in unasked, after a redirect"] = new(Register, Registered, "SignInUnchallenged")
        {
            Play = (peer, walk) => peer.AnswerAsync(walk.Connections == 1 ? RedirectTo($"<sip:fe2.contoso.com:{walk.Port};transport=tls>") : Accept),
            Status = ResultStatus.Warn, Mode = SignInMode.Full,
        },
        ["takes the credentials and signs nothing"] = new(Register, Registered, "AnswerUnsigned")
        {
            Play = (peer, _) => peer.AnswerAsync(Offer(Challenges.Offer), Challenges.With(Challenges.Strong), Accept),
            Status = ResultStatus.Warn, Mode = SignInMode.Full, MayAuthenticate = true,
        },
        ["takes the credentials and redirects without a signature"] = new(Register, Registered, "AnswerUnsigned")
        {
            Play = (peer, walk) => walk.Connections == 1
                ? peer.AnswerAsync(Offer(Challenges.Offer), Challenges.With(Challenges.Strong), RedirectTo($"<sip:fe2.contoso.com:{walk.Port};transport=tls>"))
                : peer.AnswerAsync(Accept),
            Status = ResultStatus.Warn, Mode = SignInMode.Full, MayAuthenticate = true,
        },
        ["offers Basic only"] = Downgrade("Basic", "Basic realm=\"contoso\""),
        ["offers Digest only"] = Downgrade("Digest", "Digest realm=\"contoso\", nonce=\"1\", algorithm=MD5"),
        ["offers Kerberos only"] = Downgrade("Kerberos", "Kerberos realm=\"contoso\", targetname=\"sip/fe1.contoso.com\", version=4"),
        ["offers TLS-DSK only"] = Downgrade("TLS-DSK", "TLS-DSK realm=\"contoso\", targetname=\"fe1.contoso.com\", version=4"),
        ["offers Negotiate only"] = Downgrade("Negotiate", "Negotiate realm=\"contoso\""),
        ["offers Basic as a proxy"] = new(Register, Rejected, "AnswerUnusable", "Basic")
        {
            Play = (peer, _) => peer.AnswerAsync(request => Answer(request, 407, "Proxy Authentication Required", ("Proxy-Authenticate", "Basic realm=\"contoso\""))),
        },
        ["offers nothing"] = Downgrade("no scheme that can be read"),
        ["offers what can't be read"] = Downgrade("no scheme that can be read", "=,=\"\\"),
        ["offers NTLM of version 2"] = Downgrade("version 2", "NTLM realm=\"r\", targetname=\"fe1.contoso.com\", version=2"),
        ["offers NTLM of nobody"] = Downgrade("names no realm or no targetname", "NTLM version=4"),
        ["offers Basic before NTLM"] = new(Register, Registered)
        {
            Play = (peer, _) => peer.AnswerAsync(Offer("Basic realm=\"contoso\"", Challenges.Offer), Challenges.With(Challenges.Strong), Accept),
            Status = ResultStatus.Warn, Mode = SignInMode.Full, MayAuthenticate = true,
        },
        ["takes NTLM back for Basic"] = new(Register, Rejected, "AnswerUnusable", "Basic")
        {
            Play = (peer, _) => peer.AnswerAsync(Offer(Challenges.Offer), Offer("Basic realm=\"contoso\"")),
        },
        ["challenges again and again"] = new(Register, Rejected, "SignInRejected", "401")
        {
            Play = (peer, _) => peer.AnswerAsync(Offer(Challenges.Offer), Challenges.With(Challenges.Strong)), MayAuthenticate = true,
        },
        ["takes NTLM back for Digest after the proof"] = new(Register, Rejected, null, "")
        {
            Play = (peer, _) => peer.AnswerAsync(Offer(Challenges.Offer), Challenges.With(Challenges.Strong), Offer("Digest realm=\"contoso\", nonce=\"1\"")),
            MayAuthenticate = true,
        },
        ["offers NTLM again and again without a challenge"] = new(Register, Rejected, "AnswerUnusable", "without a challenge")
        {
            Play = (peer, _) => peer.AnswerAsync(Offer(Challenges.Offer)),
        },
        ["takes the answer and signs wrongly"] = new(Register, Rejected, "AnswerUnusable", "signed its 200 wrongly")
        {
            Play = (peer, _) => peer.AnswerAsync(
                Offer(Challenges.Offer), Challenges.With(Challenges.Strong),
                request => Answer(request, 200, "OK", ("Authentication-Info", $"{Challenges.Offer}, rspauth=\"0100000000000000000000000000000000\", srand=\"1\", snum=\"1\", opaque=\"0BADCAFE\", qop=\"auth\""))),
            MayAuthenticate = true,
        },
        ["takes the answer and says nothing"] = new(Register, NoAnswer, "ServerNotAnswering")
        {
            Play = async (peer, _) =>
            {
                await peer.SendAsync(Offer(Challenges.Offer)((await peer.ReadAsync())!).ToBytes());
                await peer.SendAsync(Challenges.With(Challenges.Strong)((await peer.ReadAsync())!).ToBytes());
                await peer.UntilClosedAsync();
            },
            MayAuthenticate = true,
        },
        ["challenges in plain TCP"] = new(Register, Skipped, "CredentialsWithheld", "not encrypted")
        {
            SpeaksTls = false, AllowTcp = true, Mode = SignInMode.Unauthenticated,
        },
        ["redirects in plain TCP to where somebody else answers"] = new(Tls, TlsFailed)
        {
            Play = (peer, walk) => peer.AnswerAsync(RedirectTo($"<sip:trap.contoso.com:{walk.TrapPort};transport=tls>")),
            SpeaksTls = false, AllowTcp = true, ReachesTrap = true,
        },
    };

    internal static IReadOnlyDictionary<string, HostileCase> Cases => s_rows;

    public static TheoryData<string> Rows => NamesOf(s_rows);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_registrar_that(string behaves) => PlayAsync(s_rows[behaves]);

    private static HostileCase Downgrade(string words, params string[] schemes) => new(Register, Rejected, "AnswerUnusable", words)
    {
        Play = (peer, _) => peer.AnswerAsync(Offer(schemes)),
    };

    private static async Task ThenFloodAsync(HostilePeer peer, string first, string more)
    {
        await peer.ReadAsync();
        await peer.SendAsync(first);
        await peer.FloodAsync(Challenges.Octets(more));
    }
}
