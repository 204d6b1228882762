using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Cmdlets;

/// <summary>Records with some removed and some added: the zone of a what-if question.</summary>
internal static class ZoneChange
{
    /// <summary>Makes the change. What is both removed and added is there in the end.</summary>
    /// <param name="records">The records as they are.</param>
    /// <param name="removed">Those to remove, whatever their TTL.</param>
    /// <param name="added">Those to add.</param>
    /// <param name="report">Told of each record to remove that isn't there.</param>
    internal static IReadOnlyList<DnsRecord> Apply(IReadOnlyList<DnsRecord> records, DnsRecord[] removed, DnsRecord[] added, Action<string> report)
    {
        foreach (DnsRecord absent in removed.Where(record => !records.Any(known => IsSame(known, record))))
        {
            report($"There is no record {ZoneFile.ToLine(absent)} to remove.");
        }

        return [.. records.Where(known => !Array.Exists(removed, record => IsSame(known, record))), .. added];
    }

    // The TTL does not make a record another one.
    private static bool IsSame(DnsRecord left, DnsRecord right) => DnsName.AreEqual(left.Name, right.Name) && (left, right) switch
    {
        (SrvRecord a, SrvRecord b) => DnsName.AreEqual(a.Target, b.Target) && a.Priority == b.Priority && a.Weight == b.Weight && a.Port == b.Port,
        (NameRecord a, NameRecord b) => a.Type == b.Type && DnsName.AreEqual(a.Target, b.Target),
        (AddressRecord a, AddressRecord b) => a.Address.Equals(b.Address),
        _ => false,
    };
}
