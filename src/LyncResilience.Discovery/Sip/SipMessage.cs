using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace LyncResilience.Discovery.Sip;

/// <summary>A SIP request or response (RFC 3261 7). Immutable; reading it never fails, whatever headers it has or lacks.</summary>
public abstract class SipMessage
{
    private readonly SipHeader[] _headers;

    private protected SipMessage(IEnumerable<SipHeader> headers, byte[]? body)
    {
        _headers = headers.ToArray();
        Body = body is null ? [] : (byte[])body.Clone();
        if (TryReadCSeq(Header("CSeq"), out int number, out string? method))
        {
            CSeq = number;
            CSeqMethod = method;
        }
    }

    /// <summary>All headers in the order of the wire, one per line, unfolded.</summary>
    public IReadOnlyList<SipHeader> Headers => _headers;

    /// <summary>The body; empty when there is none. Not to be changed.</summary>
    public byte[] Body { get; }

    /// <summary>Request line or status line.</summary>
    public abstract string StartLine { get; }

    /// <summary>Identifies the registration or dialog; null when the header is missing.</summary>
    public string? CallId => Header("Call-ID");

    /// <summary>The number of <c>CSeq</c>; 0 when the header is missing.</summary>
    public int CSeq { get; }

    /// <summary>The method of <c>CSeq</c>; null when the header is missing.</summary>
    public string? CSeqMethod { get; }

    /// <summary>The first value of a header, or null. Case and compact forms don't matter (RFC 3261 7.3.1, 7.3.3).</summary>
    /// <param name="name">The header's name.</param>
    public string? Header(string name) => HeaderLines(name).FirstOrDefault();

    /// <summary>The values of a header as they stood in the message, one per line.</summary>
    /// <param name="name">The header's name.</param>
    public IEnumerable<string> HeaderLines(string name) => _headers.Where(header => header.Is(name)).Select(header => header.Value);

    /// <summary>
    /// The values of a header, comma-separated lists split outside quotes and angle brackets. Headers whose commas separate
    /// nothing (the authentication headers, RFC 3261 7.3.1; Date, free text) give one value per line.
    /// </summary>
    /// <param name="name">The header's name.</param>
    public IEnumerable<string> HeaderValues(string name) =>
        SipHeaderNames.IsList(name) ? HeaderLines(name).SelectMany(line => SipText.Split(line, ',')) : HeaderLines(name);

    /// <summary>The message as it goes on the wire, in UTF-8, with the Content-Length that its body has.</summary>
    public byte[] ToBytes()
    {
        var head = new StringBuilder(StartLine).Append("\r\n");
        foreach (SipHeader header in _headers.Where(header => !header.Is("Content-Length")))
        {
            head.Append(header.Name).Append(": ").Append(header.Value).Append("\r\n");
        }

        head.Append("Content-Length: ").Append(Body.Length.ToString(CultureInfo.InvariantCulture)).Append("\r\n\r\n");
        byte[] headBytes = Encoding.UTF8.GetBytes(head.ToString());
        byte[] message = new byte[headBytes.Length + Body.Length];
        headBytes.CopyTo(message, 0);
        Body.CopyTo(message, headBytes.Length);
        return message;
    }

    /// <summary>Start line and headers for logs: credentials are hidden, the body is only counted.</summary>
    public override string ToString() =>
        string.Join(Environment.NewLine, new[] { StartLine }.Concat(_headers.Select(header => header.ToString())))
        + (Body.Length == 0 ? string.Empty : $"{Environment.NewLine}[body of {Body.Length} bytes]");

    /// <summary>Reads <c>169 REGISTER</c>; the number must be below 2^31 (RFC 3261 8.1.1.5).</summary>
    internal static bool TryReadCSeq(string? value, out int number, out string? method)
    {
        string[] parts = value is null ? [] : value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        number = 0;
        method = parts.Length == 2 && SipText.IsToken(parts[1]) ? parts[1] : null;
        return method is not null && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
