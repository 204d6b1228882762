namespace LyncResilience.Discovery.Dns;

/// <summary>A resource record. Names are without the final dot and keep the case of the wire.</summary>
/// <param name="Name">The owner name.</param>
/// <param name="Type">The record's type.</param>
/// <param name="Ttl">How long it may be kept, in seconds.</param>
public abstract record DnsRecord(string Name, DnsRecordType Type, int Ttl);
