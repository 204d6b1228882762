using System;
using System.Text;
using LyncResilience.Discovery.Authentication.Ntlm;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>NTLM as the adversary offers it.</summary>
internal static class Challenges
{
    public const string Offer = "NTLM realm=\"SIP Communications Service\", targetname=\"fe1.contoso.com\", version=4";

    public const NtlmFlags Strong = NtlmFlags.Unicode | NtlmFlags.Ntlm | NtlmFlags.Sign | NtlmFlags.AlwaysSign | NtlmFlags.Datagram
        | NtlmFlags.ExtendedSessionSecurity | NtlmFlags.TargetInfo | NtlmFlags.Key128 | NtlmFlags.KeyExchange;

    public static TargetInfo Info => new TargetInfo().Add(AvId.NetBiosDomainName, "CONTOSO").Add(AvId.DnsComputerName, "fe1.contoso.com");

    public static Func<SipRequest, SipResponse> With(NtlmFlags flags) => Of(NtlmChallenge.Write(flags, new byte[8], "CONTOSO", Info));

    public static Func<SipRequest, SipResponse> With(TargetInfo info) => Of(NtlmChallenge.Write(Strong, new byte[8], "CONTOSO", info));

    /// <summary>A challenge whose target information is these octets, right or wrong.</summary>
    public static Func<SipRequest, SipResponse> WithRawInfo(byte[] info)
    {
        byte[] head = NtlmChallenge.Write(Strong, new byte[8], string.Empty, new TargetInfo());
        byte[] token = [.. head[..56], .. info];
        LittleEndian.WriteUInt16(token, 40, info.Length);
        LittleEndian.WriteUInt16(token, 42, info.Length);
        return Of(token);
    }

    public static Func<SipRequest, SipResponse> Of(byte[] token) =>
        HostilePeer.Offer($"{Offer}, opaque=\"0BADCAFE\", gssapi-data=\"{Convert.ToBase64String(token)}\"");

    /// <summary>Offers NTLM, sends this challenge, and then says yes to anything.</summary>
    public static Func<SipRequest, SipResponse>[] ThenYes(Func<SipRequest, SipResponse> challenge) => [HostilePeer.Offer(Offer), challenge, HostilePeer.Accept];

    public static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);
}
