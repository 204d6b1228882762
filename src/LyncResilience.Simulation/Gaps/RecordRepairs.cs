using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Simulation.Gaps;

/// <summary>Changes of the zone.</summary>
internal static class RecordRepairs
{
    // Between two priorities, so that an administrator can put something between them later.
    private const int PriorityStep = 10;
    private const int UsualTtl = 3600;

    /// <summary>The time to live that is tried: short against an outage, long against a round of attempts.</summary>
    private const int ShortTtl = 300;

    /// <summary>SRV records that lead to a pool after the present ones, one for each domain of the users; null when there is nothing to add.</summary>
    public static GapRepair? Lead(GapWorld world, IReadOnlyList<UserKind> users, TopologyPool target)
    {
        List<(DnsRecord Record, string Zone)> added = [];
        foreach (IGrouping<string, UserKind> domain in users.GroupBy(kind => kind.Domain, StringComparer.OrdinalIgnoreCase))
        {
            foreach (string name in domain.Select(kind => NameFor(world, kind)).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                added.AddRange(Lead(world, name, domain.Key, target).Select(record => (record, domain.Key)));
            }
        }

        return added.Count == 0 ? null : Adding(world, added, $"an SRV record to {target.Fqdn}");
    }

    /// <summary>For every SRV record that breaks the naming rule one that does not; null when there is none.</summary>
    public static GapRepair? Match(GapWorld world, IReadOnlyList<UserKind> users)
    {
        HashSet<string> names = new(users.SelectMany(kind => SrvNames.Of(kind.First.ClientProfile, kind.Domain)), StringComparer.OrdinalIgnoreCase);
        List<(DnsRecord Record, string Zone)> added = [];
        foreach (SrvRecord srv in world.Records.OfType<SrvRecord>().Where(record => record.IsOffered && names.Contains(record.Name)))
        {
            string domain = SrvNames.DomainOf(srv.Name)!;
            if (!Matches(srv.Target, domain))
            {
                added.AddRange(MatchingNames.Instead(world, srv, domain).Select(record => (record, domain)));
            }
        }

        return added.Count == 0 ? null : Adding(world, added, "target names in the SIP domain");
    }

    /// <summary>The users' SRV records with a shorter time to live; null when all are short.</summary>
    public static GapRepair? Shorten(GapWorld world, IReadOnlyList<UserKind> users)
    {
        HashSet<string> names = new(users.SelectMany(kind => SrvNames.Of(kind.First.ClientProfile, kind.Domain)), StringComparer.OrdinalIgnoreCase);
        SrvRecord[] shorter = [.. world.Records.OfType<SrvRecord>().Where(IsLong).Select(record => record with { Ttl = ShortTtl })];
        return shorter.Length == 0 ? null : new GapRepair(
            GapFixKind.ShorterTtl,
            world.WithEach(record => [record is SrvRecord srv && IsLong(srv) ? srv with { Ttl = ShortTtl } : record]),
            [.. shorter.Select(ZoneFile.ToLine)],
            [.. shorter.Select(Replace)])
        {
            Note = "These take the place of the present records, and help against changes that come later than the old time to live.",
            Summary = string.Format(CultureInfo.InvariantCulture, "a time to live of {0} s", ShortTtl),
        };

        bool IsLong(SrvRecord record) => record.Ttl > ShortTtl && names.Contains(record.Name);
    }

    private static IReadOnlyList<DnsRecord> Lead(GapWorld world, string name, string domain, TopologyPool target)
    {
        SrvRecord[] present = [.. world.Records.OfType<SrvRecord>().Where(record => DnsName.AreEqual(record.Name, name) && record.IsOffered)];
        bool matches = Matches(target.Fqdn, domain);
        if (matches && Array.Exists(present, record => DnsName.AreEqual(record.Target, target.Fqdn) && record.Port == target.Port))
        {
            return [];
        }

        var record = new SrvRecord(
            name, present.Select(known => known.Ttl).DefaultIfEmpty(UsualTtl).Min(),
            present.Length == 0 ? 0 : Math.Min(ushort.MaxValue, present.Max(known => known.Priority) + PriorityStep), 0, target.Port, target.Fqdn);
        return matches ? [record] : MatchingNames.Instead(world, record, domain);
    }

    private static GapRepair Adding(GapWorld world, IReadOnlyList<(DnsRecord Record, string Zone)> added, string summary)
    {
        bool needsNames = added.Any(one => one.Record is not SrvRecord);
        return new GapRepair(
            needsNames ? GapFixKind.MatchingName : GapFixKind.SrvRecord,
            world.WithRecords(added.Select(one => one.Record)),
            [.. added.Select(one => ZoneFile.ToLine(one.Record))],
            [.. added.Select(one => WindowsDns.Add(one.Record, one.Zone))])
        {
            Note = needsNames ? "The certificate of the pool must hold the new names too. Where the zone knows the pool's address, an address record is better than an alias (RFC 2782)." : null,
            Summary = summary,
        };
    }

    // The first of the names that the client looks up which the zone has, so that it is found where the others are.
    private static string NameFor(GapWorld world, UserKind kind) =>
        SrvNames.Of(kind.First.ClientProfile, kind.Domain).FirstOrDefault(name => world.Records.Any(record => DnsName.AreEqual(record.Name, name)))
        ?? SrvNames.InternalTls(kind.Domain);

    private static bool Matches(string host, string domain) => DomainRule.Matches(host, domain, NameMatching.Strict, []);

    private static string Replace(SrvRecord record)
    {
        string zone = SrvNames.DomainOf(record.Name)!;
        string name = record.Name.Substring(0, record.Name.Length - zone.Length - 1);
        string data = string.Format(CultureInfo.InvariantCulture, "\"{0}\",\"{1}\",\"{2}\",\"{3}\"", record.Priority, record.Weight, record.Port, record.Target + ".");
        return $"Remove-DnsServerResourceRecord -ZoneName \"{zone}\" -Name \"{name}\" -RRType Srv -RecordData {data} -Force; {WindowsDns.Add(record, zone)}";
    }
}
