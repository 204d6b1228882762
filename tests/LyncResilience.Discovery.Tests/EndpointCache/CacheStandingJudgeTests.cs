using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.EndpointCache;
using LyncResilience.Discovery.Tests.Topology;
using LyncResilience.Discovery.Topology;
using Xunit;

namespace LyncResilience.Discovery.Tests.EndpointCache;

public sealed class CacheStandingJudgeTests
{
    private const string Alice = "alice@contoso.com";
    private const string Red = Deployments.Red;
    private const string Dub = Deployments.Dub;
    private const string Director = "dir.contoso.com";

    [Theory]
    [InlineData(Red, Red, CacheStanding.Primary, "")]
    [InlineData("fe2." + Red, Red, CacheStanding.Primary, "")]
    [InlineData("FE2.RED-pool01.contoso.com", "Red-Pool01.Contoso.Com", CacheStanding.Primary, "")]
    [InlineData(Dub, Red, CacheStanding.Backup, "")]
    [InlineData("fe1." + Dub, Red, CacheStanding.Backup, "")]
    [InlineData("par.contoso.com", Red, CacheStanding.OtherPool, "CachedServerIsOtherPool")]
    [InlineData(Red, "gone.contoso.com", CacheStanding.OtherPool, "CachedServerIsOtherPool")]
    [InlineData("gone.contoso.com", "gone.contoso.com", CacheStanding.NotInTopology, "CachedServerNotInTopology")]
    [InlineData("old.contoso.com", Red, CacheStanding.NotInTopology, "CachedServerNotInTopology")]
    [InlineData("old.contoso.com", null, CacheStanding.NotInTopology, "CachedServerNotInTopology")]
    [InlineData("192.0.2.10", Red, CacheStanding.Unknown, "CachedServerIsAddress")]
    [InlineData(Director, Red, CacheStanding.OtherPool, "CachedServerIsDirector")]
    [InlineData(Director, null, CacheStanding.OtherPool, "CachedServerIsDirector")]
    [InlineData("edge.contoso.com", null, CacheStanding.OtherPool, "CachedServerIsEdge")]
    [InlineData(Red, null, CacheStanding.Unknown, "HomePoolUnknown")]
    [InlineData("fe1." + Red, null, CacheStanding.Unknown, "HomePoolUnknown")]
    public void The_server_stands_to_its_owner_as_topology_and_home_pool_tell(string server, string? home, CacheStanding standing, string finding)
    {
        EndpointCacheEntry judged = Judge(Pools(), Entry(server), home);

        Assert.Equal(standing, judged.Standing);
        Assert.Equal(finding.Length == 0 ? [] : [finding], judged.Findings.Select(found => found.Id));
    }

    [Fact]
    public void The_owner_of_the_cache_is_matched_without_regard_to_case() =>
        Assert.Equal(CacheStanding.Primary, Judge(Pools(), Entry(Red, owner: "ALICE@contoso.com"), Red).Standing);

    [Theory]
    [InlineData(null)]
    [InlineData("bob@contoso.com")]
    public void Another_or_no_owner_has_no_home_pool(string? owner) =>
        Assert.Equal(CacheStanding.Unknown, Judge(Pools(), Entry(Red, owner: owner), Red).Standing);

    [Fact]
    public void An_entry_without_a_server_stays_as_it_is()
    {
        EndpointCacheEntry entry = new() { SipAddress = Alice, Confidence = CacheConfidence.None };

        Assert.Same(entry, Judge(Pools(), entry, Red));
    }

    [Theory]
    [InlineData(Red, Red, "The user's home pool")]
    [InlineData("fe1." + Red, null, "The cached pool")]
    [InlineData("par.contoso.com", Red, "The user's home pool")]
    [InlineData("old.contoso.com", Red, "The user's home pool")]
    public void A_pool_without_usable_backup_strands_the_user(string server, string? home, string says)
    {
        TopologyDraft draft = Pools();
        draft.Pools.First(pool => pool.Fqdn == Red).BackupPool = null;

        Finding finding = Judge(draft, Entry(server), home).Findings[0];

        Assert.Equal(("CachedPoolWithoutBackup", FindingSeverity.Warning, Red), (finding.Id, finding.Severity, finding.Target));
        Assert.StartsWith(says + " strands the user. red-pool01.contoso.com has no backup registrar", finding.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Recommendation);
    }

