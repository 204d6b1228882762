using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LyncResilience.Discovery.Dns;
using Xunit;
using static LyncResilience.Simulation.Tests.Gaps.GapWorlds;
using static LyncResilience.Simulation.Tests.Worlds;

namespace LyncResilience.Simulation.Tests.Gaps;

public class GapSearchTests
{
    private static readonly DnsRecord[] s_twoSrv = [Record(Fe1), Record(Fe2, priority: 10)];

    [Fact]
    public void A_pair_reports_only_whom_neither_failure_strands_alone()
    {
        SimulationScenario searched = Searched(TwoPools, s_twoSrv, Users);
        List<ResilienceGap> gaps = searched.Gaps(failures: 2);
        ResilienceGap both = Assert.Single(gaps, gap => gap.FailureCount == 2);
        Assert.Equal(($"pool {Fe1} and pool {Fe2}", 2, GapCauses.BackupDownToo, null), (both.Failure, both.UsersOffline, both.Cause, both.Fix));
        Assert.Equal(2, both.Events.Count);

        // Without the second record the first failure strands both users already.
        Assert.DoesNotContain(Searched(TwoPools, [Record(Fe1)], Users).Gaps(failures: 2), gap => gap.FailureCount == 2);
    }

    [Fact]
    public void Single_failures_come_before_pairs()
    {
        List<ResilienceGap> gaps = Searched(TwoPools, s_twoSrv, Users).Gaps(failures: 2);
        Assert.Equal(gaps.OrderBy(gap => Math.Max(1, gap.FailureCount)), gaps);
    }

    [Fact]
    public void What_a_scenario_takes_down_and_brings_back_itself_is_left_out()
    {
        SimulationEvent[] drill = [new(TimeSpan.FromMinutes(5), SimulationEventKind.PoolDown) { Pool = Fe1 }, new(TimeSpan.FromMinutes(30), SimulationEventKind.PoolUp) { Pool = Fe1 }];
        SimulationScenario searched = Searched(TwoPools, [Record(Fe1)], Users);

        Assert.Equal(searched.Gaps().Select(gap => gap.ToString()), (searched with { Events = drill }).Gaps().Select(gap => gap.ToString()));
    }

    [Fact]
    public void What_somebody_else_does_changes_no_gap_of_a_user()
    {
        // A gap's causes and fixes are tried with its own users only, without those who act here.
        SimulationScenario searched = Searched(TwoPools, [Record(Fe1)], Users);
        SimulationEvent[] acts = [Person(60, SimulationEventKind.CacheClear, User2), Person(90, SimulationEventKind.ClientRestart, User2)];
        static string Of(SimulationScenario scenario) => Said(scenario.Gaps().Gap($"pool {Fe1}", GapCauses.BackupUnknownToClient));

        Assert.Equal(Of(searched), Of(searched with { Events = acts }));
    }

