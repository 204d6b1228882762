using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Authentication;

/// <summary>
/// One value of WWW-Authenticate, Authorization, Authentication-Info or their Proxy twins: a scheme and its parameters, as
/// MS-SIPAE 2.2 extends RFC 3261 20. Immutable.
/// </summary>
public sealed class AuthenticationHeader
{
    private readonly List<KeyValuePair<string, string>> _parameters;

    /// <summary>Makes a header value.</summary>
    /// <param name="scheme">Such as <c>NTLM</c>.</param>
    /// <param name="parameters">Names and unquoted values in order.</param>
    public AuthenticationHeader(string scheme, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        Scheme = scheme;
        _parameters = parameters.ToList();
    }

    /// <summary>The scheme: <c>NTLM</c>, <c>Kerberos</c>, <c>TLS-DSK</c>, …</summary>
    public string Scheme { get; }

    /// <summary>Names and unquoted values in the order of the wire.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => _parameters;

    /// <summary>The value of a parameter, or null when it is absent; the name's case does not matter.</summary>
    /// <param name="name">Such as <c>targetname</c>.</param>
    public string? this[string name]
    {
        get
        {
            foreach (var parameter in _parameters)
            {
                if (string.Equals(parameter.Key, name, StringComparison.OrdinalIgnoreCase))
                {
                    return parameter.Value;
                }
            }

            return null;
        }
    }

    /// <summary>The <c>version</c> of the authentication protocol; 2, which knew no such parameter, when absent or unreadable.</summary>
    public int Version =>
        int.TryParse(this["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 2;

    /// <summary>The server's name in <c>targetname</c>, without the <c>sip/</c> that Kerberos puts before it (MS-SIPAE 2.2); null when absent.</summary>
    public string? TargetName =>
        this["targetname"] is { } name && name.StartsWith("sip/", StringComparison.OrdinalIgnoreCase) ? name.Substring(4) : this["targetname"];

    /// <summary>Whether this is that scheme; case does not matter.</summary>
    /// <param name="scheme">Such as <c>NTLM</c>.</param>
    public bool IsScheme(string scheme) => string.Equals(Scheme, scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one header value with one scheme.</summary>
    /// <param name="value">Such as <c>NTLM realm="SIP Communications Service", targetname="fe1.contoso.com", version=4</c>.</param>
    /// <exception cref="AuthenticationFormatException">The value breaks the grammar or a limit (64 parameters, 65,536 characters).</exception>
    public static AuthenticationHeader Parse(string value) => new AuthenticationHeaderReader(value).Read();

    /// <summary>The value for the wire. All values are quoted but <c>version</c>, as MS-SIPAE 4.1 shows.</summary>
    public string ToHeaderValue() => Write(static (_, value) => value);

    /// <summary>The value for people: tokens and signatures are hidden.</summary>
    public override string ToString() => Write(static (name, value) => IsSecret(name) && value.Length > 0 ? Shown.Hidden : value);

    private static bool IsSecret(string name) =>
        string.Equals(name, "gssapi-data", StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, "response", StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, "rspauth", StringComparison.OrdinalIgnoreCase);

    private string Write(Func<string, string, string> shown)
    {
        // A token is some hundred characters long.
        var text = new StringBuilder(Scheme, 1024);
        var separator = " ";
        foreach (var parameter in _parameters)
        {
            text.Append(separator).Append(parameter.Key).Append('=');
            var value = shown(parameter.Key, parameter.Value);
            if (string.Equals(parameter.Key, "version", StringComparison.OrdinalIgnoreCase) && SipText.IsToken(value))
            {
                text.Append(value);
            }
            else
            {
                text.Append('"').Append(value.Replace("\\", "\\\\").Replace("\"", "\\\"")).Append('"');
            }

            separator = ", ";
        }

        return text.ToString();
    }
}
