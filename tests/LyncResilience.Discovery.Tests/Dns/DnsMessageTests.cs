using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using LyncResilience.Discovery.Dns;
using Xunit;

namespace LyncResilience.Discovery.Tests.Dns;

public sealed class DnsMessageTests
{
    // Header of a response with one question; the counts follow.
    private const string Header = "1234 8180 0001 ";

    // "a.example" IN SRV
    private const string Question = "01 61 07 6578616d706c65 00 0021 0001 ";

    public static TheoryData<string, string, string> Hostile => new()
    {
        { "empty", "", "ends" },
        { "half a header", "1234 8180 0001", "ends" },
        { "two questions", "1234 8180 0002 0000 0000 0000" + Question + Question, "2 questions" },
        { "question that is not there", "1234 8180 0001 0000 0000 0000", "inside a name" },
        { "counts that the message cannot hold", Header + "FFFF FFFF FFFF" + Question, "claims 65535 records" },
        { "pointer to itself", Header + "0001 0000 0000" + Question + "C01B 0001 0001 00000000 0004 7F000001", "does not point backwards" },
        { "pointer forwards", Header + "0001 0000 0000" + Question + "C01D 0001 0001 00000000 0004 7F000001", "does not point backwards" },
        { "two pointers in a circle", Header + "0001 0000 0000" + Question + "C01D C01B 0001 0001 00000000 0004 7F000001", "does not point backwards" },
        { "label that leads back to its own name", Header + "0001 0000 0000" + Question + "0161 C01B 0001 0001 00000000 0004 7F000001", "does not point backwards" },
        { "pointer cut in half", "1234 8180 0001 0000 0000 0000 C0", "inside a name" },
        { "label type 01", "1234 8180 0001 0000 0000 0000 41 61 00 0021 0001", "unknown type" },
        { "label type 10", "1234 8180 0001 0000 0000 0000 81 61 00 0021 0001", "unknown type" },
        { "label beyond the end", "1234 8180 0001 0000 0000 0000 3F 61 00 0021 0001", "longer than" },
        { "name of more than 255 octets", "1234 8180 0001 0000 0000 0000" + string.Concat(Enumerable.Repeat("01 61", 130)) + "00 0021 0001", "longer than 255" },
        { "data beyond the end", Header + "0001 0000 0000" + Question + "C00C 0021 0001 00000000 FFFF 0000", "promises 65535" },
        { "A with 3 octets", Header + "0001 0000 0000" + Question + "C00C 0001 0001 00000000 0003 7F0000", "A data of 3 octets" },
        { "AAAA with 4 octets", Header + "0001 0000 0000" + Question + "C00C 001C 0001 00000000 0004 7F000001", "AAAA data of 4 octets" },
        { "SRV without target", Header + "0001 0000 0000" + Question + "C00C 0021 0001 00000000 0006 0001 0002 0003", "inside a name" },
        { "SRV with octets left", Header + "0001 0000 0000" + Question + "C00C 0021 0001 00000000 0009 0001 0002 0003 C00C FF", "8 octets where 9" },
        { "CNAME that reads past its data", Header + "0001 0000 0000" + Question + "C00C 0005 0001 00000000 0001 C00C", "2 octets where 1" },
        { "two OPT records", Header + "0000 0000 0002" + Question + "00 0029 04D0 00000000 0000 00 0029 04D0 00000000 0000", "two OPT" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_message_is_refused_with_the_rule_it_breaks(string what, string hex, string problem)
    {
        byte[] bytes = FromHex(hex);
        DnsFormatException exception = Assert.Throws<DnsFormatException>(() => DnsMessage.Parse(bytes, bytes.Length));
        Assert.True(exception.Message.Contains(problem, StringComparison.Ordinal), $"{what}: {exception.Message}");
    }

    [Fact]
    public void Every_type_of_record_survives_writing_and_reading()
    {
        DnsMessage read = RoundTrip(DnsSamples.Response);
        Assert.Equal(DnsSamples.EveryType, read.Answers);
        Assert.Equal(DnsSamples.Response.Authorities, read.Authorities);
        Assert.Equal(DnsSamples.EveryType, read.Additionals);
        Assert.Equal(0xBEEF, read.Id);
        Assert.True(read.IsResponse && read.Authoritative && read.RecursionDesired && read.RecursionAvailable);
        Assert.False(read.Truncated);
        Assert.Equal(16, read.ResponseCode);
        Assert.Equal(1232, read.PayloadSize);
        Assert.Equal("_sip._tls.CONTOSO.com", read.QuestionName);
        Assert.Equal(DnsRecordType.Srv, read.QuestionType);
    }

    [Fact]
    public void Names_are_compressed_except_srv_targets()
    {
        byte[] ns = new DnsMessage { QuestionName = "contoso.com", Answers = [new NameRecord("contoso.com", DnsRecordType.Ns, 1, "ns1.contoso.com")] }.ToBytes();
        Assert.Equal(12 + 17 + 12 + 6, ns.Length);
        byte[] srv = new DnsMessage { QuestionName = "a.example", Answers = [new SrvRecord("a.example", 1, 1, 1, 1, "a.example")] }.ToBytes();
        Assert.Equal(12 + 15 + 12 + 6 + 11, srv.Length);
    }

    [Fact]
    public void Records_of_unknown_types_and_classes_are_passed_over()
    {
        byte[] bytes = FromHex(Header + "0003 0000 0000" + Question
            + "C00C 0010 0001 0000003C 0003 02 6869" + "C00C 0001 0003 0000003C 0004 7F000001" + "C00C 0001 0001 FFFFFFFF 0004 7F000001");
        DnsRecord record = Assert.Single(DnsMessage.Parse(bytes, bytes.Length).Answers);

        // A TTL with the top bit set counts as zero (RFC 2181 8).
        Assert.Equal(new AddressRecord("a.example", 0, IPAddress.Loopback), record);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(100)]
    [InlineData(40)]
    public void What_does_not_fit_is_left_out_and_said_to_be(int size)
    {
        DnsMessage message = new()
        {
            IsResponse = true,
            QuestionName = "a.example",
            QuestionType = DnsRecordType.Srv,
            PayloadSize = 1232,
            Answers = [.. Enumerable.Range(0, 40).Select(index => new SrvRecord("a.example", 60, index, 0, 5061, $"pool{index}.example"))],
        };
        byte[] bytes = message.ToBytes(size);
        Assert.InRange(bytes.Length, 27 + 11, size);
        DnsMessage read = DnsMessage.Parse(bytes, bytes.Length);
        Assert.True(read.Truncated);
        Assert.Equal(1232, read.PayloadSize);
        Assert.Equal(message.Answers.Take(read.Answers.Count), read.Answers);
        Assert.False(RoundTrip(message).Truncated);
    }

    [Fact]
    public void Additional_records_that_do_not_fit_are_no_truncation()
    {
        DnsMessage message = new() { IsResponse = true, QuestionName = "a.example", Additionals = DnsSamples.EveryType };
        byte[] bytes = message.ToBytes(100);
        DnsMessage read = DnsMessage.Parse(bytes, bytes.Length);
        Assert.False(read.Truncated);
        Assert.InRange(read.Additionals.Count, 1, DnsSamples.EveryType.Count - 1);
    }

    [Fact]
    public void A_message_cut_short_anywhere_is_refused()
    {
        byte[] bytes = DnsSamples.Response.ToBytes();
        for (int count = 0; count < bytes.Length; count++)
        {
            Assert.Throws<DnsFormatException>(() => DnsMessage.Parse(bytes, count));
        }
    }

    [Fact]
    public void The_longest_chain_of_pointers_takes_no_time()
    {
        // Each of 8000 pointers leads to the one before; the first ends in a name of the longest kind.
        List<byte> bytes = [.. FromHex("1234 8180 0000 0000 0000 0000")];
        bytes.Add(0);
        int last = 12;
        while (bytes.Count < 16_000)
        {
            int here = bytes.Count;
            bytes.AddRange([(byte)(0xC0 | (last >> 8)), (byte)last]);
            last = here;
        }

        DnsReader reader = new([.. bytes], bytes.Count);
        reader.Skip(last);
        Stopwatch clock = Stopwatch.StartNew();
        Assert.Equal(".", reader.ReadName());
        Assert.True(clock.ElapsedMilliseconds < 500);
    }

    [Theory]
    [InlineData("a..b", "empty label")]
    [InlineData(".a", "empty label")]
    [InlineData(@"a\", "broken escape")]
    [InlineData(@"a\25", "broken escape")]
    [InlineData(@"a\256", "broken escape")]
    [InlineData("münchen", "outside ASCII")]
    public void A_text_that_is_no_name_is_refused(string text, string problem)
    {
        DnsFormatException exception = Assert.Throws<DnsFormatException>(() => DnsName.Normalize(text));
        Assert.Contains(problem, exception.Message);
    }

    [Fact]
    public void Names_may_have_255_octets_and_labels_63_but_no_more()
    {
        string label = new('a', 63);
        string longest = $"{label}.{label}.{label}.{new string('a', 61)}";
        Assert.Equal(longest, DnsName.Normalize(longest));
        Assert.Throws<DnsFormatException>(() => DnsName.Normalize(longest + "a"));
        Assert.Throws<DnsFormatException>(() => DnsName.Normalize(label + "a"));
    }

    private static DnsMessage RoundTrip(DnsMessage message)
    {
        byte[] bytes = message.ToBytes();
        return DnsMessage.Parse(bytes, bytes.Length);
    }

    private static byte[] FromHex(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));
}
