using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Lab.Scenarios;
using LyncResilience.LabHost;
using LyncResilience.Simulation;
using Xunit;

namespace LyncResilience.Lab.Tests;

public sealed class LabScenarioFileTests
{
    private const string Pools = """
        "pools": [
            { "fqdn": "fe1.contoso.com", "servers": ["a.contoso.com", "b.contoso.com"], "backupPool": "fe2.contoso.com", "port": 5067 },
            { "fqdn": "fe2.contoso.com", "servers": ["fe2.contoso.com"] } ]
        """;

    [Fact]
    public async Task A_scenario_file_is_played_with_its_topology_records_and_users()
    {
        LabScenario scenario = Read($$"""
            {
              "name": "Two pools, \"one\" backup = none",
              "topology": { "defaultSipDomain": "contoso.com", "sipDomains": ["contoso.net"], {{Pools}} },
              "records": [
                "_sipinternaltls._tcp.contoso.com. 60 IN SRV 0 0 5061 fe2.contoso.com.",
                "_sipinternaltls._tcp.contoso.net. 60 IN SRV 0 0 5067 fe1.contoso.com." ],
              "users": [
                { "sipAddress": "sip:alice@contoso.com", "registrarPool": "FE1.contoso.com" },
                { "sipAddress": "alice@contoso.net", "registrarPool": "fe2.contoso.com", "signedIn": false } ]
            }
            """);
        Assert.Equal([@"CONTOSO\alice", @"CONTOSO.NET\alice"], scenario.Users.Select(user => user.UserName));

        using Laboratory lab = await Labs.StartAsync(scenario);
        SignInPath path = await lab.WalkAsync(lab.Users[0]);
        Assert.Equal((SignInMode.Full, "fe1.contoso.com", "fe2.contoso.com", 1), (path.Mode, path.Registrar, path.BackupRegistrar, path.RedirectCount));

        // The other domain's records and accounts are served, too; whether clients trust the name is another matter.
        SignInPath other = await Labs.Client(lab).WalkAsync(
            new Discovery.SignIn.SignInRequest
            {
                SipAddress = lab.Users[1].SipAddress,
                Credential = lab.Users[1].ToCredential(),
                Settings = new Discovery.SignIn.SignInSettings { TrustedDomains = ["contoso.com"] },
            },
            Labs.Token);
        Assert.Equal((SignInMode.Full, "fe2.contoso.com", "fe1.contoso.com"), (other.Mode, other.Registrar, other.FirstHop));
    }

    [Fact]
    public async Task The_topology_of_a_laboratory_names_the_ports_that_its_pools_listen_on()
    {
        using Laboratory lab = await Labs.StartAsync("shudlab-director");

        Assert.Equal(lab.Pools.Select(pool => (pool.Fqdn, pool.Port)), lab.Topology.Pools.Select(pool => (pool.Fqdn, pool.Port)));
        Assert.All(lab.Scenario.Pools, pool => Assert.Equal(5061, pool.Port));
        Assert.Equal(lab.Scenario.Topology.ToJson(), System.Text.RegularExpressions.Regex.Replace(lab.Topology.ToJson(), "\"port\": \\d+", "\"port\": 5061"));
        Assert.Equal((lab.Scenario.Topology.Source, lab.Scenario.Topology.Warnings.Count), (lab.Topology.Source, lab.Topology.Warnings.Count));
    }

    [Fact]
    public void What_a_laboratory_does_not_play_is_listed()
    {
        LabScenario scenario = Read($$"""
            {
              "topology": { "defaultSipDomain": "contoso.com", "dnsServers": [{ "name": "d1", "site": "x" }, { "name": "d2", "site": "x" }], {{Pools}} },
              "records": ["sip.contoso.com. 60 IN A 192.0.2.1", "fe1.contoso.com. 60 IN A 192.0.2.2", "sipinternal.contoso.com. 60 IN CNAME fe1.contoso.com."],
              "users": [{ "sipAddress": "alice@contoso.com", "registrarPool": "fe1.contoso.com", "location": "x", "count": 7 }],
              "events": [{ "at": 600, "do": "SiteDown", "site": "x" }]
            }
            """);

        Assert.Equal(
            [
                "1 event on the timeline, from 00:10:00 SiteDown x on: a laboratory changes when Set-ResilienceLab says so.",
                "single servers: fe1.contoso.com is played as one host per pool.",
                "2 DNS servers: one stands for all of them.",
                "locations of users: on loopback everybody reaches every pool.",
                "the count of 1 user entry: each has one account.",
                "the record sip.contoso.com. 60 IN A 192.0.2.1: it would lead out of the laboratory.",
            ],
            scenario.NotPlayed);
        Assert.Equal("sipinternal.contoso.com", Assert.IsType<NameRecord>(Assert.Single(scenario.Records)).Name);
    }

