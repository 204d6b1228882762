using System;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Lab.Tests.Judges;

/// <summary>What dig, which shares no code with us, reads in the answers of the laboratory's DNS server; and questions that only dig asks.</summary>
public sealed class DigTests
{
    [Fact]
    public async Task Reads_the_srv_record_and_the_addresses_with_it()
    {
        using Laboratory lab = await Labs.StartAsync("shudlab-two-srv");

        string answer = await Tools.DigAsync(lab, Labs.SignInName, "SRV");

        Assert.Contains("status: NOERROR", answer, StringComparison.Ordinal);
        Assert.Contains("flags: qr aa", answer, StringComparison.Ordinal);
        Assert.Contains($"0 0 {lab.Pool(Labs.FrontEnd1).Port} {Labs.FrontEnd1}.", answer, StringComparison.Ordinal);
        Assert.Contains($"10 0 {lab.Pool(Labs.FrontEnd2).Port} {Labs.FrontEnd2}.", answer, StringComparison.Ordinal);
        Assert.Contains("ADDITIONAL: 3", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("malformed", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("nobody.shudlab.net", "A", "NXDOMAIN")]
    [InlineData("_tcp.shudlab.net", "A", "NOERROR")]
    [InlineData("shudlab.example", "A", "REFUSED")]
    public async Task Reads_negative_answers_over_udp_and_tcp(string name, string type, string status)
    {
        using Laboratory lab = await Labs.StartAsync();
        Assert.Contains("status: " + status, await Tools.DigAsync(lab, name, type), StringComparison.Ordinal);
        string answer = await Tools.DigAsync(lab, name, type, "+tcp");
        Assert.Contains("status: " + status, answer, StringComparison.Ordinal);
        Assert.Equal(status != "REFUSED", answer.Contains("SOA\tns.shudlab.net.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Labs.FrontEnd1, "ANY", "+notcp", "ANSWER: 1,")]
    [InlineData(Labs.FrontEnd1, "TYPE999", "+edns", "status: NOERROR")]
    [InlineData(Labs.SignInName, "SRV", "+noedns", "ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1")]
    [InlineData("version.bind", "TXT", "-cCH", "status: REFUSED")]
    [InlineData("shudlab.net", "SOA", "+opcode=notify", "status: NOTIMP")]
    [InlineData("shudlab.net", "SOA", "+tcp", "flags: qr aa rd;")]
    public async Task Gets_a_well_formed_answer_to_an_odd_question(string name, string type, string option, string answer)
    {
        using Laboratory lab = await Labs.StartAsync();

        string output = await Tools.DigAsync(lab, name, type, option);

        Assert.Contains(answer, output, StringComparison.Ordinal);
        Assert.DoesNotContain("malformed", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Is_told_that_there_is_no_later_version_of_edns()
    {
        using Laboratory lab = await Labs.StartAsync();
        string output = await Tools.DigAsync(lab, Labs.SignInName, "SRV", "+edns=1", "+noednsnegotiation");
        Assert.Contains("status: BADVERS", output, StringComparison.Ordinal);
        Assert.Contains("EDNS: version: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gets_no_copy_of_the_zone()
    {
        using Laboratory lab = await Labs.StartAsync();
        Assert.Contains("Transfer failed", await Tools.DigAsync(lab, "shudlab.net", "AXFR"), StringComparison.Ordinal);
    }
}
