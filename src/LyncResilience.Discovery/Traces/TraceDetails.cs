using System.Collections.Generic;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Traces;

/// <summary>What the text of a traced message says, read once when it is first asked for. Credentials are hidden already.</summary>
internal sealed class TraceDetails
{
    public SipTraceDirection Direction { get; init; }

    public string? Peer { get; init; }

    public string? LocalEndpoint { get; init; }

    public string? Component { get; init; }

    public string? Machine { get; init; }

    public string? Pool { get; init; }

    public int ProcessId { get; init; }

    public int ThreadId { get; init; }

    public string? Level { get; init; }

    public string? Flag { get; init; }

    public string? Correlation { get; init; }

    public string StartLine { get; init; } = string.Empty;

    public IReadOnlyList<SipHeader> Headers { get; init => field = ReadableList.Of(value); } = ReadableList.Of<SipHeader>([]);

    public string Body { get; init; } = string.Empty;
}
