namespace LyncResilience;

/// <summary>How a hop ended.</summary>
public enum SignInOutcome
{
    /// <summary>It succeeded.</summary>
    Ok,

    /// <summary>The name, the record or its address does not exist, or nothing was cached.</summary>
    NotFound,

    /// <summary>Nothing answered in time.</summary>
    NoAnswer,

    /// <summary>The other side refused, or closed without an answer.</summary>
    Refused,

    /// <summary>TLS or the certificate's chain or dates were not acceptable.</summary>
    TlsFailed,

    /// <summary>A name is not the one that was asked for, or breaks the naming rule.</summary>
    NameMismatch,

    /// <summary>401: the registrar asks for credentials.</summary>
    Challenged,

    /// <summary>301: the registrar names others.</summary>
    Redirected,

    /// <summary>200: registered.</summary>
    Registered,

    /// <summary>The registrar, or the walk, said no.</summary>
    Rejected,

    /// <summary>Deliberately not tried; the detail says why.</summary>
    Skipped,
}
