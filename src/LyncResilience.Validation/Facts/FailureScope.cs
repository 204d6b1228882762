namespace LyncResilience.Validation.Facts;

/// <summary>What fails in a simulated single failure.</summary>
public enum FailureScope
{
    /// <summary>A registrar pool.</summary>
    Pool,

    /// <summary>One Front End of a pool that has several.</summary>
    Server,

    /// <summary>A whole site.</summary>
    Site,

    /// <summary>A DNS server.</summary>
    DnsServer,
}
