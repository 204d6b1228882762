namespace LyncResilience.Discovery.Traces;

/// <summary>A line of a log, or a piece of one that is too long to be held whole. Good until the next one is read.</summary>
internal readonly struct TraceLine
{
    public TraceLine(byte[] bytes, int start, int end, long number, bool beginsLine, bool endsLine)
    {
        Bytes = bytes;
        Start = start;
        End = end;
        Number = number;
        BeginsLine = beginsLine;
        EndsLine = endsLine;
    }

    /// <summary>Holds the line.</summary>
    public byte[] Bytes { get; }

    /// <summary>Where it begins.</summary>
    public int Start { get; }

    /// <summary>Where it ends, its line break included.</summary>
    public int End { get; }

    public int Length => End - Start;

    /// <summary>Its number from 1.</summary>
    public long Number { get; }

    /// <summary>False for the further pieces of a long line.</summary>
    public bool BeginsLine { get; }

    /// <summary>Whether it ends in a line break: not so for a piece, and for the last line of a file that was cut off.</summary>
    public bool EndsLine { get; }

    /// <summary>The rest of the line from a position on.</summary>
    public TraceLine From(int start) => new(Bytes, start, End, Number, BeginsLine, EndsLine);
}
