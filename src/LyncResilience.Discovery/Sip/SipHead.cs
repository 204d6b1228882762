using System.Collections.Generic;
using System.Globalization;

namespace LyncResilience.Discovery.Sip;

/// <summary>Start line and headers of a message whose body is still to come.</summary>
internal sealed class SipHead
{
    private readonly string? _method;
    private readonly int _statusCode;
    private readonly string _text;
    private readonly List<SipHeader> _headers;

    public SipHead(string method, string uri, List<SipHeader> headers)
    {
        _method = method;
        _text = uri;
        _headers = headers;
        ContentLength = ReadContentLength();
        CheckCSeq();
    }

    public SipHead(int statusCode, string reason, List<SipHeader> headers)
    {
        _statusCode = statusCode;
        _text = reason;
        _headers = headers;
        ContentLength = ReadContentLength();
        CheckCSeq();
    }

    /// <summary>What Content-Length says, or null when it is missing.</summary>
    public int? ContentLength { get; }

    public SipMessage ToMessage(byte[] body) =>
        _method is null ? new SipResponse(_statusCode, _text, _headers, body) : new SipRequest(_method, _text, _headers, body);

    // Two different lengths would let one message be read as two, so that is no message (RFC 7230 3.3.3 has the same rule).
    private int? ReadContentLength()
    {
        int? length = null;
        foreach (SipHeader header in _headers)
        {
            if (!header.Is("Content-Length"))
            {
                continue;
            }

            if (!int.TryParse(header.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                throw new SipFormatException($"Content-Length '{SipText.Excerpt(header.Value)}' is not a length.");
            }

            if (length is not null && length != value)
            {
                throw new SipFormatException($"Content-Length is both {length} and {value}.");
            }

            length = value;
        }

        return length;
    }

    private void CheckCSeq()
    {
        foreach (SipHeader header in _headers)
        {
            if (!header.Is("CSeq"))
            {
                continue;
            }

            if (!SipMessage.TryReadCSeq(header.Value, out _, out string? method))
            {
                throw new SipFormatException($"CSeq '{SipText.Excerpt(header.Value)}' is not a number below 2^31 and a method.");
            }

            if (_method is not null && method != _method)
            {
                throw new SipFormatException($"The request is a {SipText.Excerpt(_method)}, but its CSeq says {SipText.Excerpt(method!)}.");
            }
        }
    }
}
