using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.Traces;

namespace LyncResilience;

/// <summary>
/// A SIP message, or a server's diagnostic record, as a log shows it. Immutable; its headers are read when they are first asked for.
/// Credentials (Authorization headers, gssapi-data, responses and signatures of associations, passwords and keys in bodies and
/// URIs) are hidden in everything but <see cref="GetText"/> when it is asked for them.
/// </summary>
public sealed class SipTraceMessage
{
    private readonly byte[] _bytes;
    private readonly TraceSpan _startLine;
    private readonly ClientPacket? _packet;
    private TraceDetails? _details;

    internal SipTraceMessage(byte[] bytes, TraceSpan startLine, ClientPacket? packet)
    {
        _bytes = bytes;
        _startLine = startLine;
        _packet = packet;
    }

    /// <summary>A message of which only what was read is left, because it was stored: its text is that of the message without the log's own lines.</summary>
    internal SipTraceMessage(TraceDetails details)
    {
        _details = details;
        string[] lines = [details.StartLine, .. details.Headers.Select(header => $"{header.Name}: {header.Value}"), string.Empty, details.Body];
        _bytes = Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
    }

    /// <summary>What the log wrote: a message, or something about one.</summary>
    public SipTraceKind Kind { get; internal init; }

    /// <summary>The time as written, by the clock of the log's machine; of unspecified kind.</summary>
    public DateTime Time { get; internal init; }

    /// <summary>The time in UTC; null unless the log's time zone was given.</summary>
    public DateTime? TimeUtc => TimeZone is { } zone ? TraceTime.ToUtc(Time, zone) : null;

    /// <summary>Which way the message went.</summary>
    public SipTraceDirection Direction => Details.Direction;

    /// <summary>The other end of the connection, name or address with port; null when not told.</summary>
    public string? Peer => Details.Peer;

    /// <summary>This end of the connection; only logs of clients tell.</summary>
    public string? LocalEndpoint => Details.LocalEndpoint;

    /// <summary>Request line or status line; empty in a diagnostic record that is about no message.</summary>
    public string StartLine => _startLine.Length == 0 ? Details.StartLine : TraceSecrets.Hide(_startLine.Text(_bytes)!);

    /// <summary>The method of a request, and the one that a response's CSeq names; null when there is none.</summary>
    public string? Method => TraceFacts.Method(StartLine, StatusCode is null ? null : CSeq);

    /// <summary>The status code of a response; null of a request.</summary>
    public int? StatusCode => _startLine.Length == 0 ? TraceFacts.StatusCode(Details.StartLine)
        : TraceMatch.StatusCode(_bytes, _startLine.Start, _startLine.Start + _startLine.Length) is var code and > 0 ? code
        : null;

    /// <summary>The reason phrase of a response; null of a request.</summary>
    public string? Reason => TraceFacts.Reason(StartLine);

    /// <summary>The Call-ID; null when the header is missing.</summary>
    public string? CallId => Kind == SipTraceKind.Diagnostic ? Header("SIP-Call-ID") : Find(HeaderBytes.CallId, "Call-ID");

    /// <summary>The CSeq as written, such as <c>3 REGISTER</c>; null when the header is missing.</summary>
    public string? CSeq => Kind == SipTraceKind.Diagnostic ? Header("SIP-CSeq") : Find(HeaderBytes.CSeq, "CSeq");

    /// <summary>The URI of the From header, such as <c>sip:alice@contoso.com</c>; its parameters are in <see cref="Header"/>.</summary>
    public string? From => TraceFacts.Address(Find(HeaderBytes.From, "From"));

    /// <summary>The URI of the To header.</summary>
    public string? To => TraceFacts.Address(Find(HeaderBytes.To, "To"));

    /// <summary>The Contacts in the order of the message, with their q; those that can't be read are left out.</summary>
    public IReadOnlyList<SipNameAddress> Contacts => ReadableList.Of(TraceFacts.Contacts(this));

    /// <summary>The error id of <c>ms-diagnostics</c> or <c>ms-diagnostics-public</c> (MS-OCER); null when there is none.</summary>
    public int? DiagnosticsId => TraceFacts.Diagnostics(this)?.Id;

