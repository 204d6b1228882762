namespace LyncResilience.Lab.Authentication;

/// <summary>What a registrar makes of a request's credentials.</summary>
internal enum AuthenticationOutcome
{
    /// <summary>The request carries none for this registrar.</summary>
    Missing,

    /// <summary>The client starts NTLM and gets a challenge.</summary>
    Challenged,

    /// <summary>User and password, or the signature of a later request, are right.</summary>
    Accepted,

    /// <summary>There is no such user.</summary>
    UnknownUser,

    /// <summary>The user exists, the password is another.</summary>
    WrongPassword,

    /// <summary>The request's signature is missing or wrong.</summary>
    BadSignature,

    /// <summary>The client refers to an association that does not exist, or no longer.</summary>
    UnknownAssociation,

    /// <summary>The client answered with less than NTLMv2 with extended session security.</summary>
    TooWeak,

    /// <summary>The header or its token breaks the grammar.</summary>
    Malformed,
}
