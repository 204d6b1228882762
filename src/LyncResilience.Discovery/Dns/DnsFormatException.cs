using System;

namespace LyncResilience.Discovery.Dns;

/// <summary>A DNS message or domain name breaks the rules of RFC 1035. The message says which one and where.</summary>
public sealed class DnsFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One sentence: the rule that was broken and the octet or character where.</param>
    public DnsFormatException(string message)
        : base(Shown.Sentence(message))
    {
    }
}
