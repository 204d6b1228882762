using System.Collections.Generic;
using System.Linq;
using DnsClient;
using DnsClient.Protocol;
using DnsClient.Protocol.Options;
using LyncResilience.Discovery.Dns;
using AddressRecord = LyncResilience.Discovery.Dns.AddressRecord;
using DnsResponseCode = LyncResilience.Discovery.Dns.DnsResponseCode;
using SoaRecord = LyncResilience.Discovery.Dns.SoaRecord;
using SrvRecord = LyncResilience.Discovery.Dns.SrvRecord;

namespace LyncResilience.DnsClientNet;

/// <summary>DnsClient.NET's answers as messages of ours.</summary>
internal static class LibraryMessage
{
    private const int FirstExtendedCode = 16;

    /// <summary>Reads an answer, after a look whether it answers the query: the library compares ids only.</summary>
    public static DnsReply Read(IDnsQueryResponse response, DnsQuery query)
    {
        int code = (int)response.Header.ResponseCode;
        if (!RepeatsQuestion(response, query) && !(response.Questions.Count == 0 && code is DnsResponseCode.FormatError or DnsResponseCode.NotImplemented))
        {
            return new DnsReply(DnsReplyKind.Silent, problem: "sent nothing but an answer with a wrong question");
        }

        // The upper bits, already shifted (RFC 6891 6.1.3).
        int extension = response.Additionals.OfType<OptRecord>().Select(option => (int)option.ResponseCodeEx).FirstOrDefault();
        return new DnsReply(DnsReplyKind.Message, new DnsMessage
        {
            IsResponse = true,
            ResponseCode = code | (extension >= FirstExtendedCode ? extension : 0),
            QuestionName = response.Questions.Count > 0 ? LibraryName.OfOwner(response.Questions[0].QueryName) : null,
            Answers = Records(response.Answers),
            Authorities = Records(response.Authorities),
        });
    }

    private static bool RepeatsQuestion(IDnsQueryResponse response, DnsQuery query) =>
        response.Header.HasQuery
        && response.Header.OPCode == DnsOpCode.Query
        && response.Questions.Count == 1
        && response.Questions[0] is { QuestionClass: QueryClass.IN } question
        && (int)question.QuestionType == (int)query.Type
        && DnsName.AreEqual(LibraryName.OfOwner(question.QueryName), DnsName.Normalize(DnsName.ToAscii(query.Name)));

    private static IReadOnlyList<DnsRecord> Records(IReadOnlyList<DnsResourceRecord> records) =>
        [.. records.Where(record => record.RecordClass == QueryClass.IN).Select(Convert).OfType<DnsRecord>()];

    private static DnsRecord? Convert(DnsResourceRecord record)
    {
        // Not TimeToLive, which counts down from when the answer was read.
        int ttl = DnsRecordCodec.Seconds(unchecked((uint)record.InitialTimeToLive));
        string name = LibraryName.OfOwner(record.DomainName);
        return record switch
        {
            ARecord a => new AddressRecord(name, ttl, a.Address),
            AaaaRecord aaaa => new AddressRecord(name, ttl, aaaa.Address),
            CNameRecord alias => new NameRecord(name, DnsRecordType.CName, ttl, LibraryName.OfData(alias.CanonicalName)),
            NsRecord server => new NameRecord(name, DnsRecordType.Ns, ttl, LibraryName.OfData(server.NSDName)),
            PtrRecord pointer => new NameRecord(name, DnsRecordType.Ptr, ttl, LibraryName.OfData(pointer.PtrDomainName)),
            DnsClient.Protocol.SrvRecord srv => new SrvRecord(name, ttl, srv.Priority, srv.Weight, srv.Port, LibraryName.OfData(srv.Target)),
            DnsClient.Protocol.SoaRecord soa => new SoaRecord(
                name, ttl, LibraryName.OfData(soa.MName), LibraryName.OfData(soa.RName), soa.Serial,
                DnsRecordCodec.Seconds(soa.Refresh), DnsRecordCodec.Seconds(soa.Retry), DnsRecordCodec.Seconds(soa.Expire), DnsRecordCodec.Seconds(soa.Minimum)),
            _ => null,
        };
    }
}
