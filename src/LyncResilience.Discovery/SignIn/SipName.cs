using System;
using System.Linq;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Discovery.SignIn;

/// <summary>A SIP address or SIP domain as people write it: with or without <c>sip:</c>, in any case.</summary>
public static class SipName
{
    private const string Scheme = "sip:";

    /// <summary>Reads <c>user@domain</c>.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="address">The address without <c>sip:</c>: the user as written, an internationalised domain in ASCII (RFC 5890).</param>
    /// <returns>False when it is none.</returns>
    public static bool TryParseAddress(string text, out string address)
    {
        address = WithoutScheme(text ?? throw new ArgumentNullException(nameof(text)));
        int at = address.IndexOf('@');
        if (at <= 0 || address.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>' or ';' or ',')
            || !TryParseName(address.Substring(at + 1), out string domain))
        {
            return false;
        }

        address = address.Substring(0, at + 1) + domain;
        return true;
    }

    /// <summary>Reads a domain.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="domain">The domain without <c>sip:</c> and final dot, as written; an internationalised one in ASCII (RFC 5890).</param>
    /// <returns>False when it is none.</returns>
    public static bool TryParseDomain(string text, out string domain)
    {
        string name = WithoutScheme(text ?? throw new ArgumentNullException(nameof(text)));
        return TryParseName(name.EndsWith(".", StringComparison.Ordinal) ? name.Substring(0, name.Length - 1) : name, out domain);
    }

    private static bool TryParseName(string name, out string ascii)
    {
        ascii = name;
        try
        {
            ascii = DnsName.ToAscii(name);
        }
        catch (DnsFormatException)
        {
            return false;
        }

        return IsDomain(ascii);
    }

    private static string WithoutScheme(string text)
    {
        string trimmed = text.Trim();
        return trimmed.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? trimmed.Substring(Scheme.Length) : trimmed;
    }

    // The preferred name syntax of RFC 1035 2.3.1, with the digits of RFC 1123 2.1 and the underscore that Windows domains may have.
    private static bool IsDomain(string name)
        => name.Length is > 0 and <= 253
            && name.Split('.').All(label => label.Length is > 0 and <= 63
                && label[0] != '-'
                && label[label.Length - 1] != '-'
                && label.All(letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_'));
}
