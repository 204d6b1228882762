namespace LyncResilience;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Info,

    /// <summary>Works today, but strands or misleads somebody when something fails.</summary>
    Warning,

    /// <summary>Keeps this user from signing in now.</summary>
    Error,
}
