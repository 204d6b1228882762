namespace LyncResilience.Simulation;

/// <summary>What can happen in a simulated world.</summary>
public enum SimulationEventKind
{
    /// <summary>A pool falls silent.</summary>
    PoolDown,

    /// <summary>The pool's own failure is over. It serves when nothing else holds it down.</summary>
    PoolUp,

    /// <summary>One Front End falls silent. Its pool serves while another is up.</summary>
    ServerDown,

    /// <summary>The Front End is back.</summary>
    ServerUp,

    /// <summary>All servers of a site fall silent, DNS servers among them; people and links stay.</summary>
    SiteDown,

    /// <summary>The site's failure is over.</summary>
    SiteUp,

    /// <summary>Two sites no longer reach each other.</summary>
    LinkDown,

    /// <summary>The link is back.</summary>
    LinkUp,

    /// <summary>A DNS server, or all of them when none is named, falls silent.</summary>
    DnsDown,

    /// <summary>The DNS server is back.</summary>
    DnsUp,

    /// <summary>A record appears in the zone.</summary>
    SrvAdd,

    /// <summary>A record vanishes from the zone.</summary>
    SrvRemove,

    /// <summary>The user services (presence, contacts, conferences) of a pool stop.</summary>
    UserServicesDown,

    /// <summary>They run again.</summary>
    UserServicesUp,

    /// <summary>An administrator runs Invoke-CsPoolFailOver for a pool (2013 and later).</summary>
    PoolFailover,

    /// <summary>An administrator runs Invoke-CsPoolFailBack for a pool.</summary>
    PoolFailback,

    /// <summary>A person starts the client.</summary>
    SignIn,

    /// <summary>A person signs out and ends the client.</summary>
    SignOut,

    /// <summary>A client's process ends and starts again.</summary>
    ClientRestart,

    /// <summary>A client's cache file is deleted.</summary>
    CacheClear,
}
