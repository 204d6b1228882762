using System;
using System.Text.RegularExpressions;

namespace LyncResilience.Discovery.Traces;

/// <summary>Hides credentials in the text of a log. It would rather hide too much than too little.</summary>
internal static class TraceSecrets
{
    private const string Hidden = "[hidden]";
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // All of Authorization and Proxy-Authorization but the scheme, and all lines up to the next that begins like a header, a
    // stamp, a mark or is empty: a token is long, and who copied the log may have broken it anywhere.
    private static readonly Regex s_authorization = new(
        "(authorization[ \\t]*:[ \\t]*(?:(?:NTLM|Kerberos|TLS-DSK|Negotiate|Digest|Basic|Bearer)(?=[ \\t\\r\\n]|$))?)"
        + "[^\\r\\n]*(?:\\r?\\n(?![-.!%*_+`'~a-z0-9]+[ \\t]*:|\\$\\$|\\r?\\n|TL_|\\d\\d/\\d\\d/)[^\\r\\n]+)*", Options);

    // Tokens, signatures and what they are made of (MS-SIPAE 2.2), in whatever header or text.
    private static readonly Regex s_parameter = new(
        "\\b(gssapi-data|response|rspauth|crand|srand|c?nonce|password|passwd|pwd)([ \\t]*=[ \\t]*)(?:\"(?:[^\"\\\\]|\\\\.)+\"?|[^\",;\\s]+)", Options | RegexOptions.Singleline);

    // Passwords of media relays (MS-AVEDGEA), in elements of any namespace.
    private static readonly Regex s_element = new("(<(?:[\\w.-]+:)?password\\b[^>]{0,256}>)[^<]+", Options);

    // Media keys (RFC 4568 9.1) and passwords of connectivity checks (RFC 8839 5.4).
    private static readonly Regex s_media = new("(\\binline:|\\ba=ice-pwd:)[^\\s|]+", Options);

    // The password of a URI (RFC 3261 19.1.1).
    private static readonly Regex s_uri = new("(\\bsips?:[^\\s@:;<>\"]{1,256}:)[^\\s@<>\"]{1,256}(?=@)", Options);

    /// <summary>The text without its credentials.</summary>
    public static string Hide(string text)
    {
        string shown = Contains(text, "authorization") ? s_authorization.Replace(text, "$1 " + Hidden) : text;
        shown = text.IndexOf('=') >= 0 ? s_parameter.Replace(shown, "$1$2\"" + Hidden + "\"") : shown;
        shown = Contains(shown, "password") ? s_element.Replace(shown, "$1" + Hidden) : shown;
        shown = Contains(shown, "inline:") || Contains(shown, "ice-pwd") ? s_media.Replace(shown, "$1" + Hidden) : shown;
        return text.IndexOf('@') >= 0 ? s_uri.Replace(shown, "$1" + Hidden) : shown;
    }

    private static bool Contains(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
