using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Traces;
using LyncResilience.Discovery.Traces.SignIns;

namespace LyncResilience.Discovery.Tests.Traces.SignIns;

/// <summary>Messages between a client and servers, to be written as the log of either.</summary>
internal sealed class TracedConversation
{
    public const string FrontEnd1 = "A-L14FE1.shudlab.net";
    public const string FrontEnd2 = "A-L14FE2.shudlab.net";
    public const string Full = "register-action=\"added\";primary-cluster-type=\"central\";is-connected-to-primary=\"yes\"";
    public const string Limited = "register-action=\"added\";primary-cluster-type=\"central\";is-connected-to-primary=\"no\";user-services-state=unavailable";

    private static readonly DateTime s_begin = new(2012, 5, 3, 9, 0, 0);

    public sealed record Line(double Seconds, string Server, bool IsRequest, string Text);

    public List<Line> Lines { get; } = [];

    /// <summary>The pool in the logs of the servers; null leaves it out as Lync Server 2010 does.</summary>
    public string? Pool { get; init; }

    /// <summary>The three REGISTERs and what ends them, a tenth of a second apart.</summary>
    public TracedConversation SignIn(double at, string server, string final, string user = "ClientUser2", string epid = "e1", string? call = null, int cseq = 1)
    {
        string id = call ?? $"call-{user}-{epid}-{server}";
        Request(at, server, user, epid, id, cseq, null);
        Challenge(at + 0.1, server, user, epid, id, cseq, isToken: false);
        Request(at + 0.2, server, user, epid, id, cseq + 1, "NTLM gssapi-data=\"\"");
        Challenge(at + 0.3, server, user, epid, id, cseq + 1, isToken: true);
        Request(at + 0.4, server, user, epid, id, cseq + 2, "NTLM gssapi-data=\"VE9LRU4=\"");
        return Answer(at + 0.5, server, user, epid, id, cseq + 2, final);
    }

    public TracedConversation Request(double at, string server, string user, string epid, string call, int cseq, string? authorization, string? extra = null) =>
        Add(at, server, true, $"REGISTER sip:shudlab.net SIP/2.0\n{Head(user, epid, call, cseq)}"
            + $"Contact: <sip:10.0.0.9:50327;transport=tls>;proxy=replace\n{extra}{(authorization is null ? null : $"Authorization: {authorization}\n")}");

    public TracedConversation Challenge(double at, string server, string user, string epid, string call, int cseq, bool isToken) =>
        Add(at, server, false, $"SIP/2.0 401 Unauthorized\n{Head(user, epid, call, cseq)}Server: RTC/4.0\n" + (isToken
            ? $"WWW-Authenticate: NTLM opaque=\"1\", gssapi-data=\"VE9LRU4=\", targetname=\"{server}\", realm=\"SIP Communications Service\", version=4\n"
            : $"WWW-Authenticate: NTLM realm=\"SIP Communications Service\", targetname=\"{server}\", version=4\nWWW-Authenticate: Kerberos realm=\"SIP Communications Service\", targetname=\"sip/{server}\", version=4\n"));

    /// <summary>The answer to credentials: a status line, then further header lines.</summary>
    public TracedConversation Answer(double at, string server, string user, string epid, string call, int cseq, string final) =>
        Add(at, server, false, $"SIP/2.0 {final.Split('\n')[0]}\n{Head(user, epid, call, cseq)}Server: RTC/4.0\n"
            + (final.StartsWith("401", StringComparison.Ordinal)
                ? $"WWW-Authenticate: NTLM realm=\"SIP Communications Service\", targetname=\"{server}\", version=4\n"
                : $"Authentication-Info: NTLM qop=\"auth\", opaque=\"1\", targetname=\"{server}\", realm=\"SIP Communications Service\", version=4\n")
            + string.Concat(final.Split('\n').Skip(1).Select(line => line + "\n")));

    public TracedConversation Notify(double at, string server, string user, string epid, string call, string reason, string preferred) =>
        Add(at, server, false, $"NOTIFY sip:10.0.0.9:50327 SIP/2.0\nVia: SIP/2.0/TLS 10.0.0.1;branch=z9n\nFrom: <sip:{user}@shudlab.net>;tag=9\nTo: <sip:{user}@shudlab.net>;epid={epid}\n"
            + $"Call-ID: {call}\nCSeq: 1 NOTIFY\nEvent: registration-notify\nP-Preferred-Registrar: <sip:{preferred}:5061;transport=TLS>\nContent-Type: text/registration-event\n\nderegistered;event={reason}");

    public static string Served(string state = Full) => $"200 OK\npresence-state: {state}\nExpires: 7200";

