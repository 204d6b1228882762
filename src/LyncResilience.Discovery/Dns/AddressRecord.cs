using System.Net;
using System.Net.Sockets;

namespace LyncResilience.Discovery.Dns;

/// <summary>An A or AAAA record.</summary>
/// <param name="Name">The owner name.</param>
/// <param name="Ttl">How long it may be kept, in seconds.</param>
/// <param name="Address">The address; its family decides between A and AAAA.</param>
public sealed record AddressRecord(string Name, int Ttl, IPAddress Address)
    : DnsRecord(Name, Address.AddressFamily == AddressFamily.InterNetworkV6 ? DnsRecordType.Aaaa : DnsRecordType.A, Ttl);
