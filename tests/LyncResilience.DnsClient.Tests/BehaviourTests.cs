using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Tests.Dns;
using Xunit;

namespace LyncResilience.DnsClientNet.Tests;

/// <summary>What <see cref="IDnsResolver"/> promises, where the library has habits of its own.</summary>
public sealed class BehaviourTests
{
    private const string Service = "_sipinternaltls._tcp.contoso.com";
    private static readonly SrvRecord s_srv = new(Service, 3600, 10, 0, 5061, "pool1.contoso.com");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Caches_nothing_and_adds_no_suffix()
    {
        await using ScriptedDnsServer server = new(query => query.AnswerAsync(s_srv));
        IDnsResolver resolver = Resolver(TimeSpan.FromSeconds(10), server);

        await resolver.ResolveAsync(Service, DnsRecordType.Srv, Token);
        await resolver.ResolveAsync(Service, DnsRecordType.Srv, Token);
        await resolver.ResolveAsync("pool1", DnsRecordType.A, Token);

        Assert.Equal([Service, Service, "pool1"], server.Queries.Select(query => query.Message.QuestionName));
        Assert.All(server.Queries, query => Assert.True(query.Message.RecursionDesired));
        Assert.All(server.Queries, query => Assert.Equal(1232, query.Message.PayloadSize));
    }

    [Fact]
    public async Task Asks_the_servers_in_their_order_and_takes_an_empty_answer_for_an_answer()
    {
        await using ScriptedDnsServer first = new(query => query.AnswerAsync());
        await using ScriptedDnsServer second = new(query => query.AnswerAsync(s_srv));

        for (int tries = 0; tries < 10; tries++)
        {
            DnsAnswer answer = await Resolver(TimeSpan.FromSeconds(10), first, second).ResolveAsync(Service, DnsRecordType.Srv, Token);
            Assert.Equal((DnsOutcome.NoData, first.EndPoint.ToString()), (answer.Outcome, answer.Server));
        }

        Assert.Empty(second.Queries);
    }

    [Fact]
    public async Task Asks_a_silent_server_three_times_within_the_time_of_one_look_up()
    {
        await using ScriptedDnsServer server = new(_ => Task.CompletedTask);
        Stopwatch waited = Stopwatch.StartNew();

        DnsAnswer answer = await Resolver(TimeSpan.FromSeconds(1), server).ResolveAsync(Service, DnsRecordType.Srv, Token);

        Assert.Equal(DnsOutcome.Timeout, answer.Outcome);
        Assert.Equal(3, server.Queries.Count);
        Assert.Equal(3, server.Queries.Select(query => query.Message.Id).Distinct().Count());
        Assert.InRange(waited.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
        Assert.Equal($"{Service} could not be looked up: {server.EndPoint} did not answer (limit 1 s).", answer.Detail);
    }

    [Fact]
    public async Task Ends_as_cancelled_at_once()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using ScriptedDnsServer server = new(_ => cancelled.CancelAsync());
        Stopwatch waited = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Resolver(TimeSpan.FromMinutes(5), server).ResolveAsync(Service, DnsRecordType.Srv, cancelled.Token));

        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Ends_as_cancelled_over_TCP_too()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using ScriptedDnsServer server = new(query => query.IsTcp ? cancelled.CancelAsync() : query.SendAsync(Truncated(query)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Resolver(TimeSpan.FromMinutes(5), server).ResolveAsync(Service, DnsRecordType.Srv, cancelled.Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Asks_a_server_from_before_EDNS_without_it(int code)
    {
        await using ScriptedDnsServer server = new(query => query.Message.PayloadSize is null ? query.AnswerAsync(s_srv) : query.FailAsync(code));

        DnsAnswer answer = await Resolver(TimeSpan.FromSeconds(10), server).ResolveAsync(Service, DnsRecordType.Srv, Token);

        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
        Assert.Equal([s_srv], answer.Records);
    }

    [Theory]
    [InlineData(2, DnsOutcome.ServerFailure, "SERVFAIL")]
    [InlineData(3, DnsOutcome.NxDomain, "does not exist")]
    [InlineData(5, DnsOutcome.Refused, "REFUSED")]
    [InlineData(9, DnsOutcome.ServerFailure, "RCODE9")]
    public async Task Says_what_the_server_said(int code, DnsOutcome outcome, string says)
    {
        await using ScriptedDnsServer server = new(query => query.FailAsync(code));

        DnsAnswer answer = await Resolver(TimeSpan.FromSeconds(10), server).ResolveAsync(Service, DnsRecordType.Srv, Token);

        Assert.Equal(outcome, answer.Outcome);
        Assert.Contains(says, answer.Detail);
        Assert.Single(server.Queries);
    }

    [Fact]
    public async Task Does_not_take_the_answer_to_another_question()
    {
        await using ScriptedDnsServer server = new(query => query.SendAsync(new DnsMessage
        {
            Id = query.Message.Id,
            IsResponse = true,
            QuestionName = "other.contoso.com",
            QuestionType = query.Message.QuestionType,
            Answers = [s_srv],
        }.ToBytes()));

        DnsAnswer answer = await Resolver(TimeSpan.FromSeconds(20), server).ResolveAsync(Service, DnsRecordType.Srv, Token);

        Assert.Equal(DnsOutcome.Timeout, answer.Outcome);
        Assert.Contains("wrong question", answer.Detail);
    }

    [Fact]
    public void Needs_a_name_and_a_time()
    {
        Assert.Throws<ArgumentException>(() => { _ = new DnsClientNetResolver(new DnsClientOptions()).ResolveAsync(string.Empty, DnsRecordType.A, Token); });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DnsClientNetResolver(new DnsClientOptions { Timeout = TimeSpan.Zero }));
    }

    internal static byte[] Truncated(ScriptedDnsServer.Query query)
    {
        byte[] reply = query.Reply(0);
        reply[2] |= 0x02;
        return reply;
    }

    private static IDnsResolver Resolver(TimeSpan timeout, params IEnumerable<ScriptedDnsServer> servers) =>
        Resolvers.For(timeout, [.. servers.Select(server => server.EndPoint)]).Library;
}
