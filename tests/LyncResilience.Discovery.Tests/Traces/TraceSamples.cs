using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Traces;
using Xunit;

namespace LyncResilience.Discovery.Tests.Traces;

/// <summary>Synthetic logs of the published shapes, with documentation names and addresses.</summary>
internal static class TraceSamples
{
    /// <summary>Stands wherever a credential stands; nothing that is shown may hold it.</summary>
    public const string Secret = "U2VjcmV0VG9rZW4";

    public const string Stamp2010 =
        "TL_INFO(TF_PROTOCOL) [0]06E4.0EB4::01/18/2012-05:00:43.101.00005386 (SIPStack,SIPAdminLog::TraceProtocolRecord:SIPAdminLog.cpp(125))$$begin_record";

    public const string StampCls =
        "TL_INFO(TF_PROTOCOL) [fe1.contoso.com\\pool01.contoso.com]0584.0A44::03/02/2017-07:10:46.230.0000773E (SIPStack,SIPAdminLog::ProtocolRecord::Flush:ProtocolRecord.cpp(265)) [156659184] $$begin_record";

    public const string Register =
        "REGISTER sip:contoso.com SIP/2.0\n"
        + "Via: SIP/2.0/TLS 192.0.2.7:50327\n"
        + "From: \"Alice\" <sip:alice@contoso.com>;tag=4a2b44d131;epid=8248ca9ebb\n"
        + "To: <sip:alice@contoso.com>\n"
        + "Call-ID: 7a2e3c9b\n"
        + "CSeq: 3 REGISTER\n"
        + "Contact: <sip:192.0.2.7:50327;transport=tls>;proxy=replace;+sip.instance=\"<urn:uuid:4bb3c2e5-0000-5a6f-8c62-5a0d0f2d9c11>\"\n"
        + "Authorization: NTLM qop=\"auth\", realm=\"SIP Communications Service\", opaque=\"85185AE4\", targetname=\"fe1.contoso.com\", version=4, gssapi-data=\"" + Secret + "\", crand=\"" + Secret + "\", cnum=\"1\", response=\"" + Secret + "\"\n"
        + "Content-Length: 0\n";

    public const string Challenge =
        "SIP/2.0 401 Unauthorized\n"
        + "Date: Tue, 24 Oct 2017 13:28:50 GMT\n"
        + "WWW-Authenticate: NTLM opaque=\"85185AE4\", gssapi-data=\"" + Secret + "\", targetname=\"fe1.contoso.com\", realm=\"SIP Communications Service\", version=4\n"
        + "WWW-Authenticate: Kerberos realm=\"SIP Communications Service\", targetname=\"sip/fe1.contoso.com\", version=4\n"
        + "From: \"Alice\" <sip:alice@contoso.com>;tag=4a2b44d131;epid=8248ca9ebb\n"
        + "To: <sip:alice@contoso.com>;tag=5D3F00\n"
        + "Call-ID: 7a2e3c9b\n"
        + "CSeq: 2 REGISTER\n"
        + "Server: RTC/5.0\n"
        + "Content-Length: 0\n";

    public const string Redirect =
        "SIP/2.0 301 Redirect request to Home Server\n"
        + "Authentication-Info: TLS-DSK qop=\"auth\", opaque=\"E44B1AA4\", srand=\"" + Secret + "\", snum=\"1\", rspauth=\"" + Secret + "\", targetname=\"dir1.contoso.com\", realm=\"SIP Communications Service\", version=4\n"
        + "From: \"Alice\" <sip:alice@contoso.com>;tag=4a2b44d131;epid=8248ca9ebb\n"
        + "To: <sip:alice@contoso.com>;tag=5D3F01\n"
        + "Call-ID: 7a2e3c9b\n"
        + "CSeq: 3 REGISTER\n"
        + "Contact: <sip:pool01.contoso.com:5061;transport=TLS>;q=0.7\n"
        + "Contact: <sip:pool02.contoso.com:5061;transport=TLS>;q=0.3\n"
        + "Content-Length: 0\n";

    public const string Registered =
        "SIP/2.0 200 OK\n"
        + "From: <sip:alice@contoso.com>;tag=4a2b44d131;epid=8248ca9ebb\n"
        + "To: <sip:alice@contoso.com>;tag=5D3F02\n"
        + "Call-ID: 7a2e3c9b\n"
        + "CSeq: 4 REGISTER\n"
        + "presence-state: register-action=\"added\";primary-cluster-type=\"central\";is-connected-to-primary=\"no\"\n"
        + "Server: RTC/6.0\n"
        + "Expires: 300\n"
        + "Content-Length: 0\n";

