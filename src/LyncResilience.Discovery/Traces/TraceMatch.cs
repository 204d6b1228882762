using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.Traces;

/// <summary>A <see cref="TraceFilter"/> made ready to be held against the bytes of records.</summary>
internal sealed class TraceMatch
{
    private static readonly byte[] s_statusLine = ByteText.Of("SIP/2.0 ");

    private readonly TraceFilter _filter;
    private readonly TimeZoneInfo? _zone;
    private readonly byte[][] _callIds;
    private readonly string[] _addresses;
    private readonly byte[][] _addressBytes;
    private readonly byte[][] _methods;

    public TraceMatch(TraceFilter filter, TimeZoneInfo? zone)
    {
        _filter = filter;
        _zone = zone;
        _callIds = [.. filter.CallId.Select(ByteText.Of)];
        _addresses = [.. filter.SipAddress.Select(BareAddress)];
        _addressBytes = [.. _addresses.Select(ByteText.Of)];
        _methods = [.. filter.Method.Select(method => ByteText.Of(method.ToLowerInvariant()))];
    }

    /// <summary>Whether records of that time are wanted.</summary>
    public bool IsInTime(DateTime time) => Compare(time, _filter.After) >= 0 && Compare(time, _filter.Before) <= 0;

    /// <summary>False when the bytes alone show that a record isn't wanted.</summary>
    public bool MayBe(TraceRecord record)
    {
        byte[] bytes = record.Bytes;
        return (record.Kind == SipTraceKind.Diagnostic || MayBe(bytes, record.StartLineOffset, record.StartLineOffset + record.StartLineLength))
            && (_callIds.Length == 0 || _callIds.Any(id => ByteText.IndexOf(bytes, 0, record.Length, id) >= 0))
            && (_addressBytes.Length == 0 || _addressBytes.Any(address => Holds(bytes, record.Length, address)));
    }

    /// <summary>Whether a message is wanted that its bytes did not exclude.</summary>
    public bool Is(SipTraceMessage message) =>
        (_filter.StatusCode.Count == 0 || (message.StatusCode is { } code && _filter.StatusCode.Contains(code)))
        && (_methods.Length == 0 || _filter.Method.Contains(message.Method, StringComparer.OrdinalIgnoreCase))
        && (_callIds.Length == 0 || _filter.CallId.Contains(message.CallId, StringComparer.Ordinal))
        && (_addresses.Length == 0 || Addresses(message).Any(address => _addresses.Contains(address, StringComparer.OrdinalIgnoreCase)));

    /// <summary>The code in a status line, or 0.</summary>
    public static int StatusCode(byte[] bytes, int start, int end)
    {
        int at = start + s_statusLine.Length;
        bool isStatusLine = ByteText.StartsWith(bytes, start, end, s_statusLine) && end - at >= 3
            && ByteText.IsDigit(bytes[at]) && ByteText.IsDigit(bytes[at + 1]) && ByteText.IsDigit(bytes[at + 2])
            && (end - at == 3 || bytes[at + 3] == (byte)' ');
        return isStatusLine ? ((bytes[at] - '0') * 100) + ((bytes[at + 1] - '0') * 10) + bytes[at + 2] - '0' : 0;
    }

    // What has no @ is no user; such a value is left to the look at the message itself.
    private static bool Holds(byte[] bytes, int length, byte[] address)
    {
        int at = Array.IndexOf(address, (byte)'@');
        return at < 0 || ByteText.ContainsIgnoreCase(bytes, 0, length, address, at);
    }

    // A response holds its method in CSeq, so that isn't looked at here.
    private bool MayBe(byte[] bytes, int start, int end) =>
        ByteText.StartsWith(bytes, start, end, s_statusLine)
            ? _filter.StatusCode.Count == 0 || _filter.StatusCode.Contains(StatusCode(bytes, start, end))
            : _filter.StatusCode.Count == 0 && (_methods.Length == 0 || _methods.Any(method => ByteText.StartsWithIgnoreCase(bytes, start, end, method)));

    private static IEnumerable<string> Addresses(SipTraceMessage message)
    {
        string[] startLine = message.StartLine.Split(' ');
        string?[] addresses = [message.From, message.To, startLine.Length == 3 ? startLine[1] : null];
        return addresses.Select(BareAddress).Where(address => address.Length > 0);
    }

    // sip:alice@contoso.com;transport=tls without scheme and parameters, in lower case.
    private static string BareAddress(string? address)
    {
        string bare = address ?? string.Empty;
        int scheme = bare.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? 4 : bare.StartsWith("sips:", StringComparison.OrdinalIgnoreCase) ? 5 : 0;
        int end = bare.IndexOfAny([';', '?'], scheme);
        return bare.Substring(scheme, (end < 0 ? bare.Length : end) - scheme).Trim().ToLowerInvariant();
    }

    // 0 when there is no limit.
    private int Compare(DateTime time, DateTime? limit) => limit is not { } other ? 0
        : _zone is null || other.Kind == DateTimeKind.Unspecified ? DateTime.Compare(time, other)
        : DateTime.Compare(TraceTime.ToUtc(time, _zone), other.ToUniversalTime());
}
