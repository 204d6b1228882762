using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Tests.Dns;
using Xunit;

namespace LyncResilience.DnsClientNet.Tests;

/// <summary>The table of docs/resolvers.md is what both resolvers do: each of its rows is tried, and nothing is tried that has no row.</summary>
public sealed class DifferenceTests(NsdZones zones) : IClassFixture<NsdZones>
{
    private const string Name = "pool1.odd.example";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly AddressRecord s_address = new(Name, 60, IPAddress.Parse("192.0.2.1"));

    private static readonly Dictionary<string, Func<DifferenceTests, Task<(string Own, string Library)>>> s_cases = new()
    {
        ["A name asked for has a dot inside a label"] = test => test.AskNsdAsync(@"odd\.dot.odd.example", DnsRecordType.A),
        ["A name asked for has an octet above 126"] = test => test.AskNsdAsync(@"caf\195\169.odd.example", DnsRecordType.A),
        ["A record's data has a dot inside a label"] = test => test.AskNsdAsync("odd.example", DnsRecordType.Soa, answer => answer.Records.OfType<SoaRecord>().Single().Mailbox),
        ["An owner's name has a dot inside a label"] = test => test.AskNsdAsync("to-dot.odd.example", DnsRecordType.A, answer => answer.Records.OfType<AddressRecord>().Single().Name),
        ["An alias leads to a name with octets that are no UTF-8"] = test => test.AskNsdAsync("to-high.odd.example", DnsRecordType.A),
        ["A name begins with xn-- and is no IDN"] = test => test.AskNsdAsync("xn--99999999.odd.example", DnsRecordType.A),
        ["Nobody listens on the server's port"] = async _ =>
        {
            using Socket taken = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            IPEndPoint nobody = (IPEndPoint)taken.LocalEndPoint!;
            taken.Dispose();
            return await AskAsync(TimeSpan.FromSeconds(1), Name, DnsRecordType.A, answer => $"{answer.Outcome}", nobody);
        },
        ["A forged answer comes before the true one"] = _ => AskScriptAsync(async query =>
        {
            byte[] forged = query.Reply(3);
            forged[0] ^= 0x55;
            await query.SendAsync(forged);
            await query.AnswerAsync(s_address);
        }),
        ["A datagram is cut off without saying so"] = _ => AskScriptAsync(query => query.IsTcp ? query.AnswerAsync(s_address) : query.SendAsync(query.Reply(0, s_address)[..^3])),
        ["An answer over TCP says that it is truncated"] = _ => AskScriptAsync(query =>
        {
            byte[] reply = query.Reply(0, s_address);
            reply[2] |= 0x02;
            return query.SendAsync(reply);
        }),
        ["The server closes the TCP connection in the middle of its answer"] = _ => AskScriptAsync(query =>
            query.IsTcp ? query.SendRawAsync([0, 100, 1, 2, 3]) : query.SendAsync(BehaviourTests.Truncated(query))),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Fact]
    public void Every_row_of_the_table_is_tried_and_every_case_has_a_row()
    {
        Assert.Equal(s_cases.Keys.Order(StringComparer.Ordinal), Table().Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Both_do_what_the_table_says(string name)
    {
        Assert.Equal(Table()[name], await s_cases[name](this));
    }

    private static Dictionary<string, (string Own, string Library)> Table() => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "resolvers.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Skip(1)
        .ToDictionary(cells => cells[1].Replace("`", string.Empty), cells => (cells[2].Trim('`'), cells[3].Trim('`')));

    private async Task<(string Own, string Library)> AskNsdAsync(string name, DnsRecordType type, Func<DnsAnswer, string>? tell = null)
    {
        Assert.SkipWhen(NsdZones.Missing != null, NsdZones.Missing ?? string.Empty);
        NsdServer server = await zones.ServerAsync(Token);
        return await AskAsync(s_patience, name, type, tell ?? (answer => $"{answer.Outcome}"), server.EndPoint);
    }

    private static async Task<(string Own, string Library)> AskScriptAsync(Func<ScriptedDnsServer.Query, Task> script)
    {
        await using ScriptedDnsServer server = new(script);
        return await AskAsync(s_patience, Name, DnsRecordType.A, answer => $"{answer.Outcome}", server.EndPoint);
    }

    private static async Task<(string Own, string Library)> AskAsync(
        TimeSpan timeout, string name, DnsRecordType type, Func<DnsAnswer, string> tell, IPEndPoint server)
    {
        (IDnsResolver own, IDnsResolver library) = Resolvers.For(timeout, server);
        return (tell(await own.ResolveAsync(name, type, Token)), tell(await library.ResolveAsync(name, type, Token)));
    }
}
