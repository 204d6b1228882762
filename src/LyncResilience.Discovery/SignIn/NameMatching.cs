namespace LyncResilience;

/// <summary>How the host name of an SRV target must relate to the SIP domain.</summary>
public enum NameMatching
{
    /// <summary>The target stands directly in the SIP domain, as clients demand by default.</summary>
    Strict,

    /// <summary>The target may stand in a child domain (policy DisableStrictDNSNaming).</summary>
    Suffix,

    /// <summary>Any target is taken.</summary>
    Off,
}
