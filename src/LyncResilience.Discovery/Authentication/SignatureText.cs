using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Authentication;

/// <summary>
/// The text that is signed for a SIP message (MS-SIPAE 3.2.4.1, 3.2.5.2, 3.3.4.1): certain values, in angle brackets, exactly
/// as they stand in the message. Versions 3 and 4 of the protocol sign the same text.
/// </summary>
internal static class SignatureText
{
    /// <summary>Builds the text.</summary>
    /// <param name="message">The message.</param>
    /// <param name="scheme">Such as <c>NTLM</c>.</param>
    /// <param name="realm">The association's.</param>
    /// <param name="targetName">The association's.</param>
    /// <param name="salt"><c>crand</c> or <c>srand</c>.</param>
    /// <param name="number"><c>cnum</c> or <c>snum</c>.</param>
    public static string Build(SipMessage message, string scheme, string realm, string targetName, string salt, string number)
    {
        var cseq = (message.Header("CSeq") ?? string.Empty).Split([' ', '\t'], 2);
        var (fromUri, fromTag) = AddressOf(message.Header("From"));
        var (toUri, toTag) = AddressOf(message.Header("To"));
        var identities = Identities(message);

        List<string> values =
        [
            scheme,
            salt,
            number,
            realm,
            targetName,
            message.CallId ?? string.Empty,
            cseq[0],
            cseq.Length > 1 ? cseq[1].Trim() : string.Empty,
            fromUri,
            fromTag,
            toUri,
            toTag,
            Identity(identities, "sip:"),
            Identity(identities, "tel:"),
            message.Header("Expires") ?? string.Empty,
        ];
        if (message is SipResponse response)
        {
            values.Add(response.StatusCode.ToString(CultureInfo.InvariantCulture));
        }

        var text = new StringBuilder(256);
        foreach (var value in values)
        {
            text.Append('<').Append(value).Append('>');
        }

        return text.ToString();
    }

    /// <summary>URI and tag of From or To; empty where missing.</summary>
    /// <remarks>Not a parsed URI: even the case of letters is signed.</remarks>
    private static (string Uri, string Tag) AddressOf(string? value)
    {
        if (value is null)
        {
            return (string.Empty, string.Empty);
        }

        var open = SipText.Find(value, '<', 0);
        var close = open < 0 ? -1 : value.IndexOf('>', open);
        var semicolon = value.IndexOf(';');
        var uri = close > 0
            ? value.Substring(open + 1, close - open - 1)
            : (semicolon < 0 ? value : value.Substring(0, semicolon)).Trim();
        var parameters = close > 0 ? value.Substring(close + 1) : semicolon < 0 ? string.Empty : value.Substring(semicolon);
        return (uri, SipText.Parameters(parameters).TryGetValue("tag", out var tag) ? tag ?? string.Empty : string.Empty);
    }

    /// <summary>Who the message is asserted to come from (RFC 3325); a client can only prefer an identity.</summary>
    private static List<string> Identities(SipMessage message)
    {
        var values = message.HeaderLines("P-Asserted-Identity").Any()
            ? message.HeaderLines("P-Asserted-Identity")
            : message.HeaderLines("P-Preferred-Identity");
        return values.SelectMany(line => SipText.Split(line, ',')).Select(value => AddressOf(value).Uri).ToList();
    }

    private static string Identity(List<string> identities, string scheme) =>
        identities.FirstOrDefault(uri => uri.StartsWith(scheme, System.StringComparison.OrdinalIgnoreCase)) ?? string.Empty;
}