    [Fact]
    public void An_event_of_nobody_is_refused_by_its_own_sentence()
    {
        SimulationScenario searched = Searched(TwoPools, s_twoSrv, Users, Person(60, SimulationEventKind.SignIn, "nobody@shudlab.net"));
        Assert.Contains("names the user 'nobody@shudlab.net'", Assert.Throws<ScenarioFormatException>(() => searched.Gaps()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_goes_wrong_in_one_of_many_failures_is_told_in_its_own_words()
    {
        Told told = new(_ => throw new InvalidOperationException("the ear is deaf"));
        Assert.Equal("the ear is deaf", Assert.Throws<InvalidOperationException>(
            () => GapSearch.Run(Searched(TwoPools, s_twoSrv, Users), new GapSearchOptions { Progress = told }, TestContext.Current.CancellationToken).ToList()).Message);
    }

    [Fact]
    public void User_services_that_are_down_are_no_gap() =>
        Assert.DoesNotContain(Searched(TwoPools, s_twoSrv, Users).Gaps(failures: 2), gap => gap.Failure.Contains("user services", StringComparison.Ordinal));

    [Fact]
    public void One_Front_End_of_several_strands_nobody()
    {
        ResilienceTopology topology = ResilienceTopology.FromJson($$"""
            { "pools": [ { "fqdn": "{{Fe1}}", "kind": "Enterprise", "version": "Lync2010", "servers": ["a.shudlab.net", "b.shudlab.net"] } ] }
            """);
        List<ResilienceGap> gaps = Searched(topology, [Record(Fe1)], [User(User1, Fe1)]).Gaps(failures: 2);
        Assert.DoesNotContain(gaps, gap => gap.Failure.Contains("server a.", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_known_of_the_open_client_does_not_matter_but_its_cache_does()
    {
        IEnumerable<string> plain = Searched(TwoPools, [Record(Fe1)], [User(User1, Fe1), User(User2, Fe2)]).Gaps().Select(Said);
        Assert.Equal(plain, Searched(TwoPools, [Record(Fe1)], [User(User1, Fe1, knows: true), User(User2, Fe2, signedIn: false)]).Gaps().Select(Said));
        Assert.DoesNotContain(
            Searched(TwoPools, [Record(Fe1)], [User(User1, Fe1, cached: Fe2)]).Gaps(), gap => gap.Cause == GapCauses.BackupUnknownToClient);
    }

    [Fact]
    public void Without_fixes_the_same_gaps_are_found()
    {
        SimulationScenario searched = Searched(TwoPools, [Record(Fe1)], Users);
        ResilienceGap[] bare = [.. GapSearch.Run(searched, new GapSearchOptions { TriesFixes = false }, TestContext.Current.CancellationToken)];
        Assert.Equal(searched.Gaps().Select(gap => (gap.Failure, gap.Cause, gap.UsersOffline)), bare.Select(gap => (gap.Failure, gap.Cause, gap.UsersOffline)));
        Assert.All(bare, gap => Assert.Null(gap.Fix));
    }

    [Fact]
    public void The_same_search_gives_the_same_answers_however_many_run_at_once()
    {
        SimulationScenario searched = RandomWorlds.Draw(7, restores: false) with { Events = [] };
        string[] Search(int parallelism) => [.. GapSearch.Run(searched, new GapSearchOptions { FailureCount = 2, Parallelism = parallelism }, TestContext.Current.CancellationToken).Select(Said)];
        Assert.Equal(Search(1), Search(4));
    }

    [Fact]
    public void Progress_counts_to_the_end_of_each_part()
    {
        Told told = new(_ => { });
        _ = GapSearch.Run(Searched(TwoPools, s_twoSrv, Users), new GapSearchOptions { FailureCount = 2, Progress = told }, TestContext.Current.CancellationToken).ToList();
        foreach (IGrouping<int, GapSearchProgress> part in told.Reports.GroupBy(report => report.FailureCount))
        {
            Assert.Equal(Enumerable.Range(1, part.First().Total), part.Select(report => report.Done));
            Assert.Equal(100, part.Last().PercentComplete);
        }

        Assert.Equal([1, 2], told.Reports.Select(report => report.FailureCount).Distinct());
    }

    [Fact]
    public void A_stopped_search_goes_no_further()
    {
        using CancellationTokenSource stop = new();
        Told told = new(_ => stop.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => GapSearch.Run(
            Searched(TwoPools, s_twoSrv, Users), new GapSearchOptions { Parallelism = 1, Progress = told }, stop.Token).ToList());
        Assert.Single(told.Reports);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void More_than_two_failures_are_refused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GapSearch.Run(Searched(TwoPools, s_twoSrv, Users), new GapSearchOptions { FailureCount = count }, TestContext.Current.CancellationToken));

    [Fact]
    public void A_user_on_an_unknown_pool_is_refused_at_once() =>
        Assert.Throws<ScenarioFormatException>(() => GapSearch.Run(Searched(TwoPools, s_twoSrv, [User(User1, "nowhere.shudlab.net")]), null, TestContext.Current.CancellationToken));

    private sealed class Told(Action<GapSearchProgress> also) : IProgress<GapSearchProgress>
    {
        public List<GapSearchProgress> Reports { get; } = [];

        public void Report(GapSearchProgress value)
        {
            Reports.Add(value);
            also(value);
        }
    }
}
