using System;
using System.Globalization;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Simulation.Gaps;

/// <summary>Records as commands of the DNS server of Windows (Microsoft Learn, Add-DnsServerResourceRecord, Add-DnsServerResourceRecordA, Add-DnsServerResourceRecordCName).</summary>
internal static class WindowsDns
{
    public static string Add(DnsRecord record, string zone)
    {
        string name = record.Name.EndsWith("." + zone, StringComparison.OrdinalIgnoreCase) ? record.Name.Substring(0, record.Name.Length - zone.Length - 1) : record.Name;
        string ttl = TimeSpan.FromSeconds(record.Ttl).ToString("c", CultureInfo.InvariantCulture);
        return record switch
        {
            SrvRecord srv => string.Format(
                CultureInfo.InvariantCulture, "Add-DnsServerResourceRecord -Srv -ZoneName \"{0}\" -Name \"{1}\" -DomainName \"{2}\" -Priority {3} -Weight {4} -Port {5} -TimeToLive {6}",
                zone, name, srv.Target, srv.Priority, srv.Weight, srv.Port, ttl),
            AddressRecord { Address.AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } address =>
                $"Add-DnsServerResourceRecordAAAA -ZoneName \"{zone}\" -Name \"{name}\" -IPv6Address {address.Address} -TimeToLive {ttl}",
            AddressRecord address => $"Add-DnsServerResourceRecordA -ZoneName \"{zone}\" -Name \"{name}\" -IPv4Address {address.Address} -TimeToLive {ttl}",
            NameRecord alias => $"Add-DnsServerResourceRecordCName -ZoneName \"{zone}\" -Name \"{name}\" -HostNameAlias \"{alias.Target}\" -TimeToLive {ttl}",
            _ => throw new ArgumentException($"A fix never needs a record of type {record.Type}.", nameof(record)),
        };
    }
}
