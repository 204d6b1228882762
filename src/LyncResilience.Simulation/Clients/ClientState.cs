namespace LyncResilience.Simulation.Clients;

/// <summary>What a simulated user has, and whether time counts.</summary>
internal enum ClientState
{
    /// <summary>Not registered, and no time counts: never signed in, or signed out since.</summary>
    SignedOut,

    /// <summary>Not registered against the person's wish.</summary>
    Offline,

    /// <summary>Registered in survivable mode.</summary>
    Limited,

    /// <summary>Registered with all services.</summary>
    Full,
}
