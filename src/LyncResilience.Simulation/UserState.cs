namespace LyncResilience.Simulation;

/// <summary>What a registrar knows of a user.</summary>
public enum UserState
{
    /// <summary>Enabled for SIP.</summary>
    Enabled,

    /// <summary>Known, but disabled.</summary>
    Disabled,

    /// <summary>Not known in the deployment.</summary>
    Unknown,
}
