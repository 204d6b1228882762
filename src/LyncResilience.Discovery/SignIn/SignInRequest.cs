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
}
