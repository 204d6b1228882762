using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LyncResilience.Discovery.Dns;

/// <summary>Makes records of entries, and remembers what one entry hands on to the next: origin, owner and TTL.</summary>
internal sealed class ZoneRecordParser
{
    // What Microsoft's DNS server gives a record of which nothing else is known.
    private const int FallbackTtl = 3600;

    private static readonly HashSet<string> s_unusedTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "AFSDB", "APL", "CAA", "CDNSKEY", "CDS", "CERT", "CSYNC", "DHCID", "DLV", "DNAME", "DNSKEY", "DS", "EUI48", "EUI64", "HINFO", "HIP",
        "HTTPS", "ISDN", "KEY", "KX", "LOC", "MB", "MG", "MINFO", "MR", "MX", "NAPTR", "NSAP", "NSEC", "NSEC3", "NSEC3PARAM", "OPENPGPKEY",
        "PX", "RP", "RRSIG", "RT", "SIG", "SMIMEA", "SPF", "SSHFP", "SVCB", "TKEY", "TLSA", "TXT", "URI", "WINS", "WINSR", "WINS-R", "WKS",
        "X25", "ZONEMD",
    };

    private string _origin;
    private string? _owner;
    private int? _defaultTtl;
    private int? _lastTtl;
    private int? _minimumTtl;

    public ZoneRecordParser(string? origin)
    {
        _origin = string.IsNullOrEmpty(origin) ? DnsName.Root : DnsName.Normalize(origin!);
    }

    /// <summary>The entry's record; null for a directive or a record of a type that is not used here.</summary>
    public DnsRecord? Parse(ZoneEntry entry)
    {
        if (!entry.InheritsOwner && entry.Peek!.StartsWith("$", StringComparison.Ordinal))
        {
            Obey(entry);
            return null;
        }

        if (!entry.InheritsOwner)
        {
            _owner = ReadName(entry, "the owner name");
        }

        string owner = _owner ?? throw entry.Error("the first record must begin with its name.");
        int? ttl = ReadPrefix(entry);
        string type = entry.Take("the record type");
        if (!TryReadType(type, out DnsRecordType known))
        {
            return s_unusedTypes.Contains(type) || type.StartsWith("TYPE", StringComparison.OrdinalIgnoreCase)
                ? null
                : throw entry.Error($"'{type}' is neither a TTL, a class nor a record type.");
        }

        DnsRecord record = ReadData(entry, owner, known, ttl);
        entry.End();
        return record;
    }

    private void Obey(ZoneEntry entry)
    {
        string directive = entry.Take("the directive");
        switch (directive.ToUpperInvariant())
        {
            case "$ORIGIN":
                _origin = ReadName(entry, "the origin");
                break;
            case "$TTL":
                string text = entry.Take("the TTL");
                _defaultTtl = ZoneTime.TryParse(text, out int ttl) ? ttl : throw entry.Error($"'{text}' is not a time.");
                break;
            default:
                throw entry.Error($"the directive {directive} is not supported; $ORIGIN and $TTL are.");
        }

        entry.End();
    }

    // TTL and class may stand in either order, or be absent (RFC 1035 5.1).
    private int? ReadPrefix(ZoneEntry entry)
    {
        int? ttl = null;
        while (entry.Peek is string word)
        {
            if (word.StartsWith("[A", StringComparison.OrdinalIgnoreCase) || word.Equals("IN", StringComparison.OrdinalIgnoreCase))
            {
                entry.Take("the class");
            }
            else if (word.Equals("CH", StringComparison.OrdinalIgnoreCase) || word.Equals("HS", StringComparison.OrdinalIgnoreCase))
            {
                throw entry.Error($"class {word} is not supported; IN is.");
            }
            else if (ttl == null && ZoneTime.TryParse(word, out int seconds))
            {
                ttl = _lastTtl = seconds;
                entry.Take("the TTL");
            }
            else
            {
                break;
            }
        }

        return ttl;
    }

    private static bool TryReadType(string text, out DnsRecordType type) =>
        Enum.TryParse(text, true, out type) && !char.IsDigit(text[0]) && Enum.IsDefined(typeof(DnsRecordType), type);

    private DnsRecord ReadData(ZoneEntry entry, string owner, DnsRecordType type, int? ownTtl)
    {
        int ttl = ownTtl ?? _defaultTtl ?? _lastTtl ?? _minimumTtl ?? FallbackTtl;
        switch (type)
        {
            case DnsRecordType.A:
                return new AddressRecord(owner, ttl, ReadAddress(entry, AddressFamily.InterNetwork));
            case DnsRecordType.Aaaa:
                return new AddressRecord(owner, ttl, ReadAddress(entry, AddressFamily.InterNetworkV6));
            case DnsRecordType.Srv:
                return new SrvRecord(
                    owner, ttl, ReadUInt16(entry, "the priority"), ReadUInt16(entry, "the weight"), ReadUInt16(entry, "the port"),
                    ReadName(entry, "the target"));
            case DnsRecordType.Soa:
                return ReadSoa(entry, owner, ownTtl ?? _defaultTtl);
            case DnsRecordType.Ns or DnsRecordType.CName or DnsRecordType.Ptr:
                return new NameRecord(owner, type, ttl, ReadName(entry, "the name that it points to"));
            default:
                throw UnknownMember.Of(type);
        }
    }

    private SoaRecord ReadSoa(ZoneEntry entry, string owner, int? ttl)
    {
        string primaryServer = ReadName(entry, "the primary server");
        string mailbox = ReadName(entry, "the mailbox");
        string serial = entry.Take("the serial number");
        if (!uint.TryParse(serial, NumberStyles.None, CultureInfo.InvariantCulture, out uint serialNumber))
        {
            throw entry.Error($"the serial number '{serial}' is not a number up to {uint.MaxValue}.");
        }

        int refresh = ReadTime(entry, "the refresh time");
        int retry = ReadTime(entry, "the retry time");
        int expire = ReadTime(entry, "the expiry time");
        int minimum = ReadTime(entry, "the minimum TTL");
        _minimumTtl = minimum;
        return new SoaRecord(owner, ttl ?? minimum, primaryServer, mailbox, serialNumber, refresh, retry, expire, minimum);
    }

    private string ReadName(ZoneEntry entry, string what)
    {
        string text = entry.Take(what);
        string complete = text == "@" ? _origin
            : IsComplete(text) || _origin == DnsName.Root ? text
            : text + "." + _origin;
        try
        {
            return DnsName.Normalize(DnsName.ToAscii(complete));
        }
        catch (DnsFormatException exception)
        {
            throw entry.Error($"{what}: {exception.Message}");
        }
    }

    // A final dot completes a name unless it is escaped, that is, unless an odd number of backslashes stands before it.
    private static bool IsComplete(string name)
    {
        int backslashes = 0;
        for (int index = name.Length - 2; index >= 0 && name[index] == '\\'; index--)
        {
            backslashes++;
        }

        return name.EndsWith(".", StringComparison.Ordinal) && backslashes % 2 == 0;
    }

    private static IPAddress ReadAddress(ZoneEntry entry, AddressFamily family)
    {
        string text = entry.Take("the address");
        bool plausible = family == AddressFamily.InterNetworkV6 ? text.IndexOf('%') < 0 && text.IndexOf('[') < 0 : text.Split('.').Length == 4;
        return plausible && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == family
            ? address
            : throw entry.Error($"'{text}' is not an {(family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4")} address.");
    }

    private static int ReadUInt16(ZoneEntry entry, string what)
    {
        string text = entry.Take(what);
        return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort value)
            ? value
            : throw entry.Error($"{what} '{text}' is not a number from 0 to {ushort.MaxValue}.");
    }

    private static int ReadTime(ZoneEntry entry, string what)
    {
        string text = entry.Take(what);
        return ZoneTime.TryParse(text, out int seconds) ? seconds : throw entry.Error($"{what} '{text}' is not a time.");
    }
}
