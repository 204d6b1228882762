using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using LyncResilience.Discovery.Tests.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>Peers that never get as far as SIP: handshakes that stall or lie, certificates for somebody else.</summary>
public sealed class HostileTlsTests : HostileRows
{
    private static readonly Dictionary<string, HostileCase> s_rows = new()
    {
        ["says nothing after the connection"] = Handshake(SignInOutcome.NoAnswer, peer => peer.UntilClosedAsync()) with { Finding = "ServerNotAnswering", Words = "within 0.5 s" },
        ["stalls after its first record"] = Handshake(SignInOutcome.NoAnswer, async peer =>
        {
            // A ServerHello is announced and doesn't come.
            await peer.SendAsync([22, 3, 3, 0, 122, 2, 0, 0, 118]);
            await peer.UntilClosedAsync();
        }),
        ["stalls just before the end of its handshake"] = Handshake(SignInOutcome.NoAnswer, StallAsync) with { Finding = "ServerNotAnswering", Words = "within 0.5 s" },
        ["sends a handshake octet by octet"] = Handshake(SignInOutcome.NoAnswer, peer => peer.SendInPiecesAsync([22, 3, 3, 64, 0, 2, 0, 63, 252, .. new byte[16380]], TimeSpan.FromMilliseconds(20))),
        ["sends noise"] = Handshake(SignInOutcome.TlsFailed, async peer =>
        {
            await peer.SendAsync([.. Enumerable.Range(0, 600).Select(i => (byte)(i * 7))]);
            await peer.UntilClosedAsync();
        }),
        ["sends noise for ever"] = Handshake(SignInOutcome.TlsFailed, peer => peer.FloodAsync([.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 7))])),
        ["sends alerts for ever"] = Handshake(null, peer => peer.FloodAsync([21, 3, 3, 0, 2, 1, 90])),
        ["greets as a mail server"] = Handshake(SignInOutcome.TlsFailed, async peer =>
        {
            await peer.SendAsync("220 mail.contoso.com ESMTP\r\n");
            await peer.UntilClosedAsync();
        }),
        ["answers the handshake in plain SIP"] = Handshake(SignInOutcome.TlsFailed, async peer =>
        {
            await peer.SendAsync("SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n");
            await peer.UntilClosedAsync();
        }),
        ["hangs up in the handshake"] = Handshake(SignInOutcome.TlsFailed, _ => Task.CompletedTask),
        ["holds a certificate of 1,000 names, the right one last"] = new(SignInStage.Register, SignInOutcome.Registered)
        {
            Certificate = (authority, _) => authority.Issue("pool", [.. Enumerable.Range(0, 999).Select(i => $"host-{i}.contoso.com"), HostileWalk.FrontEnd]),
            Status = ResultStatus.Warn, Mode = SignInMode.Full, MayAuthenticate = true,
        },
        ["holds a certificate of 1,000 other names"] = Mismatch([.. Enumerable.Range(0, 1000).Select(i => $"host-{i}.contoso.com")]) with { Words = "and 995 more" },
        ["holds a certificate for *"] = Mismatch("*"),
        ["holds a certificate for *.com"] = Mismatch("*.com"),
        ["holds a certificate for *.*.com"] = Mismatch("*.*.com"),
        ["holds a certificate for **.contoso.com"] = Mismatch("**.contoso.com"),
        ["holds a certificate for fe1.*.com"] = Mismatch("fe1.*.com"),
        ["holds a certificate for fe1.contoso.*"] = Mismatch("fe1.contoso.*"),
        ["holds a certificate for the domain"] = Mismatch("contoso.com"),
        ["holds a certificate for a longer name"] = Mismatch("fe1.contoso.com.adversary.example", "*.contoso.com.adversary.example"),
        ["holds a certificate for its address only"] = Mismatch("127.0.0.1"),
        ["holds a certificate that its subject alone calls right"] = new(SignInStage.Tls, SignInOutcome.NameMismatch, null, "The certificate is not for fe1.contoso.com")
        {
            Certificate = (authority, _) => authority.Issue(HostileWalk.FrontEnd, ["other.contoso.com"]),
        },
        ["holds a certificate of nobody"] = new(SignInStage.Tls, SignInOutcome.TlsFailed) { Certificate = (_, _) => TestAuthority.SelfSigned(HostileWalk.FrontEnd) },
        ["holds a certificate of an authority of the same name"] = new(SignInStage.Tls, SignInOutcome.TlsFailed)
        {
            Certificate = (_, _) =>
            {
                using var impostor = new TestAuthority();
                return impostor.Issue(HostileWalk.FrontEnd, [HostileWalk.FrontEnd]);
            },
        },
        ["holds a certificate that has expired"] = new(SignInStage.Tls, SignInOutcome.TlsFailed)
        {
            Certificate = (authority, _) => authority.Issue(HostileWalk.FrontEnd, [HostileWalk.FrontEnd], DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(-1)),
        },
        ["holds a certificate whose missing issuer is said to lie where nobody answers"] = new(SignInStage.Tls, SignInOutcome.TlsFailed, "CertificateUntrusted", "was not sent and is not known here")
        {
            Certificate = (authority, walk) =>
            {
                using var between = new TestAuthority("Contoso Test Issuer", authority);
                return between.Issue(HostileWalk.FrontEnd, [HostileWalk.FrontEnd], more: Addresses(walk));
            },
        },
        ["holds a certificate whose revocation is said to be told where nobody answers"] = new(SignInStage.Register, SignInOutcome.Registered)
        {
            Certificate = (authority, walk) => authority.Issue(HostileWalk.FrontEnd, [HostileWalk.FrontEnd], more: Addresses(walk)),
            Status = ResultStatus.Warn, Mode = SignInMode.Full, MayAuthenticate = true,
        },
        ["holds a certificate of nobody that names an issuer where nobody answers"] = new(SignInStage.Tls, SignInOutcome.TlsFailed, "CertificateUntrusted")
        {
            Certificate = (_, walk) =>
            {
                using var impostor = new TestAuthority("Impostor");
                return impostor.Issue(HostileWalk.FrontEnd, [HostileWalk.FrontEnd], more: Addresses(walk));
            },
        },
        ["holds a certificate for clients"] = new(SignInStage.Tls, SignInOutcome.TlsFailed)
        {
            Certificate = (authority, _) => authority.Issue(HostileWalk.FrontEnd, [HostileWalk.FrontEnd], forServers: false),
        },
    };

    internal static IReadOnlyDictionary<string, HostileCase> Cases => s_rows;

    public static TheoryData<string> Rows => NamesOf(s_rows);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_peer_that(string behaves) => PlayAsync(s_rows[behaves]);

    // A real handshake whose last octets never come.
    private static async Task StallAsync(HostilePeer peer)
    {
        using X509Certificate2 certificate = TestAuthority.SelfSigned(HostileWalk.FrontEnd);
        await using var tls = new SslStream(new StallingStream(peer.Stream));
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true), EnabledSslProtocols = SslProtocols.Tls12 }, peer.Token);
    }

    // Where the issuer, its revocation list and its responder are said to be.
    private static X509Extension[] Addresses(HostileWalk walk)
    {
        string[] there = [$"http://127.0.0.1:{walk.FilesPort}/{Guid.NewGuid():N}"];
        return [new X509AuthorityInformationAccessExtension(there, there), CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(there)];
    }

    // Null: either is right, as the platform's TLS has it.
    private static HostileCase Handshake(SignInOutcome? outcome, Func<HostilePeer, Task> play) => new(SignInStage.Tls, outcome ?? SignInOutcome.TlsFailed)
    {
        SpeaksTls = false,
        Play = (peer, _) => play(peer),
    };

    private static HostileCase Mismatch(params string[] names) => new(SignInStage.Tls, SignInOutcome.NameMismatch, null, "The certificate is not for fe1.contoso.com")
    {
        Certificate = (authority, _) => authority.Issue("pool", names),
    };
}
