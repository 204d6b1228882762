namespace LyncResilience.Discovery.SignIn;

/// <summary>How a client came to know a server that it tries.</summary>
public enum CandidateOrigin
{
    /// <summary>It knows none.</summary>
    None,

    /// <summary>It was registered there and lost it.</summary>
    LostServer,

    /// <summary>An earlier 301 named it as backup.</summary>
    KnownBackup,

    /// <summary>The cache named it.</summary>
    Cache,

    /// <summary>The caller named it.</summary>
    Explicit,

    /// <summary>Lync Discover named it.</summary>
    Autodiscover,

    /// <summary>An SRV record named it.</summary>
    Srv,

    /// <summary>A host record of a well-known name.</summary>
    Host,
}
