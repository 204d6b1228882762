namespace LyncResilience.Lab;

/// <summary>What can be made to go wrong in a laboratory.</summary>
public enum LabFaultKind
{
    /// <summary>Pool or DNS: answers nothing. A pool doesn't even complete a TCP connection.</summary>
    Silent,

    /// <summary>Pool: the port is closed. DNS: every query gets REFUSED.</summary>
    Refused,

    /// <summary>Pool or DNS: answers, but each answer only after <see cref="LabFault.Delay"/>.</summary>
    Slow,

    /// <summary>Pool: answers bytes that are no SIP. DNS: answers bytes that are no DNS message.</summary>
    Garbage,

    /// <summary>Pool: every connection is reset (RST) once it is there.</summary>
    Reset,

    /// <summary>Pool: every connection is closed in order as soon as it is there.</summary>
    CloseAfterAccept,

    /// <summary>Pool: connections are accepted, and then not a byte is ever sent: a TLS handshake never ends.</summary>
    StalledHandshake,

    /// <summary>Pool: its certificate names another host.</summary>
    WrongCertificateName,

    /// <summary>Pool: its certificate has expired.</summary>
    ExpiredCertificate,

    /// <summary>Pool: its certificate comes from an authority that nobody knows.</summary>
    UntrustedCertificate,

    /// <summary>Pool: redirects everybody to the scenario's next pool. Set on all pools it is an endless redirect.</summary>
    RedirectLoop,

    /// <summary>Pool: redirects everybody to <see cref="Laboratory.AdversaryHost"/>, a host in a foreign domain that records what it is sent.</summary>
    RedirectForeign,

    /// <summary>DNS: every query gets SERVFAIL.</summary>
    ServerFailure,

    /// <summary>DNS: every answer over UDP is cut to nothing and says so (TC); TCP answers in full.</summary>
    Truncated,

    /// <summary>DNS: every answer carries another id than the query.</summary>
    WrongId,
}
