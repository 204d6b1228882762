using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using Xunit;

namespace LyncResilience.Lab.Tests;

public sealed class DnsServerTests
{
    [Fact]
    public async Task Srv_records_carry_the_port_that_the_pool_really_has()
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.AddRecord(new SrvRecord("_sipinternal._tcp.shudlab.net", 60, 0, 0, 5060, Labs.FrontEnd2));
        lab.AddRecord(new SrvRecord("_odd._tcp.shudlab.net", 60, 0, 0, 443, Labs.FrontEnd2));

        Assert.Equal(lab.Pool(Labs.FrontEnd1).Port, (await SrvAsync(lab, Labs.SignInName)).Port);
        Assert.Equal(lab.Pool(Labs.FrontEnd2).TcpPort, (await SrvAsync(lab, "_sipinternal._tcp.shudlab.net")).Port);
        Assert.Equal(443, (await SrvAsync(lab, "_odd._tcp.shudlab.net")).Port);
    }

    [Theory]
    [InlineData(Labs.FrontEnd1, DnsRecordType.A, DnsOutcome.Answer)]
    [InlineData("a-l14fe1.SHUDLAB.net", DnsRecordType.A, DnsOutcome.Answer)]
    [InlineData(Labs.FrontEnd1, DnsRecordType.Aaaa, DnsOutcome.NoData)]
    [InlineData("_tcp.shudlab.net", DnsRecordType.A, DnsOutcome.NoData)]
    [InlineData("shudlab.net", DnsRecordType.Soa, DnsOutcome.Answer)]
    [InlineData("shudlab.net", DnsRecordType.Ns, DnsOutcome.Answer)]
    [InlineData("nobody.shudlab.net", DnsRecordType.A, DnsOutcome.NxDomain)]
    [InlineData("shudlab.example", DnsRecordType.A, DnsOutcome.Refused)]
    [InlineData("xshudlab.net", DnsRecordType.A, DnsOutcome.Refused)]
    [InlineData("shudlab.net", (DnsRecordType)251, DnsOutcome.Refused)]
    [InlineData("shudlab.net", (DnsRecordType)252, DnsOutcome.Refused)]
    public async Task Tells_answers_no_data_no_name_and_foreign_zones_apart(string name, DnsRecordType type, DnsOutcome outcome)
    {
        using Laboratory lab = await Labs.StartAsync();
        Assert.Equal(outcome, (await Labs.Resolver(lab).ResolveAsync(name, type, Labs.Token)).Outcome);
    }

    [Fact]
    public async Task Answers_a_later_version_of_edns_with_the_one_it_knows()
    {
        using Laboratory lab = await Labs.StartAsync();
        byte[] query = new DnsMessage { Id = 7, QuestionName = Labs.SignInName, QuestionType = DnsRecordType.Srv, PayloadSize = 1232 }.ToBytes();
        query[^5] = 1;
        using var client = new UdpClient();
        client.Connect(IPEndPoint.Parse(lab.DnsServer));
        await client.SendAsync(query, Labs.Token);
        byte[] reply = (await client.ReceiveAsync(Labs.Token)).Buffer;

        DnsMessage message = DnsMessage.Parse(reply, reply.Length);
        Assert.Equal((DnsResponseCode.BadVersion, 0), (message.ResponseCode, message.EdnsVersion));
        Assert.Empty(message.Answers);
    }

    [Fact]
    public async Task Follows_aliases_and_survives_a_circle_of_them()
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.AddRecord(new NameRecord("sip.shudlab.net", DnsRecordType.CName, 60, Labs.FrontEnd1));
        lab.AddRecord(new NameRecord("round.shudlab.net", DnsRecordType.CName, 60, "about.shudlab.net"));
        lab.AddRecord(new NameRecord("about.shudlab.net", DnsRecordType.CName, 60, "round.shudlab.net"));

        DnsAnswer answer = await Labs.Resolver(lab).ResolveAsync("sip.shudlab.net", DnsRecordType.A, Labs.Token);
        Assert.Equal([DnsRecordType.CName, DnsRecordType.A], answer.Records.Select(record => record.Type));
        Assert.NotEqual(DnsOutcome.Answer, (await Labs.Resolver(lab).ResolveAsync("round.shudlab.net", DnsRecordType.A, Labs.Token)).Outcome);
    }

    [Fact]
    public async Task Records_can_be_added_and_removed_while_it_runs()
    {
        using Laboratory lab = await Labs.StartAsync();
        var second = new SrvRecord(Labs.SignInName, 3600, 10, 0, 5061, Labs.FrontEnd2);
        lab.AddRecord(second);
        lab.AddRecord(second with { Ttl = 60 });
        Assert.Equal(2, (await Labs.Resolver(lab).ResolveAsync(Labs.SignInName, DnsRecordType.Srv, Labs.Token)).Records.Count);

        Assert.True(lab.RemoveRecord(second with { Name = Labs.SignInName.ToUpperInvariant(), Target = Labs.FrontEnd2.ToLowerInvariant() }));
        Assert.False(lab.RemoveRecord(second));
        Assert.Single((await Labs.Resolver(lab).ResolveAsync(Labs.SignInName, DnsRecordType.Srv, Labs.Token)).Records);
    }

    [Fact]
    public async Task A_record_of_another_domain_makes_that_zone()
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.AddRecord(new SrvRecord("_sipinternaltls._tcp.fabrikam.com", 60, 0, 0, 5061, Labs.FrontEnd1));

        Assert.Equal(lab.Pool(Labs.FrontEnd1).Port, (await SrvAsync(lab, "_sipinternaltls._tcp.fabrikam.com")).Port);
        Assert.Equal(DnsOutcome.NxDomain, (await Labs.Resolver(lab).ResolveAsync("x.fabrikam.com", DnsRecordType.A, Labs.Token)).Outcome);
    }

    [Fact]
    public async Task An_answer_too_long_for_udp_comes_over_tcp()
    {
        using Laboratory lab = await Labs.StartAsync();
        for (int host = 1; host < 250; host++)
        {
            lab.AddRecord(new AddressRecord("many.shudlab.net", 60, new IPAddress([127, 0, 0, (byte)host])));
        }

        DnsAnswer answer = await Labs.Resolver(lab).ResolveAsync("many.shudlab.net", DnsRecordType.A, Labs.Token);
        Assert.Equal((249, "TCP"), (answer.Records.Count, answer.Transport));
    }

    [Theory]
    [InlineData(LabFaultKind.Silent, DnsOutcome.Timeout)]
    [InlineData(LabFaultKind.Refused, DnsOutcome.Refused)]
    [InlineData(LabFaultKind.ServerFailure, DnsOutcome.ServerFailure)]
    [InlineData(LabFaultKind.Truncated, DnsOutcome.Answer)]
    public async Task Faults_are_seen_by_a_client_and_end_when_cleared(LabFaultKind kind, DnsOutcome outcome)
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.SetFault(Laboratory.DnsTarget, new LabFault(kind));
        Assert.Equal(outcome, (await Labs.Resolver(lab, 1).ResolveAsync(Labs.SignInName, DnsRecordType.Srv, Labs.Token)).Outcome);

        lab.ClearFault(Laboratory.DnsTarget);
        Assert.Equal(DnsOutcome.Answer, (await Labs.Resolver(lab).ResolveAsync(Labs.SignInName, DnsRecordType.Srv, Labs.Token)).Outcome);
    }

    [Theory]
    [InlineData(LabFaultKind.WrongId)]
    [InlineData(LabFaultKind.Garbage)]
    public async Task A_forged_or_senseless_answer_is_no_answer(LabFaultKind kind)
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.SetFault(Laboratory.DnsTarget, new LabFault(kind));

        DnsAnswer answer = await Labs.Resolver(lab, 1).ResolveAsync(Labs.SignInName, DnsRecordType.Srv, Labs.Token);
        Assert.True(answer.Outcome is DnsOutcome.Timeout or DnsOutcome.Malformed, answer.Detail);
        Assert.Empty(answer.Records);
    }

    [Fact]
    public async Task A_slow_answer_takes_its_time()
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.SetFault(Laboratory.DnsTarget, new LabFault(LabFaultKind.Slow) { Delay = TimeSpan.FromMilliseconds(300) });

        DnsAnswer answer = await Labs.Resolver(lab, 10).ResolveAsync(Labs.SignInName, DnsRecordType.Srv, Labs.Token);
        Assert.Equal(DnsOutcome.Answer, answer.Outcome);
        Assert.True(answer.DurationMs >= 290, $"{answer.DurationMs} ms");
    }

    [Fact]
    public async Task Takes_down_what_it_was_asked()
    {
        using Laboratory lab = await Labs.StartAsync();
        await Labs.Resolver(lab).ResolveAsync(Labs.SignInName, DnsRecordType.Srv, Labs.Token);

        Journal.LabQuery query = Assert.Single(lab.Journal.Queries);
        Assert.Equal((Labs.SignInName, DnsRecordType.Srv, "UDP"), (query.Name, query.Type, query.Transport));
    }

    private static async Task<SrvRecord> SrvAsync(Laboratory lab, string name) =>
        Assert.IsType<SrvRecord>(Assert.Single((await Labs.Resolver(lab).ResolveAsync(name, DnsRecordType.Srv, Labs.Token)).Records));
}
