using System.Collections.Generic;

namespace LyncResilience.Discovery.Dns;

/// <summary>Puts a message together, leaving out what does not fit.</summary>
internal static class DnsMessageWriter
{
    private const int FlagsAt = 2;
    private const int AnswerCountAt = 6;
    private const int AuthorityCountAt = 8;
    private const int AdditionalCountAt = 10;
    private const int OptLength = 11;
    private const int TruncatedFlag = 0x0200;

    public static byte[] Write(DnsMessage message, int maximumSize)
    {
        DnsWriter writer = new();
        int flags = Flags(message);
        writer.WriteUInt16(message.Id);
        writer.WriteUInt16(flags);
        writer.WriteUInt16(message.QuestionName == null ? 0 : 1);
        writer.WriteUInt16(0);
        writer.WriteUInt16(0);
        writer.WriteUInt16(0);
        if (message.QuestionName != null)
        {
            writer.WriteName(message.QuestionName);
            writer.WriteUInt16((int)message.QuestionType);
            writer.WriteUInt16(message.QuestionClass);
        }

        // The OPT record is never what is left out.
        int room = maximumSize - (message.PayloadSize == null ? 0 : OptLength);
        bool fits = WriteSection(writer, message.Answers, room, AnswerCountAt, 0)
            && WriteSection(writer, message.Authorities, room, AuthorityCountAt, 0);
        if (!fits)
        {
            writer.Patch(FlagsAt, flags | TruncatedFlag);
        }

        int extra = message.PayloadSize == null ? 0 : 1;
        writer.Patch(AdditionalCountAt, extra);
        if (fits)
        {
            WriteSection(writer, message.Additionals, room, AdditionalCountAt, extra);
        }

        if (message.PayloadSize is int payloadSize)
        {
            writer.WriteByte(0);
            writer.WriteUInt16(DnsMessageReader.TypeOpt);
            writer.WriteUInt16(payloadSize);
            writer.WriteUInt32((uint)(message.ResponseCode >> 4) << 24);
            writer.WriteUInt16(0);
        }

        return writer.ToArray();
    }

    private static int Flags(DnsMessage message) =>
        (message.IsResponse ? 0x8000 : 0)
        | ((message.OperationCode & 0xF) << 11)
        | (message.Authoritative ? 0x0400 : 0)
        | (message.Truncated ? TruncatedFlag : 0)
        | (message.RecursionDesired ? 0x0100 : 0)
        | (message.RecursionAvailable ? 0x0080 : 0)
        | (message.ResponseCode & 0xF);

    private static bool WriteSection(DnsWriter writer, IReadOnlyList<DnsRecord> records, int room, int countAt, int extra)
    {
        for (int index = 0; index < records.Count; index++)
        {
            int start = writer.Position;
            DnsRecordCodec.Write(writer, records[index]);
            if (writer.Position > room)
            {
                writer.Position = start;
                return false;
            }

            writer.Patch(countAt, index + 1 + extra);
        }

        return true;
    }
}
