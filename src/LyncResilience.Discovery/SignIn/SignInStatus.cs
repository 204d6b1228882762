namespace LyncResilience;

/// <summary>The verdict on a path.</summary>
public enum SignInStatus
{
    /// <summary>The user signs in and nothing was found.</summary>
    Pass,

    /// <summary>The user signs in, or got as far as could be tried, and something was found.</summary>
    Warn,

    /// <summary>The user does not sign in.</summary>
    Fail,
}
