using System;
using System.Linq;
using System.Net;
using System.Text;

using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Authentication.Ntlm;
using LyncResilience.Discovery.Sip;

using Xunit;

namespace LyncResilience.Discovery.Tests.Authentication;

/// <summary>We say what the real client said, and understand what the real server said.</summary>
public sealed class CommunicatorTraceTests
{
    private static NetworkCredential Credential => new("User", "Pa$$word", "COSMO");

    [Fact]
    public void The_AUTHENTICATE_token_is_the_one_of_the_trace()
    {
        var message = NtlmClient.Respond(
            NtlmChallenge.Parse(Convert.FromHexString(CommunicatorTrace.Challenge)),
            Credential,
            CommunicatorTrace.Workstation,
            Random(),
            CommunicatorTrace.Time,
            out var session);
        session.Dispose();

        // Only the eight bytes of the version differ: Windows Server 2003 there.
        var token = message.ToBytes();
        Convert.FromHexString("0502CE0E0000000F").CopyTo(token, 64);
        Assert.Equal(CommunicatorTrace.Authenticate, Convert.ToHexString(token));
    }

    [Fact]
    public void The_signed_texts_are_those_of_the_trace()
    {
        Assert.Equal(CommunicatorTrace.RequestText, Text(CommunicatorTrace.Request, CommunicatorTrace.ClientSalt));
        Assert.Equal(CommunicatorTrace.ResponseText, Text(CommunicatorTrace.Response(), "9616454F"));
    }

    // Also from SIPE's tests: a 180 with P-Asserted-Identity in capitals and header names in capitals.
    [Fact]
    public void The_asserted_identity_is_signed_as_it_stands()
    {
        var ringing = CommunicatorTrace.Parse("""
            SIP/2.0 180 Ringing
            Via: SIP/2.0/tls 192.168.44.10:50230;received=10.117.245.254
            FROM: "Sender"<sip:sender@company.com>;tag=2420628112;epid=54392f1bbf01
            TO: "recipient"<sip:recipient@company.com>;tag=7aee15546a;epid=3102EB8BD1
            CSEQ: 1 INVITE
            CALL-ID: 41CEg82ECa0AC8i3DD7mE673t9CF4b19DAxF780x
            CONTENT-LENGTH: 0
            P-ASSERTED-IDENTITY: "recipient"<SIP:recipient@company.com>
            """);

        Assert.Equal(
            "<NTLM><1B6D47A1><11><SIP Communications Service><LOC-COMPANYT-FE03.COMPANY.COM><41CEg82ECa0AC8i3DD7mE673t9CF4b19DAxF780x><1><INVITE>"
            + "<sip:sender@company.com><2420628112><sip:recipient@company.com><7aee15546a><SIP:recipient@company.com><><><180>",
            SignatureText.Build(ringing, "NTLM", CommunicatorTrace.Realm, "LOC-COMPANYT-FE03.COMPANY.COM", "1B6D47A1", "11"));
    }

    [Fact]
    public void Both_signatures_are_those_of_the_trace()
    {
        using var session = new NtlmSession(new NtlmHashes(), SessionKey());

        Assert.Equal(CommunicatorTrace.RequestSignature, SignatureHex.Write(session.SignAsClient(Encoding.ASCII.GetBytes(CommunicatorTrace.RequestText))));
        Assert.Equal(CommunicatorTrace.ResponseSignature, SignatureHex.Write(session.SignAsServer(Encoding.ASCII.GetBytes(CommunicatorTrace.ResponseText))));
    }

    [Fact]
    public void The_whole_sign_in_is_the_one_of_the_trace()
    {
        using var association = Association();

        var state = association.Accept(Challenged());
        var request = association.Authorize(CommunicatorTrace.Request);
        var header = AuthenticationHeader.Parse(request.Header("Proxy-Authorization")!);

        Assert.Equal(AssociationState.NeedsRequest, state);
        Assert.Equal((CommunicatorTrace.Opaque, CommunicatorTrace.ClientSalt, "1"), (header["opaque"], header["crand"], header["cnum"]));
        Assert.Equal(CommunicatorTrace.RequestSignature, header["response"]);
        Assert.Equal(AssociationState.Established, association.Accept(CommunicatorTrace.Response()));
        Assert.Equal(SignatureVerdict.Verified, association.Signature);
    }

    [Fact]
    public void A_signature_with_one_digit_changed_is_reported()
    {
        using var association = Association();
        association.Accept(Challenged());
        association.Authorize(CommunicatorTrace.Request);

        var state = association.Accept(CommunicatorTrace.Response(CommunicatorTrace.ResponseSignature.Replace("E6", "E7", StringComparison.Ordinal)));

        Assert.Equal(AssociationState.BadSignature, state);
        Assert.Equal(SignatureVerdict.Wrong, association.Signature);
        Assert.Throws<InvalidOperationException>(() => association.Authorize(CommunicatorTrace.Request));
    }

    private static SipAssociation Association() =>
        new(Credential, AuthenticationOffer.Of(Asked(string.Empty)), Random(), () => CommunicatorTrace.Time) { Workstation = CommunicatorTrace.Workstation };

    private static SipResponse Challenged() =>
        Asked($", opaque=\"{CommunicatorTrace.Opaque}\", gssapi-data=\"{Convert.ToBase64String(Convert.FromHexString(CommunicatorTrace.Challenge))}\"");

    private static SipResponse Asked(string more) => new(407, "Proxy Authentication Required",
    [
        new SipHeader("Proxy-Authenticate", $"NTLM realm=\"{CommunicatorTrace.Realm}\", targetname=\"{CommunicatorTrace.TargetName}\", version=4{more}"),
    ]);

    private static string Text(SipMessage message, string salt) =>
        SignatureText.Build(message, "NTLM", CommunicatorTrace.Realm, CommunicatorTrace.TargetName, salt, "1");

    /// <summary>What the client drew at random, as far as the trace shows it.</summary>
    private static ScriptedRandom Random() =>
        new([.. Convert.FromHexString(CommunicatorTrace.ClientChallenge), .. SessionKey(), .. Convert.FromHexString(CommunicatorTrace.ClientSalt)]);

    /// <summary>The session key that the client drew: decrypted with the key that user, password and responses give.</summary>
    private static byte[] SessionKey()
    {
        using var hashes = new NtlmHashes();
        var responseKey = hashes.ResponseKey(NtlmIdentity.NtHash(Credential), "User", "COSMO");
        var baseKey = hashes.HmacMd5(responseKey, Convert.FromHexString(CommunicatorTrace.NtProof));
        return hashes.Rc4(baseKey, Convert.FromHexString(CommunicatorTrace.EncryptedSessionKey)).ToArray();
    }
}
