using System;

namespace LyncResilience.Discovery.Dns;

/// <summary>A zone file breaks the rules of RFC 1035 5. The message names the line and the rule.</summary>
public sealed class ZoneFileException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="lineNumber">The line, counted from 1.</param>
    /// <param name="problem">One sentence: what is wrong there.</param>
    public ZoneFileException(int lineNumber, string problem)
        : base(Shown.Sentence($"Line {lineNumber}: {problem}"))
    {
        LineNumber = lineNumber;
    }

    /// <summary>The line, counted from 1; the first line of an entry that spans several.</summary>
    public int LineNumber { get; }
}
