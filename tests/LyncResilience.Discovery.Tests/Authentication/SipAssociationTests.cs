using System;
using System.Net;
using System.Security.Cryptography;

using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Authentication.Ntlm;
using LyncResilience.Discovery.Sip;

using Xunit;

namespace LyncResilience.Discovery.Tests.Authentication;

/// <summary>What the client does with a server that does not behave. Good servers are in the lab's tests.</summary>
public sealed class SipAssociationTests
{
    private const string Target = "fe1.contoso.com";
    private const string Offered = "NTLM realm=\"SIP Communications Service\", targetname=\"fe1.contoso.com\", version=4";

    private const NtlmFlags Strong = NtlmFlags.Unicode | NtlmFlags.Ntlm | NtlmFlags.Sign | NtlmFlags.AlwaysSign | NtlmFlags.Datagram
        | NtlmFlags.ExtendedSessionSecurity | NtlmFlags.TargetInfo | NtlmFlags.Key128 | NtlmFlags.KeyExchange;

    [Fact]
    public void Starts_with_an_empty_token()
    {
        var header = Header(Start().Authorize(Register()));

        Assert.Equal(string.Empty, header["gssapi-data"]);
        Assert.Equal(("auth", "SIP Communications Service", Target, "4"), (header["qop"], header["realm"], header["targetname"], header["version"]));
        Assert.Null(header["opaque"]);
        Assert.Null(header["response"]);
    }

    [Theory]
    [InlineData((uint)NtlmFlags.Unicode, "UNICODE")]
    [InlineData((uint)NtlmFlags.Ntlm, "NTLM")]
    [InlineData((uint)NtlmFlags.ExtendedSessionSecurity, "EXTENDED_SESSIONSECURITY")]
    [InlineData((uint)NtlmFlags.Key128, "128")]
    [InlineData((uint)NtlmFlags.KeyExchange, "KEY_EXCH")]
    [InlineData((uint)NtlmFlags.Sign, "SIGN")]
    [InlineData((uint)NtlmFlags.Datagram, "DATAGRAM")]
    [InlineData((uint)NtlmFlags.TargetInfo, "TARGET_INFO")]
    public void A_challenge_that_lacks_a_protection_is_not_answered(uint missing, string name)
    {
        using var association = Start();

        var state = association.Accept(Challenge(Strong & ~(NtlmFlags)missing));

        Assert.Equal(AssociationState.Refused, state);
        Assert.Contains("NTLMSSP_NEGOTIATE_" + name, association.Detail, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => association.Authorize(Register()));
    }

