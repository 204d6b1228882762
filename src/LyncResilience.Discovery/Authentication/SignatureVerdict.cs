namespace LyncResilience.Discovery.Authentication;

/// <summary>What the server's signature of a message is worth.</summary>
public enum SignatureVerdict
{
    /// <summary>The message carries no signature of this association.</summary>
    Absent,

    /// <summary>The signature is right.</summary>
    Verified,

    /// <summary>There is a signature, and it is wrong.</summary>
    Wrong,
}
