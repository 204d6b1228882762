namespace LyncResilience;

/// <summary>What the cached server is to the owner of the cache, as a topology tells it.</summary>
public enum CacheStanding
{
    /// <summary>Nobody asked, or the owner's home pool is not known.</summary>
    Unknown,

    /// <summary>The owner's home pool or one of its servers.</summary>
    Primary,

    /// <summary>The backup registrar of the owner's home pool.</summary>
    Backup,

    /// <summary>Another pool of the topology.</summary>
    OtherPool,

    /// <summary>No pool or server of the topology has this name.</summary>
    NotInTopology,
}
