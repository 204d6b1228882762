namespace LyncResilience;

/// <summary>What a record of a trace is about.</summary>
public enum SipTraceKind
{
    /// <summary>A SIP message that was sent or received.</summary>
    Message,

    /// <summary>What a server says about a message or a connection, such as a TF_DIAG record; its headers are those of the record.</summary>
    Diagnostic,
}
