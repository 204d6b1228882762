using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using Xunit;

namespace LyncResilience.Discovery.Tests.Dns;

public sealed class DnsClientTests
{
    private const string Service = "_sipinternaltls._tcp.contoso.com";
    private static readonly SrvRecord s_srv = new(Service, 3600, 10, 0, 5061, "pool1.contoso.com");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_with_records_ttls_server_transport_and_time()
    {
        await using ScriptedDnsServer server = new(query => query.AnswerAsync(s_srv));
        DnsAnswer answer = await Client(server).ResolveAsync(Service + ".", DnsRecordType.Srv, Token);

        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
        Assert.Equal(s_srv, Assert.Single(answer.Records));
        Assert.Equal(Service, answer.Name);
        Assert.Equal(server.EndPoint.ToString(), answer.Server);
        Assert.Equal("UDP", answer.Transport);
        Assert.True(answer.DurationMs > 0);
        Assert.Contains(server.EndPoint.ToString(), answer.Detail);
    }

    // .NET Framework's TimeSpan.FromSeconds rounds to the millisecond, and an answer from nearby came in "0 ms".
    [Fact]
    public async Task The_time_of_an_answer_keeps_its_fraction_of_a_millisecond()
    {
        await using ScriptedDnsServer server = new(query => query.AnswerAsync(s_srv));
        DnsAnswer[] answers = [await Client(server).ResolveAsync(Service, DnsRecordType.Srv, Token), await Client(server).ResolveAsync(Service, DnsRecordType.Srv, Token)];

        Assert.Contains(answers, answer => answer.DurationMs % 1 != 0);
    }

    [Fact]
    public async Task Asks_with_recursion_desired_and_edns()
    {
        await using ScriptedDnsServer server = new(query => query.AnswerAsync(s_srv));
        await Client(server).ResolveAsync(Service, DnsRecordType.Srv, Token);

        DnsMessage query = Assert.Single(server.Queries).Message;
        Assert.True(query.RecursionDesired);
        Assert.Equal(1232, query.PayloadSize);
        Assert.Equal(Service, query.QuestionName);
    }

    [Fact]
    public async Task Every_query_has_an_id_and_a_port_of_its_own()
    {
        await using ScriptedDnsServer server = new(query => query.AnswerAsync(s_srv));
        DnsClient client = Client(server);
        for (int count = 0; count < 200; count++)
        {
            await client.ResolveAsync(Service, DnsRecordType.Srv, Token);
        }

        // By chance one in three such series has one pair that is equal; ten pairs do not happen.
        Assert.InRange(server.Queries.Select(query => query.Message.Id).Distinct().Count(), 190, 200);
        Assert.InRange(server.Queries.Select(query => query.From.Port).Distinct().Count(), 190, 200);
        Assert.Contains(server.Queries, query => query.From.Port < 32768);
    }

    [Fact]
    public async Task Repeats_a_lost_query_under_a_new_id_and_port()
    {
        int count = 0;
        await using ScriptedDnsServer server = new(query => ++count < 3 ? Task.CompletedTask : query.AnswerAsync(s_srv));
        DnsAnswer answer = await Client(TimeSpan.FromSeconds(2), server).ResolveAsync(Service, DnsRecordType.Srv, Token);

        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
        Assert.Equal(3, server.Queries.Select(query => query.Message.Id).Distinct().Count());
        Assert.Equal(3, server.Queries.Select(query => query.From.Port).Distinct().Count());
    }

