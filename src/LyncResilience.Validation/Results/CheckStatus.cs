namespace LyncResilience;

/// <summary>What a check came to.</summary>
public enum CheckStatus
{
    /// <summary>It is as it should be.</summary>
    Pass,

    /// <summary>It works, but should be looked at.</summary>
    Warn,

    /// <summary>It is not as it should be.</summary>
    Fail,

    /// <summary>It could not or should not be checked; the detail says why.</summary>
    Skip,

    /// <summary>Checking it went wrong: nothing is known.</summary>
    Error,
}
