namespace LyncResilience.Simulation;

/// <summary>A user of a scenario and what is known of the user's client. Immutable.</summary>
public sealed record SimulatedUser
{
    /// <summary>The address; <c>sip:</c> in front of it is ignored.</summary>
    public string SipAddress { get; init; } = string.Empty;

    /// <summary>The full name of the home pool.</summary>
    public string RegistrarPool { get; init; } = string.Empty;

    /// <summary>The server in the client's cache at time 0. Null means the home pool, an empty text that nothing is cached.</summary>
    public string? CachedServer { get; init; }

    /// <summary>Whether a redirect has told the running client its backup registrar before time 0.</summary>
    public bool KnowsBackup { get; init; }

    /// <summary>Whether the client is signed in, on its home pool, at time 0.</summary>
    public bool SignedIn { get; init; } = true;

    /// <summary>Whose discovery order and name rule the client follows.</summary>
    public ClientProfile ClientProfile { get; init; } = ClientProfile.Lync2013;

    /// <summary>The site where the client is; null when every site can be reached from there whatever happens to links.</summary>
    public string? Location { get; init; }

    /// <summary>How many users this entry stands for, all alike.</summary>
    public int Count { get; init; } = 1;
}