    [Theory]
    [InlineData("""{ "topology": { "pools": [{ "fqdn": "fe1.contoso.com" }] } }""", "has no 'defaultSipDomain'")]
    [InlineData("""{ "topology": { "defaultSipDomain": "contoso.com" } }""", "has no pool")]
    [InlineData("""{ "topology": { "defaultSipDomain": "contoso.com", "pools": [{ "fqdn": "fe1.contoso.com", "backupPool": "gone.contoso.com" }] } }""", "makes gone.contoso.com the backup of fe1.contoso.com, but has no such pool.")]
    [InlineData("""{ "topology": { "defaultSipDomain": "contoso.com", "pools": [{ "fqdn": "fe1.contoso.com", "servers": ["a.contoso.com", "b.contoso.com"] }] }, "records": ["_sip._tls.contoso.com. 60 IN SRV 0 0 5061 a.contoso.com."] }""", "names a server of fe1.contoso.com; a laboratory plays a pool as one host")]
    [InlineData("""{ "topology": { "defaultSipDomain": "contoso.com", "pools": [{ "fqdn": "a.contoso.com" }, { "fqdn": "b.contoso.com" }] }, "users": [{ "sipAddress": "x@contoso.com", "registrarPool": "a.contoso.com" }, { "sipAddress": "X@contoso.com", "registrarPool": "b.contoso.com" }] }""", "homes X@contoso.com on a.contoso.com and on b.contoso.com")]
    [InlineData("{\n  \"topology\": {},\n  \"recrods\": []\n}", "line 3")]
    [InlineData("{\n  \"topology\": {},\n  \"recrods\": []\n}", "'records'")]
    public void What_a_laboratory_would_play_wrongly_is_refused(string json, string message)
    {
        string error = Assert.Throws<ScenarioFormatException>(() => Read(json)).Message;
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("site-drill.json")]
    [InlineData("patch-tuesday.json")]
    [InlineData("live-migration.json")]
    [InlineData("shudlab-one-srv.json")]
    [InlineData("shudlab-two-srv.json")]
    [InlineData("shudlab-director.json")]
    public async Task The_scenario_files_that_ship_can_be_served(string file)
    {
        var output = new StringWriter();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Labs.Token);
        string path = Path.Combine(AppContext.BaseDirectory, "samples", "scenarios", file);
        Task<int> serve = new ServeCommand(TextWriter.Synchronized(output)).RunAsync(HostArguments.Parse(["serve", "--scenario", path]), stop.Token);
        await Labs.EventuallyAsync(() => serve.IsCompleted || output.ToString().Contains("Ctrl+C stops it.", StringComparison.Ordinal));
        await stop.CancelAsync();

        Assert.Equal(HostExitCode.Success, await serve);
        Assert.Contains("  Not played: ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_laboratory_without_records_and_users_can_be_served()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "bare.json");
        await File.WriteAllTextAsync(path, """{ "topology": { "defaultSipDomain": "contoso.com", "pools": [{ "fqdn": "fe1.contoso.com" }] } }""", Labs.Token);
        var output = new StringWriter();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Labs.Token);
        Task<int> serve = new ServeCommand(TextWriter.Synchronized(output)).RunAsync(HostArguments.Parse(["serve", "--scenario", path]), stop.Token);
        await Labs.EventuallyAsync(() => serve.IsCompleted || output.ToString().Contains("Ctrl+C stops it.", StringComparison.Ordinal));
        await stop.CancelAsync();

        Assert.Equal(HostExitCode.Success, await serve);
    }

    private static LabScenario Read(string json) => LabScenarioFile.Of(ScenarioFile.Parse(json, "x.json"), "x.json");
}
