using System;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;

using LyncResilience.Discovery.Authentication.Ntlm;
using LyncResilience.Lab.Authentication;

using Xunit;

namespace LyncResilience.Lab.Tests.Authentication;

/// <summary>Another implementation of NTLM judges ours: as a client of our server and as the server of our client.</summary>
public sealed class IndependentNtlmTests : IDisposable
{
    private static readonly byte[] s_ours = Encoding.ASCII.GetBytes("<NTLM><ours>");
    private static readonly byte[] s_theirs = Encoding.ASCII.GetBytes("<NTLM><theirs>");

    private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();

    public void Dispose() => _random.Dispose();

    [Theory]
    [InlineData("Secret_1", AuthenticationOutcome.Accepted)]
    [InlineData("Secret_2", AuthenticationOutcome.WrongPassword)]
    public async Task Their_client_signs_in_at_our_server_and_signatures_agree(string typed, object expected)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = Start("client", typed);
        var challenge = NtlmServer.Challenge(new RegistrarIdentity("fe1.contoso.com", "CONTOSO", "contoso.com"), RandomNumberGenerator.GetBytes(8), DateTimeOffset.UtcNow);
        await client.WriteAsync(challenge, cancellation);
        var token = await client.ReadAsync(cancellation);

        var outcome = NtlmServer.Verify(
            challenge, Convert.FromHexString(token), [new RegistrarAccount("CONTOSO", "alice", "alice@contoso.com", "Secret_1")], out _, out var session);

        Assert.Equal(expected, outcome);
        if (session is not null)
        {
            Assert.Equal(Convert.ToHexStringLower(session.SignAsClient(s_theirs)), await client.ReadAsync(cancellation));
            await client.WriteAsync(session.SignAsServer(s_ours), cancellation);
            Assert.Equal("agreed", await client.ReadAsync(cancellation));
            session.Dispose();
        }
    }

    [Theory]
    [InlineData("Secret_1", true)]
    [InlineData("Secret_2", false)]
    public async Task Our_client_signs_in_at_their_server_and_signatures_agree(string typed, bool accepted)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var server = Start("server", "Secret_1");
        var challenge = NtlmChallenge.Parse(Convert.FromHexString(await server.ReadAsync(cancellation)));
        Assert.Null(challenge.Weakness());

        var token = NtlmClient.Respond(challenge, new NetworkCredential("CONTOSO\\alice", typed), "WS1", _random, DateTimeOffset.UtcNow, out var session);
        await server.WriteAsync(token.ToBytes(), cancellation);

        var answer = await server.ReadAsync(cancellation);
        if (accepted)
        {
            Assert.Equal(Convert.ToHexStringLower(session.SignAsServer(s_theirs)), answer);
            await server.WriteAsync(session.SignAsClient(s_ours), cancellation);
            Assert.Equal("agreed", await server.ReadAsync(cancellation));
        }
        else
        {
            Assert.StartsWith("failed gss_accept_sec_context", answer, StringComparison.Ordinal);
        }

        session.Dispose();
    }

    private static GssNtlmssp Start(string role, string password)
    {
        var library = GssNtlmssp.Library();
        Assert.SkipWhen(library is null, "Needs the Debian package gss-ntlmssp, and python3.");
        return GssNtlmssp.Start(library, role, "CONTOSO\\alice", password);
    }
}