    /// <summary>The reason in words that goes with it; of a diagnostic record, its text.</summary>
    public string? DiagnosticsReason => Kind == SipTraceKind.Diagnostic ? Header("Text") : TraceFacts.Diagnostics(this)?.Reason;

    /// <summary>The <c>Server</c> header, such as <c>RTC/5.0</c>.</summary>
    public string? ServerVersion => Header("Server");

    /// <summary>The server that challenges or signs: <c>targetname</c> of WWW-Authenticate, Authentication-Info or their Proxy twins (MS-SIPAE 2.2).</summary>
    public string? TargetName => TraceFacts.TargetName(this);

    /// <summary>The <c>presence-state</c> header, which tells survivable mode (MS-SIPREGE 2.2.1.4).</summary>
    public string? PresenceState => Header("presence-state");

    /// <summary>The component that wrote the record, such as <c>SIPStack</c>; null in logs of clients.</summary>
    public string? Component => Details.Component;

    /// <summary>The machine that wrote the record; null when the log doesn't tell.</summary>
    public string? Machine => Details.Machine;

    /// <summary>The pool of that machine; null when the log doesn't tell.</summary>
    public string? Pool => Details.Pool;

    /// <summary>The process that wrote the record.</summary>
    public int ProcessId => Details.ProcessId;

    /// <summary>The thread that wrote the record.</summary>
    public int ThreadId => Details.ThreadId;

    /// <summary>How serious the record is, as written: <c>TL_INFO</c>, <c>INFO</c>.</summary>
    public string? Level => Details.Level;

    /// <summary>The kind of record, as written: <c>TF_PROTOCOL</c>, <c>TF_DIAG</c>; null in logs of clients.</summary>
    public string? Flag => Details.Flag;

    /// <summary>The number by which the server's records about one message go together; null when not told.</summary>
    public string? Correlation => Details.Correlation;

    /// <summary>The file; in a ZIP archive followed by <c>!</c> and the entry.</summary>
    public string File { get; internal init; } = string.Empty;

    /// <summary>The line, from 1, at which the record begins.</summary>
    public long Line { get; internal init; }

    /// <summary>False when the record is cut off; what is there was read.</summary>
    public bool IsComplete { get; internal init; } = true;

    /// <summary>All SIP headers in order, unfolded, the first ten thousand at most; of a diagnostic record, its lines.</summary>
    public IReadOnlyList<SipHeader> Headers => Details.Headers;

    /// <summary>The body; empty when there is none.</summary>
    public string Body => Details.Body;

    /// <summary>The log's time zone, when known.</summary>
    internal TimeZoneInfo? TimeZone { get; init; }

    private TraceDetails Details => LazyInitializer.EnsureInitialized(ref _details, () =>
        _packet is null ? TraceDetailsReader.ReadServer(GetText(), _bytes, Kind, IsComplete) : TraceDetailsReader.ReadClient(GetText(), _startLine.Start, _packet, IsComplete))!;

    /// <summary>The first value of a header, or null. Case and compact forms don't matter.</summary>
    /// <param name="name">The header's name.</param>
    public string? Header(string name) => HeaderLines(name).FirstOrDefault();

    /// <summary>The values of a header, one per line of the message.</summary>
    /// <param name="name">The header's name.</param>
    public IEnumerable<string> HeaderLines(string name)
    {
        foreach (SipHeader header in Headers)
        {
            if (header.Is(name))
            {
                yield return header.Value;
            }
        }
    }

    /// <summary>The lines of the log that make up this record, its stamp included.</summary>
    /// <param name="includeSecrets">Whether credentials are shown.</param>
    public string GetText(bool includeSecrets = false)
    {
        string text = Encoding.UTF8.GetString(_bytes);
        return includeSecrets ? text : TraceSecrets.Hide(text);
    }

    /// <summary>The lines of the log that make up this record, without credentials.</summary>
    public override string ToString() => GetText();

    // A header that isn't found at once may still be there in an unusual form.
    private string? Find(HeaderBytes header, string name) =>
        _startLine.Length > 0 && header.Find(_bytes, _startLine.Start + _startLine.Length, _packet is not null) is { } value
            ? TraceHead.Clean(TraceSecrets.Hide(value))
            : Header(name);
}
