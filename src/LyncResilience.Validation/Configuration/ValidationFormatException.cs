using System;
using LyncResilience.Discovery;

namespace LyncResilience.Validation.Configuration;

/// <summary>A validation configuration that can't be used: its text is damaged, or it names what isn't there. The message names source, line and key.</summary>
public sealed class ValidationFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One sentence: what is wrong, where, and what would be right.</param>
    /// <param name="inner">The cause, if it has one.</param>
    public ValidationFormatException(string message, Exception? inner = null)
        : base(Shown.Sentence(message), inner)
    {
    }
}
