namespace LyncResilience.Discovery.SignIn;

/// <summary>What came of asking an Autodiscover service for the way to a registrar.</summary>
public enum AutodiscoverOutcome
{
    /// <summary>It named the registrar.</summary>
    ServerNamed,

    /// <summary>It is there, but names the registrar only to a client with a web ticket, which this one doesn't fetch.</summary>
    NeedsWebTicket,

    /// <summary>Nothing answered in time.</summary>
    NoAnswer,

    /// <summary>The host refused the connection.</summary>
    Refused,

    /// <summary>TLS failed, or the certificate isn't trusted.</summary>
    TlsFailed,

    /// <summary>The certificate is for other names than the one asked.</summary>
    NameMismatch,

    /// <summary>It answered something else: an HTTP error, no Autodiscover document, a redirect that leads out of the domain.</summary>
    NotUsable,
}
