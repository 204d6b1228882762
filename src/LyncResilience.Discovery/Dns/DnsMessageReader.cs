using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.Dns;

/// <summary>Takes a message apart, section by section.</summary>
internal static class DnsMessageReader
{
    public const int TypeOpt = 41;
    private const int SmallestRecord = 11;

    public static DnsMessage Read(DnsReader reader)
    {
        ushort id = reader.ReadUInt16();
        int flags = reader.ReadUInt16();
        int questions = reader.ReadUInt16();
        int answers = reader.ReadUInt16();
        int authorities = reader.ReadUInt16();
        int additionals = reader.ReadUInt16();
        if (questions > 1)
        {
            throw new DnsFormatException($"The message has {questions} questions; one is allowed (RFC 9619).");
        }

        Options options = default;
        return new DnsMessage
        {
            Id = id,
            IsResponse = (flags & 0x8000) != 0,
            OperationCode = (flags >> 11) & 0xF,
            Authoritative = (flags & 0x0400) != 0,
            Truncated = (flags & 0x0200) != 0,
            RecursionDesired = (flags & 0x0100) != 0,
            RecursionAvailable = (flags & 0x0080) != 0,
            QuestionName = questions == 1 ? reader.ReadName() : null,
            QuestionType = questions == 1 ? (DnsRecordType)reader.ReadUInt16() : default,
            QuestionClass = questions == 1 ? reader.ReadUInt16() : DnsRecordCodec.ClassInternet,
            Answers = ReadSection(reader, answers, ref options),
            Authorities = ReadSection(reader, authorities, ref options),
            Additionals = ReadSection(reader, additionals, ref options),
            ResponseCode = (flags & 0xF) | (options.ExtendedCode << 4),
            PayloadSize = options.PayloadSize,
            EdnsVersion = options.Version,
        };
    }

    private static IReadOnlyList<DnsRecord> ReadSection(DnsReader reader, int count, ref Options options)
    {
        // A count is a claim: memory is set aside only for what the message can hold.
        if (count > reader.Remaining / SmallestRecord)
        {
            throw new DnsFormatException($"A section claims {count} records; {reader.Remaining} octets are left.");
        }

        if (count == 0)
        {
            return [];
        }

        List<DnsRecord> records = new(count);
        for (int index = 0; index < count; index++)
        {
            string name = reader.ReadName();
            int type = reader.ReadUInt16();
            int recordClass = reader.ReadUInt16();
            uint ttl = reader.ReadUInt32();
            if (type == TypeOpt)
            {
                options = options.PayloadSize == null
                    ? new Options { PayloadSize = recordClass, ExtendedCode = (int)(ttl >> 24), Version = (int)(ttl >> 16) & 0xFF }
                    : throw new DnsFormatException("The message has two OPT records (RFC 6891 6.1.1).");
            }

            DnsRecordType wanted = recordClass == DnsRecordCodec.ClassInternet ? (DnsRecordType)type : default;
            DnsRecord? record = DnsRecordCodec.ReadData(reader, name, wanted, DnsRecordCodec.Seconds(ttl));
            if (record != null)
            {
                records.Add(record);
            }
        }

        return records.Count == 0 ? Array.Empty<DnsRecord>() : records;
    }

    private struct Options
    {
        public int? PayloadSize;
        public int ExtendedCode;
        public int Version;
    }
}
