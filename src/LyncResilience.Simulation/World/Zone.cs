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

    private readonly Dictionary<string, List<DnsRecord>> _records = new(s_names);
    private readonly HashSet<DnsRecord> _known = new(new RecordIdentity());
    private readonly Dictionary<string, DnsAnswer> _answers = new(s_names);

    public Zone(IEnumerable<DnsRecord> records)
    {
        foreach (DnsRecord record in records)
        {
            _known.Add(record);
            Of(record.Name, orNew: true).Add(record);
        }
    }

    /// <summary>What a name that leads to addresses holds: address records and aliases.</summary>
    public IEnumerable<DnsRecord> HostRecords => _records.Values.SelectMany(named => named).Where(record => record is not SrvRecord);

    /// <returns>False when an equal record was there already.</returns>
    public bool Add(DnsRecord record)
    {
        bool isNew = _known.Add(record);
        if (isNew)
        {
            Of(record.Name, orNew: true).Add(record);
            _answers.Clear();
        }

        return isNew;
    }

    /// <returns>False when there was no such record.</returns>
    public bool Remove(DnsRecord record)
    {
        if (!_known.Remove(record))
        {
            return false;
        }

        _answers.Clear();
        Of(record.Name).RemoveAll(known => _known.Comparer.Equals(known, record));
        return true;
    }

    public DnsAnswer Srv(string name) => Find("S" + name, name, DnsRecordType.Srv, () => [.. Of(name).OfType<SrvRecord>()]);

    public DnsAnswer Host(string name) => Find("H" + name, name, DnsRecordType.A, () => Chain(name));

    private DnsAnswer Find(string key, string name, DnsRecordType type, Func<List<DnsRecord>> records)
    {
        if (!_answers.TryGetValue(key, out DnsAnswer? answer))
        {
            List<DnsRecord> found = records();
            DnsOutcome outcome = found.Count > 0 ? DnsOutcome.Answer : Of(name).Count > 0 ? DnsOutcome.NoData : DnsOutcome.NxDomain;
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

    private List<DnsRecord> Of(string name, bool orNew = false)
    {
        if (!_records.TryGetValue(name, out List<DnsRecord>? named))
        {
            named = [];
            if (orNew)
            {
                _records.Add(name, named);
            }
        }

        return named;
    }
}
