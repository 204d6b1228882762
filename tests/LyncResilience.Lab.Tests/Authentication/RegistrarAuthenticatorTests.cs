using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Threading.Tasks;

using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Authentication.Ntlm;
using LyncResilience.Discovery.Sip;
using LyncResilience.Lab.Authentication;

using Xunit;

namespace LyncResilience.Lab.Tests.Authentication;

/// <summary>The registrar and clients that do not behave.</summary>
public sealed class RegistrarAuthenticatorTests : IDisposable
{
    private static readonly RegistrarIdentity s_identity = new("fe1.contoso.com", "CONTOSO", "contoso.com") { OtherSchemes = ["Kerberos", "TLS-DSK"] };
    private static readonly RegistrarAccount s_alice = new("CONTOSO", "alice", "alice@contoso.com", "Secret 1");
    private static readonly DateTimeOffset s_now = new(2012, 5, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();

    public void Dispose() => _random.Dispose();

    [Fact]
    public void Offers_each_scheme_in_a_header_of_its_own()
    {
        using var registrar = Registrar();

        var headers = registrar.Decide(RoundTripTests.Request("REGISTER", 1)).Headers;

        Assert.Equal(
            [
                "NTLM realm=\"SIP Communications Service\", targetname=\"fe1.contoso.com\", version=4",
                "Kerberos realm=\"SIP Communications Service\", targetname=\"sip/fe1.contoso.com\", version=4",
                "TLS-DSK realm=\"SIP Communications Service\", targetname=\"fe1.contoso.com\", version=4",
            ],
            headers.Select(header => header.Value));
        Assert.All(headers, header => Assert.Equal("WWW-Authenticate", header.Name));
    }

    [Fact]
    public void The_challenge_asks_for_all_that_established_clients_insist_on()
    {
        var challenge = NtlmChallenge.Parse(NtlmServer.Challenge(s_identity, [1, 2, 3, 4, 5, 6, 7, 8], s_now));

        const NtlmFlags Insisted = NtlmFlags.Unicode | NtlmFlags.Ntlm | NtlmFlags.AlwaysSign | NtlmFlags.ExtendedSessionSecurity | NtlmFlags.TargetInfo
            | NtlmFlags.Sign | NtlmFlags.Datagram | NtlmFlags.Identify | NtlmFlags.KeyExchange | NtlmFlags.Key128 | NtlmFlags.Key56 | NtlmFlags.RequestTarget;
        Assert.Equal(Insisted, challenge.Flags & Insisted);
        Assert.Equal("CONTOSO", challenge.TargetName);
        Assert.Equal((ulong)s_now.ToFileTime(), challenge.TargetInfo.Timestamp);
        Assert.Equal(
            [AvId.NetBiosDomainName, AvId.NetBiosComputerName, AvId.DnsDomainName, AvId.DnsComputerName, AvId.DnsTreeName, AvId.Timestamp],
            challenge.TargetInfo.Pairs.Select(pair => pair.Key));
    }

    [Fact]
    public void A_challenge_is_good_for_one_attempt()
    {
        using var registrar = Registrar();
        var token = Authenticated(registrar);

        Assert.Equal(AuthenticationOutcome.Accepted, registrar.Decide(token).Outcome);
        Assert.Equal(AuthenticationOutcome.UnknownAssociation, registrar.Decide(token).Outcome);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("***")]
    [InlineData("TlRMTVNTUAADAAAA")]
    public void A_repeated_or_senseless_token_does_not_end_an_association_that_lives(string? senseless)
    {
        using var registrar = Registrar();
        var token = Authenticated(registrar);
        var association = registrar.Decide(token).Association!;

        var repeated = senseless is null ? token : Request(Header(association.Opaque, senseless));
        Assert.Equal(AuthenticationOutcome.UnknownAssociation, registrar.Decide(repeated).Outcome);
        Assert.True(association.IsEstablished);
        Assert.Equal(1, registrar.Count);
        Assert.NotNull(association.TrySign(RoundTripTests.Request("NOTIFY", 1)));
    }

    [Fact]
    public void An_association_that_ended_signs_nothing()
    {
        using var registrar = Registrar();
        var association = registrar.Decide(Authenticated(registrar)).Association!;
        registrar.Remove(association);

        Assert.Null(association.TrySign(RoundTripTests.Request("NOTIFY", 1)));
    }

    [Fact]
    public void A_version_4_token_without_a_signature_is_turned_away()
    {
        using var registrar = Registrar();
        var header = AuthenticationHeader.Parse(Authenticated(registrar).Header("Authorization")!);
        var bare = new AuthenticationHeader("NTLM", header.Parameters.Where(parameter => parameter.Key != "response"));

        Assert.Equal(AuthenticationOutcome.BadSignature, registrar.Decide(Request(bare)).Outcome);
    }

    [Theory]
    [InlineData("NTLM realm=\"open", AuthenticationOutcome.Malformed)]
    [InlineData("Basic YWxpY2U6c2VjcmV0", AuthenticationOutcome.Malformed)]
    [InlineData("Digest username=\"alice\"", AuthenticationOutcome.Missing)]
    [InlineData("NTLM realm=\"other\", targetname=\"fe1.contoso.com\", gssapi-data=\"\"", AuthenticationOutcome.Missing)]
    [InlineData("NTLM realm=\"SIP Communications Service\", targetname=\"fe2.contoso.com\", gssapi-data=\"\"", AuthenticationOutcome.Missing)]
    [InlineData("NTLM realm=\"SIP Communications Service\", targetname=\"FE1.contoso.com\", gssapi-data=\"\"", AuthenticationOutcome.Challenged)]
    [InlineData("NTLM realm=\"SIP Communications Service\", targetname=\"fe1.contoso.com\", gssapi-data=\"TlRM\"", AuthenticationOutcome.UnknownAssociation)]
    [InlineData("NTLM realm=\"SIP Communications Service\", targetname=\"fe1.contoso.com\", opaque=\"00000000\", gssapi-data=\"TlRM\"", AuthenticationOutcome.UnknownAssociation)]
    [InlineData("NTLM realm=\"SIP Communications Service\", targetname=\"fe1.contoso.com\", opaque=\"00000000\", crand=\"1\", cnum=\"1\", response=\"00\"", AuthenticationOutcome.UnknownAssociation)]
    public void Headers_that_lead_nowhere_get_the_right_answer(string value, object outcome)
    {
        using var registrar = Registrar();

        var decision = registrar.Decide(RoundTripTests.Request("REGISTER", 1).With(new SipHeader("Authorization", value)));

        Assert.Equal(outcome, decision.Outcome);
        Assert.Equal(401, decision.StatusCode);
        Assert.NotEmpty(decision.Headers);
    }

    [Theory]
    [InlineData("***")]
    [InlineData("TlRMTVNTUAADAAAA")]
    public void A_token_that_is_none_is_malformed_and_ends_its_association(string token)
    {
        using var registrar = Registrar();
        var opaque = Challenge(registrar)["opaque"]!;

        Assert.Equal(AuthenticationOutcome.Malformed, registrar.Decide(Request(Header(opaque, token))).Outcome);
        Assert.Equal(0, registrar.Count);
    }

    [Theory]
    [InlineData(24, 0xFFFFFFFFu)]
    [InlineData(0, 0xFFFFFFFFu)]
    [InlineData(64, ~(uint)NtlmFlags.ExtendedSessionSecurity)]
    [InlineData(64, ~(uint)NtlmFlags.Key128)]
    [InlineData(64, ~(uint)NtlmFlags.KeyExchange)]
    public void NTLMv1_and_weak_flags_are_turned_away(int responseLength, uint mask)
    {
        using var registrar = Registrar();
        var opaque = Challenge(registrar)["opaque"]!;
        var token = new NtlmAuthenticate { Flags = (NtlmFlags)(0x62988255 & mask), User = "alice", Domain = "CONTOSO", LmResponse = new byte[24], NtResponse = new byte[responseLength], EncryptedSessionKey = new byte[16] };

        Assert.Equal(AuthenticationOutcome.TooWeak, registrar.Decide(Request(Header(opaque, Convert.ToBase64String(token.ToBytes())))).Outcome);
    }

    [Fact]
    public void Keeps_a_bounded_number_of_associations_and_drops_the_least_recently_used()
    {
        using var registrar = new RegistrarAuthenticator(s_identity, [s_alice], _random, () => s_now, maximumAssociations: 3);
        var first = registrar.Decide(Authenticated(registrar)).Association!;
        for (var i = 0; i < 10; i++)
        {
            Challenge(registrar);
        }

        Assert.Equal(3, registrar.Count);
        Assert.False(first.IsEstablished);
    }

    [Fact]
    public async Task Serves_many_clients_at_once()
    {
        using var registrar = Registrar();

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(
            () =>
            {
                var decision = registrar.Decide(Authenticated(registrar));
                Assert.True(decision.IsAccepted);
                decision.Association!.Sign(RoundTripTests.Request("NOTIFY", 1));
            },
            TestContext.Current.CancellationToken)));

