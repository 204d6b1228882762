using System;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Lab.Tests.Judges;

/// <summary>Questions that only dig asks.</summary>
public sealed class DigTests
{
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

        string output = await ToolTests.DigAsync(lab, name, type, option);

        Assert.Contains(answer, output, StringComparison.Ordinal);
        Assert.DoesNotContain("malformed", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Is_told_that_there_is_no_later_version_of_edns()
    {
        using Laboratory lab = await Labs.StartAsync();
        string output = await ToolTests.DigAsync(lab, Labs.SignInName, "SRV", "+edns=1", "+noednsnegotiation");
        Assert.Contains("status: BADVERS", output, StringComparison.Ordinal);
        Assert.Contains("EDNS: version: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gets_no_copy_of_the_zone()
    {
        using Laboratory lab = await Labs.StartAsync();
        Assert.Contains("Transfer failed", await ToolTests.DigAsync(lab, "shudlab.net", "AXFR"), StringComparison.Ordinal);
    }
}
