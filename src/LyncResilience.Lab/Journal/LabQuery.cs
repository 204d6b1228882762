using LyncResilience.Discovery.Dns;

namespace LyncResilience.Lab.Journal;

/// <summary>A DNS query as the laboratory's server received it.</summary>
/// <param name="Name">The name asked for.</param>
/// <param name="Type">The type asked for.</param>
/// <param name="Transport"><c>UDP</c> or <c>TCP</c>.</param>
/// <param name="Seconds">When, by the laboratory's clock.</param>
internal sealed record LabQuery(string Name, DnsRecordType Type, string Transport, double Seconds);
