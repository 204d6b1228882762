using System;
using System.Text;
using System.Text.RegularExpressions;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// Hides credentials in the text of a log. It would rather hide too much than too little. Plain searches come before the
/// expressions: most texts hold nothing to hide, and there are many of them.
/// </summary>
internal static class TraceSecrets
{
    private const string Token = "TlRMTVNTUA";
    private const int LongestUri = 256;
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // Tokens, signatures and what they are made of (MS-SIPAE 2.2, RFC 3261 20.7), in whatever header or text.
    private static readonly string[] s_parameters = ["gssapi-data", "response", "rspauth", "crand", "srand", "nonce", "cnonce", "password", "passwd", "pwd"];

    // All of Authorization and Proxy-Authorization but the scheme, and all lines up to the next that begins like a header or a
    // mark or is empty: a token is long, and who copied the log may have broken it anywhere.
    private static readonly Regex s_authorization = new(
        "(authorization[ \\t]*:[ \\t]*(?:(?:NTLM|Kerberos|TLS-DSK|Negotiate|Digest|Basic|Bearer)(?=[ \\t\\r\\n]|$))?)"
        + "[^\\r\\n]*(?:\\r?\\n(?![-.!%*_+`'~a-z0-9]+[ \\t]*:|\\$\\$|\\r?\\n)[^\\r\\n]+)*", Options);

    // A token of NTLM, wherever it stands: the text that each begins with (MS-NLMP 2.2.1), in base64.
    private static readonly Regex s_token = new(Token + "[A-Za-z0-9+/=]*", RegexOptions.CultureInvariant);

    // Passwords of media relays (MS-AVEDGEA), in elements of any namespace. Atomic, as below: to give back characters never helps, and costs what hostile text likes.
    private static readonly Regex s_element = new("(<(?:(?>[\\w.-]{1,64}):)?password\\b(?>[^>]{0,256})>)[^<]+", Options);

    // Media keys (RFC 4568 9.1) and passwords of connectivity checks (RFC 8839 5.4).
    private static readonly Regex s_media = new("(\\binline:|\\ba=ice-pwd:)[^\\s|]+", Options);

    // The password of a URI (RFC 3261 19.1.1).
    private static readonly Regex s_uri = new("(\\bsips?:(?>[^\\s@:;<>\"]{1,256}):)(?>[^\\s@<>\"]{1,256})(?=@)", Options);

    /// <summary>The text without its credentials.</summary>
    public static string Hide(string text)
    {
        string shown = Contains(text, "authorization") ? s_authorization.Replace(text, "$1 " + Shown.Hidden) : text;
        shown = HideParameters(shown);
        shown = shown.IndexOf(Token, StringComparison.Ordinal) >= 0 ? s_token.Replace(shown, Shown.Hidden) : shown;
        shown = Contains(shown, "password") ? s_element.Replace(shown, "$1" + Shown.Hidden) : shown;
        shown = Contains(shown, "inline:") || Contains(shown, "ice-pwd") ? s_media.Replace(shown, "$1" + Shown.Hidden) : shown;
        return MayHoldPassword(shown) ? s_uri.Replace(shown, "$1" + Shown.Hidden) : shown;
    }

    private static bool Contains(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;

    // name="value" or name=value: looks at what is before each equals sign.
    private static string HideParameters(string text)
    {
        StringBuilder? shown = null;
        int copied = 0;
        for (int equals = text.IndexOf('='); equals >= 0; equals = text.IndexOf('=', Math.Max(equals + 1, copied)))
        {
            if (!IsSecretName(text, equals))
            {
                continue;
            }

            int start = SkipBlanks(text, equals + 1);
            int end = ValueEnd(text, start);
            if (end > start)
            {
                shown ??= new StringBuilder(text.Length);
                shown.Append(text, copied, start - copied).Append('"').Append(Shown.Hidden).Append('"');
                copied = end;
            }
        }

        return shown is null ? text : shown.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool IsSecretName(string text, int equals)
    {
        int end = equals;
        while (end > 0 && text[end - 1] is ' ' or '\t')
        {
            end--;
        }

        // The longest name has 11 letters; a letter or two more show that it is another one.
        int start = end;
        while (start > 0 && end - start < 13 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '-'))
        {
            start--;
        }

        return IsSecretName(text, start, end - start);
    }

    // A log has an equals sign for every dozen letters: to take out what is before each would cost more than all else here.
    private static bool IsSecretName(string text, int start, int length)
    {
        foreach (string name in s_parameters)
        {
            if (name.Length == length && string.Compare(text, start, name, 0, length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return true;
            }
        }

        return false;
    }

    // A quoted value that isn't closed goes to the end of the text. An empty one has nothing to hide.
    private static int ValueEnd(string text, int start)
    {
        bool isQuoted = start < text.Length && text[start] == '"';
        int end = isQuoted ? start + 1 : start;
        while (end < text.Length && (isQuoted ? text[end] != '"' : !(text[end] is ',' or ';' or '"' || char.IsWhiteSpace(text[end]))))
        {
            end += text[end] == '\\' ? 2 : 1;
        }

        end = Math.Min(isQuoted ? end + 1 : end, text.Length);
        return isQuoted && end == start + 2 ? start : end;
    }

    private static int SkipBlanks(string text, int start)
    {
        while (start < text.Length && text[start] is ' ' or '\t')
        {
            start++;
        }

        return start;
    }

    // user:password@ has a colon between the one of the scheme and the @, and no other @: a text of nothing else isn't looked at again for each.
    private static bool MayHoldPassword(string text)
    {
        for (int at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            int colons = 0;
            for (int i = at - 1; i >= Math.Max(0, at - (2 * LongestUri)) && !(text[i] is '<' or '>' or '"' or '@' || char.IsWhiteSpace(text[i])); i--)
            {
                colons += text[i] == ':' ? 1 : 0;
            }

            if (colons > 1)
            {
                return true;
            }
        }

        return false;
    }
}
