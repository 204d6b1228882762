namespace LyncResilience;

/// <summary>How much a failed check matters.</summary>
public enum CheckSeverity
{
    /// <summary>Good to know.</summary>
    Low,

    /// <summary>Somebody may be stranded together with another failure, or later.</summary>
    Medium,

    /// <summary>A single failure strands somebody.</summary>
    High,

    /// <summary>Somebody can't sign in now.</summary>
    Critical,
}
