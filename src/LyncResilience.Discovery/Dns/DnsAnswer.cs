using System.Collections.Generic;

namespace LyncResilience.Discovery.Dns;

/// <summary>The result of one look-up, good or bad.</summary>
public sealed class DnsAnswer
{
    /// <summary>Makes an answer; resolvers do.</summary>
    /// <param name="name">The name asked for.</param>
    /// <param name="type">The type asked for.</param>
    /// <param name="outcome">What came of it.</param>
    public DnsAnswer(string name, DnsRecordType type, DnsOutcome outcome)
    {
        Name = name;
        Type = type;
        Outcome = outcome;
    }

    /// <summary>The name asked for, without the final dot.</summary>
    public string Name { get; }

    /// <summary>The type asked for.</summary>
    public DnsRecordType Type { get; }

    /// <summary>What came of it.</summary>
    public DnsOutcome Outcome { get; }

    /// <summary>The answer section in the order of the wire, aliases included.</summary>
    public IReadOnlyList<DnsRecord> Records { get; init; } = [];

    /// <summary>The server that answered, as <c>address:port</c>; for failures the servers that were tried, comma-separated.</summary>
    public string? Server { get; init; }

    /// <summary><c>UDP</c> or <c>TCP</c>: what carried the answer; null when there was none.</summary>
    public string? Transport { get; init; }

    /// <summary>From the call to the answer, in milliseconds.</summary>
    public double DurationMs { get; init; }

    /// <summary>One sentence that names the server, the limit and what happened.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>This answer with other records.</summary>
    internal DnsAnswer With(IReadOnlyList<DnsRecord> records) => new(Name, Type, Outcome)
    {
        Records = records,
        Server = Server,
        Transport = Transport,
        DurationMs = DurationMs,
        Detail = Detail,
    };
}
