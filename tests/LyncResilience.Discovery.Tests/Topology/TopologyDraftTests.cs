using System.Linq;
using LyncResilience.Discovery.Topology;
using Xunit;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class TopologyDraftTests
{
    [Fact]
    public void Order_and_spelling_do_not_depend_on_the_source()
    {
        TopologyDraft draft = Deployments.Draft(
            Deployments.Pool(Deployments.Red, Deployments.Dub.ToUpperInvariant(), "Redmond"), Deployments.Pool(Deployments.Dub, Deployments.Red, "Dublin"));
        draft.SipDomains.AddRange(["litwareinc.com", "CONTOSO.COM"]);

        ResilienceTopology topology = draft.Build();

        Assert.Equal([Deployments.Dub, Deployments.Red], topology.Pools.Select(pool => pool.Fqdn));
        Assert.Equal(["Dublin", "Redmond"], topology.Sites);
        Assert.Equal(["contoso.com", "litwareinc.com"], topology.SipDomains);
        Assert.Equal(Deployments.Dub, topology.FindPool("RED-POOL01.contoso.com")?.BackupPool);
    }

    [Fact]
    public void What_is_not_stated_is_filled_in_from_the_documentation_and_said()
    {
        PoolDraft silent = new(Deployments.Red) { BackupPool = Deployments.Dub };
        PoolDraft branch = new("sba.contoso.com") { Kind = PoolKind.Sba, BackupPool = Deployments.Dub };

        ResilienceTopology topology = Deployments.Draft(silent, branch).Build();

        Assert.Equal((300, 600, true, 5061), Facts(topology.FindPool(Deployments.Red)!));
        Assert.Equal((120, 240, true, 5061), Facts(topology.FindPool("sba.contoso.com")!));
        Assert.Equal(3, topology.Warnings.Count);
        Assert.All(topology.Warnings, warning => Assert.StartsWith("test.xml does not state it, so it is assumed: ", warning, System.StringComparison.Ordinal));

        static (int, int, bool, int) Facts(TopologyPool pool) => (pool.FailureDetectionSeconds, pool.FailbackSeconds, pool.AutomaticFailover, pool.Port);
    }

    [Fact]
    public void What_is_stated_is_not_warned_of()
    {
        Assert.Empty(Deployments.Pair().Build().Warnings);
    }

    [Theory]
    [InlineData("fe.contoso.com", "fe.contoso.com", PoolKind.Standard)]
    [InlineData("pool.contoso.com", "fe.contoso.com", PoolKind.Enterprise)]
    public void A_single_server_with_the_pools_name_is_standard_edition(string pool, string server, PoolKind kind)
    {
        PoolDraft draft = new(pool) { Servers = { server } };

        ResilienceTopology topology = Deployments.Draft(draft).Build();

        Assert.Equal(kind, topology.Pools[0].Kind);
        Assert.Contains("by the number and names of its servers", Assert.Single(topology.Warnings), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PoolKind.Enterprise, PoolVersion.Lync2010, 1, 10_000)]
    [InlineData(PoolKind.Enterprise, PoolVersion.Lync2010, 3, 20_000)]
    [InlineData(PoolKind.Enterprise, PoolVersion.Lync2010, 12, 80_000)]
    [InlineData(PoolKind.Enterprise, PoolVersion.Lync2013, 3, 19_980)]
    [InlineData(PoolKind.Enterprise, PoolVersion.SkypeForBusiness2015, 12, 79_920)]
    [InlineData(PoolKind.Enterprise, PoolVersion.SkypeForBusiness2015, 13, 80_000)]
    [InlineData(PoolKind.Enterprise, PoolVersion.SkypeForBusiness2019, 16, 106_000)]
    [InlineData(PoolKind.Standard, PoolVersion.Lync2010, 1, 5_000)]
    [InlineData(PoolKind.Standard, PoolVersion.SkypeForBusiness2019, 1, 5_000)]
    [InlineData(PoolKind.Director, PoolVersion.Unknown, 2, 0)]
    [InlineData(PoolKind.Sba, PoolVersion.Lync2013, 1, null)]
    [InlineData(PoolKind.Enterprise, PoolVersion.Unknown, 3, null)]
    [InlineData(PoolKind.Enterprise, PoolVersion.Lync2013, 0, null)]
    public void Capacity_is_that_of_the_planning_guides_and_unknown_where_they_say_nothing(PoolKind kind, PoolVersion version, int servers, int? capacity)
    {
        Assert.Equal(capacity, PoolDefaults.UserCapacity(kind, version, servers));
    }

    [Fact]
    public void A_backup_map_outranks_the_source_and_silences_what_was_inferred()
    {
        PoolDraft red = new(Deployments.Red) { Kind = PoolKind.Enterprise, BackupPool = "old.contoso.com", BackupEvidence = "line 12: <Dependency Usage=\"Backup\"> of its registrar" };
        TopologyDraft draft = Deployments.Draft(red, Deployments.Pool(Deployments.Dub, Deployments.Red, "Dublin"));

        Assert.Contains("old.contoso.com as the backup of red-pool01.contoso.com is inferred from line 12", draft.Build().Warnings[0], System.StringComparison.Ordinal);

        ResilienceTopology mapped = draft.Build(Backups(("RED-POOL01", "dub-pool01"), (Deployments.Dub, null)));

        Assert.Equal(Deployments.Dub, mapped.FindPool(Deployments.Red)!.BackupPool);
        Assert.Null(mapped.FindPool(Deployments.Dub)!.BackupPool);
        Assert.DoesNotContain(mapped.Warnings, warning => warning.Contains("inferred", System.StringComparison.Ordinal));
    }

    [Fact]
    public void An_override_of_an_unknown_pool_names_the_nearest_one()
    {
        TopologyFormatException error = Assert.Throws<TopologyFormatException>(() => Deployments.Pair().Build(Backups(("red-pool02.contoso.com", null))));

        Assert.Contains("-BackupMap names the pool 'red-pool02.contoso.com'", error.Message, System.StringComparison.Ordinal);
        Assert.Contains("Did you mean 'red-pool01.contoso.com'?", error.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_named_twice_is_an_error()
    {
        TopologyDraft draft = Deployments.Draft(new PoolDraft("a.contoso.com"), new PoolDraft("A.contoso.com"));

        Assert.Contains("twice", Assert.Throws<TopologyFormatException>(() => draft.Build()).Message, System.StringComparison.Ordinal);
    }

    private static TopologyOverrides Backups(params (string Pool, string? Backup)[] map) =>
        new() { Backups = map.ToDictionary(entry => entry.Pool, entry => entry.Backup) };
}
