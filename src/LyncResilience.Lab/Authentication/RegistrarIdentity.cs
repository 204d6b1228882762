using System.Collections.Generic;

namespace LyncResilience.Lab.Authentication;

/// <summary>How a lab registrar presents itself when it asks for authentication.</summary>
internal sealed class RegistrarIdentity
{
    /// <summary>Makes an identity.</summary>
    /// <param name="targetName">The registrar's FQDN.</param>
    /// <param name="domain">NetBIOS name of its domain, such as <c>SHUDLAB</c>.</param>
    /// <param name="dnsDomain">DNS name of its domain, such as <c>shudlab.net</c>.</param>
    public RegistrarIdentity(string targetName, string domain, string dnsDomain)
    {
        TargetName = targetName;
        Domain = domain;
        DnsDomain = dnsDomain;
    }

    /// <summary>The registrar's FQDN.</summary>
    public string TargetName { get; }

    /// <summary>NetBIOS name of its domain.</summary>
    public string Domain { get; }

    /// <summary>DNS name of its domain.</summary>
    public string DnsDomain { get; }

    /// <summary>The realm that all Lync servers use.</summary>
    public string Realm { get; init; } = "SIP Communications Service";

    /// <summary>Version of the authentication protocol: 4 (Lync), or 3 (Office Communications Server 2007).</summary>
    public int Version { get; init; } = 4;

    /// <summary>Whether to ask as a proxy: 407 and the Proxy headers.</summary>
    public bool IsProxy { get; init; }

    /// <summary>Schemes offered beside NTLM for the look of it, such as <c>Kerberos</c> and <c>TLS-DSK</c>; none of them is served.</summary>
    public IReadOnlyList<string> OtherSchemes { get; init; } = [];
}
