namespace LyncResilience.Discovery.Dns;

/// <summary>What came of a DNS query. Every one of these is an answer to the caller, not an exception.</summary>
public enum DnsOutcome
{
    /// <summary>Records of the type asked for, at the name or behind its aliases.</summary>
    Answer,

    /// <summary>The name exists, but has no record of that type (NODATA, RFC 2308 2.2).</summary>
    NoData,

    /// <summary>The name does not exist (NXDOMAIN).</summary>
    NxDomain,

    /// <summary>The server refused to answer (REFUSED).</summary>
    Refused,

    /// <summary>The server failed (SERVFAIL, or any other error code).</summary>
    ServerFailure,

    /// <summary>No server answered within the time budget.</summary>
    Timeout,

    /// <summary>What came back could not be read, and no server did better.</summary>
    Malformed,

    /// <summary>No server could be reached: the network refused, or none is configured.</summary>
    Unreachable,
}