    [Fact]
    public async Task Ignores_wrong_ids_and_questions_and_takes_the_right_answer_that_follows()
    {
        await using ScriptedDnsServer server = new(async query =>
        {
            byte[] wrongId = query.Reply(3);
            wrongId[0] ^= 0xFF;
            await query.SendAsync(wrongId);
            byte[] wrongQuestion = query.Reply(3);
            wrongQuestion[14] ^= 0x01;
            await query.SendAsync(wrongQuestion);
            byte[] wrongType = query.Reply(3);
            wrongType[12 + Service.Length + 3] = 1;
            await query.SendAsync(wrongType);
            await query.SendAsync(query.Bytes);
            await query.SendAsync([1, 2, 3]);
            await query.AnswerAsync(s_srv);
            await query.SendAsync(query.Reply(3));
        });
        DnsAnswer answer = await Client(server).ResolveAsync(Service, DnsRecordType.Srv, Token);
        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
    }

    [Fact]
    public async Task Takes_an_answer_that_spells_the_question_in_other_case()
    {
        await using ScriptedDnsServer server = new(query => query.AnswerAsync(s_srv with { Name = Service.ToUpperInvariant() }));
        DnsAnswer answer = await Client(server).ResolveAsync(Service.Replace("contoso", "CONToso"), DnsRecordType.Srv, Token);
        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
    }

    [Fact]
    public async Task Ignores_answers_from_another_address_or_port()
    {
        using Socket spoofer = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        spoofer.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using ScriptedDnsServer server = new(async query =>
        {
            await spoofer.SendToAsync(query.Reply(3), query.From);
            await query.AnswerAsync(s_srv);
        });
        DnsAnswer answer = await Client(server).ResolveAsync(Service, DnsRecordType.Srv, Token);
        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
    }

    [Fact]
    public async Task A_server_with_nothing_but_wrong_ids_times_out_and_the_detail_says_so()
    {
        await using ScriptedDnsServer server = new(query =>
        {
            byte[] reply = query.Reply(0, s_srv);
            reply[1] ^= 0xFF;
            return query.SendAsync(reply);
        });
        DnsAnswer answer = await Client(TimeSpan.FromSeconds(1), server).ResolveAsync(Service, DnsRecordType.Srv, Token);
        Assert.Equal(DnsOutcome.Timeout, answer.Outcome);
        Assert.Contains("wrong id", answer.Detail);
    }

    [Fact]
    public Task A_silent_server_times_out_within_the_budget_and_the_detail_names_server_and_limit() => Undisturbed.OnceAsync(async () =>
    {
        await using ScriptedDnsServer server = new(_ => Task.CompletedTask);
        Stopwatch clock = Stopwatch.StartNew();
        DnsAnswer answer = await Client(TimeSpan.FromMilliseconds(400), server).ResolveAsync(Service, DnsRecordType.Srv, Token);

        Assert.Equal(DnsOutcome.Timeout, answer.Outcome);
        Assert.InRange(clock.ElapsedMilliseconds, 390, 2000);
        Assert.Null(answer.Transport);
        Assert.Equal(server.EndPoint.ToString(), answer.Server);
        Assert.Contains(server.EndPoint.ToString(), answer.Detail);
        Assert.Contains("limit 0.4 s", answer.Detail);
        Assert.Equal(3, server.Queries.Count);
    });

    [Fact]
    public Task A_silent_first_server_leaves_time_for_the_second() => Undisturbed.OnceAsync(async () =>
    {
        await using ScriptedDnsServer silent = new(_ => Task.CompletedTask);
        await using ScriptedDnsServer good = new(query => query.AnswerAsync(s_srv));
        DnsAnswer answer = await Client(TimeSpan.FromSeconds(2), silent, good).ResolveAsync(Service, DnsRecordType.Srv, Token);

        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
        Assert.Equal(good.EndPoint.ToString(), answer.Server);
        Assert.InRange(answer.DurationMs, 100, 1000);
    });

