using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.Sip;

/// <summary>A request, such as REGISTER.</summary>
public sealed class SipRequest : SipMessage
{
    /// <summary>Makes a request. Content-Length is written by itself.</summary>
    /// <param name="method">The method; case matters.</param>
    /// <param name="uri">The Request-URI.</param>
    /// <param name="headers">The headers in order.</param>
    /// <param name="body">The body, copied; null for none.</param>
    /// <exception cref="ArgumentException">The method is not a token, or the URI is empty or holds white space or brackets.</exception>
    public SipRequest(string method, string uri, IEnumerable<SipHeader> headers, byte[]? body = null)
        : base(headers, body)
    {
        Method = SipText.IsToken(method) ? method : throw new ArgumentException($"'{method}' is not a SIP method.", nameof(method));
        Uri = IsRequestUri(uri) ? uri : throw new ArgumentException($"'{uri}' is not a Request-URI.", nameof(uri));
    }

    /// <summary>The method, such as <c>REGISTER</c>.</summary>
    public string Method { get; }

    /// <summary>The Request-URI as text.</summary>
    public string Uri { get; }

    /// <inheritdoc/>
    public override string StartLine => $"{Method} {Uri} SIP/2.0";

    /// <summary>This request with more headers at its end.</summary>
    /// <param name="extra">The headers to add.</param>
    public SipRequest With(params SipHeader[] extra) => new(Method, Uri, Headers.Concat(extra), Body);

    internal static bool IsRequestUri(string? uri) =>
        !string.IsNullOrEmpty(uri) && uri!.All(character => character is > ' ' and not ('<' or '>' or '"' or '\x7f'));
}
