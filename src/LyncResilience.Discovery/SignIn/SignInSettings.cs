using System.Collections.Generic;

namespace LyncResilience.Discovery.SignIn;

/// <summary>What a client knows and is allowed before it starts to sign in. The defaults are a fresh desktop client's.</summary>
public sealed record SignInSettings
{
    /// <summary>The domain whose records lead the way.</summary>
    public string SipDomain { get; init; } = string.Empty;

    /// <summary>Whose discovery order and name rule to follow.</summary>
    public ClientProfile Profile { get; init; } = ClientProfile.Lync2013;

    /// <summary>Whether the client can authenticate.</summary>
    public bool HasCredentials { get; init; }

    /// <summary>How an SRV target's name must relate to the SIP domain.</summary>
    public NameMatching NameMatching { get; init; } = NameMatching.Strict;

    /// <summary>Further domains whose hosts may be dialled without question and may have the credentials (policy <c>TrustModelData</c>).</summary>
    public IReadOnlyList<string> TrustedDomains { get; init; } = [];

    /// <summary>Whether unencrypted SIP is allowed.</summary>
    public bool AllowTcp { get; init; }

    /// <summary>The server to go to instead of discovery.</summary>
    public ServerEndpoint? Server { get; init; }

    /// <summary>The server in the client's cache; null for a fresh client.</summary>
    public ServerEndpoint? CachedServer { get; init; }

    /// <summary>The server whose loss made a registered client start again.</summary>
    public ServerEndpoint? LostServer { get; init; }

    /// <summary>The primary registrar that the client was told of earlier in this process.</summary>
    public ServerEndpoint? KnownPrimary { get; init; }

    /// <summary>The backup registrar that the client was told of earlier in this process.</summary>
    public ServerEndpoint? KnownBackup { get; init; }

    /// <summary>Look names up and stop there.</summary>
    public bool SkipConnect { get; init; }

    /// <summary>Go on after the first registrar that answers and try every other candidate, without credentials.</summary>
    public bool AllCandidates { get; init; }

    /// <summary>
    /// Whether the credentials are only imagined, as a simulated client's are: it follows a 301 into a foreign domain and gives them to
    /// every host. A walk with real credentials does neither.
    /// </summary>
    public bool HasNothingToLose { get; init; }

    /// <summary>Whether the person at a desktop client trusts an SRV target that breaks the naming rule, when asked.</summary>
    public bool AcceptsNamePrompt { get; init; } = true;

    /// <summary>How many look-ups in a row without any answer end discovery. A client that may hold answers from earlier goes on.</summary>
    public int MaximumSilentLookUps { get; init; } = 2;

    /// <summary>How many 301 answers a round follows.</summary>
    public int MaximumRedirects { get; init; } = 5;
}
