using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>Which dotted words are names of hosts, and which hosts are surely or probably no registrars.</summary>
internal static class HostNameRule
{
    private static readonly string[] s_fileExtensions =
    [
        "bak", "bin", "cab", "cache", "cat", "cer", "config", "crl", "crt", "csv", "dat", "db", "dll", "etl", "exe", "htm", "html", "ico", "inf", "ini", "jpg", "js",
        "json", "lnk", "log", "msi", "ost", "pdb", "pem", "pfx", "plist", "png", "ps1", "reg", "svc", "sys", "tmp", "txt", "uccapilog", "wav", "xml", "xsd",
    ];

    // Publishers of certificates, revocation lists and schemas; a type name such as System.Security.Principal is none either.
    private static readonly string[] s_publishers =
    [
        "microsoft.com", "windowsupdate.com", "w3.org", "xmlsoap.org", "ietf.org", "verisign.com", "symcb.com", "symcd.com", "thawte.com", "geotrust.com",
        "digicert.com", "entrust.net", "globalsign.com", "globalsign.net", "godaddy.com", "comodoca.com", "usertrust.com", "sectigo.com", "letsencrypt.org", "public-trust.com",
    ];

    private static readonly string[] s_typePrefixes = ["Microsoft.", "System.", "Windows."];

    // What clients look up when no SRV record is found (Microsoft, Determine DNS requirements for Lync Server 2013): a pool, a Director or
    // an Access Edge may really be called so.
    private static readonly string[] s_lookedUp = ["sip", "sipinternal", "sipexternal"];

    private static readonly string[] s_otherServices =
    [
        "autodiscover", "ca", "cdp", "crl", "crls", "dialin", "dns", "ftp", "imap", "ldap", "lyncdiscover", "lyncdiscoverinternal", "lyncweb", "mail", "meet", "mx", "ntp",
        "ocsp", "officewebapps", "outlook", "owa", "pki", "pop", "proxy", "smtp", "stun", "time", "turn", "ucupdates-r2", "webmail", "wpad", "www",
    ];

    private static readonly string[] s_registrarWords = ["pool", "fe", "lync", "sfb", "skype", "ocs", "ucs", "registrar", "dir"];

    private static readonly Regex s_guid = new("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>
    /// What dotted words are: a name (labels by RFC 1123 2.1, an alphabetic last one), the remains of one, or surely none: a number, a file, an
    /// SRV record, a GUID.
    /// </summary>
    public static NameKind KindOf(string text)
    {
        string[] labels = text.Split('.');
        string first = labels[0];
        string last = labels[labels.Length - 1];
        if (!text.Any(IsLetter) || s_fileExtensions.Contains(last, StringComparer.OrdinalIgnoreCase) || first.StartsWith("_", StringComparison.Ordinal) || s_guid.IsMatch(first))
        {
            return NameKind.None;
        }

        return labels.Length > 1 && labels.All(IsLabel) && IsLastLabel(last) ? NameKind.Name : NameKind.Remains;
    }

    /// <summary>Whether a name belongs to a publisher or is one of a type, and the owner doesn't happen to sign in there.</summary>
    public static bool IsForeign(string host, string? sipDomain) =>
        !IsBelow(host, sipDomain)
        && (s_publishers.Any(publisher => Is(host, publisher) || IsBelow(host, publisher))
            || s_typePrefixes.Any(prefix => host.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>Whether a host stands below a domain, at any depth.</summary>
    public static bool IsBelow(string host, string? domain) =>
        domain is not null && host.Length > domain.Length + 1
        && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && host[host.Length - domain.Length - 1] == '.';

    /// <summary>Whether the first label is one that another service usually has.</summary>
    public static bool IsOtherService(string host) => s_otherServices.Contains(FirstLabel(host), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the first label is one that clients look up by themselves, which tells nothing about what they found.</summary>
    public static bool IsLookedUp(string host) => s_lookedUp.Contains(FirstLabel(host), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the first label has a word that registrars are often named with.</summary>
    public static bool SoundsLikeRegistrar(string host) =>
        s_registrarWords.Any(word => FirstLabel(host).IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether two names are one.</summary>
    public static bool Is(string host, string? other) => string.Equals(host, other, StringComparison.OrdinalIgnoreCase);

    private static string FirstLabel(string host) => host.Substring(0, host.IndexOf('.'));

    // An underscore inside is a Windows computer's; a leading one is an SRV record's (RFC 2782).
    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] is not ('-' or '_') && label[label.Length - 1] is not ('-' or '_');

    private static bool IsLastLabel(string label) =>
        label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) || (label.Length > 1 && label.All(IsLetter));

    private static bool IsLetter(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
