using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Topology;
using LyncResilience.Discovery.Topology.Native;
using Xunit;

namespace LyncResilience.Discovery.Tests.Topology;

/// <summary>The same deployment from every source must be the same topology.</summary>
public sealed class DifferentialTests
{
    private const string Json = """
        {
          "schema": 1,
          "defaultSipDomain": "contoso.com",
          "sipDomains": ["litwareinc.com"],
          "sites": ["Redmond", "Dublin", "Portland"],
          "pools": [
            {
              "fqdn": "red-pool01.contoso.com", "site": "Redmond", "kind": "Enterprise", "version": "Lync2013",
              "servers": ["red-fe01.contoso.com", "red-fe02.contoso.com", "red-fe03.contoso.com"],
              "backupPool": "dub-pool01.contoso.com", "failureDetectionSeconds": 300, "failbackSeconds": 600, "automaticFailover": true
            },
            {
              "fqdn": "dub-pool01.contoso.com", "site": "Dublin", "kind": "Enterprise", "version": "Lync2013",
              "servers": ["dub-fe01.contoso.com", "dub-fe02.contoso.com", "dub-fe03.contoso.com"],
              "backupPool": "red-pool01.contoso.com", "failureDetectionSeconds": "00:05:00", "failbackSeconds": "00:10:00", "automaticFailover": true
            },
            {"fqdn": "dir01.contoso.com", "site": "Redmond", "kind": "Director", "version": "Lync2013", "servers": ["dir01.contoso.com"]},
            {
              "fqdn": "sba01.contoso.com", "site": "Portland", "kind": "Sba", "version": "Lync2013", "servers": ["sba01.contoso.com"],
              "backupPool": "red-pool01.contoso.com", "failureDetectionSeconds": 120, "failbackSeconds": 240, "automaticFailover": true
            }
          ],
          "edgePools": [{"fqdn": "edge01.contoso.com", "site": "Redmond", "nextHop": "red-pool01.contoso.com"}]
        }
        """;

    /// <summary>What every source must give.</summary>
    internal static string Expected { get; } = ResilienceTopology.FromJson(Json).ToJson();

    [Fact]
    public void Json_gives_the_topology() => Assert.Equal(
        [
            "dir01.contoso.com Redmond Director Lync2013 1 none 300 600",
            "dub-pool01.contoso.com Dublin Enterprise Lync2013 3 red-pool01.contoso.com 300 600",
            "red-pool01.contoso.com Redmond Enterprise Lync2013 3 dub-pool01.contoso.com 300 600",
            "sba01.contoso.com Portland Sba Lync2013 1 red-pool01.contoso.com 120 240",
        ],
        ResilienceTopology.FromJson(Expected).Pools.Select(pool =>
            $"{pool.Fqdn} {pool.Site} {pool.Kind} {pool.Version} {pool.Servers.Count} {pool.BackupPool ?? "none"} {pool.FailureDetectionSeconds} {pool.FailbackSeconds}"));

    [Theory]
    [InlineData("deployment.xml")]
    [InlineData("deployment.tbxml")]
    public void A_document_gives_the_same_topology(string fixture) => Assert.Equal(Expected, TopologyFile.Read(Documents.Fixture(fixture)).ToJson());

    [Fact]
    public void A_file_of_our_json_gives_the_same_topology()
    {
        using MemoryStream file = new(Encoding.UTF8.GetBytes("\n\n" + Json));

        Assert.Equal(Expected, TopologyFile.Read(file, "topology.json").ToJson());
    }

    [Fact]
    public void A_mistake_in_a_json_file_is_told_with_its_line_in_the_file()
    {
        using MemoryStream file = new(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("\n\n{ \"pool\": [] }")).ToArray());

