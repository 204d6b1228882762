namespace LyncResilience;

/// <summary>Who acted; also the order in which things happen at one instant.</summary>
public enum SimulationEntryKind
{
    /// <summary>The world, or a person.</summary>
    World,

    /// <summary>A backup registrar, by what it heard of a home pool.</summary>
    Heartbeat,

    /// <summary>Clients.</summary>
    Client,
}
