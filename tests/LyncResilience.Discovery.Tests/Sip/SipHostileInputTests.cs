using System.Linq;
using System.Text;
using LyncResilience.Discovery.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.Sip;

public sealed class SipHostileInputTests
{
    [Theory]
    [InlineData("", "no empty line")]
    [InlineData("\r\n\r\n\r\n", "no empty line")]
    [InlineData("SIP/2.0 200 OK\r\n", "no empty line")]
    [InlineData(" SIP/2.0 200 OK\r\n\r\n", "begins with white space")]
    [InlineData("SIP/2.0 200\r\n OK\r\n\r\n", "start line is folded")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "neither a SIP/2.0 request line")]
    [InlineData("SIP/7.0 200 OK\r\n\r\n", "neither")]
    [InlineData("REGISTER sip:contoso.com SIP/7.0\r\n\r\n", "neither")]
    [InlineData("SIP/2.0 4294967301 better not break the receiver\r\n\r\n", "neither")]
    [InlineData("SIP/2.0 099 Low\r\n\r\n", "neither")]
    [InlineData("SIP/2.0 700 High\r\n\r\n", "neither")]
    [InlineData("SIP/2.0  200 OK\r\n\r\n", "neither")]
    [InlineData("SIP/2.0 +20 OK\r\n\r\n", "neither")]
    [InlineData("REGISTER  sip:contoso.com  SIP/2.0\r\n\r\n", "neither")]
    [InlineData("INVITE sip:alice@contoso.com; lr SIP/2.0\r\n\r\n", "neither")]
    [InlineData("INVITE <sip:alice@contoso.com> SIP/2.0\r\n\r\n", "neither")]
    [InlineData("INV(ITE sip:alice@contoso.com SIP/2.0\r\n\r\n", "neither")]
    [InlineData("REGISTER SIP/2.0\r\n\r\n", "neither")]
    [InlineData("SIP/2.0 200 OK\r\nno colon here\r\n\r\n", "is not a header")]
    [InlineData("SIP/2.0 200 OK\r\n: nameless\r\n\r\n", "is not a header")]
    [InlineData("SIP/2.0 200 OK\r\nTwo words: x\r\n\r\n", "is not a header")]
    [InlineData("SIP/2.0 200 OK\r\nSubject: a\rb\r\n\r\n", "carriage return")]
    [InlineData("SIP/2.0 200 OK\r\nContent-Length: -999\r\n\r\n", "is not a length")]
    [InlineData("SIP/2.0 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "is not a length")]
    [InlineData("SIP/2.0 200 OK\r\nContent-Length: 0x10\r\n\r\n", "is not a length")]
    [InlineData("SIP/2.0 200 OK\r\nContent-Length:\r\n\r\n", "is not a length")]
    [InlineData("SIP/2.0 200 OK\r\nContent-Length: 3\r\nl: 4\r\n\r\nabcd", "both 3 and 4")]
    [InlineData("SIP/2.0 200 OK\r\nContent-Length: 5\r\n\r\nabcd", "promises 5 bytes, but 4 follow")]
    [InlineData("SIP/2.0 200 OK\r\nContent-Length: 2147483647\r\n\r\n", "over the limit")]
    [InlineData("SIP/2.0 200 OK\r\nCSeq: 36893488147419103232 REGISTER\r\n\r\n", "is not a number")]
    [InlineData("SIP/2.0 200 OK\r\nCSeq: 0009223372036854775807\r\n\r\n", "is not a number")]
    [InlineData("SIP/2.0 200 OK\r\nCSeq: REGISTER\r\n\r\n", "is not a number")]
    [InlineData("OPTIONS sip:contoso.com SIP/2.0\r\nCSeq: 8 INVITE\r\n\r\n", "its CSeq says INVITE")]
    public void Says_what_is_wrong(string text, string expected)
    {
        var exception = Assert.Throws<SipFormatException>(() => SipSamples.Parse(text));
        Assert.Contains(expected, exception.Message);
    }

    [Theory]
    // After the torture tests of RFC 4475, 3.1.1: odd, but right.
    [InlineData("OPTIONS sip:contoso.com SIP/2.0\r\nTo :\r\n sip:vivekg@contoso.com ;   tag    = 1918181833n\r\nCSeq: 0009\r\n  OPTIONS\r\nContent-Length   : 0000\r\n\r\n")]
    [InlineData("!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@contoso.com SIP/2.0\r\n\r\n")]
    [InlineData("RE%47IST%45R sip:contoso.com SIP/2.0\r\nTo: \"%Z%45\" <sip:resource@contoso.com>\r\n\r\n")]
    [InlineData("SIP/2.0 200 = 2**3 * 5**2 \u043d\u043e \u0441\u0442\u043e\r\n\r\n")]
    [InlineData("SIP/2.0 100 \r\nContent-Length: 0\r\n\r\n")]
    [InlineData("SIP/2.0 100\r\n\r\n")]
    [InlineData("sip/2.0 200 OK\r\nUnknownHeader: \"\"\"\"\"\"\r\nEmpty:\r\n\r\n")]
    [InlineData("SIP/2.0 200 OK\r\nContent-Length: 0\r\nContent-Length: 00\r\n\r\n")]
    [InlineData("REGISTER urn:nosuchscheme SIP/2.0\r\nTo: \"BEL:\\\x07 NUL:\\\x00 DEL:\\\x7F\" <sip:1_unusual.URI@contoso.com>\r\n\r\n")]
    public void Reads_what_is_unusual_but_right(string text)
    {
        Assert.NotEmpty(SipSamples.Parse(text).StartLine);
    }

    [Fact]
    public void Says_so_when_a_message_is_cut_off_at_any_place()
    {
        foreach (string sample in SipSamples.All)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(sample);
            for (int length = 0; length < bytes.Length; length++)
            {
                Assert.Throws<SipFormatException>(() => SipParser.Parse(bytes, length));
            }
        }
    }

    [Fact]
    public void Stops_at_each_limit()
    {
        var limits = new SipLimits { StartLine = 100, HeaderLine = 200, HeaderCount = 5, HeadSize = 600, BodySize = 10 };
        Assert.Contains("start line is over", Refused($"SIP/2.0 200 {new string('x', 101)}\r\n\r\n", limits));
        Assert.Contains("over the limit of 200", Refused($"SIP/2.0 200 OK\r\nA: {new string('x', 201)}\r\n\r\n", limits));
        string fold = "A: x" + string.Concat(Enumerable.Repeat("\r\n " + new string('x', 90), 3));
        Assert.Contains("Header 1 is over the limit of 200", Refused($"SIP/2.0 200 OK\r\n{fold}\r\n\r\n", limits));
        Assert.Contains("more than 5 headers", Refused("SIP/2.0 200 OK\r\n" + string.Concat(Enumerable.Repeat("A: b\r\n", 6)) + "\r\n", limits));
        Assert.Contains("limit of 600", Refused("SIP/2.0 200 OK\r\n" + string.Concat(Enumerable.Repeat($"A: {new string('b', 190)}\r\n", 4)) + "\r\n", limits));
        Assert.Contains("body of 11 bytes", Refused("SIP/2.0 200 OK\r\n\r\n12345678901", limits));
        Assert.NotNull(Parse("SIP/2.0 200 OK\r\n" + string.Concat(Enumerable.Repeat("A: b\r\n", 5)) + "\r\n1234567890", limits));
    }

    private static string Refused(string text, SipLimits limits) => Assert.Throws<SipFormatException>(() => Parse(text, limits)).Message;

    private static SipMessage Parse(string text, SipLimits limits)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return SipParser.Parse(bytes, bytes.Length, limits);
    }
}
