using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LyncResilience.Discovery.Dns;
using Xunit;

namespace LyncResilience.Simulation.Tests;

/// <summary>What holds in every world, tried over many drawn ones.</summary>
public class PropertyTests
{
    private const int Worlds = 1200;

    /// <summary>Seconds that a client takes to notice a silence by default.</summary>
    private const double LossDetection = 30;

    [Fact]
    public void Users_are_offline_limited_or_full_at_every_instant_and_the_sums_agree()
    {
        ForEach(restores: false, (scenario, simulation) =>
        {
            Assert.All(simulation.Timeline, entry => Assert.Equal(simulation.Users, entry.Full + entry.Limited + entry.Offline));
            Assert.Equal(simulation.Users, simulation.FullAtEnd + simulation.LimitedAtEnd + simulation.OfflineAtEnd);
            Assert.Equal(simulation.FullAtEnd, simulation.Outcomes.Count(outcome => outcome.FinalState == FailoverState.Full));
            Assert.Equal(simulation.OfflineUserSeconds, simulation.Outcomes.Sum(outcome => outcome.OfflineSeconds), 3);
            Assert.All(simulation.Outcomes, outcome =>
            {
                Assert.Equal(outcome.OfflineSeconds, Spans(outcome, simulation.Duration).Where(span => span.Entry is { State: FailoverState.Offline, IsSignedOut: false }).Sum(span => span.To - span.From), 3);
                Assert.Equal(outcome.LimitedSeconds, Spans(outcome, simulation.Duration).Where(span => span.Entry.State == FailoverState.Limited).Sum(span => span.To - span.From), 3);
                Assert.Equal(outcome.OfflineSeconds == 0, outcome.RecoveredBy == RecoveryMethod.Unaffected);
                Assert.Equal(outcome.FinalState == FailoverState.Offline, outcome.FinalRegistrar is null);
                Assert.NotEmpty(outcome.Reason);
            });
        });
    }

    [Fact]
    public void Nobody_is_served_for_long_by_a_pool_that_is_down()
    {
        ForEach(restores: false, (scenario, simulation) =>
        {
            Dictionary<string, List<(double From, double To)>> downs = scenario.Topology.Pools.ToDictionary(pool => pool.Fqdn, pool => Downs(scenario, pool));
            Assert.All(simulation.Outcomes, outcome => Assert.All(Spans(outcome, simulation.Duration).Where(span => span.Entry.Registrar is not null), span => Assert.All(
                downs[span.Entry.Registrar!], down => Assert.True(
                    Math.Min(span.To, down.To) - Math.Max(span.From, down.From) <= LossDetection, $"{scenario.Name}: {outcome.SipAddress} on {span.Entry.Registrar} from {span.From} to {span.To}"))));
        });
    }

    [Fact]
    public void Limited_service_is_had_on_the_backup_only_or_with_user_services_down()
    {
        ForEach(restores: false, (scenario, simulation) => Assert.All(simulation.Outcomes, outcome => Assert.All(
            outcome.Timeline.Where(entry => entry.State == FailoverState.Limited),
            entry => Assert.True(
                entry.Registrar == outcome.BackupPool
                    || (entry.Registrar == outcome.HomePool && scenario.Events.Any(happening => happening.Do == SimulationEventKind.UserServicesDown && happening.Pool == outcome.HomePool)),
                $"{scenario.Name}: {outcome.SipAddress} {entry}"))));
    }

    [Fact]
    public void Who_is_touched_by_no_failure_keeps_full_service()
    {
        ForEach(restores: false, (scenario, simulation) =>
        {
            List<string> starts = [.. scenario.Events.Select(happening => happening.User).OfType<string>()];
            foreach ((SimulatedUser user, FailoverOutcome outcome) in scenario.Users.SelectMany(user => Enumerable.Repeat(user, user.Count)).Zip(simulation.Outcomes))
            {
                TopologyPool home = scenario.Topology.FindPool(user.RegistrarPool)!;
                bool isTouched = !user.SignedIn || starts.Contains(user.SipAddress) || scenario.Events.Any(happening => Touches(happening, home));
                Assert.True(isTouched || (outcome.Timeline.Count == 1 && outcome.FinalState == FailoverState.Full), $"{scenario.Name}: {outcome}");
            }
        });
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            Assert.Equal(Bytes(RandomWorlds.Draw(seed, restores: true)), Bytes(RandomWorlds.Draw(seed, restores: true)));
        }

