using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Simulation.Gaps;

/// <summary>Names within a SIP domain for hosts that stand elsewhere, so that the naming rule lets clients go there.</summary>
internal static class MatchingNames
{
    /// <summary>The records that replace one whose target breaks the rule.</summary>
    public static IReadOnlyList<DnsRecord> Instead(GapWorld world, SrvRecord record, string domain)
    {
        string label = record.Target.Split('.')[0];
        string name = $"{label}.{domain}";
        if (world.Topology.FindPool(name) is not null || world.Records.Any(known => known is not SrvRecord && DnsName.AreEqual(known.Name, name)))
        {
            name = $"{label}-sip.{domain}";
        }

        // "The target ... MUST NOT be an alias" (RFC 2782), so an address is better wherever the zone tells it.
        AddressRecord? address = world.Records.OfType<AddressRecord>().FirstOrDefault(known => DnsName.AreEqual(known.Name, record.Target));
        DnsRecord host = address is not null ? address with { Name = name } : new NameRecord(name, DnsRecordType.CName, record.Ttl, record.Target);
        return [record with { Target = name }, host];
    }
}
