using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.SignIn;

/// <summary>Which host names belong to a SIP domain.</summary>
internal static class DomainRule
{
    /// <summary>
    /// Whether an SRV target may be dialled without question: "queries adhere to strict domain name matching between the domain in the
    /// user name and the SRV record" unless policy DisableStrictDNSNaming allows child domains (TechNet gg425884).
    /// </summary>
    public static bool Matches(string host, string sipDomain, NameMatching matching, IReadOnlyList<string> trustedDomains) =>
        matching == NameMatching.Off
        || (matching == NameMatching.Strict ? StandsDirectlyIn(host, sipDomain) : IsWithin(host, sipDomain))
        || IsWithinAny(host, trustedDomains);

    /// <summary>Whether a host may have the user's credentials: it stands in the user's SIP domain or in one the caller trusts by name.</summary>
    public static bool MayHaveCredentials(string host, string sipDomain, IReadOnlyList<string> trustedDomains) =>
        IsWithin(host, sipDomain) || IsWithinAny(host, trustedDomains);

    private static bool IsWithinAny(string host, IReadOnlyList<string> domains)
    {
        foreach (string domain in domains)
        {
            if (IsWithin(host, domain))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StandsDirectlyIn(string host, string domain) =>
        IsWithin(host, domain) && (host.Length == domain.Length || host.IndexOf('.') == host.Length - domain.Length - 1);

    private static bool IsWithin(string host, string domain) =>
        domain.Length > 0
        && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
        && (host.Length == domain.Length || host[host.Length - domain.Length - 1] == '.');
}
