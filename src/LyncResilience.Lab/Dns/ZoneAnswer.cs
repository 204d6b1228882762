using System.Collections.Generic;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Lab.Dns;

/// <summary>What the zones say to a question: the sections of the response to it.</summary>
internal sealed record ZoneAnswer(int ResponseCode)
{
    public IReadOnlyList<DnsRecord> Answers { get; init; } = [];

    public IReadOnlyList<DnsRecord> Authorities { get; init; } = [];

    public IReadOnlyList<DnsRecord> Additionals { get; init; } = [];
}
