using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static LyncResilience.Simulation.SimulationEventKind;
using static LyncResilience.Simulation.Tests.Worlds;

namespace LyncResilience.Simulation.Tests;

/// <summary>How a simulation runs: what it tells on the way, how it is stopped, whom it refuses, and how it takes very much.</summary>
public class RunTests
{
    /// <summary>Between the moment of the request and the end; 200 ms are meant, and a busy machine gets more.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Progress_tells_of_users_first_and_then_of_time_and_ends_at_the_end()
    {
        List<SimulationProgress> told = [];
        SimulationScenario scenario = Scenario([Record(Fe1)], Many(200_000), At(600, PoolDown, Fe1), At(3600, PoolUp, Fe1));
        FailoverSimulator.Run(scenario, new Told(told.Add), cancellationToken: Stop);

        Assert.Equal([65_536, 131_072, 196_608], told.TakeWhile(progress => progress.Time == TimeSpan.Zero).Select(progress => progress.UsersRead));
        Assert.All(told, progress => Assert.Equal(scenario.Duration, progress.Duration));
        Assert.Equal(told.OrderBy(progress => progress.Time), told);
        Assert.Contains(told, progress => progress.Time == TimeSpan.FromSeconds(600));
        Assert.Equal(new SimulationProgress(200_000, scenario.Duration, scenario.Duration), told[^1]);
    }

    [Fact]
    public void Progress_is_told_some_hundred_times_at_most()
    {
        int told = 0;
        SimulationEvent[] events = [.. Enumerable.Range(1, 14_000).Select(second => At(second, second % 2 == 0 ? PoolUp : PoolDown, Fe2))];
        FailoverSimulator.Run(Scenario([Record(Fe1)], [User(User1, Fe1)], events), new Told(_ => told++), cancellationToken: Stop);
        Assert.InRange(told, 90, 101);
    }

