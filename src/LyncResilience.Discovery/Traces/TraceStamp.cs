using System;

namespace LyncResilience.Discovery.Traces;

/// <summary>What stands before the text of a stamped line, and where; positions count from the first byte of the line.</summary>
internal struct TraceStamp
{
    /// <summary>The time as written; its kind is unspecified.</summary>
    public DateTime Time;

    public int ProcessId;

    public int ThreadId;

    public TraceSpan Level;

    public TraceSpan Flag;

    /// <summary>The text in the bracket of a server's line: a processor number, or machine and pool.</summary>
    public TraceSpan Origin;

    public TraceSpan Component;

    public TraceSpan Correlation;

    /// <summary>Where the text after the stamp begins.</summary>
    public int TextStart;

    /// <summary>Tells threads apart.</summary>
    public readonly long Thread => ((long)ProcessId << 32) | (uint)ThreadId;
}
