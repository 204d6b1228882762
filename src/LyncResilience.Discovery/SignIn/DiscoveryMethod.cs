namespace LyncResilience;

/// <summary>What led to the first registrar.</summary>
public enum DiscoveryMethod
{
    /// <summary>The server that the client had cached.</summary>
    Cache,

    /// <summary>An SRV record.</summary>
    Srv,

    /// <summary>A host record such as sipinternal.</summary>
    Host,

    /// <summary>Lync Discover.</summary>
    Autodiscover,

    /// <summary>The server that the caller named.</summary>
    Explicit,

    /// <summary>Nothing did.</summary>
    None,
}
