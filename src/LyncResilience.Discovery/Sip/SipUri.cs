using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LyncResilience.Discovery.Sip;

/// <summary>
/// A SIP, SIPS or other URI (RFC 3261 19.1.1). Of other schemes, such as <c>tel</c>, only <see cref="Scheme"/> and, as
/// <see cref="User"/>, the text before the first parameter are known.
/// </summary>
public sealed class SipUri
{
    private readonly string _text;

    private SipUri(string text, string scheme, string? user, string host, int? port, IReadOnlyDictionary<string, string?> parameters)
    {
        _text = text;
        Scheme = scheme;
        User = user;
        Host = host;
        Port = port;
        Parameters = parameters;
    }

    /// <summary><c>sip</c>, <c>sips</c> or another scheme, in lower case.</summary>
    public string Scheme { get; }

    /// <summary>The user part, %-escapes resolved, without a password; null when there is none.</summary>
    public string? User { get; }

    /// <summary>Host name without a final dot, or address without brackets; empty for schemes that have none.</summary>
    public string Host { get; }

    /// <summary>The port, or null for the transport's default.</summary>
    public int? Port { get; }

    /// <summary>The parameters after the host; names in any case; null for those without a value.</summary>
    public IReadOnlyDictionary<string, string?> Parameters { get; }

    /// <summary>The <c>transport</c> parameter; null when it is missing or neither TLS nor TCP.</summary>
    public SipTransport? Transport => !Parameters.TryGetValue("transport", out string? transport) ? null
        : string.Equals(transport, "tls", StringComparison.OrdinalIgnoreCase) ? SipTransport.Tls
        : string.Equals(transport, "tcp", StringComparison.OrdinalIgnoreCase) ? SipTransport.Tcp
        : null;

    /// <summary>Reads a URI.</summary>
    /// <param name="text">Such as <c>sip:pool01.contoso.com:5061;transport=TLS</c>.</param>
    /// <exception cref="SipFormatException">It is no URI, or its host or port can't be one.</exception>
    public static SipUri Parse(string text) =>
        TryParse(text, out SipUri? uri) ? uri : throw new SipFormatException($"'{SipText.Excerpt(text)}' is not a SIP URI.");

    /// <summary>Reads a URI if it is one.</summary>
    /// <param name="text">Such as <c>sip:alice@contoso.com</c>; null is none.</param>
    /// <param name="uri">The URI.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = null;
        string whole = text?.Trim() ?? string.Empty;
        int colon = whole.IndexOf(':');
        if (colon <= 0 || !IsScheme(whole, colon) || !SipRequest.IsRequestUri(whole))
        {
            return false;
        }

        string scheme = whole.Substring(0, colon).ToLowerInvariant();
        string rest = whole.Substring(colon + 1);
        if (scheme is not ("sip" or "sips"))
        {
            int semicolon = rest.IndexOf(';');
            string subject = semicolon < 0 ? rest : rest.Substring(0, semicolon);
            uri = new SipUri(whole, scheme, subject, string.Empty, null, SipText.Parameters(semicolon < 0 ? string.Empty : rest.Substring(semicolon)));
            return subject.Length > 0;
        }

        // The user part may hold ';' and '?' (RFC 3261 25.1 user-unreserved), so the '@' is looked for first.
        int at = rest.IndexOf('@');
        string? user = at < 0 ? null : ReadUser(rest.Substring(0, at));
        string afterUser = rest.Substring(at + 1);
        int end = afterUser.IndexOfAny([';', '?']);
        string hostPort = end < 0 ? afterUser : afterUser.Substring(0, end);
        if (user?.Length == 0 || !TryReadHost(hostPort, out string? host, out int? port))
        {
            return false;
        }

        string parameters = end < 0 ? string.Empty : afterUser.Substring(end).Split('?')[0];
        uri = new SipUri(whole, scheme, user, host, port, SipText.Parameters(parameters));
        return true;
    }

    /// <summary>The URI as it was written.</summary>
    public override string ToString() => _text;

    private static bool IsScheme(string text, int length)
    {
        for (int i = 0; i < length; i++)
        {
            char character = text[i];
            bool letter = SipText.IsLetterOrDigit(character) && character > '9';
            if (!letter && !(i > 0 && character is '+' or '-' or '.' or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return true;
    }

    private static string ReadUser(string userInfo) => Uri.UnescapeDataString(userInfo.Split(':')[0]);

    private static bool TryReadHost(string text, [NotNullWhen(true)] out string? host, out int? port)
    {
        host = null;
        port = null;
        int close = text.StartsWith("[", StringComparison.Ordinal) ? text.IndexOf(']') : -1;
        int colon = text.IndexOf(':', close + 1);
        string name = colon < 0 ? text : text.Substring(0, colon);
        if (colon >= 0)
        {
            string digits = text.Substring(colon + 1);
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number is < 1 or > 65535)
            {
                return false;
            }

            port = number;
        }

        if (close >= 0)
        {
            host = name.Length == close + 1 ? name.Substring(1, close - 1) : string.Empty;
            return host.IndexOf('%') < 0 && IPAddress.TryParse(host, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        }

        host = name.TrimEnd('.');
        return IsHostName(host) && host.Length >= name.Length - 1;
    }

    // Underscores break RFC 3261's grammar, but stand in host names of real deployments.
    private static bool IsHostName(string host)
    {
        if (host.Length is 0 or > 255 || host[0] == '.' || host.IndexOf("..", StringComparison.Ordinal) >= 0)
        {
            return false;
        }

        foreach (char character in host)
        {
            if (!SipText.IsLetterOrDigit(character) && character is not ('-' or '.' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
