namespace LyncResilience.Discovery.Authentication;

/// <summary>Where a <see cref="SipAssociation"/> stands after an answer.</summary>
public enum AssociationState
{
    /// <summary>The next request has to be sent: authentication is not finished, or the last answer did not judge it.</summary>
    NeedsRequest,

    /// <summary>The server knows us; requests are signed from now on.</summary>
    Established,

    /// <summary>The server does not accept user or password, or forbids the user.</summary>
    Denied,

    /// <summary>An answer that must be signed by the server is not, or its signature is wrong: it may come from somebody else.</summary>
    BadSignature,

    /// <summary>We do not go on: the server's challenge is too weak, unreadable, or not the one agreed on.</summary>
    Refused,
}
