namespace LyncResilience.Simulation.Clients;

/// <summary>Why a simulated round stands still.</summary>
internal enum RoundPause
{
    /// <summary>It is over.</summary>
    Finished,

    /// <summary>It dials a server, which takes its time.</summary>
    Attempt,

    /// <summary>It needs a draw among SRV targets, which may fall differently for each client.</summary>
    Draw,
}
