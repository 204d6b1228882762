using System;
using System.Collections.Generic;
using System.Text;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Traces;

/// <summary>Reads the text of a record, of a server's log or of a client's.</summary>
internal static class TraceDetailsReader
{
    private const string EndMark = "$$end_record";

    /// <summary>
    /// Reads a server's record: its stamp, what the server says about the message, and the message itself with
    /// <c>Message-Body: -</c> where it has no body.
    /// </summary>
    /// <param name="text">The record without credentials.</param>
    /// <param name="bytes">The record's bytes, for its stamp.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="isComplete">Whether it is whole.</param>
    public static TraceDetails ReadServer(string text, byte[] bytes, SipTraceKind kind, bool isComplete)
    {
        TraceStampReader.TryReadServer(bytes, 0, bytes.Length, out TraceStamp stamp);
        int end = isComplete ? text.LastIndexOf(EndMark, StringComparison.Ordinal) : -1;
        string record = end < 0 ? text : text.Substring(0, end);
        var facts = new TraceHead(record, record.IndexOf('\n') + 1, isComplete);
        facts.ReadTo(kind == SipTraceKind.Message ? "Start-Line" : null, false);
        var head = new TraceHead(record, facts.Position, isComplete);
        head.ReadTo("Message-Body", false);
        string? origin = stamp.Origin.Text(bytes);
        bool isProcessor = origin is null || SipText.IsDigits(origin);
        int separator = isProcessor ? -1 : origin!.IndexOf('\\');
        return new TraceDetails
        {
            Direction = Direction(facts.Find("Direction")),
            Peer = facts.Find("Peer") ?? facts.Find("Peer-IP"),
            Component = stamp.Component.Text(bytes),
            Machine = isProcessor ? null : separator < 0 ? origin : origin!.Substring(0, separator),
            Pool = separator < 0 ? null : origin!.Substring(separator + 1),
            ProcessId = stamp.ProcessId,
            ThreadId = stamp.ThreadId,
            Level = stamp.Level.Text(bytes),
            Flag = stamp.Flag.Text(bytes),
            Correlation = stamp.Correlation.Text(bytes) ?? facts.Find("Trace-Correlation-Id"),
            StartLine = facts.Find(kind == SipTraceKind.Message ? "Start-Line" : "SIP-Start-Line") ?? string.Empty,
            Headers = kind == SipTraceKind.Message ? WithoutBody(head) : facts.Headers,
            Body = kind == SipTraceKind.Message ? ServerBody(record, head) : string.Empty,
        };
    }

    /// <summary>Reads a message of a client's log, as it was on the wire but for the stamp before its start line.</summary>
    /// <param name="text">The message without credentials.</param>
    /// <param name="start">Where the start line begins, after the stamp.</param>
    /// <param name="packet">What the log says about its packet.</param>
    /// <param name="isComplete">Whether it is whole.</param>
    public static TraceDetails ReadClient(string text, int start, ClientPacket packet, bool isComplete)
    {
        int lineEnd = text.IndexOf('\n', Math.Min(start, text.Length));
        var head = new TraceHead(text, lineEnd < 0 ? text.Length : lineEnd + 1, isComplete);
        head.ReadTo(null, true);
        return new TraceDetails
        {
            Direction = packet.Direction,
            Peer = packet.Peer,
            LocalEndpoint = packet.LocalEndpoint,
            ProcessId = packet.ProcessId,
            ThreadId = packet.ThreadId,
            Level = packet.Level,
            StartLine = text.Substring(Math.Min(start, text.Length), Math.Max(0, (lineEnd < 0 ? text.Length : lineEnd) - start)).Trim(),
            Headers = head.Headers,
            Body = text.Substring(head.Position),
        };
    }

    // incoming;source="internal edge";destination="external edge"
    private static SipTraceDirection Direction(string? value) =>
        value is null ? SipTraceDirection.Unknown
        : value.StartsWith("incoming", StringComparison.OrdinalIgnoreCase) ? SipTraceDirection.Incoming
        : value.StartsWith("outgoing", StringComparison.OrdinalIgnoreCase) ? SipTraceDirection.Outgoing
        : SipTraceDirection.Unknown;

    private static IReadOnlyList<SipHeader> WithoutBody(TraceHead head)
    {
        var headers = new List<SipHeader>(head.Headers);
        headers.RemoveAll(header => header.Is("Message-Body"));
        return headers.AsReadOnly();
    }

    private static string ServerBody(string record, TraceHead head)
    {
        if (head.Find("Message-Body") is not { } first)
        {
            return string.Empty;
        }

        string rest = record.Substring(head.Position);
        return first == "-" && rest.Trim().Length == 0 ? string.Empty : new StringBuilder(first).Append(rest.Length == 0 ? rest : "\r\n").Append(rest).ToString();
    }
}
