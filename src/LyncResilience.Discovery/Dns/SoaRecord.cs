namespace LyncResilience.Discovery.Dns;

/// <summary>An SOA record (RFC 1035 3.3.13). Times are in seconds.</summary>
/// <param name="Name">The zone.</param>
/// <param name="Ttl">How long it may be kept, in seconds.</param>
/// <param name="PrimaryServer">The zone's first name server.</param>
/// <param name="Mailbox">The person responsible, as a domain name.</param>
/// <param name="Serial">The zone's version.</param>
/// <param name="Refresh">When secondaries check.</param>
/// <param name="Retry">When they check again after a failure.</param>
/// <param name="Expire">When they give up.</param>
/// <param name="Minimum">How long a negative answer may be kept (RFC 2308).</param>
public sealed record SoaRecord(
    string Name, int Ttl, string PrimaryServer, string Mailbox, uint Serial, int Refresh, int Retry, int Expire, int Minimum)
    : DnsRecord(Name, DnsRecordType.Soa, Ttl);
