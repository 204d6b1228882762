using System;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using Xunit;

namespace LyncResilience.Discovery.Tests.Dns;

public sealed class DnsAliasTests
{
    private static readonly NameRecord s_alias = new("sip.contoso.com", DnsRecordType.CName, 300, "POOL1.contoso.com");
    private static readonly AddressRecord s_address = new("pool1.contoso.com", 600, System.Net.IPAddress.Parse("192.0.2.1"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alias_in_the_answer_is_followed_in_any_order()
    {
        await using ScriptedDnsServer server = new(query => query.AnswerAsync(s_address, s_alias));
        DnsAnswer answer = await ResolveAsync(server);
        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
        Assert.Equal([s_address, s_alias], answer.Records);
        Assert.Single(server.Queries);
    }

    [Fact]
    public async Task The_end_of_an_alias_that_the_server_left_out_is_asked_for()
    {
        await using ScriptedDnsServer server = new(query => query.Message.QuestionName == "sip.contoso.com"
            ? query.AnswerAsync(s_alias)
            : query.AnswerAsync(s_address));
        DnsAnswer answer = await ResolveAsync(server);
        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
        Assert.Equal([s_alias, s_address], answer.Records);
        Assert.Equal(2, server.Queries.Count);
    }

    [Fact]
    public async Task An_alias_to_a_name_that_does_not_exist_is_NXDOMAIN_with_the_alias()
    {
        await using ScriptedDnsServer server = new(query => query.SendAsync(query.Reply(3, s_alias)));
        DnsAnswer answer = await ResolveAsync(server);
        Assert.Equal(DnsOutcome.NxDomain, answer.Outcome);
        Assert.Contains("POOL1.contoso.com", answer.Detail);
        Assert.Equal([s_alias], answer.Records);
    }

    [Fact]
    public async Task An_alias_whose_end_is_refused_is_refused_and_says_whose_alias_it_is()
    {
        await using ScriptedDnsServer server = new(query => query.Message.QuestionName == "sip.contoso.com"
            ? query.AnswerAsync(s_alias)
            : query.FailAsync(5));
        DnsAnswer answer = await ResolveAsync(server);
        Assert.Equal(DnsOutcome.Refused, answer.Outcome);
        Assert.Equal([s_alias], answer.Records);
        Assert.Contains("alias of POOL1.contoso.com", answer.Detail);
    }

    [Fact]
    public async Task A_circle_of_aliases_inside_one_answer_ends()
    {
        NameRecord back = new("pool1.contoso.com", DnsRecordType.CName, 300, "sip.contoso.com");
        await using ScriptedDnsServer server = new(query => query.AnswerAsync(s_alias, back));
        DnsAnswer answer = await ResolveAsync(server);
        Assert.Equal(DnsOutcome.ServerFailure, answer.Outcome);
        Assert.Contains("do not end", answer.Detail);
        Assert.Single(server.Queries);
    }

    [Fact]
    public async Task A_chain_that_never_ends_over_many_answers_is_given_up()
    {
        int count = 0;
        await using ScriptedDnsServer server = new(query =>
            query.AnswerAsync(new NameRecord(query.Message.QuestionName!, DnsRecordType.CName, 1, $"n{++count}.contoso.com")));
        DnsAnswer answer = await ResolveAsync(server);
        Assert.Equal(DnsOutcome.ServerFailure, answer.Outcome);
        Assert.InRange(server.Queries.Count, 2, 8);
        Assert.Equal(server.Queries.Count, answer.Records.Count);
    }

    [Fact]
    public async Task A_question_for_the_alias_itself_is_answered_with_it()
    {
        await using ScriptedDnsServer server = new(query => query.AnswerAsync(s_alias));
        DnsClient client = new(new DnsClientOptions { Servers = [server.EndPoint] });
        DnsAnswer answer = await client.ResolveAsync("sip.contoso.com", DnsRecordType.CName, Token);
        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
        Assert.Single(server.Queries);
    }

    [Fact]
    public async Task Records_of_other_names_do_not_count_as_an_answer()
    {
        await using ScriptedDnsServer server = new(query => query.AnswerAsync(s_address with { Name = "evil.example" }));
        Assert.Equal(DnsOutcome.NoData, (await ResolveAsync(server)).Outcome);
    }

    private static Task<DnsAnswer> ResolveAsync(ScriptedDnsServer server) =>
        new DnsClient(new DnsClientOptions { Servers = [server.EndPoint], Timeout = TimeSpan.FromSeconds(5) })
            .ResolveAsync("sip.contoso.com", DnsRecordType.A, Token);
}
