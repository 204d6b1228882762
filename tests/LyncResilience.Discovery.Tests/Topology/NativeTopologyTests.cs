using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Topology;
using LyncResilience.Discovery.Topology.Native;
using Xunit;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class NativeTopologyTests
{
    public static TheoryData<string?, (string, object?)[], bool> Shapes => new()
    {
        { "Microsoft.Rtc.Management.Deploy.Internal.Cluster", [], true },
        { "Deserialized.Microsoft.Rtc.Management.Deploy.Internal.Cluster", [], true },
        { "Selected.Microsoft.Rtc.Management.Xds.DisplayRegistrar", [], true },
        { "Microsoft.Rtc.Management.Xds.DisplayMediationServer", [], true },
        { "Microsoft.Rtc.Management.Deploy.Internal.Site+BranchSite", [], true },
        { null, [("Identity", "Registrar:a.contoso.com")], true },
        { null, [("Identity", "Site:Redmond")], true },
        { null, [("identity", "WebServer:a.contoso.com"), ("ServiceId", "1-WebServices-1"), ("PoolFqdn", "a.contoso.com")], true },
        { null, [("Role", "EdgeServer"), ("PoolFqdn", "a.contoso.com")], true },
        { null, [("PoolFqdn", "a.contoso.com"), ("BackupRegistrar", "")], true },
        { null, [("Fqdn", "a.contoso.com"), ("Services", "")], true },
        { null, [("PrimaryPoolFqdn", "a.contoso.com")], true },
        { null, [("PoolFqdn", "a.contoso.com"), ("BackupPoolFqdn", "b.contoso.com")], true },
        { null, [("Name", "contoso.com"), ("IsDefault", "True")], true },
        { null, [("Identity", "CN=Ken Myer"), ("SipAddress", "sip:kenmyer@contoso.com"), ("RegistrarPool", "a.contoso.com")], false },
        { null, [("Identity", "service:Registrar:a.contoso.com"), ("EnableDHCPServer", true)], false },
        { "System.IO.FileInfo", [("Name", "x")], false },
        { null, [], false },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Knows_the_objects_of_the_cmdlets(string? typeName, (string, object?)[] properties, bool known) =>
        Assert.Equal(known, NativeShapes.Of(NativeSamples.Of(typeName, properties)) != NativeShape.None);

    [Fact]
    public void Only_pools_with_a_registrar_or_a_director_are_registrar_pools()
    {
        ResilienceTopology topology = Read(
            NativeSamples.Pool(("Fqdn", "fe.contoso.com"), ("Services", new[] { "Registrar:fe.contoso.com", "UserServer:fe.contoso.com" }), ("Computers", new[] { "fe.contoso.com" })),
            NativeSamples.Pool(("Fqdn", "dir.contoso.com"), ("Services", new[] { "Director:dir.contoso.com" })),
            NativeSamples.Pool(("Fqdn", "sba.contoso.com"), ("Services", new[] { "Registrar:sba.contoso.com", "MediationServer:sba.contoso.com" })),
            NativeSamples.Pool(("Fqdn", "edge.contoso.com"), ("Services", new[] { "EdgeServer:edge.contoso.com" }), ("Site", "Site:Redmond")),
            NativeSamples.Pool(("Fqdn", "sql.contoso.com"), ("Services", Array.Empty<string>())),
            NativeSamples.Pool(("Fqdn", "gateway.contoso.com"), ("Services", "PstnGateway:gateway.contoso.com")),
            NativeSamples.Pool(("Fqdn", "csv.contoso.com"), ("Services", "System.String[]"), ("Computers", "a.contoso.com b.contoso.com")));

        Assert.Equal(
            ["csv.contoso.com Enterprise 2", "dir.contoso.com Director 0", "fe.contoso.com Standard 1", "sba.contoso.com Sba 0"],
            topology.Pools.Select(pool => $"{pool.Fqdn} {pool.Kind} {pool.Servers.Count}"));
        Assert.Equal("edge.contoso.com", Assert.Single(topology.EdgePools).Fqdn);
        Assert.Contains("The services of csv.contoso.com are not shown; it is taken for a registrar pool.", topology.Warnings);
        Assert.Contains("sba.contoso.com is taken for a branch appliance: it runs a registrar but no user services.", topology.Warnings);
    }

    [Fact]
    public void A_registrar_with_the_user_services_of_another_pool_is_a_branch_appliance_backed_by_it()
    {
        ResilienceTopology topology = Read(
            NativeSamples.Registrar(("Identity", "Registrar:sba.contoso.com"), ("UserServer", "UserServer:red.contoso.com")),
            NativeSamples.Registrar(("Identity", "Registrar:red.contoso.com"), ("UserServer", "UserServer:red.contoso.com")));

        TopologyPool branch = topology.FindPool("sba.contoso.com")!;
        Assert.Equal(PoolKind.Sba, branch.Kind);
        Assert.Equal("red.contoso.com", branch.BackupPool);
        Assert.Equal((120, 240), (branch.FailureDetectionSeconds, branch.FailbackSeconds));
        Assert.Contains(topology.Warnings, warning => warning.StartsWith("red.contoso.com as the backup of sba.contoso.com is inferred from the pool that carries its user services"));
        Assert.Equal(PoolKind.Enterprise, topology.FindPool("red.contoso.com")!.Kind);
    }

    [Fact]
    public void A_registrar_in_a_branch_site_is_a_branch_appliance_and_sites_show_their_display_name()
    {
        ResilienceTopology topology = Read(
            NativeSamples.Registrar(("Identity", "Registrar:sba.contoso.com"), ("SiteId", "Site:Portland")),
            NativeSamples.Site(("Identity", "Site:Portland"), ("DisplayName", "Portland, Oregon"), ("SiteType", "BranchSite")),
            NativeSamples.Site(("Identity", "Site:Redmond"), ("SiteType", "CentralSite")));

        Assert.Equal(["Portland, Oregon", "Redmond"], topology.Sites);
        Assert.Equal("Portland, Oregon", Assert.Single(topology.Pools).Site);
        Assert.Equal(PoolKind.Sba, topology.Pools[0].Kind);
        Assert.Contains("sba.contoso.com is taken for a branch appliance: Portland, Oregon is no central site.", topology.Warnings);
    }

    [Fact]
    public void A_registrar_alone_may_be_a_branch_appliance_and_that_is_said()
    {
        const string Nothing = "Nothing here tells a Front End pool from a branch appliance for ";
        ResilienceTopology alone = Read(Registrar("red.contoso.com", "dub.contoso.com"), Registrar("dub.contoso.com", "red.contoso.com"), Registrar("sba.contoso.com", "red.contoso.com"));

        // Who backs somebody up is none.
        Assert.Contains(Nothing + "sba.contoso.com, so it is taken for a pool: pipe the objects of Get-CsPool too, whose Services tell.", alone.Warnings);

        ResilienceTopology told = Read(
            Registrar("sba.contoso.com", "red.contoso.com"),
            NativeSamples.Pool(("Fqdn", "sba.contoso.com"), ("Services", new[] { "Registrar:sba.contoso.com" })),
            NativeSamples.Registrar(("Identity", "Registrar:red.contoso.com"), ("UserServer", "UserServer:red.contoso.com")),
            Registrar("fe.contoso.com", null),
            NativeSamples.Pool(("Fqdn", "fe.contoso.com"), ("Services", new[] { "Registrar:fe.contoso.com", "UserServer:fe.contoso.com" })),
            NativeSamples.Registrar(("Identity", "Registrar:central.contoso.com"), ("SiteId", "Site:Redmond")),
            NativeSamples.Site(("Identity", "Site:Redmond"), ("SiteType", "CentralSite")));
        Assert.DoesNotContain(told.Warnings, warning => warning.StartsWith(Nothing, StringComparison.Ordinal));
        Assert.Equal(PoolKind.Sba, told.FindPool("sba.contoso.com")!.Kind);
    }

    [Fact]
    public void A_director_stays_one_in_a_branch_site()
    {
        ResilienceTopology topology = Read(
            NativeSamples.Registrar(("Identity", "Registrar:dir.contoso.com"), ("UserServer", "UserServer:red.contoso.com")),
            NativeSamples.Director(("Identity", "Director:dir.contoso.com"), ("SiteId", "Site:Portland"), ("SipPort", 5070)),
            NativeSamples.Site(("Identity", "Site:Portland"), ("SiteType", "BranchSite")));

        Assert.Equal((PoolKind.Director, 5070), (topology.Pools[0].Kind, topology.Pools[0].Port));
        Assert.DoesNotContain(topology.Warnings, warning => warning.Contains("branch appliance:"));
    }

    [Theory]
    [InlineData(5, PoolVersion.Lync2010)]
    [InlineData("6", PoolVersion.Lync2013)]
    [InlineData("7.0", PoolVersion.SkypeForBusiness2015)]
    [InlineData(8L, PoolVersion.SkypeForBusiness2019)]
    [InlineData(4, PoolVersion.Unknown)]
    [InlineData("x", PoolVersion.Unknown)]
    [InlineData(null, PoolVersion.Unknown)]
    public void The_version_of_the_service_is_that_of_the_pool(object? number, PoolVersion version) =>
        Assert.Equal(version, Read(NativeSamples.Registrar(("PoolFqdn", "a.contoso.com"), ("Version", number))).Pools[0].Version);

    [Fact]
    public void The_registrar_outweighs_the_relationship_and_that_what_is_said_about_users()
    {
        ResilienceTopology topology = Read(
            NativeSamples.UserPool(("PrimaryPoolFqdn", "a.contoso.com"), ("BackupPoolFqdn", "d.contoso.com")),
            NativeSamples.UserPool(("PrimaryPoolFqdn", "b.contoso.com"), ("BackupPoolFqdn", "d.contoso.com")),
            NativeSamples.Relation(("PoolFqdn", "a.contoso.com"), ("BackupPoolFqdn", "c.contoso.com")),
            NativeSamples.Relation(("PoolFqdn", "b.contoso.com"), ("BackupPoolFqdn", "c.contoso.com")),
            Registrar("a.contoso.com", "b.contoso.com"),
            Registrar("b.contoso.com", null),
            Registrar("c.contoso.com", null),
            Registrar("d.contoso.com", ""));

        Assert.Equal(["b.contoso.com", "c.contoso.com", null, null], topology.Pools.Select(pool => pool.BackupPool));
        Assert.Equal(
            [
                "The backup of a.contoso.com is b.contoso.com according to Get-CsService, but c.contoso.com according to Get-CsPoolBackupRelationship; b.contoso.com counts.",
                "The backup of a.contoso.com is b.contoso.com according to Get-CsService, but d.contoso.com according to Get-CsUserPoolInfo; b.contoso.com counts.",
                "The backup of b.contoso.com is c.contoso.com according to Get-CsPoolBackupRelationship, but d.contoso.com according to Get-CsUserPoolInfo; c.contoso.com counts.",
            ],
            topology.Warnings.Where(warning => warning.StartsWith("The backup of")).Order());
        Assert.Contains("c.contoso.com as the backup of b.contoso.com is inferred from a pool backup relationship, by its properties PoolFqdn and BackupPoolFqdn; state it with -BackupMap if that is wrong.", topology.Warnings);
        Assert.DoesNotContain(topology.Warnings, warning => warning.StartsWith("b.contoso.com as the backup of a.contoso.com"));
    }

    [Fact]
    public void A_relationship_that_marks_no_side_counts_both_ways()
    {
        ResilienceTopology topology = Read(
            Registrar("a.contoso.com", null),
            Registrar("b.contoso.com", null),
            NativeSamples.Relation(("Identity", "1"), ("Pool1", "a.contoso.com"), ("Pool2", "B.contoso.com"), ("State", "Normal.State")));

        Assert.Equal(["b.contoso.com", "a.contoso.com"], topology.Pools.Select(pool => pool.BackupPool));
        Assert.Contains(topology.Warnings, warning => warning.Contains("by its properties Pool1 and Pool2, taken both ways"));
    }

    [Theory]
    [InlineData("a.contoso.com", "a.contoso.com")]
    [InlineData("a.contoso.com", "")]
    [InlineData("x.contoso.com", "y.contoso.com")]
    public void A_relationship_without_two_known_pools_is_left_out_with_a_warning(string one, string other)
    {
        ResilienceTopology topology = Read(Registrar("a.contoso.com", null), Registrar("b.contoso.com", null), NativeSamples.Relation(("PoolFqdn", one), ("BackupPoolFqdn", other)));

        Assert.All(topology.Pools, pool => Assert.Null(pool.BackupPool));
        Assert.Contains("A pool backup relationship doesn't name two pools and is left out.", topology.Warnings);
    }

    [Fact]
    public void What_is_said_about_users_alone_gives_pools_and_backups()
    {
        IEnumerable<NativeObject> users = Enumerable.Range(0, 100_000).Select(index => NativeSamples.Row(
            ("Identity", $"CN=User {index}"),
            ("PrimaryPoolFqdn", index % 2 == 0 ? "a.contoso.com" : "B.contoso.com"),
            ("BackupPoolFqdn", index % 2 == 0 ? "b.contoso.com" : null)));
        ResilienceTopology topology = NativeTopology.Read(users, "Get-CsUserPoolInfo").Build();

        Assert.Equal(["a.contoso.com B.contoso.com", "B.contoso.com "], topology.Pools.Select(pool => $"{pool.Fqdn} {pool.BackupPool}"));
    }

    [Fact]
    public void The_pools_of_a_relationship_alone_are_pools() => Assert.Equal(
        ["a.contoso.com", "b.contoso.com"],
        Read(NativeSamples.Relation(("Pool", "Registrar:a.contoso.com"), ("BackupPool", "Registrar:b.contoso.com"), ("Number", 1.5))).Pools.Select(pool => pool.Fqdn));

    [Fact]
    public void A_backup_that_is_no_registrar_here_is_no_pool_here()
    {
        ResilienceTopology topology = Read(Registrar("a.contoso.com", "gone.contoso.com"));
        Assert.Equal("gone.contoso.com", Assert.Single(topology.Pools).BackupPool);
    }

    [Fact]
    public void A_time_that_is_none_is_left_out_with_a_warning()
    {
        ResilienceTopology topology = Read(NativeSamples.Registrar(("PoolFqdn", "a.contoso.com"), ("FailureDetectionInterval", "soon"), ("FailbackDetectionInterval", "00:20:00"), ("SipPort", "70000")));
        Assert.Equal((300, 1200, 5061), (topology.Pools[0].FailureDetectionSeconds, topology.Pools[0].FailbackSeconds, topology.Pools[0].Port));
        Assert.Contains("FailureDetectionInterval 'soon' of a.contoso.com is no time and is left out.", topology.Warnings);
    }

    [Fact]
    public void A_port_and_a_switch_that_are_none_are_left_out_with_a_warning_each()
    {
        ResilienceTopology topology = Read(NativeSamples.Registrar(("PoolFqdn", "a.contoso.com"), ("SipPort", "70000"), ("EnableAutomaticFailover", "perhaps")));
        Assert.Equal((5061, true), (topology.Pools[0].Port, topology.Pools[0].AutomaticFailover));
        Assert.Contains("SipPort '70000' of a.contoso.com is no port; the registrar is taken to listen on 5061.", topology.Warnings);
        Assert.Contains("EnableAutomaticFailover 'perhaps' of a.contoso.com is neither true nor false and is left out.", topology.Warnings);
    }

    [Fact]
    public void Strangers_are_left_out_with_one_warning()
    {
        TopologyDraft draft = NativeTopology.Read([NativeSamples.Of("System.IO.FileInfo", ("Name", "x")), NativeSamples.Row(("A", 1)), Registrar("a.contoso.com", null), NativeSamples.Registrar(("Identity", "Registrar:a.contoso.com"), ("UserServer", "UserServer:a.contoso.com"))], "the pipeline");
        Assert.StartsWith("2 objects are left out, the first of type System.IO.FileInfo: understood are objects of Get-CsPool", Assert.Single(draft.Warnings));
        Assert.Single(draft.Pools);

        Assert.StartsWith("1 object is left out, the first with the properties A, B: ", Assert.Single(NativeTopology.Read([NativeSamples.Row(("A", 1), ("B", 2))], "x").Warnings));
        Assert.Empty(NativeTopology.Read([], "x").Warnings);
    }

    [Fact]
    public void Objects_that_name_nothing_are_no_pools()
    {
        ResilienceTopology topology = Read(
            NativeSamples.Registrar(),
            NativeSamples.Director(("PoolFqdn", null)),
            NativeSamples.EdgeServer(("Identity", "EdgeServer:")),
            NativeSamples.Pool(("Services", "Registrar:x")),
            NativeSamples.UserPool(("PrimaryPoolFqdn", null), ("BackupPoolFqdn", "b.contoso.com")),
            NativeSamples.Site(),
            NativeSamples.SipDomain());
        Assert.Empty(topology.Pools);
        Assert.Empty(topology.EdgePools);
        Assert.Empty(topology.Sites);
        Assert.Empty(topology.SipDomains);
    }

    [Fact]
    public void Whatever_properties_hold_there_is_a_topology_that_can_be_written_and_drawn()
    {
        Random random = new(44);
        List<object?> self = [];
        self.Add(self);
        object?[] values =
        [
            null, "", " ", ":", "Registrar:", "Site:Redmond", "a.contoso.com", "Registrar:b.contoso.com", "{a.contoso.com, b.contoso.com}", "{Registrar:a, Director:b, EdgeServer:c}",
            "System.String[]", "00:05:00", "99999999.00:00:00", "true", "CentralSite", "BranchSite", -1, 0, 6, 5061, int.MaxValue, double.NaN, 1e300, true, TimeSpan.MinValue, TimeSpan.MaxValue,
            Array.Empty<object>(), new object?[] { null }, new[] { "Registrar:a", "UserServer:a" }, new object?[] { new[] { "x" }, 7 }, self, "\"]\n\0\ud83d", new string('x', 100_000),
        ];
        string[] names =
        [
            "Identity", "Fqdn", "PoolFqdn", "Services", "Computers", "Site", "SiteId", "Version", "Role", "BackupRegistrar", "UserServer", "Registrar", "FailureDetectionInterval",
            "FailbackDetectionInterval", "EnableAutomaticFailover", "SipPort", "PrimaryPoolFqdn", "BackupPoolFqdn", "DisplayName", "SiteType", "Name", "IsDefault", "ServiceId",
        ];
        Func<(string, object?)[], NativeObject>[] kinds =
        [
            NativeSamples.Pool, NativeSamples.Registrar, NativeSamples.Director, NativeSamples.EdgeServer, NativeSamples.UserPool, NativeSamples.Relation, NativeSamples.Site,
            NativeSamples.SipDomain, NativeSamples.Row,
        ];
        for (int round = 0; round < 500; round++)
        {
            NativeObject[] objects = [.. Enumerable.Range(0, 8).Select(_ =>
                kinds[random.Next(kinds.Length)]([.. names.Where(_ => random.Next(3) > 0).Select(name => (name, values[random.Next(values.Length)]))]))];
            ResilienceTopology topology = Read(objects);
            string json = topology.ToJson();
            Assert.Equal(json, ResilienceTopology.FromJson(json).ToJson());
            Assert.StartsWith("flowchart LR", topology.ToMermaid());
        }
    }

    private static NativeObject Registrar(string pool, string? backup) =>
        NativeSamples.Registrar(("Identity", $"Registrar:{pool}"), ("PoolFqdn", pool), ("BackupRegistrar", string.IsNullOrEmpty(backup) ? backup : $"Registrar:{backup}"));

    private static ResilienceTopology Read(params NativeObject[] objects) => NativeTopology.Read(objects, "the pipeline").Build();
}
