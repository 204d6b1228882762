using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace LyncResilience.Discovery.Dns;

/// <summary>
/// Reads and writes records as text in the form of RFC 1035 5, such as
/// <c>_sipinternaltls._tcp.contoso.com. 3600 IN SRV 10 0 5061 pool1.contoso.com.</c>
/// </summary>
/// <remarks>
/// Understands <c>$ORIGIN</c>, <c>$TTL</c>, <c>@</c>, comments, parentheses, inherited owner names, TTLs with units (<c>1h30m</c>) and
/// the <c>[AGE:n]</c> marks of exported Microsoft zones. Without an origin a name is complete with or without its final dot.
/// A record without a TTL takes that of <c>$TTL</c>, else of the record before it, else the zone's minimum, else 3600 s.
/// Records of types that sign-in discovery does not use are left out.
/// </remarks>
public static class ZoneFile
{
    /// <summary>Reads a whole zone.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="origin">What relative names are relative to, until the text says <c>$ORIGIN</c>.</param>
    /// <returns>The records in the order of the file.</returns>
    /// <exception cref="ZoneFileException">The text is no zone file; says where and why.</exception>
    public static IReadOnlyList<DnsRecord> Parse(string text, string? origin = null)
    {
        using StringReader reader = new(text ?? throw new ArgumentNullException(nameof(text)));
        return Read(reader, origin);
    }

    /// <summary>Reads a whole zone.</summary>
    /// <param name="reader">Where the text comes from.</param>
    /// <param name="origin">What relative names are relative to, until the text says <c>$ORIGIN</c>.</param>
    /// <returns>The records in the order of the file.</returns>
    /// <exception cref="ZoneFileException">The text is no zone file; says where and why.</exception>
    public static IReadOnlyList<DnsRecord> Read(TextReader reader, string? origin = null)
    {
        ZoneEntryReader entries = new(reader ?? throw new ArgumentNullException(nameof(reader)));
        ZoneRecordParser parser = new(origin);
        List<DnsRecord> records = [];
        while (entries.Next() is ZoneEntry entry)
        {
            DnsRecord? record = parser.Parse(entry);
            if (record != null)
            {
                records.Add(record);
            }
        }

        return records;
    }

    /// <summary>Reads one record.</summary>
    /// <param name="line">The record, beginning with its name.</param>
    /// <param name="origin">What relative names are relative to.</param>
    /// <returns>The record.</returns>
    /// <exception cref="ZoneFileException">The line is not exactly one record of a type that is used here.</exception>
    public static DnsRecord ParseLine(string line, string? origin = null)
    {
        IReadOnlyList<DnsRecord> records = Parse((line ?? throw new ArgumentNullException(nameof(line))).Trim(), origin);
        return records.Count == 1
            ? records[0]
            : throw new ZoneFileException(1, $"'{line}' must be one record of type A, AAAA, CNAME, NS, PTR, SOA or SRV; it is {records.Count}.");
    }

    /// <summary>Writes one record as a line that <see cref="ParseLine"/> reads back.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The line, without an end of line; all names are complete.</returns>
    public static string ToLine(DnsRecord record)
    {
        string data = record switch
        {
            AddressRecord address => address.Address.ToString(),
            NameRecord name => Complete(name.Target),
            SrvRecord srv => Invariant($"{srv.Priority} {srv.Weight} {srv.Port} {Complete(srv.Target)}"),
            SoaRecord soa => Invariant($"{Complete(soa.PrimaryServer)} {Complete(soa.Mailbox)} {soa.Serial} ")
                + Invariant($"{soa.Refresh} {soa.Retry} {soa.Expire} {soa.Minimum}"),
            null => throw new ArgumentNullException(nameof(record)),
            _ => throw new ArgumentException($"Records of type {record.GetType().Name} have no text form.", nameof(record)),
        };
        return Invariant($"{Complete(record.Name)} {record.Ttl} IN {DnsRecordCodec.TypeName(record.Type)} {data}");
    }

    private static string Complete(string name) => name == DnsName.Root ? name : name + ".";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
