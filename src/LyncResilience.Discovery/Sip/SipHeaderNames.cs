using System;

namespace LyncResilience.Discovery.Sip;

/// <summary>What is known about headers by their name.</summary>
internal static class SipHeaderNames
{
    /// <summary>Compares names without regard to case; a compact form equals its long form.</summary>
    public static bool Same(string first, string second) =>
        string.Equals(Long(first), Long(second), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a comma in this header's value separates values. RFC 3261 7.3.1 exempts the authentication headers, whose
    /// parameters are comma-separated; Date and free text contain commas of their own.
    /// </summary>
    public static bool IsList(string name) => Long(name).ToUpperInvariant() switch
    {
        "WWW-AUTHENTICATE" or "AUTHORIZATION" or "PROXY-AUTHENTICATE" or "PROXY-AUTHORIZATION" => false,
        "AUTHENTICATION-INFO" or "PROXY-AUTHENTICATION-INFO" => false,
        "CALL-ID" or "CSEQ" or "FROM" or "TO" or "CONTENT-LENGTH" or "CONTENT-TYPE" or "MAX-FORWARDS" => false,
        "DATE" or "SUBJECT" or "ORGANIZATION" or "SERVER" or "USER-AGENT" or "RETRY-AFTER" => false,
        "MS-DIAGNOSTICS" or "MS-DIAGNOSTICS-PUBLIC" or "PRESENCE-STATE" => false,
        _ => true,
    };

    // The IANA registry of compact forms: RFC 3261 7.3.3 and the extensions that added to it.
    private static string Long(string name) => name.Length != 1 ? name : char.ToLowerInvariant(name[0]) switch
    {
        'a' => "Accept-Contact",
        'b' => "Referred-By",
        'c' => "Content-Type",
        'd' => "Request-Disposition",
        'e' => "Content-Encoding",
        'f' => "From",
        'i' => "Call-ID",
        'j' => "Reject-Contact",
        'k' => "Supported",
        'l' => "Content-Length",
        'm' => "Contact",
        'n' => "Identity-Info",
        'o' => "Event",
        'r' => "Refer-To",
        's' => "Subject",
        't' => "To",
        'u' => "Allow-Events",
        'v' => "Via",
        'x' => "Session-Expires",
        'y' => "Identity",
        _ => name,
    };
}