        Assert.Equal(64, registrar.Count);
    }

    [Fact]
    public void Nothing_printed_shows_the_password()
    {
        using var registrar = Registrar();
        var decision = registrar.Decide(Authenticated(registrar));

        Assert.Equal("CONTOSO\\alice", s_alice.ToString());
        Assert.All([s_alice.ToString(), decision.Detail, decision.Association!.ToString()], text => Assert.DoesNotContain("Secret", text, StringComparison.Ordinal));
    }

    private static SipRequest Request(AuthenticationHeader header) =>
        RoundTripTests.Request("REGISTER", 3).With(new SipHeader("Authorization", header.ToHeaderValue()));

    private static AuthenticationHeader Header(string? opaque, string token)
    {
        List<KeyValuePair<string, string>> parameters = [new("realm", s_identity.Realm), new("targetname", s_identity.TargetName), new("gssapi-data", token)];
        if (opaque is not null)
        {
            parameters.Add(new("opaque", opaque));
        }

        return new AuthenticationHeader("NTLM", parameters);
    }

    private static AuthenticationHeader Challenge(RegistrarAuthenticator registrar) =>
        AuthenticationHeader.Parse(registrar.Decide(Request(Header(null, string.Empty))).Headers[0].Value);

    private RegistrarAuthenticator Registrar() => new(s_identity, [s_alice], _random, () => s_now);

    /// <summary>A REGISTER with a good AUTHENTICATE token.</summary>
    private SipRequest Authenticated(RegistrarAuthenticator registrar)
    {
        var first = registrar.Decide(RoundTripTests.Request("REGISTER", 1));
        using var client = new SipAssociation(
            new NetworkCredential("CONTOSO\\alice", "Secret 1"), AuthenticationOffer.Of(new SipResponse(401, "Unauthorized", first.Headers)), _random, () => s_now);
        client.Accept(new SipResponse(401, "Unauthorized", registrar.Decide(client.Authorize(RoundTripTests.Request("REGISTER", 2))).Headers));
        return client.Authorize(RoundTripTests.Request("REGISTER", 3));
    }
}