    public static string Redirected(string primary = FrontEnd2, string? backup = FrontEnd1) => "301 Redirect request to Home Server\n"
        + (backup is null ? $"Contact: <sip:{primary}:5061;transport=TLS>" : $"Contact: <sip:{backup}:5061;transport=TLS>;q=0.3\nContact: <sip:{primary}:5061;transport=TLS>;q=0.7");

    /// <summary>The client's log.</summary>
    public List<SipTraceMessage> AsClient(TimeZoneInfo? zone = null)
    {
        var log = new StringBuilder();
        foreach (Line line in Lines)
        {
            string time = Time(line.Seconds, "MM/dd/yyyy|HH:mm:ss.fff");
            (string head, string body) = Split(line.Text);
            string packet = $"{head}\nContent-Length: {body.Length}\n\n{body}";
            bool isSent = line.IsRequest;
            string told = $"{(isSent ? "Sending Packet" : "Data Received")} - {Address(line.Server)}:5061 ({(isSent ? "From" : "To")} Local Address: 10.0.0.9:50327) {packet.Replace("\n", "\r\n").Length} bytes";
            log.Append($"{time} 728:A3C INFO  :: {told}:\n{time} 728:A3C INFO  :: {packet}\n{time} 728:A3C INFO  :: End of {told}\n");
        }

        return Read("client.uccapilog", log.ToString(), zone);
    }

    /// <summary>The log of one server, in the form of Lync Server 2010, or with a pool in that of its successors.</summary>
    public string ServerLog(string server, double clockAhead = 0)
    {
        var log = new StringBuilder();
        foreach (Line line in Lines.Where(line => line.Server == server))
        {
            (string head, string body) = Split(line.Text);
            string time = Time(line.Seconds + clockAhead, "MM/dd/yyyy-HH:mm:ss.fff");
            log.Append($"TL_INFO(TF_PROTOCOL) [{(Pool is null ? "0" : $"{server}\\{Pool}")}]06E4.0EB4::{time}.00005386 (SIPStack,SIPAdminLog::TraceProtocolRecord:SIPAdminLog.cpp(125)) $$begin_record\n")
                .Append($"Direction: {(line.IsRequest ? "incoming" : "outgoing")};source=\"internal edge\";destination=\"external edge\"\nPeer: 10.0.0.9:50327\n")
                .Append($"Message-Type: {(line.Text.StartsWith("SIP/", StringComparison.Ordinal) ? "response" : "request")}\nStart-Line: {head}\nMessage-Body: {(body.Length == 0 ? "-" : body)}\n$$end_record\n\n");
        }

        return log.ToString();
    }

    public List<SipTraceMessage> AsServer(string server) => Read(server + ".log", ServerLog(server), null);

    /// <summary>The logs of several servers, read together.</summary>
    public List<SipTraceMessage> AsServers(params (string Server, double ClockAhead)[] servers) =>
        [.. servers.SelectMany(server => Read(server.Server + ".log", ServerLog(server.Server, server.ClockAhead), null)).OrderBy(message => message.Time)];

    public static List<SignInPath> Paths(IEnumerable<SipTraceMessage> messages, SignInTraceOptions? options = null) => [.. new SignInTraceReader(options).Read(messages)];

    public static string Address(string server) => server switch { FrontEnd1 => "10.0.0.1", FrontEnd2 => "10.0.0.2", _ => "10.0.0.3" };

    private static string Head(string user, string epid, string call, int cseq) =>
        $"Via: SIP/2.0/TLS 10.0.0.9:50327;branch=z9hG4bK{call.Length}{cseq}\nFrom: <sip:{user}@shudlab.net>;tag=4a2b;epid={epid}\nTo: <sip:{user}@shudlab.net>\nCall-ID: {call}\nCSeq: {cseq} REGISTER\n";

    private static (string Head, string Body) Split(string text)
    {
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? (text.TrimEnd('\n'), string.Empty) : (text.Substring(0, end), text.Substring(end + 2));
    }

    private static string Time(double seconds, string format) => s_begin.AddSeconds(seconds).ToString(format, CultureInfo.InvariantCulture);

    private static List<SipTraceMessage> Read(string name, string log, TimeZoneInfo? zone) =>
        [.. new TraceReader(new TraceReaderOptions { TimeZone = zone }).Read(new MemoryStream(Encoding.UTF8.GetBytes(log.Replace("\n", "\r\n"))), name)];

    private TracedConversation Add(double at, string server, bool isRequest, string text)
    {
        Lines.Add(new Line(at, server, isRequest, text));
        return this;
    }
}