    [Theory]
    [InlineData(5, DnsOutcome.Refused, "REFUSED")]
    [InlineData(2, DnsOutcome.ServerFailure, "SERVFAIL")]
    [InlineData(9, DnsOutcome.ServerFailure, "RCODE9")]
    [InlineData(1, DnsOutcome.ServerFailure, "FORMERR")]
    public async Task An_error_code_is_an_outcome_and_the_next_server_may_do_better(int code, DnsOutcome outcome, string name)
    {
        await using ScriptedDnsServer failing = new(query => query.FailAsync(code));
        await using ScriptedDnsServer good = new(query => query.AnswerAsync(s_srv));

        DnsAnswer alone = await Client(failing).ResolveAsync(Service, DnsRecordType.Srv, Token);
        Assert.Equal(outcome, alone.Outcome);
        Assert.Contains(name, alone.Detail);

        DnsAnswer both = await Client(failing, good).ResolveAsync(Service, DnsRecordType.Srv, Token);
        Assert.Equal(DnsOutcome.Answer, both.Outcome);
    }

    [Fact]
    public async Task NXDOMAIN_and_no_data_are_told_apart_and_end_the_look_up()
    {
        await using ScriptedDnsServer server = new(query => query.FailAsync(query.Message.QuestionType == DnsRecordType.Srv ? 3 : 0));
        await using ScriptedDnsServer other = new(query => query.AnswerAsync(s_srv));
        DnsClient client = Client(server, other);
        Assert.Equal(DnsOutcome.NxDomain, (await client.ResolveAsync(Service, DnsRecordType.Srv, Token)).Outcome);
        Assert.Equal(DnsOutcome.NoData, (await client.ResolveAsync(Service, DnsRecordType.A, Token)).Outcome);
        Assert.Empty(other.Queries);
    }

    [Fact]
    public async Task A_server_that_does_not_know_edns_is_asked_again_without_it()
    {
        await using ScriptedDnsServer server = new(query => query.Message.PayloadSize != null
            ? query.SendAsync([query.Bytes[0], query.Bytes[1], 0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0])
            : query.AnswerAsync(s_srv));
        DnsAnswer answer = await Client(server).ResolveAsync(Service, DnsRecordType.Srv, Token);
        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
        Assert.Equal(2, server.Queries.Count);
    }

    [Fact]
    public async Task A_malformed_answer_is_an_outcome()
    {
        await using ScriptedDnsServer server = new(query => query.SendAsync(query.Reply(0, s_srv)[..^3]));
        DnsAnswer answer = await Client(server).ResolveAsync(Service, DnsRecordType.Srv, Token);
        Assert.Equal(DnsOutcome.Malformed, answer.Outcome);
        Assert.Contains("malformed", answer.Detail);
    }

    [Fact]
    public Task Datagrams_that_are_no_dns_messages_are_malformed_when_the_time_is_up() => Undisturbed.OnceAsync(async () =>
    {
        await using ScriptedDnsServer server = new(query => query.SendAsync([0xFF, 0xFE, 0xFD]));
        DnsAnswer answer = await Client(TimeSpan.FromMilliseconds(300), server).ResolveAsync(Service, DnsRecordType.Srv, Token);
        Assert.Equal(DnsOutcome.Malformed, answer.Outcome);
    });

    [Fact]
    public Task A_port_where_nobody_listens_is_unreachable_at_once() => Undisturbed.OnceAsync(async () =>
    {
        IPEndPoint closed;
        await using (ScriptedDnsServer server = new(_ => Task.CompletedTask))
        {
            closed = server.EndPoint;
        }

        DnsClient client = new(new DnsClientOptions { Servers = [closed] });
        DnsAnswer answer = await client.ResolveAsync(Service, DnsRecordType.Srv, Token);
        Assert.Equal(DnsOutcome.Unreachable, answer.Outcome);
        Assert.InRange(answer.DurationMs, 0, 2000);
        Assert.Contains("does not listen", answer.Detail);
    });

