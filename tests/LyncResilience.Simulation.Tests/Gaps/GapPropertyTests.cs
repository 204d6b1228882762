using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using Xunit;

namespace LyncResilience.Simulation.Tests.Gaps;

/// <summary>What must hold in every deployment.</summary>
public class GapPropertyTests
{
    private const int Worlds = 25;

    [Fact]
    public void Kinds_of_user_give_the_same_numbers_as_every_user_by_itself()
    {
        for (int seed = 0; seed < Worlds; seed++)
        {
            SimulationScenario searched = World(seed);
            ResilienceGap[] gaps = Searched(searched, fixes: false);
            int always = gaps.Where(gap => gap.Failure == "nothing").Sum(gap => gap.UsersOffline);
            foreach (IGrouping<string, ResilienceGap> failure in gaps.Where(gap => gap.UsersOffline > 0).GroupBy(gap => gap.Failure))
            {
                SimulationScenario alone = Alone(searched, failure.First());
                HashSet<string> stranded = [.. FailoverSimulator.Run(alone, TestContext.Current.CancellationToken).Outcomes.Where(outcome => outcome.FinalState == FailoverState.Offline).Select(outcome => outcome.SipAddress)];
                int lost = searched.Users.Where(user => stranded.Contains(user.SipAddress)).Sum(user => user.Count);
                int known = failure.Key == "nothing" ? 0 : always;
                Assert.True(failure.Max(gap => gap.UsersOffline) <= lost && failure.Sum(gap => gap.UsersOffline) >= lost - known, $"seed {seed}, {failure.Key}: {lost} of {known}");
            }
        }
    }

    [Fact]
    public void A_fix_that_is_a_record_saves_as_many_when_the_world_has_it()
    {
        int tested = 0;
        for (int seed = 0; seed < Worlds; seed++)
        {
            SimulationScenario searched = World(seed);
            foreach (ResilienceGap gap in Searched(searched, fixes: true).Where(gap => gap.FixKind == GapFixKind.SrvRecord && gap.UsersSavedByFix == gap.UsersOffline))
            {
                DnsRecord[] added = [.. gap.Fix!.Split('\n').Select(line => ZoneFile.ParseLine(line))];
                IEnumerable<ResilienceGap> again = Searched(searched with { Records = [.. searched.Records, .. added] }, fixes: false);
                Assert.DoesNotContain(again, other => other.Failure == gap.Failure && other.Cause == gap.Cause);
                tested++;
            }
        }

        Assert.True(tested > 10, $"only {tested} were met");
    }

    [Fact]
    public void Every_cause_is_a_known_one_and_no_fix_saves_more_than_there_are()
    {
        for (int seed = 0; seed < Worlds; seed++)
        {
            Assert.All(Searched(World(seed), fixes: true), gap =>
            {
                Assert.Contains(gap.Cause, GapCauses.All);
                Assert.NotEqual(GapCauses.Unexplained, gap.Cause);
                Assert.InRange(gap.UsersSavedByFix, gap.Fix is null ? 0 : 1, gap.Fix is null ? 0 : gap.UsersOffline + gap.UsersOverCapacity);
                Assert.All(gap.Alternatives, fix => Assert.InRange(fix.UsersSaved, 1, gap.UsersSavedByFix));
                Assert.True(gap.UsersOffline <= gap.UsersAffected, gap.ToString());
            });
        }
    }

    private static SimulationScenario World(int seed) => RandomWorlds.Draw(seed, restores: false) with { Events = [] };

    private static ResilienceGap[] Searched(SimulationScenario scenario, bool fixes) =>
        [.. GapSearch.Run(scenario, new GapSearchOptions { TriesFixes = fixes }, TestContext.Current.CancellationToken)];

    // Every user by itself, with each kind of client.
    private static SimulationScenario Alone(SimulationScenario scenario, ResilienceGap gap) => scenario with
    {
        Events = gap.Events,
        Duration = TimeSpan.FromMinutes(61),
        Users =
        [
            .. scenario.Users.Select(user => user with { SignedIn = true, KnowsBackup = true }),
            .. scenario.Users.Select(user => user with { SignedIn = true, KnowsBackup = false }),
            .. scenario.Users.Select(user => user with { SignedIn = false, KnowsBackup = false, CachedServer = string.Empty }),
        ],
    };
}
