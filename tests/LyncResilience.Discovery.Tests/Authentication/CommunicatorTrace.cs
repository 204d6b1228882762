using System;
using System.Text;

using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Tests.Authentication;

/// <summary>
/// A sign-in of Office Communicator 2007 R2 at Office Communications Server 2007 R2, version 4 of the protocol, as the SIPE
/// project published it (src/core/sip-sec-ntlm-tests.c): user "User" of COSMO, password "Pa$$word".
/// </summary>
internal static class CommunicatorTrace
{
    public const string Opaque = "2BDBAC9D";
    public const string TargetName = "cosmo-ocs-r2.cosmo.local";
    public const string Realm = "SIP Communications Service";
    public const string Workstation = "COSMO-OCS-R2";
    public const string ClientChallenge = "D6AE875CB0FDAA41";
    public const string EncryptedSessionKey = "31CB739E1CA80A498591E8AE797115E4";
    public const string LmResponse = "A1E92EFE4E078BF7C5C0049ACC6166C2D6AE875CB0FDAA41";
    public const string NtProof = "8DC0C800AE76ECA606D2B9FBEBD04731";
    public const string ClientSalt = "13317733";
    public const string RequestSignature = "0100000029618E9651B65A7764000000";
    public const string ResponseSignature = "01000000E615438A917661BE64000000";

    public const string Challenge =
        "4E544C4D53535000020000000000000038000000F38298E2DD1BAAF4E7E218D1000000000000000096009600380000000502CE0E0000000F" + TargetInfo;

    public const string TargetInfo =
        "02000A0043004F0053004D004F000100180043004F0053004D004F002D004F00430053002D00520032000400160063006F0073006D006F002E006C00"
        + "6F00630061006C000300300063006F0073006D006F002D006F00630073002D00720032002E0063006F0073006D006F002E006C006F00630061006C00"
        + "0500160063006F0073006D006F002E006C006F00630061006C0000000000";

    public const string Authenticate =
        "4E544C4D53535000030000001800180072000000C600C6008A0000000A000A00480000000800080052000000180018005A00000010001000500100005582"
        + "98620502CE0E0000000F43004F0053004D004F00550073006500720043004F0053004D004F002D004F00430053002D0052003200" + LmResponse
        + NtProof + "010100000000000059519A1727B9CA01" + ClientChallenge + "00000000" + TargetInfo + "00000000" + EncryptedSessionKey;

    public const string RequestText =
        "<NTLM><13317733><1><SIP Communications Service><cosmo-ocs-r2.cosmo.local><4037df9284354df39065195bd57a4b14><3><REGISTER>"
        + "<sip:user@cosmo.local><3e49177a52><sip:user@cosmo.local><><><><>";

    public const string ResponseText =
        "<NTLM><9616454F><1><SIP Communications Service><cosmo-ocs-r2.cosmo.local><4037df9284354df39065195bd57a4b14><3><REGISTER>"
        + "<sip:user@cosmo.local><3e49177a52><sip:user@cosmo.local><5E61CCD925D17E043D9A74835A88F664><><><7200><200>";

    /// <summary>When the client answered: the FILETIME in its token.</summary>
    public static DateTimeOffset Time => DateTimeOffset.FromFileTime(0x01CAB927179A5159);

    /// <summary>The third REGISTER without its Proxy-Authorization.</summary>
    public static SipRequest Request => (SipRequest)Parse("""
        REGISTER sip:cosmo.local SIP/2.0
        Via: SIP/2.0/TLS 192.168.172.6:12723
        Max-Forwards: 70
        From: <sip:user@cosmo.local>;tag=3e49177a52;epid=c8ca638a15
        To: <sip:user@cosmo.local>
        Call-ID: 4037df9284354df39065195bd57a4b14
        CSeq: 3 REGISTER
        User-Agent: UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)
        Event: registration
        Content-Length: 0
        """);

    public static SipResponse Response(string rspauth = ResponseSignature) => (SipResponse)Parse($"""
        SIP/2.0 200 OK
        Authentication-Info: NTLM rspauth="{rspauth}", srand="9616454F", snum="1", opaque="2BDBAC9D", qop="auth", targetname="cosmo-ocs-r2.cosmo.local", realm="SIP Communications Service"
        From: "User"<sip:user@cosmo.local>;tag=3e49177a52;epid=c8ca638a15
        To: <sip:user@cosmo.local>;tag=5E61CCD925D17E043D9A74835A88F664
        Call-ID: 4037df9284354df39065195bd57a4b14
        CSeq: 3 REGISTER
        Via: SIP/2.0/TLS 192.168.172.6:12723;ms-received-port=12723;ms-received-cid=2600
        Expires: 7200
        presence-state: register-action="added"
        Server: RTC/3.5
        Content-Length: 0
        """);

    public static SipMessage Parse(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n") + "\r\n\r\n");
        return SipParser.Parse(bytes, bytes.Length);
    }
}
