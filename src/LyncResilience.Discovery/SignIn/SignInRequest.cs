using System;
using System.Net;

namespace LyncResilience.Discovery.SignIn;

/// <summary>Who is to sign in, with what, and as what kind of client.</summary>
public sealed record SignInRequest
{
    /// <summary>The user without <c>sip:</c>; null to walk for the domain only.</summary>
    public string? SipAddress { get; init; }

    /// <summary>
    /// User name and password; null to stop at the registrar's challenge. They leave this machine only inside TLS that was validated for the
    /// name dialled, and only to the user's own SIP domain or a trusted one.
    /// </summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>What the client knows and is allowed. Its domain and whether it has credentials are taken from this request.</summary>
    public SignInSettings Settings { get; init; } = new();

    /// <summary>The domain of a SIP address.</summary>
    /// <param name="sipAddress">With or without <c>sip:</c>.</param>
    /// <exception cref="FormatException">It is no <c>user@domain</c>.</exception>
    public static string DomainOf(string sipAddress)
    {
        string address = WithoutScheme(sipAddress);
        int at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1 && Uri.CheckHostName(address.Substring(at + 1)) == UriHostNameType.Dns
            ? address.Substring(at + 1)
            : throw new FormatException($"'{sipAddress}' is no SIP address; write user@domain.");
    }

    /// <summary>A SIP address as it is shown: without <c>sip:</c>.</summary>
    /// <param name="sipAddress">With or without <c>sip:</c>.</param>
    public static string WithoutScheme(string sipAddress)
    {
        string address = (sipAddress ?? throw new ArgumentNullException(nameof(sipAddress))).Trim();
        return address.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? address.Substring(4) : address;
    }
}
