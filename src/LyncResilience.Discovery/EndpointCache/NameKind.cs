namespace LyncResilience.Discovery.EndpointCache;

/// <summary>What a text with dots looks like.</summary>
internal enum NameKind
{
    /// <summary>Surely no server's name.</summary>
    None,

    /// <summary>Not a name as it stands, but a spoiled one may look so.</summary>
    Remains,

    /// <summary>A host's name.</summary>
    Name,

    /// <summary>An IPv4 address with a port; without one it may as well be a version number.</summary>
    Address,
}
