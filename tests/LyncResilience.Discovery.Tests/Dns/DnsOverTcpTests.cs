using System;
using System.Linq;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using Xunit;

namespace LyncResilience.Discovery.Tests.Dns;

/// <summary>What becomes of a look-up whose answer was cut off over UDP (RFC 7766).</summary>
public sealed class DnsOverTcpTests
{
    private static readonly SrvRecord s_srv = new("_sipinternaltls._tcp.contoso.com", 3600, 10, 0, 5061, "pool1.contoso.com");

    [Fact]
    public async Task A_truncated_answer_is_fetched_over_tcp_even_when_it_comes_octet_by_octet()
    {
        await using ScriptedDnsServer server = new(async query =>
        {
            if (!query.IsTcp)
            {
                byte[] truncated = query.Reply(0);
                truncated[2] |= 0x02;
                await query.SendAsync(truncated);
                return;
            }

            byte[] reply = query.Reply(0, [.. Enumerable.Range(0, 20).Select(index => s_srv with { Target = $"pool{index}.contoso.com" })]);
            foreach (byte octet in (byte[])[(byte)(reply.Length >> 8), (byte)reply.Length, .. reply])
            {
                await query.SendRawAsync([octet]);
                await Task.Yield();
            }
        });
        DnsAnswer answer = await AskAsync(server, TimeSpan.FromSeconds(30));
        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
        Assert.Equal("TCP", answer.Transport);
        Assert.Equal(20, answer.Records.Count);
    }

    [Theory]
    [InlineData("silent", DnsOutcome.Timeout)]
    [InlineData("closed early", DnsOutcome.Malformed)]
    [InlineData("wrong id", DnsOutcome.Malformed)]
    public Task Trouble_over_tcp_is_an_outcome(string trouble, DnsOutcome outcome) => Undisturbed.OnceAsync(async () =>
    {
        await using ScriptedDnsServer server = new(async query =>
        {
            byte[] reply = query.Reply(0, s_srv);
            if (!query.IsTcp)
            {
                reply[2] |= 0x02;
                await query.SendAsync(reply);
            }
            else if (trouble == "silent")
            {
                await query.UntilClosedAsync();
            }
            else if (trouble == "closed early")
            {
                await query.SendRawAsync([0, 200, 1, 2, 3]);
            }
            else
            {
                reply[0] ^= 0xFF;
                await query.SendAsync(reply);
            }
        });
        DnsAnswer answer = await AskAsync(server, TimeSpan.FromMilliseconds(400));
        Assert.Equal(outcome, answer.Outcome);
        Assert.Contains("TCP", answer.Detail);
    });

    private static Task<DnsAnswer> AskAsync(ScriptedDnsServer server, TimeSpan timeout) =>
        new DnsClient(new DnsClientOptions { Servers = [server.EndPoint], Timeout = timeout }).ResolveAsync(s_srv.Name, DnsRecordType.Srv, TestContext.Current.CancellationToken);
}
