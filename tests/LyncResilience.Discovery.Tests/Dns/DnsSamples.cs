using System.Collections.Generic;
using System.Net;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Discovery.Tests.Dns;

/// <summary>Messages with documentation names and addresses.</summary>
internal static class DnsSamples
{
    /// <summary>Records of every type, odd ones among them.</summary>
    public static IReadOnlyList<DnsRecord> EveryType { get; } =
    [
        new SrvRecord("_sip._tls.contoso.com", 3600, 10, 20, 5061, "pool1.contoso.com"),
        new SrvRecord("_sip._tls.contoso.com", 3600, 0, 65535, 65535, "."),
        new AddressRecord("pool1.contoso.com", 0, IPAddress.Parse("192.0.2.1")),
        new AddressRecord("pool1.contoso.com", int.MaxValue, IPAddress.Parse("2001:db8::1")),
        new NameRecord("sip.contoso.com", DnsRecordType.CName, 1, "pool1.contoso.com"),
        new NameRecord("contoso.com", DnsRecordType.Ns, 2, "ns1.contoso.com"),
        new NameRecord("1.2.0.192.in-addr.arpa", DnsRecordType.Ptr, 3, "pool1.contoso.com"),
        new NameRecord(".", DnsRecordType.Ns, 2, "a.root-servers.net"),
        new NameRecord(@"odd\.label.\000\255\032\\.contoso.com", DnsRecordType.CName, 2, "x"),
        new SoaRecord("contoso.com", 4, "ns1.contoso.com", @"host\.master.contoso.com", uint.MaxValue, 1, 2, 3, 4),
    ];

    /// <summary>A response with every type of record in each section.</summary>
    public static DnsMessage Response { get; } = new()
    {
        Id = 0xBEEF,
        IsResponse = true,
        Authoritative = true,
        RecursionDesired = true,
        RecursionAvailable = true,
        ResponseCode = 16,
        QuestionName = "_sip._tls.CONTOSO.com",
        QuestionType = DnsRecordType.Srv,
        PayloadSize = 1232,
        Answers = EveryType,
        Authorities = [EveryType[0], EveryType[1], EveryType[2]],
        Additionals = EveryType,
    };

    /// <summary>A question as a client sends it.</summary>
    public static DnsMessage Query { get; } = new()
    {
        Id = 0x1234, RecursionDesired = true, QuestionName = "_sipinternaltls._tcp.contoso.com", QuestionType = DnsRecordType.Srv, PayloadSize = 1232,
    };
}