    [Fact]
    public void Progress_changes_nothing()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            SimulationScenario scenario = RandomWorlds.Draw(seed, restores: true);
            Assert.Equal(
                scenario.Run().Timeline.Select(entry => entry.ToString()),
                FailoverSimulator.Run(scenario, new Told(_ => { }), cancellationToken: Stop).Timeline.Select(entry => entry.ToString()));
        }
    }

    [Fact]
    public async Task It_stops_while_users_are_read() => await StopsAsync(Scenario([], []) with { Users = Endless() }, after: progress => progress.UsersRead > 0);

    [Fact]
    public async Task It_stops_while_an_entry_of_very_many_users_is_read() =>
        await StopsAsync(Scenario([], [User(User1, Fe1) with { Count = 90_000_000 }]));

    [Fact]
    public async Task It_stops_while_clients_draw()
    {
        SimulationScenario scenario = Scenario(
            [Record(Fe1, weight: 1), Record(Fe2, weight: 1)], [User(User1, Fe1, cached: "", signedIn: false) with { Count = 20_000_000 }], At(600, PoolDown, Fe1));
        await StopsAsync(scenario.Assuming("RetryJitterPercent", 50), after: progress => progress.Time > TimeSpan.Zero);
    }

    [Fact]
    public async Task It_stops_while_time_passes()
    {
        SimulationEvent[] events = [.. Enumerable.Range(0, 300_000).Select(i => At(i / 100.0, i % 2 == 0 ? PoolDown : PoolUp, Fe2))];
        await StopsAsync(Scenario([], Many(100).Select((user, i) => user with { CachedServer = $"s{i}.shudlab.net" }), events), after: progress => progress.Time > TimeSpan.Zero);
    }

    [Fact]
    public void It_stops_before_it_looks_at_anything() =>
        Assert.Throws<OperationCanceledException>(() => FailoverSimulator.Run(Scenario([], [User(User1, Fe1)], At(1, PoolDown, Fe1)), new CancellationToken(canceled: true)));

    [Fact]
    public void The_exception_holds_the_user_that_does_not_fit()
    {
        SimulatedUser[] strangers = [User("a@shudlab.net", "p9.shudlab.net"), User("b@shudlab.net", Director), User("no address", Fe1), User("c@shudlab.net", Fe1) with { Location = "Nowhere" }];
        Assert.All(strangers, stranger => Assert.Same(
            stranger, Assert.Throws<ScenarioFormatException>(() => Scenario([], [User(User1, Fe1), stranger, User(User2, Fe2)]).Run()).User));
        Assert.Null(Assert.Throws<ScenarioFormatException>(() => Scenario([], [User(User1, Fe1)], At(1, PoolDown, "p9.shudlab.net")).Run()).User);
    }

    [Fact]
    public void Users_that_do_not_fit_are_left_out_when_somebody_takes_the_refusals()
    {
        SimulatedUser[] users = [User("a@shudlab.net", "p9.shudlab.net"), User(User1, Fe1), User("no address", Fe1), User(User2, Fe2), User("b@shudlab.net", Director)];
        List<ScenarioFormatException> refusals = [];
        FailoverSimulation simulation = FailoverSimulator.Run(Scenario([Record(Fe1)], users, At(600, PoolDown, Fe1)), null, refusals.Add, Stop);
        Assert.Equal([users[0], users[2], users[4]], refusals.Select(refusal => refusal.User));
        Assert.Equal([User1, User2], simulation.Outcomes.Select(outcome => outcome.SipAddress));
        Assert.Equal(Scenario([Record(Fe1)], [users[1], users[3]], At(600, PoolDown, Fe1)).Run().Timeline.Select(entry => entry.ToString()), simulation.Timeline.Select(entry => entry.ToString()));
    }

    [Fact]
    public void A_file_of_a_hundred_thousand_events_is_read_and_played_in_bounded_time()
    {
        var events = new StringBuilder();
        for (int i = 0; i < 100_000; i++)
        {
            events.Append(i == 0 ? string.Empty : ",").Append((i % 4) switch
            {
                0 => $$"""{"at":{{i / 10}},"do":"SrvAdd","record":{"name":"_sipinternaltls._tcp.shudlab.net","priority":{{i / 2 % 500}},"target":"{{Fe2}}"} }""",
                1 => $$"""{"at":{{i / 10}},"do":"SrvRemove","record":{"name":"_sipinternaltls._tcp.shudlab.net","priority":{{i / 2 % 500}},"target":"{{Fe2}}"} }""",
                2 => $$"""{"at":{{i / 10}},"do":"ClientRestart","user":"u{{i % 200}}@shudlab.net"}""",
                _ => $$"""{"at":{{i / 10}},"do":"{{(i % 8 == 3 ? "PoolDown" : "PoolUp")}}","pool":"{{Fe2}}"}""",
            });
        }

        string users = string.Join(",", Enumerable.Range(0, 200).Select(i => $$"""{"sipAddress":"u{{i}}@shudlab.net","registrarPool":"{{Fe1}}"}"""));
        string json = $$"""{"topology":{{Shudlab.ToJson()}},"users":[{{users}}],"events":[{{events}}],"duration":"04:00:00"}""";
        Stopwatch clock = Stopwatch.StartNew();
        SimulationScenario scenario = ScenarioFile.Parse(json, cancellationToken: Stop);
        TimeSpan read = clock.Elapsed;
        FailoverSimulation simulation = scenario.Run();
        Assert.Equal(100_000, scenario.Events.Count);
        Assert.Equal(200, simulation.FullAtEnd);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"reading took {read}, playing {clock.Elapsed - read}");
    }

    [Fact]
    public async Task Reading_a_file_of_very_many_events_stops()
    {
        string events = string.Join(",", Enumerable.Range(0, 150_000).Select(i => $$"""{"at":{{i}},"do":"PoolDown","pool":"{{Fe1}}"}"""));
        using CancellationTokenSource source = new();
        SimulationScenario Read() => ScenarioFile.Parse($$"""{"topology":"t.json","events":[{{events}}]}""", "f", _ => { source.Cancel(); return Shudlab; }, source.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(Read, Stop));
    }

    private static async Task StopsAsync(SimulationScenario scenario, Predicate<SimulationProgress>? after = null)
    {
        using CancellationTokenSource source = new();
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task run = Task.Run(
            () => FailoverSimulator.Run(
                after is null ? scenario with { Users = Announced(scenario.Users, () => running.TrySetResult()) } : scenario,
                new Told(progress => { if (after is not null && after(progress)) { running.TrySetResult(); } }),
                cancellationToken: source.Token),
            Stop);
        await await Task.WhenAny(running.Task, run);
        Stopwatch clock = Stopwatch.StartNew();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(clock.Elapsed < s_patience, $"stopped after {clock.Elapsed}");
        TestContext.Current.TestOutputHelper?.WriteLine($"stopped after {clock.Elapsed.TotalMilliseconds} ms");
    }

    private static IEnumerable<SimulatedUser> Announced(IEnumerable<SimulatedUser> users, Action begin)
    {
        begin();
        foreach (SimulatedUser user in users)
        {
            yield return user;
        }
    }

    private static SimulatedUser[] Many(int users) => [.. Enumerable.Range(0, users).Select(i => User($"u{i}@shudlab.net", Fe1))];

    private static IEnumerable<SimulatedUser> Endless()
    {
        for (int i = 0; ; i = (i + 1) % 1000)
        {
            yield return User($"u{i}@shudlab.net", Fe1);
        }
    }

    private sealed class Told(Action<SimulationProgress> tell) : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value) => tell(value);
    }
}
