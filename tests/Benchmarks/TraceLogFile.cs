using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace LyncResilience.Benchmarks;

/// <summary>Writes logs of the published shapes: sign-ins of many users by way of another pool, presence, and other components' lines.</summary>
internal sealed class TraceLogFile : IDisposable
{
    private readonly bool _isServer;
    private readonly StreamWriter _writer;
    private readonly string _token = Convert.ToBase64String(new byte[600]);
    private readonly string _presence;
    private DateTime _time = new(2017, 3, 2, 7, 0, 0);

    private TraceLogFile(Stream stream, bool isServer)
    {
        _isServer = isServer;
        _writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 20, leaveOpen: true) { NewLine = "\r\n" };
        StringBuilder presence = new("<categories xmlns=\"http://schemas.microsoft.com/2006/09/sip/categories\">\r\n");
        for (int i = 0; i < 12; i++)
        {
            presence.Append("  <category name=\"state\" instance=\"").Append(i).Append("\" publishTime=\"2017-03-02T07:00:00.000\" container=\"2\" version=\"1\"/>\r\n");
        }

        _presence = presence.Append("</categories>\r\n").ToString();
    }

    /// <summary>Messages written.</summary>
    public long Messages { get; private set; }

    /// <summary>Writes a log of at least that many bytes.</summary>
    /// <returns>How many messages it holds.</returns>
    public static long Write(string path, bool isServer, long bytes)
    {
        using FileStream file = File.Create(path);
        return Write(file, isServer, bytes);
    }

    /// <summary>Writes such a log to a stream, which stays open.</summary>
    /// <returns>How many messages it holds.</returns>
    public static long Write(Stream stream, bool isServer, long bytes)
    {
        using TraceLogFile log = new(stream, isServer);
        for (int user = 0; log._writer.BaseStream.Position < bytes; user++)
        {
            log.SignIn(user);
        }

        return log.Messages;
    }

    public void Dispose() => _writer.Dispose();

    private void SignIn(int user)
    {
        string common =
            $"From: \"User {user}\" <sip:user{user}@contoso.com>;tag=4a2b44d131;epid=8248ca9ebb\r\nTo: <sip:user{user}@contoso.com>\r\n"
            + $"Via: SIP/2.0/TLS 192.0.2.7:50327;branch=z9hG4bK.{user:x8};ms-received-port=50327;ms-received-cid=5D3F00\r\n"
            + $"Call-ID: 7a2e3c9b{user:x24}\r\nMax-Forwards: 70\r\n";
        Message("REGISTER sip:contoso.com SIP/2.0", common + Request(user, 1, string.Empty), string.Empty);
        Message("SIP/2.0 401 Unauthorized", common + "CSeq: 1 REGISTER\r\n" + Challenge("NTLM", string.Empty) + Challenge("Kerberos", "sip/") + "Server: RTC/5.0\r\n", string.Empty);
        Message("REGISTER sip:contoso.com SIP/2.0", common + Request(user, 2, $"Authorization: NTLM qop=\"auth\", realm=\"SIP Communications Service\", targetname=\"fe1.contoso.com\", gssapi-data=\"{_token}\", version=4\r\n"), string.Empty);
        Message(
            "SIP/2.0 301 Redirect request to Home Server",
            common + "CSeq: 2 REGISTER\r\nAuthentication-Info: NTLM qop=\"auth\", opaque=\"E44B1AA4\", srand=\"50E900F0\", snum=\"1\", rspauth=\"010000\", targetname=\"fe1.contoso.com\"\r\n"
            + "Contact: <sip:pool01.contoso.com:5061;transport=TLS>;q=0.7\r\nContact: <sip:pool02.contoso.com:5061;transport=TLS>;q=0.3\r\n", string.Empty);
        Message("SIP/2.0 200 OK", common + "CSeq: 3 REGISTER\r\npresence-state: register-action=\"added\";is-connected-to-primary=\"yes\"\r\nServer: RTC/6.0\r\nExpires: 300\r\n", string.Empty);
        Message($"NOTIFY sip:user{user}@contoso.com SIP/2.0", common + "CSeq: 4 NOTIFY\r\nEvent: presence\r\nContent-Type: application/msrtc-event-categories+xml\r\n", _presence);
    }

    private static string Challenge(string scheme, string prefix) =>
        $"WWW-Authenticate: {scheme} realm=\"SIP Communications Service\", targetname=\"{prefix}fe1.contoso.com\", version=4\r\n";

    private static string Request(int user, int sequence, string authorization) =>
        $"CSeq: {sequence} REGISTER\r\nContact: <sip:192.0.2.7:50327;transport=tls;ms-opaque={user:x10}>;methods=\"INVITE, MESSAGE, INFO, OPTIONS, BYE, CANCEL, NOTIFY, ACK, REFER, BENOTIFY\";proxy=replace;"
        + "+sip.instance=\"<urn:uuid:4bb3c2e5-0000-5a6f-8c62-5a0d0f2d9c11>\"\r\nUser-Agent: UCCAPI/15.0.4420.1017 OC/15.0.4420.1017 (Microsoft Lync)\r\n"
        + "Supported: gruu-10, adhoclist, msrtc-event-categories\r\nSupported: ms-userservices-state-notification\r\nSupported: ms-cluster-failover\r\nms-keep-alive: UAC;hop-hop=yes\r\nEvent: registration\r\n" + authorization;

    private void Message(string startLine, string headers, string body)
    {
        _time = _time.AddMilliseconds(3);
        Messages++;
        headers += string.Format(CultureInfo.InvariantCulture, "Content-Length: {0}\r\n", body.Length);
        if (_isServer)
        {
            string stamp = $"[fe1.contoso.com\\pool01.contoso.com]0584.0A44::{_time.ToString("MM'/'dd'/'yyyy-HH':'mm':'ss.fff", CultureInfo.InvariantCulture)}.{Messages:X8}";
            _writer.Write(
                $"TL_INFO(TF_COMPONENT) {stamp} (SIPStack,CRecvContext::ProcessMessage:RecvContext.cpp(512)) [156659184] ( 00000000012F3A40 ) Message was taken\r\n"
                + $"TL_INFO(TF_PROTOCOL) {stamp} (SIPStack,SIPAdminLog::ProtocolRecord::Flush:ProtocolRecord.cpp(265)) [156659184] $$begin_record\r\n"
                + $"Trace-Correlation-Id: 156659184\r\nInstance-Id: {Messages:X8}\r\nDirection: incoming;source=\"internal\"\r\nPeer: client.contoso.com:61182\r\nMessage-Type: request\r\n"
                + $"Start-Line: {startLine}\r\n{headers}Message-Body: {(body.Length == 0 ? "-\r\n" : body)}$$end_record\r\n\r\n");
            return;
        }

        string clientStamp = $"{_time.ToString("MM'/'dd'/'yyyy'|'HH':'mm':'ss.fff", CultureInfo.InvariantCulture)} 728:A3C INFO  :: ";
        string packet = $"Data Received - 192.0.2.8:5061 (To Local Address: 192.0.2.7:50327) {startLine.Length + headers.Length + body.Length + 4} bytes";
        _writer.Write(
            $"{clientStamp}SECURE_SOCKET: decrypted buffer length is {headers.Length} bytes and first 8 bytes are\r\n"
            + $"{clientStamp}{packet}:\r\n{clientStamp}{startLine}\r\n{headers}\r\n{body}\r\n{clientStamp}End of {packet}\r\n");
    }
}
