namespace LyncResilience;

/// <summary>What a change does to users: they have less or more time offline, or as much and less or more time with limited service, or as much of both and a better or worse end.</summary>
public enum FailoverEffect
{
    /// <summary>They fare worse.</summary>
    Hurts,

    /// <summary>They fare better.</summary>
    Helps,
}