    [Fact]
    public void The_backup_of_a_pool_that_is_not_the_users_home_does_not_matter()
    {
        TopologyDraft draft = Pools();
        draft.Pools.First(pool => pool.Fqdn == "par.contoso.com").BackupPool = null;

        Assert.DoesNotContain(Judge(draft, Entry("par.contoso.com"), Red).Findings, finding => finding.Id == "CachedPoolWithoutBackup");
    }

    [Theory]
    [InlineData(CacheConfidence.High, FindingSeverity.Warning)]
    [InlineData(CacheConfidence.Medium, FindingSeverity.Warning)]
    [InlineData(CacheConfidence.Low, FindingSeverity.Info)]
    public void A_stale_cache_is_a_warning_as_far_as_the_name_is_sure(CacheConfidence confidence, FindingSeverity severity) =>
        Assert.Equal(severity, Judge(Pools(), Entry("old.contoso.com", confidence), Red).Findings[0].Severity);

    [Fact]
    public void Pools_that_do_not_name_their_servers_leave_a_doubt()
    {
        TopologyDraft draft = Pools();
        draft.Pools.First(pool => pool.Fqdn == Red).Servers.Clear();

        Finding finding = Assert.Single(Judge(draft, Entry("fe1.contoso.com"), home: null).Findings);

        Assert.Contains("doesn't name the servers of red-pool01.contoso.com: it may be one of them", finding.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Of the candidates red-pool01.contoso.com is in test.xml.", "mail.contoso.com", Red)]
    [InlineData("Of the candidates red-pool01.contoso.com, dub-pool01.contoso.com are in test.xml.", Red, Dub)]
    [InlineData("No candidate is in test.xml.", "mail.contoso.com", "www.contoso.com")]
    public void A_low_confidence_says_which_candidates_the_topology_knows(string says, params string[] candidates)
    {
        EndpointCacheEntry entry = new()
        {
            SipAddress = Alice,
            Server = candidates[0],
            Confidence = CacheConfidence.Low,
            Candidates = [.. candidates.Select(server => new EndpointCacheCandidate { Server = server })],
        };

        Finding finding = Judge(Pools(), entry, Red).Findings.Single(found => found.Id == "CacheDoubtful");

        Assert.EndsWith(says, finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_gave_away_stays_among_the_findings()
    {
        Finding ownFinding = new("CacheAmbiguous", FindingSeverity.Info, "x", "y", "z");
        EndpointCacheEntry entry = new() { SipAddress = Alice, Server = Red, Confidence = CacheConfidence.High, Findings = [ownFinding] };

        Assert.Equal(["HomePoolUnknown", "CacheAmbiguous"], Judge(Pools(), entry, home: null).Findings.Select(finding => finding.Id));
    }

    private static TopologyDraft Pools()
    {
        TopologyDraft draft = Deployments.Draft(
            Deployments.Pool(Red, Dub, "Redmond"),
            Deployments.Pool(Dub, Red, "Dublin"),
            Deployments.Pool("par.contoso.com", "ber.contoso.com", "Paris"),
            Deployments.Pool("ber.contoso.com", "par.contoso.com", "Berlin"),
            Deployments.Pool(Director, null, "Redmond", kind: PoolKind.Director));
        draft.EdgePools.Add(new TopologyEdgePool { Fqdn = "edge.contoso.com" });
        return draft;
    }

    private static EndpointCacheEntry Entry(string server, CacheConfidence confidence = CacheConfidence.High, string? owner = Alice) =>
        new() { SipAddress = owner, Server = server, Confidence = confidence };

    private static EndpointCacheEntry Judge(TopologyDraft draft, EndpointCacheEntry entry, string? home)
    {
        Dictionary<string, string> homes = new(StringComparer.OrdinalIgnoreCase);
        if (home is not null)
        {
            homes[Alice] = home;
        }

        return new CacheStandingJudge(draft.Build(), homes).Judge(entry);
    }
}