    [Fact]
    public Task Cancelling_ends_at_once_and_closes_the_port() => Undisturbed.OnceAsync(async () =>
    {
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        TaskCompletionSource<IPEndPoint> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ScriptedDnsServer server = new(query =>
        {
            asked.TrySetResult(query.From);
            return Task.CompletedTask;
        });
        Task<DnsAnswer> lookup = Client(TimeSpan.FromSeconds(60), server).ResolveAsync(Service, DnsRecordType.Srv, cancel.Token);
        IPEndPoint from = await asked.Task;
        Stopwatch clock = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lookup);

        Assert.InRange(clock.ElapsedMilliseconds, 0, 200);
        using Socket probe = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        probe.Bind(new IPEndPoint(IPAddress.Any, from.Port));
    });

    [Fact]
    public async Task Many_look_ups_at_once_get_each_their_own_answer_though_some_are_cancelled()
    {
        await using ScriptedDnsServer server = new(query => query.AnswerAsync(s_srv with { Name = query.Message.QuestionName! }));
        DnsClient client = Client(server);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(async index =>
        {
            using CancellationTokenSource cancel = new();
            if (index % 5 == 0)
            {
                cancel.CancelAfter(TimeSpan.FromMilliseconds(index % 7));
            }

            try
            {
                DnsAnswer answer = await client.ResolveAsync($"name{index}.contoso.com", DnsRecordType.Srv, cancel.Token);
                Assert.Equal(DnsOutcome.Answer, answer.Outcome);
                Assert.Equal($"name{index}.contoso.com", answer.Records[0].Name);
            }
            catch (OperationCanceledException) when (index % 5 == 0)
            {
            }
        }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_server_that_asks_late_for_another_way_does_not_prolong_the_budget(bool truncates) => Undisturbed.OnceAsync(async () =>
    {
        // Rounds of 300, 600 and 1200 ms; the answer comes late in the last one, and then nothing more.
        TimeSpan timeout = TimeSpan.FromMilliseconds(2100);
        int count = 0;
        await using ScriptedDnsServer server = new(async query =>
        {
            if (++count == 3)
            {
                await Task.Delay(800, Token);
                byte[] reply = query.Reply(truncates ? 0 : 1);
                reply[2] |= (byte)(truncates ? 0x02 : 0);
                await query.SendAsync(reply);
            }
            else if (query.IsTcp)
            {
                await Task.Delay(timeout, Token);
            }
        });
        Stopwatch clock = Stopwatch.StartNew();
        DnsAnswer answer = await Client(timeout, server).ResolveAsync(Service, DnsRecordType.Srv, Token);

        Assert.Equal(DnsOutcome.Timeout, answer.Outcome);
        Assert.InRange(clock.Elapsed.TotalMilliseconds, 1890, 2310);
        Assert.Equal(4, count);
    });

    [Fact]
    public async Task A_name_that_cannot_stand_in_dns_is_answered_without_asking()
    {
        await using ScriptedDnsServer server = new(query => query.AnswerAsync(s_srv));
        DnsAnswer answer = await Client(server).ResolveAsync(new string('a', 64) + ".contoso.com", DnsRecordType.Srv, Token);
        Assert.Equal(DnsOutcome.NxDomain, answer.Outcome);
        Assert.Contains("63", answer.Detail);
        Assert.Null(answer.Server);
        Assert.Empty(server.Queries);
    }

    [Fact]
    public async Task An_internationalised_name_is_asked_for_in_ascii()
    {
        await using ScriptedDnsServer server = new(query => query.FailAsync(3));
        await Client(server).ResolveAsync("münchen.contoso.com", DnsRecordType.A, Token);
        Assert.Equal("xn--mnchen-3ya.contoso.com", Assert.Single(server.Queries).Message.QuestionName);
    }

    // Long enough that nothing is asked twice only because the machine was busy.
    private static DnsClient Client(params ScriptedDnsServer[] servers) => Client(TimeSpan.FromSeconds(30), servers);

    private static DnsClient Client(TimeSpan timeout, params ScriptedDnsServer[] servers) =>
        new(new DnsClientOptions { Servers = [.. servers.Select(server => server.EndPoint)], Timeout = timeout });
}
