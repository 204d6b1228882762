namespace LyncResilience;

/// <summary>Which way a traced message went, seen from the machine that wrote the log.</summary>
public enum SipTraceDirection
{
    /// <summary>The log doesn't tell.</summary>
    Unknown,

    /// <summary>The machine received it.</summary>
    Incoming,

    /// <summary>The machine sent it.</summary>
    Outgoing,
}
