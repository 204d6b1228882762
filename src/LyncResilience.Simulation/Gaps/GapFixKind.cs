namespace LyncResilience;

/// <summary>What kind of change closes a gap.</summary>
public enum GapFixKind
{
    /// <summary>An SRV record that leads to another pool, tried after the present ones.</summary>
    SrvRecord,

    /// <summary>An SRV record to a name in the SIP domain, with an alias behind it: a target that the naming rule lets through.</summary>
    MatchingName,

    /// <summary>An SRV record with a shorter time to live.</summary>
    ShorterTtl,

    /// <summary>Automatic failover of a home pool, with an SRV record where clients need one to find the backup.</summary>
    AutomaticFailover,

    /// <summary>Another backup registrar for a home pool, with an SRV record where clients need one to find it.</summary>
    BackupRegistrar,

    /// <summary>A DNS server in another site.</summary>
    DnsServer,

    /// <summary>A Director that an SRV record leads to.</summary>
    Director,

    /// <summary>More room on the pool that takes users in.</summary>
    Capacity,
}
