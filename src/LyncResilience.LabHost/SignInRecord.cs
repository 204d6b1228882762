namespace LyncResilience.LabHost;

/// <summary>A sign-in of the story and what the client has from it.</summary>
/// <param name="User">The user's short name.</param>
/// <param name="Occasion">Which sign-in it was.</param>
/// <param name="Path">How it went.</param>
internal sealed record SignInRecord(string User, string Occasion, SignInPath Path)
{
    /// <summary>What the client's cache is read as afterwards; null when there is none.</summary>
    public EndpointCacheEntry? Cache { get; init; }

    /// <summary>Whether the DNS server saw an SRV query.</summary>
    public bool LookedUpSrv { get; init; }
}