        static string Bytes(SimulationScenario scenario)
        {
            FailoverSimulation simulation = scenario.Run();
            using var writer = new StringWriter();
            simulation.WriteTimeline(writer);
            return writer + string.Join("\n", simulation.Outcomes.SelectMany(outcome => outcome.Timeline.Select(entry => entry.ToString()).Append(outcome.Reason)));
        }
    }

    [Fact]
    public void When_everything_is_restored_everybody_is_home_in_bounded_time()
    {
        ForEach(restores: true, (scenario, simulation) =>
        {
            bool hasRecord = scenario.Records.Count > 0;
            Assert.All(simulation.Outcomes, outcome => Assert.True(
                outcome.FinalState == FailoverState.Full && outcome.FinalRegistrar == outcome.HomePool
                    || IsLostForGood(scenario, outcome, hasRecord),
                $"{scenario.Name}: {outcome}\n{string.Join("\n", outcome.Timeline)}\n{string.Join("\n", simulation.Timeline)}"));
        });
    }

    /// <summary>A change of the world that concerns nobody makes every waiting client play the round that it would have left out.</summary>
    [Fact]
    public void Rounds_that_are_left_out_would_have_ended_alike()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            SimulationScenario scenario = RandomWorlds.Draw(seed, restores: true);
            IEnumerable<SimulationEvent> nothings = Enumerable.Range(0, 480).Select(i => new SimulationEvent(TimeSpan.FromSeconds(25 * i), SimulationEventKind.SrvAdd)
            {
                Record = new NameRecord($"nobody{i}.elsewhere.net", DnsRecordType.CName, 60, "nothing.elsewhere.net"),
            });
            FailoverSimulation disturbed = (scenario with { Events = [.. scenario.Events, .. nothings] }).Run();
            Assert.Equal(
                scenario.Run().Outcomes.Select(outcome => string.Join("\n", outcome.Timeline)), disturbed.Outcomes.Select(outcome => string.Join("\n", outcome.Timeline)));
        }
    }

    [Fact]
    public void The_number_of_cohorts_does_not_grow_with_the_number_of_users()
    {
        SimulationScenario scenario = RandomWorlds.Draw(11, restores: true) with { Records = [] };
        FailoverSimulation few = scenario.Run();
        FailoverSimulation many = (scenario with { Users = scenario.Users.Select(user => user with { Count = user.Count * 1000 }) }).Run();
        Assert.Equal(few.Users * 1000, many.Users);
        Assert.Equal(few.OfflineUserSeconds * 1000, many.OfflineUserSeconds, 1);
        Assert.Equal(few.Cohorts, many.Cohorts);
    }

    [Fact]
    public void It_does_not_matter_who_is_simulated_together_with_whom()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            SimulationScenario scenario = RandomWorlds.Draw(seed, restores: true);
            SimulatedUser[] users = [.. scenario.Users.Where(user => scenario.Events.All(happening => happening.User != user.SipAddress)).Select(user => user with { Count = 1 })];
            SimulationScenario all = scenario with { Users = users, Events = [.. scenario.Events.Where(happening => happening.User is null && happening.Server is null)], Records = [.. Distinct(scenario)] };
            FailoverSimulation together = all.Run();
            for (int i = 0; i < users.Length; i++)
            {
                FailoverOutcome alone = (all with { Users = [users[i]] }).Only();
                Assert.Equal(alone.Timeline.Select(entry => entry.ToString()), together.Outcomes[i].Timeline.Select(entry => entry.ToString()));
            }
        }

        // Draws and seats depend on the number of a user, so here nobody draws and no single server fails.
        static IEnumerable<DnsRecord> Distinct(SimulationScenario scenario) =>
            scenario.Records.OfType<SrvRecord>().Select((record, i) => record with { Priority = i });
    }

    /// <summary>
    /// More ways to find a registrar leave nobody offline for longer, where nothing is drawn: capacity refuses nobody, and a guest that is lost again with its
    /// backup, or sent home where it can't go, was served meanwhile. Only a guest served for less than a retry interval could lose more by it than it won.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_further_srv_record_or_backup_keeps_nobody_offline_for_longer(bool isBackup)
    {
        int helped = 0;
        for (int seed = 0; seed < Worlds; seed++)
        {
            SimulationScenario drawn = RandomWorlds.Draw(seed, restores: seed % 2 == 0);
            SimulationScenario scenario = drawn with { Records = [.. drawn.Records.OfType<SrvRecord>().Select((record, i) => record with { Priority = i })] };
            TopologyPool target = scenario.Topology.Pools[seed % scenario.Topology.Pools.Count];
            SimulationScenario better = isBackup
                ? scenario with { Topology = RandomWorlds.Draw(seed, restores: seed % 2 == 0, allHaveBackups: true).Topology }
                : scenario with { Records = [.. scenario.Records, new SrvRecord("_sipinternaltls._tcp.r.net", 3600, 60_000, 0, 5061, target.Fqdn)] };
            foreach ((FailoverOutcome before, FailoverOutcome after) in scenario.Run().Outcomes.Zip(better.Run().Outcomes))
            {
                helped += after.OfflineSeconds < before.OfflineSeconds ? 1 : 0;
                Assert.True(
                    after.OfflineSeconds <= before.OfflineSeconds,
                    $"{scenario.Name}: {before}\n{string.Join("\n", before.Timeline)}\nbut then {after}\n{string.Join("\n", after.Timeline)}");
            }
        }

        Assert.True(helped > 50, $"only {helped} users were helped");
    }

    // Without a record, a client whose cache is empty or names a stranger that it can't reach has no way in; phones and desktops alike.
    private static bool IsLostForGood(SimulationScenario scenario, FailoverOutcome outcome, bool hasRecord) =>
        outcome.FinalState == FailoverState.Offline && !hasRecord && outcome.Reason.Contains("no SRV record", StringComparison.Ordinal);

    private static bool Touches(SimulationEvent happening, TopologyPool home) => happening.Do switch
    {
        SimulationEventKind.PoolDown or SimulationEventKind.UserServicesDown => happening.Pool == home.Fqdn,
        SimulationEventKind.ServerDown => home.Servers.Contains(happening.Server!),
        SimulationEventKind.SiteDown => happening.Site == home.Site,
        SimulationEventKind.LinkDown => happening.Sites.Contains(home.Site!),
        _ => false,
    };

    // Only the failures of the pool itself and of its site: spans that certainly count as down.
    private static List<(double From, double To)> Downs(SimulationScenario scenario, TopologyPool pool)
    {
        List<(double, double)> downs = [];
        foreach ((SimulationEventKind down, SimulationEventKind up, Func<SimulationEvent, bool> concerns) in new (SimulationEventKind, SimulationEventKind, Func<SimulationEvent, bool>)[]
        {
            (SimulationEventKind.PoolDown, SimulationEventKind.PoolUp, happening => happening.Pool == pool.Fqdn),
            (SimulationEventKind.SiteDown, SimulationEventKind.SiteUp, happening => happening.Site == pool.Site),
        })
        {
            double? since = null;
            foreach (SimulationEvent happening in scenario.Events.Where(concerns))
            {
                if (happening.Do == down)
                {
                    since ??= happening.At.TotalSeconds;
                }
                else if (happening.Do == up && since is not null)
                {
                    downs.Add((since.Value, happening.At.TotalSeconds));
                    since = null;
                }
            }

            if (since is not null)
            {
                downs.Add((since.Value, scenario.Duration.TotalSeconds));
            }
        }

        return downs;
    }

    private static IEnumerable<(OutcomeEntry Entry, double From, double To)> Spans(FailoverOutcome outcome, double end) =>
        outcome.Timeline.Select((entry, i) => (entry, entry.AtSeconds, i + 1 < outcome.Timeline.Count ? outcome.Timeline[i + 1].AtSeconds : end));

    private static void ForEach(bool restores, Action<SimulationScenario, FailoverSimulation> check)
    {
        for (int seed = 0; seed < Worlds; seed++)
        {
            SimulationScenario scenario = RandomWorlds.Draw(seed, restores);
            check(scenario, scenario.Run());
        }
    }
}
