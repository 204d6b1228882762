namespace LyncResilience;

/// <summary>What ended a user's first time offline.</summary>
public enum RecoveryMethod
{
    /// <summary>The user was never offline.</summary>
    Unaffected,

    /// <summary>Nothing did: the user was still offline at the end.</summary>
    None,

    /// <summary>The client dialled the backup registrar that a redirect had told it before the failure.</summary>
    KnownBackup,

    /// <summary>The client dialled the server in its cache.</summary>
    Cache,

    /// <summary>An SRV record led the way.</summary>
    Srv,

    /// <summary>A host record such as sipinternal led the way.</summary>
    Host,

    /// <summary>The home pool had been down, or out of this client's reach, and serves again.</summary>
    HomeReturned,

    /// <summary>An administrator failed the home pool over before its backup had noticed the failure.</summary>
    AdminFailover,
}
