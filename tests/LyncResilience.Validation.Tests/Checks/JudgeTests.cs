using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Validation.Checks;
using LyncResilience.Validation.Facts;
using Xunit;

namespace LyncResilience.Validation.Tests.Checks;

/// <summary>Every check on good facts, on facts that are wrong in what it looks for, and on facts that say nothing about it.</summary>
public sealed class JudgeTests
{
    public static TheoryData<string> Ids => [.. CheckCatalog.All.Select(check => check.Id)];

    public static TheoryData<string> Spoiled => [.. SpoiledSites.All.Keys];

    public static TheoryData<string> Silent => [.. SilentSites.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void On_good_facts_a_check_passes_and_finds_nothing(string id)
    {
        // One rule is about pools of 2010 only.
        CheckVerdict[] verdicts = Judge(id, id == "LR-PAIR-009" ? GoodSite.Facts.WithTopology("Lync2013", "Lync2010") : GoodSite.Facts);

        Assert.Contains(verdicts, verdict => verdict.Status == CheckStatus.Pass);
        Assert.All(verdicts, verdict => Assert.True(verdict.Status is CheckStatus.Pass or CheckStatus.Skip, verdict.ToString()));
    }

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void What_a_check_looks_for_it_finds(string row)
    {
        (Func<SiteFacts, SiteFacts> spoil, CheckStatus status, string actual, (string Name, int Value)? limit) = SpoiledSites.All[row];

        CheckVerdict[] found = [.. Judge(row.Split(' ')[0], spoil(GoodSite.Facts), limit).Where(verdict => verdict.Status is not (CheckStatus.Pass or CheckStatus.Skip))];

        Assert.NotEmpty(found);
        Assert.Equal(status, found[0].Status);
        Assert.Contains(actual, found[0].Actual + " " + found[0].Detail, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(".", found[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public void What_a_check_can_t_tell_it_skips_and_says_why(string row)
    {
        (Func<SiteFacts, SiteFacts> change, string target, string why) = SilentSites.All[row];
        CheckDefinition check = CheckCatalog.Find(row.Split(' ')[0])!;

        CheckQuestion question = check.Questions(change(GoodSite.Facts)).First(question => question.Target.Contains(target, StringComparison.Ordinal));
        CheckVerdict verdict = question.Judge(new CheckLimits(check, _ => null));

        Assert.Equal(CheckStatus.Skip, verdict.Status);
        Assert.Contains(why, verdict.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backup_that_also_serves_a_branch_is_shared_with_no_other_Front_End_pool()
    {
        SiteFacts facts = GoodSite.Facts.WithTopology("\"pools\": [", "\"pools\": [ { \"fqdn\": \"sba.contoso.com\", \"kind\": \"Sba\", \"backupPool\": \"red.contoso.com\" }, ");
        Assert.Contains(Judge("LR-PAIR-008", facts), verdict => verdict.Detail == "dub.contoso.com shares its backup with no other Front End pool or Standard Edition server.");
    }

    [Fact]
    public void A_cache_is_named_by_its_user_and_by_more_where_that_is_not_enough()
    {
        SiteFacts facts = GoodSite.Facts with
        {
            Caches =
            [
                Cache("alice", "/a", EndpointCacheClient.Lync2013), Cache("bob", "/b13", EndpointCacheClient.Lync2013), Cache("bob", "/b16", EndpointCacheClient.SkypeForBusiness2016),
                Cache("carol", "/c1", EndpointCacheClient.Lync2013, "pc01"), Cache("carol", "/c2", EndpointCacheClient.Lync2013, "pc02"),
                Cache("dave", "/d1", EndpointCacheClient.Lync2013), Cache("dave", "/d2", EndpointCacheClient.Lync2013), Cache(null, "/e", EndpointCacheClient.Unknown),
            ],
        };
        CheckQuestion[] questions = [.. CheckCatalog.Find("LR-CACHE-001")!.Questions(facts)];

        Assert.Equal(["alice", "bob (Lync2013)", "bob (SkypeForBusiness2016)", "carol (Lync2013, pc01)", "carol (Lync2013, pc02)", "/d1", "/d2", "/e"], questions.Select(question => question.Target));
        Assert.EndsWith("The file is /b16.", questions[2].Judge(new CheckLimits(CheckCatalog.Find("LR-CACHE-001")!, _ => null)).Detail, StringComparison.Ordinal);

        static EndpointCacheEntry Cache(string? user, string path, EndpointCacheClient client, string? computer = null) =>
            new() { SipAddress = user, Path = path, ClientVersion = client, ComputerName = computer };
    }

    [Fact]
    public void One_user_is_no_users()
    {
        SiteFacts facts = GoodSite.Facts.WithTopology("\"userCount\": 1000", "\"userCount\": 1");
        Assert.All(Judge("LR-CAP-002", facts), verdict => Assert.Contains("has 1 user of its own", verdict.Detail, StringComparison.Ordinal));
        Assert.All(
            CheckCatalog.All.SelectMany(check => Judge(check.Id, GoodSite.Simulated(facts with { Users = [new() { SipAddress = "alice@contoso.com", RegistrarPool = GoodSite.Dub }] }))),
            verdict => Assert.DoesNotMatch(@"(?<![\d,.])1 (of 1 )?(users|days|questions|answers)\b", verdict.Actual + " " + verdict.Detail));
    }

    [Fact]
    public void Every_check_has_a_row_that_makes_it_fail() =>
        Assert.Empty(CheckCatalog.All.Select(check => check.Id).Except(SpoiledSites.All.Keys.Select(row => row.Split(' ')[0])));

    [Fact]
    public void Judging_twice_gives_the_same()
    {
        IEnumerable<CheckVerdict> Once() => CheckCatalog.All.SelectMany(check => Judge(check.Id, GoodSite.Facts));

        Assert.Equal(Once(), Once());
    }

    private static CheckVerdict[] Judge(string id, SiteFacts facts, (string Name, int Value)? limit = null)
    {
        CheckDefinition check = CheckCatalog.Find(id)!;
        CheckLimits limits = new(check, name => limit?.Name == name ? limit.Value.Value : null);
        return [.. check.Questions(facts).Select(question => question.Judge(limits))];
    }
}
