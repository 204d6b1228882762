using System;

namespace LyncResilience.Discovery.Traces;

/// <summary>A file is no trace at all. The message says what it looks like and, where there is a way, how to get a trace from it.</summary>
public sealed class TraceFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One sentence about what was found.</param>
    /// <param name="innerException">Where it was noticed; null when nothing failed.</param>
    public TraceFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
