namespace LyncResilience;

/// <summary>The verdict on a result.</summary>
public enum ResultStatus
{
    /// <summary>It works, and nothing was found.</summary>
    Pass,

    /// <summary>It works, or got as far as could be tried, and something was found.</summary>
    Warn,

    /// <summary>It does not work: for a path, the user does not sign in; for a pairing, there is no backup to go to.</summary>
    Fail,
}
