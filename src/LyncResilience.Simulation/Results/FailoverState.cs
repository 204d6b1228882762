namespace LyncResilience;

/// <summary>What service a user has.</summary>
public enum FailoverState
{
    /// <summary>Registered with all services.</summary>
    Full,

    /// <summary>Registered in survivable mode: calls work, presence and conferences don't.</summary>
    Limited,

    /// <summary>Not registered.</summary>
    Offline,
}
