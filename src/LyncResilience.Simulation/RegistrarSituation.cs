using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Simulation;

/// <summary>Everything that a registrar's answer to a REGISTER depends on.</summary>
public sealed record RegistrarSituation
{
    /// <summary>The pool that was asked.</summary>
    public string Pool { get; init; } = string.Empty;

    /// <summary>Whether the pool that was asked is up.</summary>
    public bool IsUp { get; init; } = true;

    /// <summary>Whether the client has proved who it is.</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>What is known of the user.</summary>
    public UserState User { get; init; } = UserState.Enabled;

    /// <summary>The user's home pool: its primary registrar. A Director homes nobody.</summary>
    public ServerEndpoint? HomePool { get; init; }

    /// <summary>The home pool's backup registrar, if it has one.</summary>
    public ServerEndpoint? BackupPool { get; init; }

    /// <summary>
    /// Whether the pool that was asked, as the user's backup, holds the home pool for down: <see cref="HeartbeatView"/>. Without meaning for
    /// any other pool.
    /// </summary>
    public bool SeesHomeDown { get; init; }

    /// <summary>Whether the user's user services (presence, contacts, conferences) are up.</summary>
    public bool UserServicesUp { get; init; } = true;

    /// <summary>Whether an administrator's Invoke-CsPoolFailOver of the home pool stands and the home pool is not living (2013 and later).</summary>
    public bool IsFailedOver { get; init; }
}