    public const string Refused =
        "SIP/2.0 404 Not Found\n"
        + "From: <sip:nobody@contoso.com>;tag=1\n"
        + "To: <sip:nobody@contoso.com>;tag=2\n"
        + "Call-ID: refused\n"
        + "CSeq: 1 REGISTER\n"
        + "ms-diagnostics: 4005;reason=\"Destination URI either not enabled for SIP or does not exist\";source=\"pool01.contoso.com\"\n"
        + "Content-Length: 0\n";

    public const string MovedBody = "deregistered;event=preferred-registrar-change";

    public static readonly string Moved =
        "NOTIFY sip:alice@contoso.com SIP/2.0\n"
        + "From: <sip:alice@contoso.com>;tag=7\n"
        + "To: <sip:alice@contoso.com>;tag=4a2b44d131\n"
        + "Call-ID: 7a2e3c9b\n"
        + "CSeq: 5 NOTIFY\n"
        + "Event: registration-notify\n"
        + "P-Preferred-Registrar: <sip:pool01.contoso.com>\n"
        + "Content-Type: text/registration-event\n"
        + $"Content-Length: {MovedBody.Length}\n";

    public const string Diagnostic =
        "TL_WARN(TF_DIAG) [edge1\\edge]0584.0A48::03/02/2017-07:10:46.231.0000773F (SIPStack,SIPAdminLog::WriteDiagnosticEvent:SIPAdminLog.cpp(830)) [156659184] $$begin_record\n"
        + "Severity: warning\n"
        + "Text: The domain of the message resolved by DNS SRV but none of the FQDNs is in the same domain\n"
        + "Result-Code: 0xc3e93d6f SIPPROXY_E_EPROUTING_MSG_ALLOWED_DOMAIN_NO_SRV_MATCH\n"
        + "SIP-Start-Line: INVITE sip:bob@example.com SIP/2.0\n"
        + "SIP-Call-ID: d1a9\n"
        + "SIP-CSeq: 2066245576 INVITE\n"
        + "Peer: vcs.example.com:25002\n"
        + "Data: domain=\"example.com\"; fqdn1=\"vcs.example.com:5061\"\n"
        + "$$end_record\n";

    /// <summary>A log of each kind that is read, by the name that the kind has in the code: what holds for all of them is tried with these.</summary>
    public static readonly IReadOnlyDictionary<string, string> Logs = new Dictionary<string, string>
    {
        ["server"] = Server(Register) + Diagnostic + Server(Redirect, StampCls) + Server(Moved, body: MovedBody),
        ["client"] = Client(Register, isSent: true) + Client(Redirect) + Client(Moved, MovedBody),
    };

    /// <summary>A record of a server's log.</summary>
    public static string Server(string message, string stamp = Stamp2010, string direction = "incoming", string body = "-") =>
        stamp + "\nTrace-Correlation-Id: 2003888399\nInstance-Id: 0000C23F\nDirection: " + direction + ";source=\"internal edge\";destination=\"external edge\"\n"
        + "Peer: client.contoso.com:61182\nMessage-Type: " + (message.StartsWith("SIP/", StringComparison.Ordinal) ? "response" : "request")
        + "\nStart-Line: " + message + "Message-Body: " + body + "\n$$end_record\n";

    /// <summary>A packet of a client's log.</summary>
    public static string Client(string message, string body = "", bool isSent = false, string time = "12/20/2010|11:56:24.001", string thread = "728:A3C")
    {
        string words = isSent ? "Sending Packet - 192.0.2.8:5061 (From" : "Data Received - 192.0.2.8:5061 (To";
        string packet = message + "\n" + body;
        string told = $"{words} Local Address: 192.0.2.7:50327) {Encoding.UTF8.GetByteCount(packet.Replace("\n", "\r\n"))} bytes";
        return $"{time} {thread} INFO  :: {told}:\n{time} {thread} INFO  :: {packet}\n{time} {thread} INFO  :: End of {told}\n";
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n").Replace("\n", "\r\n"));

    public static List<SipTraceMessage> Read(string text, TraceReaderOptions? options = null) => Read(Bytes(text), options);

    public static List<SipTraceMessage> Read(byte[] bytes, TraceReaderOptions? options = null) =>
        Read(new MemoryStream(bytes), options);

    public static List<SipTraceMessage> Read(Stream stream, TraceReaderOptions? options = null) =>
        [.. new TraceReader(options).Read(stream, "sample.log", TestContext.Current.CancellationToken)];

    public static List<SipTraceMessage> ReadFiles(TraceReaderOptions? options, params string[] paths) =>
        [.. new TraceReader(options).Read(paths, TestContext.Current.CancellationToken)];

    /// <summary>Reads and says what was damaged.</summary>
    public static (List<SipTraceMessage> Messages, TraceDamage? Damage) ReadDamaged(byte[] bytes)
    {
        var damage = new List<TraceDamage>();
        List<SipTraceMessage> messages = Read(bytes, new TraceReaderOptions { Damaged = damage.Add });
        return (messages, damage.SingleOrDefault());
    }
}
