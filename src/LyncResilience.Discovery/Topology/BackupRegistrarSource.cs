namespace LyncResilience;

/// <summary>Where the knowledge of a backup registrar comes from.</summary>
public enum BackupRegistrarSource
{
    /// <summary>A topology that was given.</summary>
    Topology,

    /// <summary>The native cmdlets of the session, or their objects.</summary>
    Cmdlet,

    /// <summary>A live sign-in: what the 301 redirect said.</summary>
    Redirect,

    /// <summary>A redirect in a trace.</summary>
    Trace,
}
