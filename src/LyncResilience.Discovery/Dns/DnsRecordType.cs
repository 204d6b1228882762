namespace LyncResilience.Discovery.Dns;

/// <summary>The record types that sign-in discovery needs (RFC 1035 3.2.2, RFC 2782, RFC 3596).</summary>
public enum DnsRecordType
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>A name server.</summary>
    Ns = 2,

    /// <summary>The canonical name behind an alias.</summary>
    CName = 5,

    /// <summary>Start of a zone of authority.</summary>
    Soa = 6,

    /// <summary>A name behind an address.</summary>
    Ptr = 12,

    /// <summary>An IPv6 address.</summary>
    Aaaa = 28,

    /// <summary>The location of a service.</summary>
    Srv = 33,
}
