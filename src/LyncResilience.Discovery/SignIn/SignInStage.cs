namespace LyncResilience;

/// <summary>The step of the sign-in that a hop shows.</summary>
public enum SignInStage
{
    /// <summary>The cached server was looked at.</summary>
    Cache,

    /// <summary>Lync Discover was asked.</summary>
    Autodiscover,

    /// <summary>An SRV record was looked up.</summary>
    Srv,

    /// <summary>A host record was looked up.</summary>
    Host,

    /// <summary>A connection was opened.</summary>
    Connect,

    /// <summary>TLS was negotiated and the certificate judged.</summary>
    Tls,

    /// <summary>A REGISTER was sent.</summary>
    Register,

    /// <summary>A registrar named other registrars (301).</summary>
    Redirect,

    /// <summary>A server known from an earlier sign-in was taken up again.</summary>
    Failover,
}
