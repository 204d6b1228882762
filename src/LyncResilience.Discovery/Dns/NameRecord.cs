namespace LyncResilience.Discovery.Dns;

/// <summary>A record whose data is one name: CNAME, NS or PTR.</summary>
/// <param name="Name">The owner name.</param>
/// <param name="Type">CNAME, NS or PTR.</param>
/// <param name="Ttl">How long it may be kept, in seconds.</param>
/// <param name="Target">The name that it points to.</param>
public sealed record NameRecord(string Name, DnsRecordType Type, int Ttl, string Target) : DnsRecord(Name, Type, Ttl);
