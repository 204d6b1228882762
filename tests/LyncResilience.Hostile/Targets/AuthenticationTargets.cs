using System;
using System.Collections.Generic;
using System.Net;
using System.Text;
using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Authentication.Ntlm;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.Tests.Authentication;
using LyncResilience.Hostile.Running;
using LyncResilience.Lab.Authentication;
using Xunit;

namespace LyncResilience.Hostile.Targets;

/// <summary>Connectionless NTLM has no NEGOTIATE token (MS-NLMP 1.3.1.3), so nothing reads one; what stands at its place is an empty text.</summary>
internal static class AuthenticationTargets
{
    private static readonly byte[] s_challenge = Convert.FromHexString(CommunicatorTrace.Challenge);
    private static readonly byte[] s_authenticate = Convert.FromHexString(CommunicatorTrace.Authenticate);
    private static readonly Type[] s_documented = [typeof(AuthenticationFormatException)];
    private static readonly RegistrarAccount s_user = new("COSMO", "User", "user@cosmo.local", "Pa$$word");

    public static IEnumerable<Target> All =>
    [
        new(
            "authentication-header", "AuthenticationHeader.Parse",
            Input.Texts(
                CommunicatorTrace.Response().Header("Authentication-Info")!,
                "NTLM realm=\"SIP Communications Service\", targetname=\"fe01.contoso.com\", version=4, gssapi-data=\"\", opaque=\"2BDBAC9D\"",
                "TLS-DSK qop=\"auth\", realm=\"a \\\"b\\\" c\", crand=\"0\", cnum=\"1\", response=\"ff\", sts-uri=\"https://fe01.contoso.com:443/\""),
            ["NTLM ", "realm=\"", "targetname=\"", "version=", "gssapi-data=\"", "\\\"", "\\", "\",", ", ", "="], s_documented, ReadHeader),
        new("ntlm-challenge", "NtlmChallenge.Parse, SipAssociation", [s_challenge], ["NTLMSSP\0"], s_documented, ReadChallenge),
        new("ntlm-authenticate", "NtlmAuthenticate.Parse, NtlmServer.Verify", [s_authenticate], ["NTLMSSP\0"], s_documented, ReadAuthenticate),
        new("ntlm-target-info", "TargetInfo.Parse", [Convert.FromHexString(CommunicatorTrace.TargetInfo)], [], s_documented, bytes => TargetInfo.Parse(bytes, 0, bytes.Length)),
    ];

    private static void ReadHeader(byte[] bytes)
    {
        string written = Read(Encoding.Latin1.GetString(bytes));
        Assert.Equal(written, Read(written));
        _ = AuthenticationOffer.Of(new SipResponse(401, "Unauthorized", [new SipHeader("WWW-Authenticate", written)])).Refusal;

        static string Read(string text)
        {
            AuthenticationHeader header = AuthenticationHeader.Parse(text);
            _ = (header.Version, header.TargetName);
            return header.ToHeaderValue();
        }
    }

    // A whole sign-in answers the challenge, if it can be answered.
    private static void ReadChallenge(byte[] bytes)
    {
        NtlmChallenge.Parse(bytes);
        using var random = new ScriptedRandom([]);
        using var association = new SipAssociation(new NetworkCredential("User", "Pa$$word", "COSMO"), AuthenticationOffer.Of(Asked(null)), random, () => CommunicatorTrace.Time);
        if (association.Accept(Asked(bytes)) == AssociationState.NeedsRequest)
        {
            association.Authorize(CommunicatorTrace.Request);
        }
    }

    private static void ReadAuthenticate(byte[] bytes)
    {
        _ = NtlmAuthenticate.Parse(bytes).ToString();
        NtlmServer.Verify(s_challenge, bytes, [s_user], out _, out NtlmSession? session);
        session?.Dispose();
    }

    private static SipResponse Asked(byte[]? token) => new(407, "Proxy Authentication Required",
    [
        new SipHeader("Proxy-Authenticate", "NTLM realm=\"r\", targetname=\"t\", version=4" + (token is null ? string.Empty : $", gssapi-data=\"{Convert.ToBase64String(token)}\"")),
    ]);
}
