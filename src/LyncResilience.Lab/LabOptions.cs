using LyncResilience.Lab.Traces;

namespace LyncResilience.Lab;

/// <summary>How a laboratory is started.</summary>
public sealed class LabOptions
{
    /// <summary>The DNS server's port, UDP and TCP; 0 takes a free one.</summary>
    public int DnsPort { get; init; }

    /// <summary>The first pool's TLS port; the others follow. 0 takes free ones.</summary>
    public int SipPort { get; init; }

    /// <summary>The laboratory's time; by default it runs with real time.</summary>
    internal LabClock Clock { get; init; } = new();

    /// <summary>Keeps the SIP messages, to be written as logs; null to keep none.</summary>
    public LabTraceRecorder? Trace { get; init; }
}
