namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>Why nothing more belongs to a sign-in.</summary>
internal enum TracedEnd
{
    /// <summary>The user was registered or refused.</summary>
    Decided,

    /// <summary>The trace shows nothing more of it for a while.</summary>
    Quiet,

    /// <summary>The trace ends.</summary>
    TraceEnds,

    /// <summary>It had to make room: too many sign-ins, or too many messages in this one.</summary>
    NoRoom,
}
