using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Lab.Dns;

/// <summary>
/// The laboratory's DNS data. A zone comes into being with the first record in it; names outside all zones are refused. Names, empty
/// non-terminals, aliases and negative answers are treated as RFC 1034 4.3.2, RFC 2308 and RFC 8020 say; there are no wildcards.
/// </summary>
internal sealed class LabZones
{
    private const int MaximumAliases = 8;
    private const DnsRecordType Any = (DnsRecordType)255; // QTYPE "*", RFC 1035 3.2.3.
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    private readonly object _lock = new();
    private readonly Func<SrvRecord, SrvRecord> _withRealPort;
    private readonly HashSet<string> _apexes = new(s_names);
    private readonly List<DnsRecord> _records = [];

    /// <summary>Makes empty zones.</summary>
    /// <param name="withRealPort">Puts the port that a pool really listens on in place of the declared one.</param>
    public LabZones(Func<SrvRecord, SrvRecord> withRealPort)
    {
        _withRealPort = withRealPort;
    }

    /// <summary>Adds a record, and its zone when there is none yet; a record that is there already is replaced.</summary>
    /// <exception cref="ArgumentException">It would lead clients off this machine.</exception>
    public void Add(DnsRecord record)
    {
        if (record is AddressRecord { Address: { } address } && !System.Net.IPAddress.IsLoopback(address))
        {
            throw new ArgumentException($"{record.Name} cannot be {address} here: the laboratory leads nobody off this machine. Use a loopback address.", nameof(record));
        }

        lock (_lock)
        {
            if (ApexOf(record.Name) is null)
            {
                string apex = NewApex(record.Name);
                _apexes.Add(apex);
                _records.Add(new SoaRecord(apex, 3600, "ns." + apex, "hostmaster." + apex, 1, 3600, 600, 86400, 60));
                _records.Add(new NameRecord(apex, DnsRecordType.Ns, 3600, "ns." + apex));
                _records.Add(new AddressRecord("ns." + apex, 3600, System.Net.IPAddress.Loopback));
            }

            RemoveSame(record);
            _records.Add(record);
        }
    }

    /// <summary>Removes a record; TTL and case don't matter.</summary>
    /// <returns>False when there was no such record.</returns>
    public bool Remove(DnsRecord record)
    {
        lock (_lock)
        {
            return RemoveSame(record);
        }
    }

    /// <summary>Answers a question.</summary>
    public ZoneAnswer Answer(string name, DnsRecordType type)
    {
        lock (_lock)
        {
            if (ApexOf(name) is null)
            {
                return new ZoneAnswer(DnsResponseCode.Refused);
            }

            List<DnsRecord> answers = [];
            string current = name;
            for (int aliases = 0; aliases <= MaximumAliases && ApexOf(current) is { } apex; aliases++)
            {
                DnsRecord[] here = [.. _records.Where(record => s_names.Equals(record.Name, current))];
                DnsRecord[] found = [.. here.Where(record => record.Type == type || type == Any)];
                if (found.Length > 0)
                {
                    answers.AddRange(found.Select(Real));
                    return new ZoneAnswer(DnsResponseCode.NoError) { Answers = answers, Additionals = [.. found.SelectMany(AddressesFor)] };
                }

                if (here.OfType<NameRecord>().FirstOrDefault(record => record.Type == DnsRecordType.CName) is not { } alias)
                {
                    return new ZoneAnswer(here.Length > 0 || IsAbove(current) ? DnsResponseCode.NoError : DnsResponseCode.NameError)
                    {
                        Answers = answers,
                        Authorities = [.. _records.Where(record => record.Type == DnsRecordType.Soa && s_names.Equals(record.Name, apex)).Select(ForNegative)],
                    };
                }

                answers.Add(alias);
                current = alias.Target;
            }

            // The alias leads out of the zones, or in a circle: the client gets what there is of it.
            return new ZoneAnswer(DnsResponseCode.NoError) { Answers = answers };
        }
    }

    // RFC 2308 3: in a negative answer the SOA lives no longer than its own minimum says.
    private static DnsRecord ForNegative(DnsRecord record) =>
        record is SoaRecord soa ? soa with { Ttl = Math.Min(soa.Ttl, soa.Minimum) } : record;

    // A service's zone is the domain behind the underscore labels, a host's the domain behind the host.
    private static string NewApex(string name)
    {
        string[] labels = name.Split('.');
        string[] domain = [.. labels.SkipWhile(label => label.StartsWith("_", StringComparison.Ordinal))];
        return string.Join(".", domain.Length == labels.Length && domain.Length > 1 ? domain.Skip(1) : domain);
    }

    private static bool IsIn(string name, string apex) =>
        s_names.Equals(name, apex) || name.EndsWith("." + apex, StringComparison.OrdinalIgnoreCase);

    private string? ApexOf(string name) => _apexes.Where(apex => IsIn(name, apex)).OrderByDescending(apex => apex.Length).FirstOrDefault();

    // An empty non-terminal: no record of its own, but a name below it (RFC 8020 2).
    private bool IsAbove(string name) => _records.Any(record => IsIn(record.Name, name));

    private DnsRecord Real(DnsRecord record) => record is SrvRecord srv ? _withRealPort(srv) : record;

    private IEnumerable<DnsRecord> AddressesFor(DnsRecord record)
    {
        string? host = record switch
        {
            SrvRecord srv => srv.Target,
            NameRecord { Type: DnsRecordType.Ns } ns => ns.Target,
            _ => null,
        };
        return host is null ? [] : _records.OfType<AddressRecord>().Where(address => s_names.Equals(address.Name, host));
    }

    private bool RemoveSame(DnsRecord record) => _records.RemoveAll(candidate => Comparable(candidate).Equals(Comparable(record))) > 0;

    private DnsRecord Comparable(DnsRecord record)
    {
        string name = record.Name.ToUpperInvariant();
        return Real(record) switch
        {
            SrvRecord srv => srv with { Name = name, Ttl = 0, Target = srv.Target.ToUpperInvariant() },
            NameRecord alias => alias with { Name = name, Ttl = 0, Target = alias.Target.ToUpperInvariant() },
            DnsRecord other => other with { Name = name, Ttl = 0 },
        };
    }
}
