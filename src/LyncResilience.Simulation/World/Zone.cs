using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Simulation.World;

/// <summary>The records that the simulated DNS servers all have.</summary>
internal sealed class Zone
{
    private const int LongestAliasChain = 8;
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    private readonly List<DnsRecord> _records;
    private readonly Dictionary<string, DnsAnswer> _answers = new(s_names);

    public Zone(IEnumerable<DnsRecord> records) => _records = [.. records];

    /// <summary>What a name that leads to addresses holds: address records and aliases.</summary>
    public IEnumerable<DnsRecord> HostRecords => _records.Where(record => record is not SrvRecord);

    /// <returns>False when an equal record was there already.</returns>
    public bool Add(DnsRecord record)
    {
        bool isNew = !_records.Exists(known => IsSame(known, record));
        if (isNew)
        {
            _records.Add(record);
            _answers.Clear();
        }

        return isNew;
    }

    /// <returns>False when there was no such record.</returns>
    public bool Remove(DnsRecord record)
    {
        _answers.Clear();
        return _records.RemoveAll(known => IsSame(known, record)) > 0;
    }

    public DnsAnswer Srv(string name) => Find("S" + name, name, DnsRecordType.Srv, () => [.. Of(name).OfType<SrvRecord>()]);

    public DnsAnswer Host(string name) => Find("H" + name, name, DnsRecordType.A, () => Chain(name));

    private DnsAnswer Find(string key, string name, DnsRecordType type, Func<List<DnsRecord>> records)
    {
        if (!_answers.TryGetValue(key, out DnsAnswer? answer))
        {
            List<DnsRecord> found = records();
            DnsOutcome outcome = found.Count > 0 ? DnsOutcome.Answer : Of(name).Any() ? DnsOutcome.NoData : DnsOutcome.NxDomain;
            answer = new DnsAnswer(name, type, outcome) { Records = found };
            _answers.Add(key, answer);
        }

        return answer;
    }

    private List<DnsRecord> Chain(string name)
    {
        List<DnsRecord> chain = [];
        string? next = name;
        for (int links = 0; next is not null && links < LongestAliasChain; links++)
        {
            List<DnsRecord> here = [.. Of(next).Where(record => record is AddressRecord or NameRecord { Type: DnsRecordType.CName })];
            chain.AddRange(here);
            next = here.OfType<NameRecord>().FirstOrDefault()?.Target;
        }

        return chain;
    }

    private IEnumerable<DnsRecord> Of(string name) => _records.Where(record => s_names.Equals(record.Name, name));

    // The TTL does not make a record another one.
    private static bool IsSame(DnsRecord left, DnsRecord right) => s_names.Equals(left.Name, right.Name) && (left, right) switch
    {
        (SrvRecord a, SrvRecord b) => s_names.Equals(a.Target, b.Target) && a.Priority == b.Priority && a.Weight == b.Weight && a.Port == b.Port,
        (NameRecord a, NameRecord b) => a.Type == b.Type && s_names.Equals(a.Target, b.Target),
        (AddressRecord a, AddressRecord b) => a.Address.Equals(b.Address),
        _ => false,
    };
}
