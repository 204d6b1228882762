namespace LyncResilience.Lab.Network;

/// <summary>What a TCP port of the laboratory does with clients.</summary>
internal enum ListenerMode
{
    /// <summary>Accepts them.</summary>
    Accepting,

    /// <summary>Doesn't react to them at all, as a host without a network.</summary>
    Silent,

    /// <summary>Refuses them, as a host where nothing listens.</summary>
    Refusing,
}
