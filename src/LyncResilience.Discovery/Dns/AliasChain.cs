using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.Dns;

/// <summary>Follows CNAME records inside one answer (RFC 1034 3.6.2).</summary>
internal sealed class AliasChain
{
    /// <summary>More aliases than this are a loop or as good as one.</summary>
    private const int MaximumLength = 16;

    private List<string>? _passed;
    private int _length;

    /// <summary>The name at which the chain stands.</summary>
    public string End { get; private set; }

    public AliasChain(string name)
    {
        End = name;
    }

    /// <summary>The chain has led to a record of the type.</summary>
    public bool IsFound { get; private set; }

    /// <summary>The chain runs in a circle, or is as good as endless.</summary>
    public bool IsEndless => _length > MaximumLength;

    /// <summary>The records that belong to the chain: what else a server puts into its answer, nobody asked for (RFC 2181 5.4.1).</summary>
    public IReadOnlyList<DnsRecord> Own(IReadOnlyList<DnsRecord> records)
    {
        for (int index = 0; index < records.Count; index++)
        {
            if (!IsOwn(records[index]))
            {
                return [.. records.Where(IsOwn)];
            }
        }

        return records;
    }

    /// <summary>Goes on along the records of one more answer.</summary>
    /// <returns>True when it got further.</returns>
    public bool Follow(IReadOnlyList<DnsRecord> records, DnsRecordType type)
    {
        int before = _length;
        NameRecord? alias;
        do
        {
            alias = null;
            for (int index = 0; index < records.Count; index++)
            {
                DnsRecord record = records[index];
                if (!DnsName.AreEqual(record.Name, End))
                {
                    continue;
                }

                if (record.Type == type)
                {
                    IsFound = true;
                    return true;
                }

                alias = record is NameRecord { Type: DnsRecordType.CName } found ? found : alias;
            }

            if (alias != null)
            {
                (_passed ??= []).Add(End);
                End = alias.Target;
                _length++;
            }
        }
        while (alias != null && !IsEndless);
        return _length > before;
    }

    private bool IsOwn(DnsRecord record) => DnsName.AreEqual(record.Name, End) || _passed?.Exists(name => DnsName.AreEqual(record.Name, name)) == true;
}
