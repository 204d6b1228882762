using System.Linq;
using LyncResilience.Discovery.Topology;
using Xunit;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class PairingRulesTests
{
    private const string Red = Deployments.Red;
    private const string Dub = Deployments.Dub;
    private const string Par = "par-pool01.contoso.com";

    [Fact]
    public void A_reciprocal_pair_of_one_kind_and_version_has_no_findings()
    {
        Assert.Empty(Judge(Deployments.Pair(), Red));
        Assert.Empty(Judge(Deployments.Pair(), Dub));
    }

    [Fact]
    public void A_pool_without_a_backup_is_an_error()
    {
        Assert.Equal(["NoBackupRegistrar"], Judge(Deployments.Draft(Deployments.Pool(Red, null, "Redmond")), Red));
    }

    [Fact]
    public void A_director_needs_no_backup()
    {
        Assert.Empty(Judge(Deployments.Draft(Deployments.Pool("dir.contoso.com", null, "Redmond", kind: PoolKind.Director)), "dir.contoso.com"));
    }

    [Theory]
    [InlineData("gone.contoso.com", "BackupNotInTopology")]
    [InlineData(Red, "BackupIsItself")]
    [InlineData("dir.contoso.com", "BackupIsDirector")]
    [InlineData("sba.contoso.com", "BackupIsBranchAppliance")]
    public void A_backup_that_takes_nobody_in_is_an_error(string backup, string expected)
    {
        TopologyDraft draft = Deployments.Draft(
            Deployments.Pool(Red, backup, "Redmond"),
            Deployments.Pool("dir.contoso.com", null, "Dublin", kind: PoolKind.Director),
            Deployments.Pool("sba.contoso.com", Red, "Portland", kind: PoolKind.Sba));

        Finding finding = Assert.Single(PairingRules.Of(draft.Build(), draft.Build().FindPool(Red)!));

        Assert.Equal((expected, FindingSeverity.Error), (finding.Id, finding.Severity));
        Assert.Contains("nobody takes its users in", finding.Detail, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PoolVersion.Lync2010, false)]
    [InlineData(PoolVersion.Lync2013, true)]
    [InlineData(PoolVersion.SkypeForBusiness2015, true)]
    [InlineData(PoolVersion.SkypeForBusiness2019, true)]
    public void A_one_way_backup_is_a_finding_from_2013_on(PoolVersion version, bool isFinding)
    {
        TopologyDraft draft = Deployments.Draft(Deployments.Pool(Red, Dub, "Redmond", version), Deployments.Pool(Dub, null, "Dublin", version));

        Assert.Equal(isFinding ? ["BackupNotReciprocal"] : [], Judge(draft, Red));
    }

    [Theory]
    [InlineData(PoolVersion.Lync2010, false)]
    [InlineData(PoolVersion.Lync2013, true)]
    public void Two_pools_with_one_backup_are_a_finding_from_2013_on(PoolVersion version, bool isFinding)
    {
        TopologyDraft draft = Deployments.Draft(
            Deployments.Pool(Red, Dub, "Redmond", version), Deployments.Pool(Dub, Red, "Dublin", version), Deployments.Pool(Par, Dub, "Paris", version));

        Assert.Equal(isFinding ? ["BackupShared"] : [], Judge(draft, Red));
    }

    [Fact]
    public void Branch_appliances_share_a_pool_as_they_like()
    {
        TopologyDraft draft = Deployments.Pair();
        draft.Pools.Add(Deployments.Pool("sba1.contoso.com", Dub, "Portland", kind: PoolKind.Sba, servers: 1));
        draft.Pools.Add(Deployments.Pool("sba2.contoso.com", Dub, "Salem", kind: PoolKind.Sba, servers: 1));

        Assert.Empty(Judge(draft, Red));
        Assert.Empty(Judge(draft, "sba1.contoso.com"));
    }

    [Theory]
    [InlineData(PoolVersion.Lync2010, true)]
    [InlineData(PoolVersion.Lync2013, false)]
    public void A_backup_in_the_same_site_is_a_finding_in_2010(PoolVersion version, bool isFinding)
    {
        TopologyDraft draft = Deployments.Draft(Deployments.Pool(Red, Dub, "Redmond", version), Deployments.Pool(Dub, Red, "REDMOND", version));

        Assert.Equal(isFinding ? ["BackupInSameSite"] : [], Judge(draft, Red));
    }

    [Fact]
    public void Enterprise_with_standard_edition_is_a_finding_on_both()
    {
        TopologyDraft draft = Deployments.Draft(Deployments.Pool(Red, Dub, "Redmond"), Deployments.Pool(Dub, Red, "Dublin", kind: PoolKind.Standard, servers: 1));

        Assert.Equal(["KindsDiffer"], Judge(draft, Red));
        Assert.Equal(["KindsDiffer"], Judge(draft, Dub));
    }

    [Fact]
    public void Different_versions_are_a_finding_and_an_unknown_one_says_what_was_not_judged()
    {
        Assert.Equal(
            ["VersionsDiffer"],
            Judge(Deployments.Draft(Deployments.Pool(Red, Dub, "Redmond"), Deployments.Pool(Dub, Red, "Dublin", PoolVersion.SkypeForBusiness2015)), Red));
        Assert.Equal(
            ["VersionUnknown"],
            Judge(Deployments.Draft(Deployments.Pool(Red, Dub, "Redmond", PoolVersion.Unknown), Deployments.Pool(Dub, null, "Redmond", PoolVersion.Unknown)), Red));
    }

    [Theory]
    [InlineData(90, 90)]
    [InlineData(89, 600, "FailureDetectionTooShort")]
    [InlineData(300, 89, "FailbackTooShort")]
    [InlineData(30, 30, "FailureDetectionTooShort", "FailbackTooShort")]
    public void Intervals_under_three_heartbeats_are_findings(int detection, int failback, params string[] expected)
    {
        TopologyDraft draft = Deployments.Pair();
        draft.PoolNamed(Red).FailureDetectionSeconds = detection;
        draft.PoolNamed(Red).FailbackSeconds = failback;

        Assert.Equal(expected, Judge(draft, Red));
    }

    [Fact]
    public void Automatic_failover_that_is_off_is_a_finding()
    {
        TopologyDraft draft = Deployments.Pair();
        draft.PoolNamed(Red).AutomaticFailover = false;

        Assert.Equal(["AutomaticFailoverOff"], Judge(draft, Red));
        Assert.Empty(Judge(draft, Dub));
    }

    [Theory]
    [InlineData(9_980, 10_000)]
    [InlineData(9_981, 10_000, "BackupOverCapacity")]
    public void Users_of_both_pools_above_what_the_backup_carries_are_a_finding(int own, int theirs, params string[] expected)
    {
        // Three Front Ends of 2013 carry 3 x 6,660 users.
        TopologyDraft draft = Deployments.Pair();
        draft.PoolNamed(Red).UserCount = own;
        draft.PoolNamed(Dub).UserCount = theirs;

        Assert.Equal(expected, Judge(draft, Red));
    }

    [Fact]
    public void A_stated_capacity_outranks_the_planning_guide_and_an_unknown_one_is_said()
    {
        TopologyDraft stated = Deployments.Pair();
        stated.PoolNamed(Red).UserCount = 5_000;
        stated.PoolNamed(Dub).UserCount = 6_000;
        stated.PoolNamed(Dub).UserCapacity = 10_000;
        TopologyDraft unknown = Deployments.Draft(
            Deployments.Pool(Red, Dub, "Redmond", PoolVersion.Unknown), Deployments.Pool(Dub, Red, "Dublin", PoolVersion.Unknown));
        unknown.PoolNamed(Red).UserCount = 1;
        unknown.PoolNamed(Dub).UserCount = 1;

        Assert.Equal(["BackupOverCapacity"], Judge(stated, Red));
        Assert.Equal(["VersionUnknown", "CapacityUnknown"], Judge(unknown, Red));
    }

    [Fact]
    public void An_edge_pool_whose_next_hop_would_die_is_a_finding_of_that_pool_only()
    {
        TopologyDraft draft = Deployments.Pair();
        draft.EdgePools.Add(new TopologyEdgePool { Fqdn = "edge.contoso.com", Site = "Redmond", NextHop = Red.ToUpperInvariant() });

        Finding finding = Assert.Single(PairingRules.Of(draft.Build(), draft.Build().FindPool(Red)!));

        Assert.Equal(("EdgeNextHopFails", "edge.contoso.com"), (finding.Id, finding.Target));
        Assert.Contains($"-Registrar 'Registrar:{Dub}'", finding.Recommendation, System.StringComparison.Ordinal);
        Assert.Empty(Judge(draft, Dub));
    }

    private static string[] Judge(TopologyDraft draft, string pool)
    {
        ResilienceTopology topology = draft.Build();
        return [.. PairingRules.Of(topology, topology.FindPool(pool)!).Select(finding => finding.Id)];
    }
}