        Assert.StartsWith("topology.json, line 3, column 3: unknown key 'pool'", Assert.Throws<TopologyFormatException>(() => TopologyFile.Read(file, "topology.json")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_of_the_native_cmdlets_give_the_same_topology() => Assert.Equal(Expected, Read(NativeObjects()));

    [Fact]
    public void The_order_of_objects_does_not_matter()
    {
        NativeObject[] objects = NativeObjects();
        Random random = new(1);
        for (int round = 0; round < 50; round++)
        {
            Assert.Equal(Expected, Read([.. objects.OrderBy(_ => random.Next())]));
        }
    }

    [Fact]
    public void Deserialized_objects_give_the_same_topology() =>
        Assert.Equal(Expected, Read([.. NativeObjects().Select(native => Copy(native, ["Deserialized." + native.TypeNames[0], "Deserialized.System.Object"], value => value))]));

    [Fact]
    public void Rows_in_which_everything_is_a_text_give_the_same_topology() =>
        Assert.Equal(Expected, Read([.. NativeObjects().Select(native => Copy(native, [], value => value is string[] words ? "{" + string.Join(", ", words) + "}" : $"{value}"))]));

    [Fact]
    public void Words_with_spaces_between_give_the_same_topology() =>
        Assert.Equal(Expected, Read([.. NativeObjects().Select(native => Copy(native, [], value => value is string[] words ? string.Join(" ", words) : $"{value}"))]));

    internal static NativeObject[] NativeObjects() =>
    [
        NativeSamples.SipDomain(("Identity", "contoso.com"), ("Name", "contoso.com"), ("IsDefault", true)),
        NativeSamples.SipDomain(("Identity", "litwareinc.com"), ("Name", "litwareinc.com"), ("IsDefault", false)),
        NativeSamples.Site(("Identity", "Site:Redmond"), ("SiteId", 1), ("DisplayName", "Redmond"), ("SiteType", "CentralSite")),
        NativeSamples.Site(("Identity", "Site:Dublin"), ("SiteId", 2), ("DisplayName", "Dublin"), ("SiteType", "CentralSite")),
        NativeSamples.Of("Microsoft.Rtc.Management.Deploy.Internal.Site+BranchSite", ("Identity", "Site:Portland"), ("SiteId", 3), ("DisplayName", "Portland"), ("SiteType", "BranchSite")),
        Pool("red-pool01.contoso.com", "Redmond", ["red-fe01.contoso.com", "red-fe02.contoso.com", "red-fe03.contoso.com"], "UserServer", "Registrar", "WebServer"),
        Pool("dub-pool01.contoso.com", "Dublin", ["dub-fe01.contoso.com", "dub-fe02.contoso.com", "dub-fe03.contoso.com"], "UserServer", "Registrar", "WebServer"),
        Pool("dir01.contoso.com", "Redmond", ["dir01.contoso.com"], "Director", "WebServer"),
        Pool("sba01.contoso.com", "Portland", ["sba01.contoso.com"], "Registrar", "MediationServer"),
        Pool("edge01.contoso.com", "Redmond", ["edge01.contoso.com"], "EdgeServer"),
        Pool("sql01.contoso.com", "Redmond", ["sql01.contoso.com"], "UserDatabase"),
        Registrar("red-pool01.contoso.com", "Redmond", "dub-pool01.contoso.com", 300, 600, "red-pool01.contoso.com"),
        Registrar("dub-pool01.contoso.com", "Dublin", "red-pool01.contoso.com", 300, 600, "dub-pool01.contoso.com"),
        Registrar("sba01.contoso.com", "Portland", "red-pool01.contoso.com", 120, 240, "red-pool01.contoso.com"),
        NativeSamples.Director(
            ("Identity", "Director:dir01.contoso.com"), ("SipPort", 5061), ("ServiceId", "1-Registrar-2"), ("SiteId", "Site:Redmond"), ("PoolFqdn", "dir01.contoso.com"), ("Version", 6), ("Role", "Director")),
        NativeSamples.EdgeServer(
            ("Identity", "EdgeServer:edge01.contoso.com"), ("Registrar", "Registrar:red-pool01.contoso.com"), ("ServiceId", "1-EdgeServer-1"), ("SiteId", "Site:Redmond"), ("PoolFqdn", "edge01.contoso.com"), ("Version", 6), ("Role", "EdgeServer")),
        NativeSamples.Of(
            "Microsoft.Rtc.Management.Xds.DisplayUserServer",
            ("Identity", "UserServer:red-pool01.contoso.com"), ("ServiceId", "1-UserServices-1"), ("SiteId", "Site:Redmond"), ("PoolFqdn", "red-pool01.contoso.com"), ("Version", 6), ("Role", "UserServer")),
        NativeSamples.Relation(("PoolFqdn", "red-pool01.contoso.com"), ("BackupPoolFqdn", "dub-pool01.contoso.com")),
        NativeSamples.UserPool(("Identity", "CN=Ken Myer"), ("PrimaryPoolFqdn", "red-pool01.contoso.com"), ("BackupPoolFqdn", "dub-pool01.contoso.com")),
    ];

    private static NativeObject Pool(string fqdn, string site, string[] computers, params string[] roles) => NativeSamples.Pool(
        ("Identity", fqdn),
        ("Services", roles.Select(role => $"{role}:{fqdn}").ToArray()),
        ("Computers", computers),
        ("Fqdn", fqdn),
        ("Site", $"Site:{site}"));

    private static NativeObject Registrar(string fqdn, string site, string backup, int detection, int failback, string userServer) => NativeSamples.Registrar(
        ("Identity", $"Registrar:{fqdn}"),
        ("UserServer", $"UserServer:{userServer}"),
        ("BackupRegistrar", $"Registrar:{backup}"),
        ("EnableAutomaticFailover", true),
        ("FailureDetectionInterval", TimeSpan.FromSeconds(detection)),
        ("FailbackDetectionInterval", TimeSpan.FromSeconds(failback)),
        ("SipPort", (ushort)5061),
        ("ServiceId", "1-Registrar-1"),
        ("SiteId", $"Site:{site}"),
        ("PoolFqdn", fqdn),
        ("Version", 6),
        ("Role", "Registrar"));

    private static NativeObject Copy(NativeObject native, string[] typeNames, Func<object?, object?> convert) =>
        new(typeNames, native.PropertyNames.Select(name => new KeyValuePair<string, object?>(name, convert(native.Value(name)))));

    private static string Read(IEnumerable<NativeObject> objects) => NativeTopology.Read(objects, "the pipeline").Build().ToJson();
}