    [Fact]
    public void A_challenge_without_target_information_is_not_answered()
    {
        using var association = Start();
        var token = new byte[48];
        NtlmMessage.WriteStart(token, NtlmMessage.Challenge);
        LittleEndian.WriteUInt32(token, 20, (uint)Strong);

        Assert.Equal(AssociationState.Refused, association.Accept(Asked($"{Offered}, gssapi-data=\"{Convert.ToBase64String(token)}\"")));
        Assert.Contains("no target information", association.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic realm=\"SIP Communications Service\"", "offers Basic")]
    [InlineData("Digest realm=\"x\", nonce=\"y\"", "offers Digest")]
    [InlineData("NTLM realm=\"SIP Communications Service\", targetname=\"evil.example\", version=4, gssapi-data=\"TlRM\"", "evil.example")]
    [InlineData(Offered, "without a challenge")]
    [InlineData(Offered + ", gssapi-data=\"\"", "without a challenge")]
    [InlineData(Offered + ", gssapi-data=\"***\"", "not base64")]
    [InlineData(Offered + ", gssapi-data=\"TlRMTVNTUAA=\"", "cut short")]
    public void Anything_but_a_challenge_ends_it_with_a_reason(string line, string reason)
    {
        using var association = Start();
        association.Authorize(Register());

        Assert.Equal(AssociationState.Refused, association.Accept(Asked(line)));
        Assert.Contains(reason, association.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_offer_that_cannot_be_answered_makes_no_association()
    {
        var offer = AuthenticationOffer.Of(Asked("Basic realm=\"x\""));

        Assert.Throws<ArgumentException>(() => new SipAssociation(new NetworkCredential("u", "p"), offer, RandomNumberGenerator.Create(), Clock));
    }

    [Fact]
    public void The_servers_time_is_sent_back_and_silences_LMv2()
    {
        using var association = Start();
        association.Accept(Challenge(Strong, timestamp: 0x0123456789ABCDEF));

        var message = Token(association.Authorize(Register()));

        Assert.Equal(new byte[24], message.LmResponse);
        Assert.Equal(0x0123456789ABCDEFul, LittleEndian.ReadUInt64(message.NtResponse, 16 + 8));
    }

    [Fact]
    public void Without_the_servers_time_ours_is_sent_with_LMv2()
    {
        using var association = Start();
        association.Accept(Challenge(Strong));

        var message = Token(association.Authorize(Register()));

        Assert.NotEqual(new byte[24], message.LmResponse);
        Assert.Equal((ulong)Clock().ToFileTime(), LittleEndian.ReadUInt64(message.NtResponse, 16 + 8));
    }

    [Fact]
    public void A_repeated_request_repeats_the_token_and_signs_anew()
    {
        using var association = Start();
        association.Accept(Challenge(Strong));
        var first = Header(association.Authorize(Register()));
        association.Accept(new SipResponse(503, "Service Unavailable", Register().Headers));

        var second = Header(association.Authorize(Register()));

        Assert.Equal(first["gssapi-data"], second["gssapi-data"]);
        Assert.Equal(("1", "2"), (first["cnum"], second["cnum"]));
        Assert.NotEqual(first["response"], second["response"]);
    }

    [Fact]
    public void Provisional_answers_and_busy_servers_change_nothing()
    {
        using var association = Start();

        Assert.Equal(AssociationState.NeedsRequest, association.Accept(new SipResponse(100, "Trying", [])));
        Assert.Equal(AssociationState.NeedsRequest, association.Accept(new SipResponse(503, "Service Unavailable", [])));
        Assert.Contains("503", association.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_301_before_the_password_was_asked_for_establishes_nothing()
    {
        using var association = Start();

        Assert.Equal(AssociationState.NeedsRequest, association.Accept(new SipResponse(301, "Moved", Register().Headers)));
    }

    [Fact]
    public void A_403_denies()
    {
        using var association = Start();
        association.Accept(Challenge(Strong));
        association.Authorize(Register());

        Assert.Equal(AssociationState.Denied, association.Accept(new SipResponse(403, "Forbidden", Register().Headers)));
    }

    [Fact]
    public void A_second_401_after_the_token_means_wrong_user_or_password()
    {
        using var association = Start();
        association.Accept(Challenge(Strong));
        association.Authorize(Register());

        Assert.Equal(AssociationState.Denied, association.Accept(Challenge(Strong)));
        Assert.Contains("user name or the password", association.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_header_that_cannot_be_read_counts_as_wrong()
    {
        using var association = Start();
        association.Accept(Challenge(Strong));
        association.Authorize(Register());

        var state = association.Accept(new SipResponse(200, "OK", [.. Register().Headers, new SipHeader("Authentication-Info", "NTLM rspauth=\"")]));

        Assert.Equal(AssociationState.BadSignature, state);
    }

    [Fact]
    public void Nothing_printed_shows_password_or_token()
    {
        using var association = Start();
        association.Accept(Challenge(Strong));

        var request = association.Authorize(Register());
        var token = Header(request)["gssapi-data"]!;

        Assert.All([association.ToString(), association.Detail, request.ToString(), Header(request).ToString()], text =>
        {
            Assert.DoesNotContain("Secret", text, StringComparison.Ordinal);
            Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        });
    }

    private static SipAssociation Start() =>
        new(new NetworkCredential("CONTOSO\\alice", "Secret 1"), AuthenticationOffer.Of(Asked(Offered)), RandomNumberGenerator.Create(), Clock);

    private static DateTimeOffset Clock() => new(2012, 5, 2, 8, 0, 0, TimeSpan.Zero);

    private static SipResponse Challenge(NtlmFlags flags, ulong? timestamp = null)
    {
        var info = new TargetInfo().Add(AvId.NetBiosDomainName, "CONTOSO").Add(AvId.NetBiosComputerName, "FE1");
        if (timestamp is { } time)
        {
            info.Add(AvId.Timestamp, BitConverter.GetBytes(time));
        }

        return Asked($"{Offered}, opaque=\"1\", gssapi-data=\"{Convert.ToBase64String(NtlmChallenge.Write(flags, new byte[8], "CONTOSO", info))}\"");
    }

    private static SipResponse Asked(string line) => new(401, "Unauthorized", [new SipHeader("WWW-Authenticate", line)]);

    private static SipRequest Register() => new("REGISTER", "sip:contoso.com",
    [
        new SipHeader("From", "<sip:alice@contoso.com>;tag=1;epid=2"),
        new SipHeader("To", "<sip:alice@contoso.com>"),
        new SipHeader("Call-ID", "3"),
        new SipHeader("CSeq", "3 REGISTER"),
    ]);

    private static AuthenticationHeader Header(SipRequest request) => AuthenticationHeader.Parse(request.Header("Authorization")!);

    private static NtlmAuthenticate Token(SipRequest request) =>
        NtlmAuthenticate.Parse(Convert.FromBase64String(Header(request)["gssapi-data"]!));
}
