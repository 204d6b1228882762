using System;
using System.Collections.Generic;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Simulation.Scenarios;

/// <summary>The SRV records that a scenario has named so far, found by name and target: a file may hold very many events that add and remove records.</summary>
internal sealed class KnownRecords
{
    private readonly Dictionary<string, List<SrvRecord>> _records = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<SrvRecord> _all = [];

    public KnownRecords(IEnumerable<DnsRecord> records)
    {
        foreach (DnsRecord record in records)
        {
            Add(record);
        }
    }

    public void Add(DnsRecord? record)
    {
        if (record is not SrvRecord srv || !_all.Add(srv))
        {
            return;
        }

        string key = Key(srv.Name, srv.Target);
        if (!_records.TryGetValue(key, out List<SrvRecord>? alike))
        {
            alike = [];
            _records.Add(key, alike);
        }

        alike.Add(srv);
    }

    /// <summary>The records of a name and a target, in the order in which they were named.</summary>
    public IReadOnlyList<SrvRecord> Of(string name, string target) => _records.TryGetValue(Key(name, target), out List<SrvRecord>? alike) ? alike : [];

    // A space can't stand in either.
    private static string Key(string name, string target) => name + " " + target;
}
