using System;

namespace LyncResilience.Discovery.Authentication;

/// <summary>
/// An authentication header or the NTLM token inside it breaks its grammar (MS-SIPAE 2.2, MS-NLMP 2.2). The message says
/// which part and why, and never quotes the token.
/// </summary>
public sealed class AuthenticationFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One sentence: which part is wrong and why.</param>
    public AuthenticationFormatException(string message)
        : base(Shown.Sentence(message))
    {
    }
}
