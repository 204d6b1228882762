using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Tests.Dns;
using Xunit;

namespace LyncResilience.DnsClientNet.Tests;

/// <summary>What one resolver says about a real server, the other says too, word for word; the exceptions are <see cref="DifferenceTests"/>'.</summary>
public sealed class NsdComparisonTests(NsdZones zones) : IClassFixture<NsdZones>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, DnsRecordType, DnsOutcome> Questions => new()
    {
        { "_sipinternaltls._tcp.odd.example", DnsRecordType.Srv, DnsOutcome.Answer },
        { "_SIPinternalTLS._tcp.ODD.example.", DnsRecordType.Srv, DnsOutcome.Answer },
        { "_equal._tcp.odd.example", DnsRecordType.Srv, DnsOutcome.Answer },
        { "_weights._tcp.odd.example", DnsRecordType.Srv, DnsOutcome.Answer },
        { "_many._tcp.odd.example", DnsRecordType.Srv, DnsOutcome.Answer },
        { "_sip._tls.odd.example", DnsRecordType.Srv, DnsOutcome.Answer },
        { "_sip._tcp.odd.example", DnsRecordType.Srv, DnsOutcome.Answer },
        { "_none._tcp.odd.example", DnsRecordType.Srv, DnsOutcome.Answer },
        { "_away._tcp.odd.example", DnsRecordType.Srv, DnsOutcome.Answer },
        { "_sip._tls.upper.odd.example", DnsRecordType.Srv, DnsOutcome.Answer },
        { "_sip._tls.wild.odd.example", DnsRecordType.Srv, DnsOutcome.Answer },
        { "anything.wild.odd.example", DnsRecordType.A, DnsOutcome.Answer },
        { "anything.wild.odd.example", DnsRecordType.Srv, DnsOutcome.NoData },
        { "_tcp.odd.example", DnsRecordType.Srv, DnsOutcome.NoData },
        { "b.deep.odd.example", DnsRecordType.A, DnsOutcome.NoData },
        { "alias.odd.example", DnsRecordType.A, DnsOutcome.Answer },
        { "alias.odd.example", DnsRecordType.Aaaa, DnsOutcome.Answer },
        { "alias.odd.example", DnsRecordType.CName, DnsOutcome.Answer },
        { "alias.odd.example", DnsRecordType.Srv, DnsOutcome.NoData },
        { "dangling.odd.example", DnsRecordType.A, DnsOutcome.NxDomain },
        { "nodata.odd.example", DnsRecordType.Aaaa, DnsOutcome.NoData },
        { "away.odd.example", DnsRecordType.A, DnsOutcome.Refused },
        { "circle1.odd.example", DnsRecordType.A, DnsOutcome.ServerFailure },
        { "itself.odd.example", DnsRecordType.A, DnsOutcome.ServerFailure },
        { "chain12.odd.example", DnsRecordType.A, DnsOutcome.Answer },
        { "chain1.odd.example", DnsRecordType.A, DnsOutcome.ServerFailure },
        { "missing.odd.example", DnsRecordType.A, DnsOutcome.NxDomain },
        { "pool1.odd.example", DnsRecordType.Srv, DnsOutcome.NoData },
        { "six.odd.example", DnsRecordType.A, DnsOutcome.NoData },
        { "six.odd.example", DnsRecordType.Aaaa, DnsOutcome.Answer },
        { "zero.odd.example", DnsRecordType.A, DnsOutcome.Answer },
        { "mixed.odd.example", DnsRecordType.A, DnsOutcome.Answer },
        { "_under_score.odd.example", DnsRecordType.A, DnsOutcome.Answer },
        { "odd.example.", DnsRecordType.Ns, DnsOutcome.Answer },
        { "4.3.2.1.odd.example", DnsRecordType.Ptr, DnsOutcome.Answer },
        { @"sp\032ace.odd.example", DnsRecordType.A, DnsOutcome.Answer },
        { "sp ace.odd.example", DnsRecordType.A, DnsOutcome.Answer },
        { "to-space.odd.example", DnsRecordType.A, DnsOutcome.Answer },
        { @"par\(en\).odd.example", DnsRecordType.A, DnsOutcome.Answer },
        { @"back\\slash.odd.example", DnsRecordType.A, DnsOutcome.Answer },
        { "m\u00fcnchen.odd.example", DnsRecordType.A, DnsOutcome.Answer },
        { NsdZones.LongName, DnsRecordType.A, DnsOutcome.Answer },
        { "x" + NsdZones.LongName, DnsRecordType.A, DnsOutcome.NxDomain },
        { new string('x', 64) + ".odd.example", DnsRecordType.A, DnsOutcome.NxDomain },
        { "two..dots.odd.example", DnsRecordType.A, DnsOutcome.NxDomain },
        { "host.sub.odd.example", DnsRecordType.A, DnsOutcome.NoData },
        { "sub.odd.example", DnsRecordType.Ns, DnsOutcome.NoData },
        { "broken.example", DnsRecordType.Soa, DnsOutcome.ServerFailure },
        { "_sip._tls.broken.example", DnsRecordType.Srv, DnsOutcome.ServerFailure },
        { "elsewhere.example", DnsRecordType.A, DnsOutcome.Refused },
        { ".", DnsRecordType.Ns, DnsOutcome.Refused },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Both_say_the_same(string name, DnsRecordType type, DnsOutcome outcome)
    {
        IPEndPoint server = await ServerAsync();

        Assert.Equal(outcome, (await AskBothAsync(name, type, server)).Outcome);
    }

    [Fact]
    public async Task Both_fetch_over_TCP_what_does_not_fit_a_datagram()
    {
        DnsAnswer answer = await AskBothAsync("_many._tcp.odd.example", DnsRecordType.Srv, await ServerAsync());

        Assert.Equal("TCP", answer.Transport);
        Assert.Equal(60, answer.Records.Count);
    }

    [Fact]
    public async Task Both_go_on_from_a_silent_server_to_one_that_answers()
    {
        IPEndPoint server = await ServerAsync();
        using Socket silent = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        DnsAnswer answer = await AskBothAsync("_sipinternaltls._tcp.odd.example", DnsRecordType.Srv, (IPEndPoint)silent.LocalEndPoint!, server);

        Assert.Equal((DnsOutcome.Answer, server.ToString()), (answer.Outcome, answer.Server));
    }

    [Fact]
    public async Task Both_go_on_from_a_server_that_refuses_to_one_that_answers()
    {
        IPEndPoint server = await ServerAsync();
        await using ScriptedDnsServer refusing = new(query => query.FailAsync(5));

        DnsAnswer answer = await AskBothAsync("pool1.odd.example", DnsRecordType.A, refusing.EndPoint, server);

        Assert.Equal((DnsOutcome.Answer, server.ToString()), (answer.Outcome, answer.Server));
    }

    private async Task<IPEndPoint> ServerAsync()
    {
        Assert.SkipWhen(NsdZones.Missing != null, NsdZones.Missing ?? string.Empty);
        return (await zones.ServerAsync(Token)).EndPoint;
    }

    private static async Task<DnsAnswer> AskBothAsync(string name, DnsRecordType type, params IPEndPoint[] servers)
    {
        (IDnsResolver own, IDnsResolver library) = Resolvers.For(s_patience, servers);

        DnsAnswer expected = await own.ResolveAsync(name, type, Token);
        DnsAnswer actual = await library.ResolveAsync(name, type, Token);

        Assert.Equal((expected.Name, expected.Type, expected.Outcome), (actual.Name, actual.Type, actual.Outcome));
        Assert.Equal((expected.Server, expected.Transport, expected.Detail), (actual.Server, actual.Transport, actual.Detail));
        Assert.Equal(expected.Records.ToArray(), actual.Records.ToArray());
        return actual;
    }
}
