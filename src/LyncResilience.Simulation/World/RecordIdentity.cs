using System;
using System.Collections.Generic;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Simulation.World;

/// <summary>What makes two records one: name and data, without regard to case. The TTL does not make a record another one (RFC 2181 5.2).</summary>
internal sealed class RecordIdentity : IEqualityComparer<DnsRecord>
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    public bool Equals(DnsRecord left, DnsRecord right) => (left, right) switch
    {
        (SrvRecord a, SrvRecord b) => a.Priority == b.Priority && a.Weight == b.Weight && a.Port == b.Port && s_names.Equals(a.Target, b.Target) && s_names.Equals(a.Name, b.Name),
        (NameRecord a, NameRecord b) => a.Type == b.Type && s_names.Equals(a.Target, b.Target) && s_names.Equals(a.Name, b.Name),
        (AddressRecord a, AddressRecord b) => a.Address.Equals(b.Address) && s_names.Equals(a.Name, b.Name),
        _ => false,
    };

    public int GetHashCode(DnsRecord record)
    {
        int data = record switch
        {
            SrvRecord srv => (((srv.Priority * 397) ^ srv.Weight) * 397) ^ srv.Port ^ s_names.GetHashCode(srv.Target),
            NameRecord name => s_names.GetHashCode(name.Target),
            AddressRecord address => address.Address.GetHashCode(),
            _ => 0,
        };
        return unchecked((s_names.GetHashCode(record.Name) * 397) ^ data);
    }
}
