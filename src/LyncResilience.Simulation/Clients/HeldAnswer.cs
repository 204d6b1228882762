using LyncResilience.Discovery.Dns;

namespace LyncResilience.Simulation.Clients;

/// <summary>A DNS answer that a client holds.</summary>
/// <param name="Type">SRV, or A for a host's addresses of any kind.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Until">The instant, in ticks, from which it is too old.</param>
internal sealed record HeldAnswer(DnsRecordType Type, DnsAnswer Answer, long Until);
