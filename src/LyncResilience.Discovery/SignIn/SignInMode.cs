namespace LyncResilience;

/// <summary>What the user has at the end of a path.</summary>
public enum SignInMode
{
    /// <summary>Registered with full service.</summary>
    Full,

    /// <summary>Registered in survivable mode: telephony and two-party calls, no presence, no contacts.</summary>
    Limited,

    /// <summary>A registrar was reached, but there were no credentials to go on with.</summary>
    Unauthenticated,

    /// <summary>No registrar was reached, or none accepted the user.</summary>
    None,
}
