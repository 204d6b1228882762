using System;

namespace LyncResilience.Discovery.Sip;

/// <summary>What should have been SIP can't be read, or is larger than the limits allow. The message says what and where.</summary>
public sealed class SipFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One sentence about what was found.</param>
    public SipFormatException(string message)
        : base(message)
    {
    }
}
