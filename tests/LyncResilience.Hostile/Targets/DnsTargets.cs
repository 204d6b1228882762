using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Tests.Dns;
using LyncResilience.Hostile.Running;
using Xunit;

namespace LyncResilience.Hostile.Targets;

internal static class DnsTargets
{
    private const string Zone = """
        $ORIGIN contoso.com. ; the zone
        $TTL 1h30m
        @   IN SOA ns1 host\.master ( 2012050201 ; serial
                3600 600 1w 300 )
            NS  ns1
        ns1 3600 IN A 192.0.2.1
        sip CNAME pool1
        pool1 [AGE:3600] AAAA 2001:db8::1
        _sipinternaltls._tcp 60 SRV 10 0 5061 pool1
        _sip._tls IN 60 SRV 0 65535 443 pool2.fabrikam.com.
        odd\.label TXT "a;b(c"
        1.2.0.192.in-addr.arpa. PTR pool1.contoso.com.
        """;

    public static IEnumerable<Target> All =>
    [
        new("dns-message", "DnsMessage.Parse", [DnsSamples.Response.ToBytes(), DnsSamples.Query.ToBytes()], [], [typeof(DnsFormatException)], ReadMessage),
        new("zone-file", "ZoneFile.Parse", Input.Texts(Zone), ["$ORIGIN ", "$TTL ", "@", "(", ")", " IN ", " SRV ", " SOA ", " AAAA ", "[AGE:", "\\", "\\000", "\\256", "1w", "\n\t"], [typeof(ZoneFileException)], ReadZone),
    ];

    // What is read can be written, and says the same when it is read again.
    private static void ReadMessage(byte[] bytes)
    {
        DnsMessage message = DnsMessage.Parse(bytes, bytes.Length);
        byte[] written = message.ToBytes();
        DnsMessage again = DnsMessage.Parse(written, written.Length);
        Assert.Equal((message.Id, message.QuestionName, message.ResponseCode, message.PayloadSize), (again.Id, again.QuestionName, again.ResponseCode, again.PayloadSize));
        Assert.Equal(message.Answers, again.Answers);
        Assert.Equal(message.Authorities, again.Authorities);
        Assert.Equal(message.Additionals, again.Additionals);
    }

    private static void ReadZone(byte[] bytes)
    {
        foreach (DnsRecord record in ZoneFile.Parse(Input.Text(bytes), "contoso.com").Take(100))
        {
            Assert.Equal(record, ZoneFile.ParseLine(ZoneFile.ToLine(record)));
        }
    }
}
