using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.Sip;

/// <summary>The answer to a request.</summary>
public sealed class SipResponse : SipMessage
{
    /// <summary>Makes a response. Content-Length is written by itself.</summary>
    /// <param name="statusCode">100 to 699.</param>
    /// <param name="reason">The reason phrase; may be empty.</param>
    /// <param name="headers">The headers in order.</param>
    /// <param name="body">The body, copied; null for none.</param>
    /// <exception cref="ArgumentException">The status code is out of range, or the reason holds a line break.</exception>
    public SipResponse(int statusCode, string reason, IEnumerable<SipHeader> headers, byte[]? body = null)
        : base(headers, body)
    {
        StatusCode = statusCode is >= 100 and <= 699
            ? statusCode
            : throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "A SIP status code is 100 to 699.");
        Reason = reason is not null && reason.IndexOfAny(['\r', '\n']) < 0
            ? reason
            : throw new ArgumentException("The reason phrase is missing or holds a line break.", nameof(reason));
    }

    /// <summary>The status code, such as 301.</summary>
    public int StatusCode { get; }

    /// <summary>The reason phrase, such as <c>Redirect request to Home Server</c>.</summary>
    public string Reason { get; }

    /// <inheritdoc/>
    public override string StartLine => $"SIP/2.0 {StatusCode} {Reason}";

    /// <summary>This response with more headers at its end.</summary>
    /// <param name="extra">The headers to add.</param>
    public SipResponse With(params SipHeader[] extra) => new(StatusCode, Reason, Headers.Concat(extra), Body);
}
