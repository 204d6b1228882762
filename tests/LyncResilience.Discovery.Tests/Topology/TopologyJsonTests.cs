using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Json;
using LyncResilience.Discovery.Topology;
using Xunit;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class TopologyJsonTests
{
    private static string Sample { get; } = RepositoryFile.Read("module/samples/topology.json");

    [Fact]
    public void Reads_the_sample()
    {
        ResilienceTopology topology = ResilienceTopology.FromJson(Sample);

        Assert.Equal("contoso.com", topology.DefaultSipDomain);
        Assert.Equal(["contoso.com", "litwareinc.com"], topology.SipDomains);
        Assert.Equal(["Dublin", "Portland", "Redmond"], topology.Sites);
        Assert.Equal(["dns01.contoso.com in Redmond", "dns02.contoso.com in Dublin"], topology.DnsServers.Select(server => $"{server.Name} in {server.Site}"));
        Assert.Equal(
            [
                "dir01.contoso.com Director none 300 600 0",
                "dub-pool01.contoso.com Enterprise red-pool01.contoso.com 300 600 19980",
                "red-pool01.contoso.com Enterprise dub-pool01.contoso.com 300 600 19980",
                "sba01.contoso.com Sba red-pool01.contoso.com 120 240 ",
            ],
            topology.Pools.Select(pool => $"{pool.Fqdn} {pool.Kind} {pool.BackupPool ?? "none"} {pool.FailureDetectionSeconds} {pool.FailbackSeconds} {pool.UserCapacity}"));
        Assert.Equal(9400, topology.FindPool("red-pool01.contoso.com")!.UserCount);
        Assert.Equal(5061, topology.FindPool("RED-POOL01.contoso.com")!.Port);
        Assert.Equal("red-pool01.contoso.com", Assert.Single(topology.EdgePools).NextHop);
        Assert.Empty(topology.Warnings);
        Assert.Equal("JSON", topology.Source);
    }

    [Fact]
    public void Writes_every_number_in_force_and_leaves_out_what_nobody_knows()
    {
        string json = ResilienceTopology.FromJson("""{"pools": [{"fqdn": "a.contoso.com"}], "edgePools": [{"fqdn": "e.contoso.com"}], "dnsServers": [{"name": "d"}]}""").ToJson();

        Assert.Equal(
            """
            {
              "schema": 1,
              "sipDomains": [],
              "sites": [],
              "dnsServers": [
                {
                  "name": "d"
                }
              ],
              "pools": [
                {
                  "fqdn": "a.contoso.com",
                  "kind": "Enterprise",
                  "version": "Unknown",
                  "servers": [],
                  "failureDetectionSeconds": 300,
                  "failbackSeconds": 600,
                  "automaticFailover": true,
                  "port": 5061
                }
              ],
              "edgePools": [
                {
                  "fqdn": "e.contoso.com"
                }
              ]
            }
            """.Replace("\r\n", "\n"),
            json);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"SCHEMA": 1, "$Schema": "x", "DefaultSipDomain": "b.com", "sipDomains": ["c.com", "A.com", "B.com"], "Sites": ["z", "Y", "y"]}""")]
    [InlineData("""{"pools": [{"fqdn": "B", "site": "S", "kind": "sba", "VERSION": "lync2010", "servers": ["y", "X", "x"], "backupPool": "A"}, {"fqdn": "a", "backupPool": "gone"}]}""")]
    [InlineData("""{"pools": [{"fqdn": "a\"\u0000\n<b>", "userCapacity": 2147483647, "failbackSeconds": "24855.03:14:07", "automaticFailover": false, "port": 443}], "edgePools": [{"fqdn": "a\"\u0000\n<b>"}]}""")]
    public void Writing_what_was_read_is_a_fixpoint(string json)
    {
        string written = ResilienceTopology.FromJson(json).ToJson();
        Assert.Equal(written, ResilienceTopology.FromJson(written).ToJson());
        Assert.DoesNotContain('\r', written);
    }

    [Theory]
    [InlineData("", "JSON, line 1, column 1: expected a value")]
    [InlineData("[]", "expected an object for a topology, found an array")]
    [InlineData("{\n  \"pool\": []\n}", "line 2, column 3: unknown key 'pool' in a topology. Did you mean 'pools'?")]
    [InlineData("{\"schema\": 2}", "this topology has schema 2, but this version reads schema 1 only")]
    [InlineData("{\"schema\": 0}", "'schema' must be a whole number of at least 1")]
    [InlineData("{\"schema\": \"1\"}", "'schema' must be a whole number")]
    [InlineData("{\"sites\": [{\"name\": \"x\"}]}", "an element of 'sites' must be a text")]
    [InlineData("{\"pools\": [{}]}", "line 1, column 12: a pool needs the key 'fqdn'")]
    [InlineData("{\"pools\": [{\"fqdn\": \"a\", \"backup\": \"b\"}]}", "unknown key 'backup' in a pool. Did you mean 'backupPool'?")]
    [InlineData("{\"pools\": [{\"fqdn\": \"a\", \"kind\": \"Front End\"}]}", "'kind' must be one of Enterprise, Standard, Director, Sba, found 'Front End'")]
    [InlineData("{\"pools\": [{\"fqdn\": \"a\", \"version\": 2013}]}", "'version' must be one of Unknown, Lync2010, Lync2013, SkypeForBusiness2015, SkypeForBusiness2019, found 2013")]
    [InlineData("{\"pools\": [{\"fqdn\": \"a\", \"failbackSeconds\": -1}]}", "'failbackSeconds' must be seconds or hh:mm:ss, at least 0 s, found -1")]
    [InlineData("{\"pools\": [{\"fqdn\": \"a\", \"port\": 0}]}", "'port' must be a whole number from 1 to 65535, found 0")]
    [InlineData("{\"pools\": [{\"fqdn\": \"a\"},\n{\"fqdn\": \"A\"}]}", "line 2, column 10: the pool 'A' is described above already")]
    [InlineData("{\"pools\": [{\"fqdn\": \"a\"}], \"edgePools\": [{\"fqdn\": \"e\"}, {\"fqdn\": \"E\"}]}", "the pool 'E' is described above already")]
    [InlineData("{\"edgePools\": [{\"fqdn\": \"a\", \"registrar\": \"b\"}]}", "unknown key 'registrar' in an Edge pool")]
    [InlineData("{\"dnsServers\": [{\"fqdn\": \"a\"}]}", "unknown key 'fqdn' in a DNS server. Did you mean 'name'?")]
    public void A_mistake_is_named_with_its_line(string json, string problem) =>
        Assert.Contains(problem, Assert.Throws<TopologyFormatException>(() => ResilienceTopology.FromJson(json)).Message);

    [Fact]
    public void No_text_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentNullException>(() => ResilienceTopology.FromJson(null!));

    [Fact]
    public void A_part_of_another_document_keeps_its_lines()
    {
        JsonValue scenario = JsonReader.Read("{\n\"topology\": {\n\"pols\": []}}");
        string message = Assert.Throws<TopologyFormatException>(() => TopologyJson.Read(scenario.Members[0].Value, "scenario.json")).Message;
        Assert.Contains("scenario.json, line 3, column 1: unknown key 'pols'", message);
    }

    [Fact]
    public void Every_truncation_of_the_sample_is_a_format_error()
    {
        string json = Sample.TrimEnd();
        for (int length = 0; length < json.Length; length++)
        {
            Assert.Throws<TopologyFormatException>(() => ResilienceTopology.FromJson(json.Substring(0, length)));
        }
    }

    [Fact]
    public void The_schema_knows_the_keys_and_names_that_the_reader_knows()
    {
        JsonValue schema = JsonReader.Read(RepositoryFile.Read("module/schemas/topology.schema.json"));

        Assert.Equal(TopologyJson.TopologyKeys, Keys(schema));
        Assert.Equal(TopologyJson.PoolKeys, Keys(Items(schema, "pools")));
        Assert.Equal(TopologyJson.EdgePoolKeys, Keys(Items(schema, "edgePools")));
        Assert.Equal(TopologyJson.DnsServerKeys, Keys(Items(schema, "dnsServers")));
        Assert.Equal([.. Enum.GetNames<PoolKind>(), "null"], Names("kind"));
        Assert.Equal([.. Enum.GetNames<PoolVersion>(), "null"], Names("version"));
        Assert.All(
            new[] { schema, Items(schema, "pools"), Items(schema, "edgePools"), Items(schema, "dnsServers") },
            part =>
            {
                Assert.Equal("false", Member(part, "additionalProperties").Text);
                Assert.All(Member(part, "properties").Members, property => Assert.NotEmpty(Member(property.Value, "description").Text));
            });

        IEnumerable<string> Names(string key) => Member(Member(Member(Items(schema, "pools"), "properties"), key), "enum").Items.Select(item => item.Text);
        static IEnumerable<string> Keys(JsonValue part) => Member(part, "properties").Members.Select(member => member.Key);
        static JsonValue Items(JsonValue part, string key) => Member(Member(Member(part, "properties"), key), "items");
        static JsonValue Member(JsonValue part, string key) => part.Members.Single(member => member.Key == key).Value;
    }
}
