using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using Xunit;

namespace LyncResilience.Discovery.Tests.Dns;

/// <summary>What the resolver says about a real server must be what dig says.</summary>
public sealed class DigComparisonTests(NsdZones zones) : IClassFixture<NsdZones>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("_sipinternaltls._tcp.odd.example", DnsRecordType.Srv, DnsOutcome.Answer, "UDP")]
    [InlineData("_SIPinternalTLS._tcp.ODD.example", DnsRecordType.Srv, DnsOutcome.Answer, "UDP")]
    [InlineData("_many._tcp.odd.example", DnsRecordType.Srv, DnsOutcome.Answer, "TCP")]
    [InlineData("_sip._tls.odd.example", DnsRecordType.Srv, DnsOutcome.Answer, "UDP")]
    [InlineData("_sip._tcp.odd.example", DnsRecordType.Srv, DnsOutcome.Answer, "UDP")]
    [InlineData("_none._tcp.odd.example", DnsRecordType.Srv, DnsOutcome.Answer, "UDP")]
    [InlineData("_away._tcp.odd.example", DnsRecordType.Srv, DnsOutcome.Answer, "UDP")]
    [InlineData("_sip._tls.wild.odd.example", DnsRecordType.Srv, DnsOutcome.Answer, "UDP")]
    [InlineData("anything.wild.odd.example", DnsRecordType.A, DnsOutcome.Answer, "UDP")]
    [InlineData("anything.wild.odd.example", DnsRecordType.Srv, DnsOutcome.NoData, "UDP")]
    [InlineData("alias.odd.example", DnsRecordType.A, DnsOutcome.Answer, "UDP")]
    [InlineData("alias.odd.example", DnsRecordType.Aaaa, DnsOutcome.Answer, "UDP")]
    [InlineData("alias.odd.example", DnsRecordType.CName, DnsOutcome.Answer, "UDP")]
    [InlineData("dangling.odd.example", DnsRecordType.A, DnsOutcome.NxDomain, "UDP")]
    [InlineData("nodata.odd.example", DnsRecordType.Aaaa, DnsOutcome.NoData, "UDP")]
    [InlineData("missing.odd.example", DnsRecordType.A, DnsOutcome.NxDomain, "UDP")]
    [InlineData("pool1.odd.example", DnsRecordType.Srv, DnsOutcome.NoData, "UDP")]
    [InlineData("pool2.odd.example", DnsRecordType.A, DnsOutcome.NxDomain, "UDP")]
    [InlineData("b.deep.odd.example", DnsRecordType.A, DnsOutcome.NoData, "UDP")]
    [InlineData("odd.example", DnsRecordType.Soa, DnsOutcome.Answer, "UDP")]
    [InlineData("odd.example.", DnsRecordType.Ns, DnsOutcome.Answer, "UDP")]
    [InlineData("4.3.2.1.odd.example", DnsRecordType.Ptr, DnsOutcome.Answer, "UDP")]
    [InlineData(@"odd\.dot.odd.example", DnsRecordType.A, DnsOutcome.Answer, "UDP")]
    [InlineData("mixed.odd.example", DnsRecordType.A, DnsOutcome.Answer, "UDP")]
    [InlineData("host.sub.odd.example", DnsRecordType.A, DnsOutcome.NoData, "UDP")]
    [InlineData("broken.example", DnsRecordType.Soa, DnsOutcome.ServerFailure, null)]
    [InlineData("elsewhere.example", DnsRecordType.A, DnsOutcome.Refused, null)]
    public async Task Says_what_dig_says(string name, DnsRecordType type, DnsOutcome outcome, string? transport)
    {
        Assert.SkipWhen(NsdZones.Missing != null, NsdZones.Missing ?? string.Empty);
        NsdServer server = await zones.ServerAsync(Token);
        DnsClient client = new(new DnsClientOptions { Servers = [server.EndPoint] });

        DnsAnswer answer = await client.ResolveAsync(name, type, Token);
        (string status, string[] lines) = await DigAsync(server, name, type);

        Assert.Equal(outcome, answer.Outcome);
        Assert.Equal(transport, answer.Transport);
        Assert.Equal(StatusOf(outcome), status);
        Assert.Equal(lines, answer.Records.Select(ZoneFile.ToLine).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_alias_into_a_zone_that_the_server_does_not_have_is_asked_for_and_refused()
    {
        Assert.SkipWhen(NsdZones.Missing != null, NsdZones.Missing ?? string.Empty);
        NsdServer server = await zones.ServerAsync(Token);
        DnsClient client = new(new DnsClientOptions { Servers = [server.EndPoint] });

        DnsAnswer answer = await client.ResolveAsync("away.odd.example", DnsRecordType.A, Token);
        (string status, string[] lines) = await DigAsync(server, "away.odd.example", DnsRecordType.A);
        (string statusOfEnd, _) = await DigAsync(server, "pool.elsewhere.example", DnsRecordType.A);

        Assert.Equal(("NOERROR", "REFUSED"), (status, statusOfEnd));
        Assert.Equal(DnsOutcome.Refused, answer.Outcome);
        Assert.Equal(lines, answer.Records.Select(ZoneFile.ToLine));
    }

    private static string StatusOf(DnsOutcome outcome) => outcome switch
    {
        DnsOutcome.NxDomain => "NXDOMAIN",
        DnsOutcome.Refused => "REFUSED",
        DnsOutcome.ServerFailure => "SERVFAIL",
        _ => "NOERROR",
    };

    // dig's own tabs and case of types are ours when blanks are folded: its lines are zone-file lines.
    private static async Task<(string Status, string[] Lines)> DigAsync(NsdServer server, string name, DnsRecordType type)
    {
        ProcessStartInfo start = new(
            NsdServer.FindProgram("dig")!,
            ["-r", "@127.0.0.1", "-p", $"{server.EndPoint.Port}", "+noall", "+comments", "+answer", "+bufsize=1232", name, $"{type}".ToUpperInvariant()])
        {
            RedirectStandardOutput = true,
        };
        using Process dig = Process.Start(start)!;
        string output = await dig.StandardOutput.ReadToEndAsync(Token);
        await dig.WaitForExitAsync(Token);
        IEnumerable<string> lines = output.Split('\n');
        string status = lines.First(line => line.Contains("status: ", StringComparison.Ordinal)).Split("status: ")[1].Split(',')[0];
        IEnumerable<string> records = lines
            .Where(line => line.Length > 0 && line[0] != ';')
            .Select(line => string.Join(' ', line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)));
        return (status, [.. records.Order(StringComparer.Ordinal)]);
    }
}
