using System.Linq;
using System.Net;
using LyncResilience.Discovery.Dns;
using Xunit;

namespace LyncResilience.Discovery.Tests.Dns;

public sealed class ZoneFileTests
{
    [Fact]
    public void Reads_a_zone_with_everything_in_it()
    {
        const string Text = """
            ; the zone of the test
            $ORIGIN contoso.com.
            $TTL 1h30m
            @   IN SOA ns1 host\.master ( 2012050201 ; serial
                    1h 10m
                    1d 5m )
                IN NS ns1
            ns1 60 IN A 192.0.2.53
                IN 60 AAAA 2001:db8::53
            _sipinternaltls._tcp SRV 10 0 5061 pool1
            sip CNAME pool1.contoso.com.
            mail MX 10 mail
                TXT "a text; with ( odd" "things"
            $ORIGIN sub
            pool1 [AGE:3614433] 1200 A 192.0.2.1
            1.2.0.192.in-addr.arpa. ptr pool1
            """;
        Assert.Equal(
            [
                new SoaRecord("contoso.com", 5400, "ns1.contoso.com", @"host\.master.contoso.com", 2012050201, 3600, 600, 86400, 300),
                new NameRecord("contoso.com", DnsRecordType.Ns, 5400, "ns1.contoso.com"),
                new AddressRecord("ns1.contoso.com", 60, IPAddress.Parse("192.0.2.53")),
                new AddressRecord("ns1.contoso.com", 60, IPAddress.Parse("2001:db8::53")),
                new SrvRecord("_sipinternaltls._tcp.contoso.com", 5400, 10, 0, 5061, "pool1.contoso.com"),
                new NameRecord("sip.contoso.com", DnsRecordType.CName, 5400, "pool1.contoso.com"),
                new AddressRecord("pool1.sub.contoso.com", 1200, IPAddress.Parse("192.0.2.1")),
                new NameRecord("1.2.0.192.in-addr.arpa", DnsRecordType.Ptr, 5400, "pool1.sub.contoso.com"),
            ],
            ZoneFile.Parse(Text));
    }

    [Theory]
    [InlineData("_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 10 0 5061 a-l14fe2.shudlab.net.")]
    [InlineData("_sip._tls.contoso.com. 0 IN SRV 0 65535 65535 .")]
    [InlineData("contoso.com. 1 IN SOA ns1.contoso.com. host\\.master.contoso.com. 4294967295 1 2 3 4")]
    [InlineData("a\\.b.\\000\\255.contoso.com. 2147483647 IN AAAA 2001:db8::1")]
    [InlineData("sip.contoso.com. 5 IN CNAME pool1.contoso.com.")]
    [InlineData("4.3.2.1.in-addr.arpa. 5 IN PTR pool1.contoso.com.")]
    public void A_line_survives_reading_and_writing(string line) => Assert.Equal(line, ZoneFile.ToLine(ZoneFile.ParseLine(line)));

    [Theory]
    [InlineData("x.contoso.com A 192.0.2.1", "x.contoso.com. 3600 IN A 192.0.2.1")]
    [InlineData("  x.contoso.com   IN\t7 A 192.0.2.1 ; comment", "x.contoso.com. 7 IN A 192.0.2.1")]
    [InlineData("MÜNCHEN.contoso.com 7 A 192.0.2.1", "xn--mnchen-3ya.contoso.com. 7 IN A 192.0.2.1")]
    public void A_single_line_may_leave_out_what_goes_without_saying(string line, string complete) =>
        Assert.Equal(complete, ZoneFile.ToLine(ZoneFile.ParseLine(line)));

    [Fact]
    public void A_ttl_comes_from_the_record_before_or_the_zone_when_nothing_else_is_said()
    {
        int[] ttls = [.. ZoneFile.Parse("a. SOA n. h. 1 2 3 4 77\nb. A 192.0.2.1\nc. 9 A 192.0.2.1\nd. A 192.0.2.1").Select(record => record.Ttl)];
        Assert.Equal([77, 77, 9, 9], ttls);
    }

    [Theory]
    [InlineData("a. 60 IN SRV 10 0 5061", 1, "the target is missing")]
    [InlineData("a. 60 IN SRV 10 0 70000 b.", 1, "port '70000'")]
    [InlineData("a. 60 IN SRV -1 0 5061 b.", 1, "priority '-1'")]
    [InlineData("a. 60 IN SRV 1 0 5061 b. c.", 1, "'c.' is one word too many")]
    [InlineData("\n\na. 60 IN A 192.0.2", 3, "'192.0.2' is not an IPv4 address")]
    [InlineData("a. 60 IN A 2001:db8::1", 1, "not an IPv4 address")]
    [InlineData("a. 60 IN AAAA 192.0.2.1", 1, "not an IPv6 address")]
    [InlineData("a. 60 IN SVR 10 0 5061 b.", 1, "'SVR' is neither")]
    [InlineData("a. 60 CH A 192.0.2.1", 1, "class CH")]
    [InlineData("a. 99999999999 A 192.0.2.1", 1, "'99999999999' is neither")]
    [InlineData("a.\n", 1, "the record type is missing")]
    [InlineData("\n 60 A 192.0.2.1", 2, "must begin with its name")]
    [InlineData("a. SOA n. h. ( 1 2\n3 4\n", 1, "never closed")]
    [InlineData("a. A 192.0.2.1\nb. A 192.0.2.1 )", 2, "never opened")]
    [InlineData("a. TXT \"open", 1, "never closed")]
    [InlineData("a. SOA n. h. x 1 2 3 4", 1, "serial number 'x'")]
    [InlineData("a. SOA n. h. 1 1y 2 3 4", 1, "refresh time '1y'")]
    [InlineData("a..b. A 192.0.2.1", 1, "empty label")]
    [InlineData("$INCLUDE other.zone", 1, "$INCLUDE is not supported")]
    [InlineData("$TTL soon", 1, "'soon' is not a time")]
    public void An_error_names_its_line_and_the_problem(string text, int line, string problem)
    {
        ZoneFileException exception = Assert.Throws<ZoneFileException>(() => ZoneFile.Parse(text));
        Assert.Equal(line, exception.LineNumber);
        Assert.StartsWith($"Line {line}: ", exception.Message);
        Assert.Contains(problem, exception.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("; nothing")]
    [InlineData("a. TXT x")]
    [InlineData("a. A 192.0.2.1\nb. A 192.0.2.1")]
    public void A_line_that_is_not_one_record_is_refused(string line) => Assert.Throws<ZoneFileException>(() => ZoneFile.ParseLine(line));
}
