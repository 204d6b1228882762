using System;
using System.Collections.Generic;
using System.Linq;

using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Authentication;

/// <summary>What a server's 401 or 407 offers to authenticate with (RFC 3261 22, MS-SIPAE 3.2.5.1).</summary>
public sealed class AuthenticationOffer
{
    private AuthenticationOffer(bool isProxy, IReadOnlyList<AuthenticationHeader> headers, IReadOnlyList<string> unreadable)
    {
        IsProxy = isProxy;
        Headers = headers;
        Unreadable = unreadable;
    }

    /// <summary>Whether a proxy asks (407): the headers then are the Proxy ones.</summary>
    public bool IsProxy { get; }

    /// <summary>The offers in the order of the answer, one per scheme.</summary>
    public IReadOnlyList<AuthenticationHeader> Headers { get; }

    /// <summary>Why offers that could not be read could not.</summary>
    public IReadOnlyList<string> Unreadable { get; }

    /// <summary>The schemes offered, such as <c>NTLM</c>, <c>Kerberos</c>, <c>TLS-DSK</c>.</summary>
    public IReadOnlyList<string> Schemes => Headers.Select(header => header.Scheme).Distinct(StringComparer.OrdinalIgnoreCase).ToList();

    /// <summary>The NTLM offer; null when there is none.</summary>
    public AuthenticationHeader? Ntlm => Headers.FirstOrDefault(header => header.IsScheme("NTLM"));

    /// <summary>The server that asks, as its first offer names it (Kerberos' <c>sip/</c> removed); null when none does.</summary>
    public string? TargetName => (Ntlm ?? Headers.FirstOrDefault(header => header.TargetName is not null))?.TargetName;

    /// <summary>Why no answer with NTLM is possible, as a sentence; null when it is.</summary>
    public string? Refusal
    {
        get
        {
            if (Ntlm is { } ntlm)
            {
                return ntlm["realm"] is null || ntlm["targetname"] is null
                    ? "The server's NTLM offer names no realm or no targetname, so it cannot be answered."
                    : ntlm.Version is 3 or 4
                        ? null
                        : $"The server speaks version {ntlm.Version} of the authentication protocol; 3 and 4 are supported.";
            }

            var schemes = Schemes.Count == 0 ? "no scheme that can be read" : string.Join(", ", Schemes);
            return $"The server offers {schemes}; only NTLM is spoken here, and a password is never sent by a weaker scheme.";
        }
    }

    /// <summary>Reads the offers of an answer.</summary>
    /// <param name="response">A 401 or 407.</param>
    /// <exception cref="ArgumentException">The answer is neither.</exception>
    public static AuthenticationOffer Of(SipResponse response)
    {
        if (response.StatusCode is not (401 or 407))
        {
            throw new ArgumentException($"A {response.StatusCode} offers no authentication; 401 and 407 do.", nameof(response));
        }

        var isProxy = response.StatusCode == 407;
        var headers = new List<AuthenticationHeader>();
        var unreadable = new List<string>();
        foreach (var line in response.HeaderLines(isProxy ? "Proxy-Authenticate" : "WWW-Authenticate"))
        {
            try
            {
                headers.Add(AuthenticationHeader.Parse(line));
            }
            catch (AuthenticationFormatException exception)
            {
                unreadable.Add(exception.Message);
            }
        }

        return new AuthenticationOffer(isProxy, headers, unreadable);
    }
}
