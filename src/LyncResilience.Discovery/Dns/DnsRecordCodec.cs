using System;

namespace LyncResilience.Discovery.Dns;

/// <summary>Resource records on the wire (RFC 1035 4.1.3; SRV: RFC 2782; AAAA: RFC 3596).</summary>
internal static class DnsRecordCodec
{
    public const int ClassInternet = 1;

    /// <summary>Reads what follows name, type, class and TTL.</summary>
    /// <returns>The record, or null for a type that is of no use here; its data has been skipped.</returns>
    public static DnsRecord? ReadData(DnsReader reader, string name, DnsRecordType type, int ttl)
    {
        int length = reader.ReadUInt16();
        int start = reader.Position;
        if (length > reader.Remaining)
        {
            throw new DnsFormatException($"The record at octet {start} promises {length} octets of data; the message has {reader.Remaining}.");
        }

        DnsRecord? record = ReadKnownData(reader, name, type, ttl, length);
        if (record == null)
        {
            reader.Skip(length);
        }
        else if (reader.Position != start + length)
        {
            throw new DnsFormatException($"The {TypeName(type)} data at octet {start} takes {reader.Position - start} octets where {length} were promised.");
        }

        return record;
    }

    /// <summary>Writes a whole record.</summary>
    public static void Write(DnsWriter writer, DnsRecord record)
    {
        writer.WriteName(record.Name);
        writer.WriteUInt16((int)record.Type);
        writer.WriteUInt16(ClassInternet);
        writer.WriteUInt32((uint)record.Ttl);
        int lengthAt = writer.Position;
        writer.WriteUInt16(0);
        WriteData(writer, record);
        writer.Patch(lengthAt, writer.Position - lengthAt - 2);
    }

    /// <summary>The type as zone files write it, such as <c>CNAME</c>.</summary>
    public static string TypeName(DnsRecordType type) => Enum.IsDefined(typeof(DnsRecordType), type)
        ? type.ToString().ToUpperInvariant()
        : "TYPE" + ((int)type).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static DnsRecord? ReadKnownData(DnsReader reader, string name, DnsRecordType type, int ttl, int length)
    {
        switch (type)
        {
            case DnsRecordType.A:
                return new AddressRecord(name, ttl, reader.ReadAddress(Exactly(4, length, type)));
            case DnsRecordType.Aaaa:
                return new AddressRecord(name, ttl, reader.ReadAddress(Exactly(16, length, type)));
            case DnsRecordType.Ns:
            case DnsRecordType.CName:
            case DnsRecordType.Ptr:
                return new NameRecord(name, type, ttl, reader.ReadName());
            case DnsRecordType.Srv:
                return new SrvRecord(name, ttl, reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadName());
            case DnsRecordType.Soa:
                return new SoaRecord(
                    name, ttl, reader.ReadName(), reader.ReadName(), reader.ReadUInt32(),
                    Seconds(reader.ReadUInt32()), Seconds(reader.ReadUInt32()), Seconds(reader.ReadUInt32()), Seconds(reader.ReadUInt32()));
            default:
                return null;
        }
    }

    /// <summary>Times are 31 bits wide; with the top bit set they count as zero (RFC 2181 8).</summary>
    public static int Seconds(uint value) => value > int.MaxValue ? 0 : (int)value;

    private static int Exactly(int expected, int length, DnsRecordType type) => length == expected
        ? length
        : throw new DnsFormatException($"{TypeName(type)} data of {length} octets; it must have {expected}.");

    private static void WriteData(DnsWriter writer, DnsRecord record)
    {
        switch (record)
        {
            case AddressRecord address:
                writer.WriteBytes(address.Address.GetAddressBytes());
                break;
            case NameRecord name:
                writer.WriteName(name.Target);
                break;
            case SrvRecord srv:
                writer.WriteUInt16(srv.Priority);
                writer.WriteUInt16(srv.Weight);
                writer.WriteUInt16(srv.Port);
                writer.WriteFullName(srv.Target);
                break;
            case SoaRecord soa:
                writer.WriteName(soa.PrimaryServer);
                writer.WriteName(soa.Mailbox);
                writer.WriteUInt32(soa.Serial);
                writer.WriteUInt32((uint)soa.Refresh);
                writer.WriteUInt32((uint)soa.Retry);
                writer.WriteUInt32((uint)soa.Expire);
                writer.WriteUInt32((uint)soa.Minimum);
                break;
            default:
                throw new NotSupportedException($"Records of type {record.GetType().Name} have no wire format here.");
        }
    }
}
