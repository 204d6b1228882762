using System;
using System.Linq;
using LyncResilience.Discovery.Dns;
using Xunit;

namespace LyncResilience.Discovery.Tests.Dns;

public sealed class DnsServerListTests
{
    [Theory]
    [InlineData("192.0.2.53", "192.0.2.53:53")]
    [InlineData(" 192.0.2.53:5353 ", "192.0.2.53:5353")]
    [InlineData("2001:db8::53", "[2001:db8::53]:53")]
    [InlineData("[2001:db8::53]", "[2001:db8::53]:53")]
    [InlineData("[2001:db8::53]:5353", "[2001:db8::53]:5353")]
    public void Reads_every_way_to_name_a_server(string text, string endPoint) =>
        Assert.Equal(endPoint, Assert.Single(DnsServerList.Parse([text])).ToString());

    [Fact]
    public void A_host_stands_for_its_addresses() =>
        Assert.All(DnsServerList.Parse(["localhost:5353"]), server => Assert.True(System.Net.IPAddress.IsLoopback(server.Address) && server.Port == 5353));

    [Fact]
    public void Keeps_the_order_and_leaves_out_repetitions() => Assert.Equal(
        ["192.0.2.2:53", "192.0.2.1:53"],
        DnsServerList.Parse(["192.0.2.2", "192.0.2.1", "192.0.2.2:53"]).Select(server => server.ToString()));

    [Theory]
    [InlineData("")]
    [InlineData("192.0.2.1:0")]
    [InlineData("192.0.2.1:65536")]
    [InlineData("192.0.2.1:dns")]
    [InlineData("[192.0.2.1]:53")]
    [InlineData("[2001:db8::53")]
    [InlineData("dns server")]
    [InlineData("name.invalid")]
    public void What_is_no_server_is_refused_with_a_sentence(string text)
    {
        FormatException exception = Assert.Throws<FormatException>(() => DnsServerList.Parse([text]));
        Assert.Contains("is not a DNS server", exception.Message);
    }

    [Fact]
    public void The_systems_servers_can_be_read() => Assert.All(DnsServerList.System(), server => Assert.Equal(53, server.Port));
}
