using System.Text;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Tests.Sip;

/// <summary>Messages of the shapes that Lync clients and registrars exchange, with documentation names and addresses.</summary>
internal static class SipSamples
{
    public const string Register =
        "REGISTER sip:contoso.com SIP/2.0\r\n" +
        "Via: SIP/2.0/TLS 192.0.2.1:4320\r\n" +
        "From: <sip:alice@contoso.com>;tag=4a2b44d131;epid=8248ca9ebb\r\n" +
        "To: <sip:alice@contoso.com>\r\n" +
        "Call-ID: 7a2e3c9b\r\n" +
        "CSeq: 169 REGISTER\r\n" +
        "Contact: <sip:192.0.2.1:4320;transport=tls>;proxy=replace;+sip.instance=\"<urn:uuid:8ac0f5d2-0000-0000-0000-000000000001>\"\r\n" +
        "Supported: gruu-10, adhoclist, msrtc-event-categories\r\n" +
        "Supported: ms-userservices-state-notification,ms-cluster-failover\r\n" +
        "ms-keep-alive: UAC;hop-hop=yes\r\n" +
        "Event: registration\r\n" +
        "Content-Length: 0\r\n\r\n";

    public const string Challenge =
        "SIP/2.0 401 Unauthorized\r\n" +
        "ms-user-logon-data: RemoteUser\r\n" +
        "Date: Tue, 24 Oct 2017 13:28:50 GMT\r\n" +
        "WWW-Authenticate: NTLM realm=\"SIP Communications Service\", targetname=\"fe01.contoso.com\", version=4\r\n" +
        "WWW-Authenticate: Kerberos realm=\"SIP Communications Service\", targetname=\"sip/fe01.contoso.com\", version=4\r\n" +
        "WWW-Authenticate: TLS-DSK realm=\"SIP Communications Service\", targetname=\"fe01.contoso.com\", version=4, sts-uri=\"https://fe01.contoso.com:443/CertProv/CertProvisioningService.svc\"\r\n" +
        "Via: SIP/2.0/tls 192.0.2.1:4320;received=192.0.2.1;ms-received-port=65100;ms-received-cid=5D3F00\r\n" +
        "CSeq: 169 REGISTER\r\n" +
        "Server: RTC/5.0\r\n" +
        "Content-Length: 0\r\n\r\n";

    public const string TwoContacts =
        "SIP/2.0 301 Redirect request to Home Server\r\n" +
        "Authentication-Info: TLS-DSK qop=\"auth\", opaque=\"E44B1AA4\", srand=\"50E900F0\", snum=\"1\", rspauth=\"23003a\", targetname=\"dir01.contoso.com\", realm=\"SIP Communications Service\", version=4\r\n" +
        "CSeq: 3 REGISTER\r\n" +
        "Contact: <sip:pool01.contoso.com:5061;transport=TLS>;q=0.7\r\n" +
        "Contact: <sip:pool02.contoso.com:5061;transport=TLS>;q=0.3\r\n" +
        "Content-Length: 0\r\n\r\n";

    public const string OneContact =
        "SIP/2.0 301 Redirect request to Home Server\r\n" +
        "CSeq: 3 REGISTER\r\n" +
        "Contact: <sip:192.0.2.5:5061;transport=tls>\r\n" +
        "Expires: 2592000\r\n" +
        "Content-Length: 0\r\n\r\n";

    public const string Registered =
        "SIP/2.0 200 OK\r\n" +
        "ms-keep-alive: UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300\r\n" +
        "Contact: <sip:192.0.2.1:4320;transport=tls>;expires=7200;+sip.instance=\"<urn:uuid:8ac0f5d2-0000-0000-0000-000000000001>\";gruu=\"sip:alice@contoso.com;opaque=user:epid:x;gruu\"\r\n" +
        "Expires: 7200\r\n" +
        "presence-state: register-action=\"added\";primary-cluster-type=\"central\";is-connected-to-primary=\"yes\"\r\n" +
        "Allow-Events: vnd-microsoft-provisioning,vnd-microsoft-provisioning-v2\r\n" +
        "Server: RTC/6.0\r\n" +
        "CSeq: 3 REGISTER\r\n" +
        "Content-Length: 0\r\n\r\n";

    public const string MovedHome =
        "NOTIFY sip:192.0.2.1:4320;transport=tls SIP/2.0\r\n" +
        "Call-ID: 7a2e3c9b\r\n" +
        "CSeq: 1 NOTIFY\r\n" +
        "Event: registration-notify\r\n" +
        "subscription-state: terminated;expires=0\r\n" +
        "P-Preferred-Registrar: sip:pool01.contoso.com:5061;transport=tls\r\n" +
        "ms-diagnostics-public: 4141;reason=\"User disabled\"\r\n" +
        "Content-Type: text/registration-event\r\n" +
        "Content-Length: 45\r\n\r\n" +
        "deregistered;event=preferred-registrar-change";

    public static string[] All => [Register, Challenge, TwoContacts, OneContact, Registered, MovedHome];

    public static SipMessage Parse(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return SipParser.Parse(bytes, bytes.Length);
    }
}
