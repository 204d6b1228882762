using System;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Lab.Scenarios;
using LyncResilience.LabHost;
using Xunit;

namespace LyncResilience.Lab.Tests;

/// <summary>The laboratory stays on this machine, whichever way one asks it not to.</summary>
public sealed class LoopbackTests
{
    private static readonly AddressRecord s_outside = new("fe9.shudlab.net", 60, IPAddress.Parse("203.0.113.9"));

    [Fact]
    public async Task Every_port_of_the_laboratory_listens_on_loopback_only()
    {
        using Laboratory lab = await Labs.StartAsync();
        int dns = DnsServerList.Parse([lab.DnsServer]).Single().Port;
        int[] ports = [.. lab.Pools.SelectMany(pool => new[] { pool.Port, pool.TcpPort }), dns];

        // A UDP port of the same number as a pool's is somebody else's.
        IPGlobalProperties machine = IPGlobalProperties.GetIPGlobalProperties();
        IPEndPoint[] own =
        [
            .. machine.GetActiveTcpListeners().Where(listener => ports.Contains(listener.Port)),
            .. machine.GetActiveUdpListeners().Where(listener => listener.Port == dns),
        ];
        Assert.All(own.Where(listener => !IPAddress.IsLoopback(listener.Address)), listener => Assert.Fail($"{listener} is open to others."));
        Assert.True(own.Length > ports.Length, string.Join(", ", own.AsEnumerable()));
    }

    [Fact]
    public async Task An_address_outside_is_refused_when_it_is_added()
    {
        using Laboratory lab = await Labs.StartAsync();

        Assert.Contains("203.0.113.9", Assert.Throws<ArgumentException>(() => lab.AddRecord(s_outside)).Message, StringComparison.Ordinal);
        Assert.Equal(DnsOutcome.NxDomain, (await Labs.Resolver(lab).ResolveAsync(s_outside.Name, DnsRecordType.A, Labs.Token)).Outcome);
    }

    [Fact]
    public async Task An_address_outside_is_refused_in_a_scenario_of_the_library()
    {
        LabScenario scenario = LabScenarios.Get("shudlab");

        await Assert.ThrowsAsync<ArgumentException>(() => Labs.StartAsync(
            new LabScenario("outside", "An address outside.", scenario.Topology, [.. scenario.Records, s_outside], [.. scenario.Users])));
    }

    [Theory]
    [InlineData("--address")]
    [InlineData("--listen")]
    [InlineData("--dns-address")]
    public void The_host_has_no_option_to_listen_elsewhere(string option) =>
        Assert.Throws<ArgumentException>(() => HostArguments.Parse(["serve", option, "0.0.0.0"]));

    [Theory]
    [InlineData("--dns-port")]
    [InlineData("--sip-port")]
    public void The_host_takes_no_address_for_a_port(string option) =>
        Assert.Throws<ArgumentException>(() => HostArguments.Parse(["serve", option, "0.0.0.0:5061"]));
}
