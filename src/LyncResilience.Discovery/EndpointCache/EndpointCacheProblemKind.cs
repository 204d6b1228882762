namespace LyncResilience.Discovery.EndpointCache;

/// <summary>Why a file or folder could not be read.</summary>
public enum EndpointCacheProblemKind
{
    /// <summary>Anything that is none of the others, such as a broken disk or a lost network.</summary>
    Unreadable,

    /// <summary>The account may not read it.</summary>
    AccessDenied,

    /// <summary>It is not there, or no longer.</summary>
    Vanished,

    /// <summary>Another process has it open and shares it with nobody.</summary>
    Locked,

    /// <summary>It is larger than any cache.</summary>
    TooLarge,
}
