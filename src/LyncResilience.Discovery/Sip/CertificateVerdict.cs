namespace LyncResilience.Discovery.Sip;

/// <summary>
/// What a TLS handshake and the certificate came to. Several faults at once are told in this order, because an administrator
/// repairs them in this order: handshake, dates, chain, name.
/// </summary>
public enum CertificateVerdict
{
    /// <summary>Valid now, issued by a trusted root, and for the name dialled.</summary>
    Trusted,

    /// <summary>Good, but for other names than the one dialled.</summary>
    NameMismatch,

    /// <summary>The chain ends in a root that isn't trusted, or ends early because an issuer is missing.</summary>
    UntrustedRoot,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Its time is still to come; often a wrong clock.</summary>
    NotYetValid,

    /// <summary>The chain is broken: a bad signature, an expired issuer, or a certificate that isn't meant for servers.</summary>
    ChainInvalid,

    /// <summary>There was no certificate to judge: the peer doesn't speak TLS, closed, or shares no version or cipher with us.</summary>
    HandshakeFailed,

    /// <summary>The peer accepted the connection, but didn't finish the handshake in time.</summary>
    TimedOut,
}
