using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using LyncResilience.Discovery.Dns;
using Xunit;
using static LyncResilience.Simulation.SimulationEventKind;
using static LyncResilience.Simulation.Tests.Worlds;

namespace LyncResilience.Simulation.Tests;

/// <summary>The story's what-if question: what does a second SRV record change when FE1 or FE2 fails at 600 s of 4 h?</summary>
public class ComparisonTests
{
    private const double End = 14_400;

    private static readonly DnsRecord[] s_oneSrv = [Record(Fe1)];
    private static readonly DnsRecord[] s_twoSrv = [Record(Fe1), Record(Fe2, priority: 10)];
    private static readonly SimulatedUser[] s_users = [User(User1, Fe1), User(User2, Fe2), User("told@shudlab.net", Fe1, knows: true)];

    private static FailoverSimulation One { get; } = Scenario(s_oneSrv, s_users, At(600, PoolDown, Fe1)).Run();

    private static FailoverSimulation Two { get; } = Scenario(s_twoSrv, s_users, At(600, PoolDown, Fe1)).Run();

    [Fact]
    public void A_second_srv_record_helps_the_stranded_and_nobody_else()
    {
        FailoverComparison comparison = Compare(One, Two);

        FailoverDifference helped = Assert.Single(comparison.Differences);
        Assert.Equal((FailoverEffect.Helps, 1, Fe1, "Offline", "Limited"), (helped.Effect, helped.Users, helped.HomePool, helped.Before, helped.After));
        Assert.Equal((End - 630, 240, 0, End - 870), (helped.OfflineSecondsBefore, helped.OfflineSecondsAfter, helped.LimitedSecondsBefore, helped.LimitedSecondsAfter));
        Assert.Equal(End - 870, helped.SecondsGained);
        Assert.Equal([User1], helped.SipAddresses);
        Assert.Contains("only SRV target are both " + Fe1, helped.Detail, StringComparison.Ordinal);
        Assert.Contains("; after: was offline for 240 s", helped.Detail, StringComparison.Ordinal);
        Assert.Equal((3, 0, 0, true), (comparison.Users, comparison.OnlyBefore, comparison.OnlyAfter, comparison.IsHarmless));
        Assert.Equal("0 of 3 users hurt, 1 helped", comparison.ToString());
        Assert.Equal($"Helps 1 of {Fe1}: Offline -> Limited, +13530 s each", helped.ToString());
    }

    [Fact]
    public void The_other_way_round_it_hurts()
    {
        FailoverComparison comparison = Compare(Two, One);
        Assert.Equal((FailoverEffect.Hurts, -(End - 870)), Assert.Single(comparison.Differences.Select(row => (row.Effect, row.SecondsGained))));
        Assert.False(comparison.IsHarmless);
    }

    [Fact]
    public void Nothing_differs_from_itself() => Assert.Empty(Compare(One, Scenario(s_oneSrv, s_users, At(600, PoolDown, Fe1)).Run()).Differences);

    [Fact]
    public void Less_time_with_limited_service_helps_when_the_time_offline_is_the_same()
    {
        FailoverSimulation sooner = Scenario(s_twoSrv, s_users, At(600, PoolDown, Fe1), At(3600, PoolUp, Fe1)).Run();
        Assert.All(Compare(Two, sooner).Differences, row => Assert.Equal((FailoverEffect.Helps, 0, "Limited -> Full"), (row.Effect, row.SecondsGained, row.Change)));
        Assert.All(Compare(sooner, Two).Differences, row => Assert.Equal(FailoverEffect.Hurts, row.Effect));
    }

    [Fact]
    public void Who_ends_worse_is_hurt_when_all_seconds_are_the_same()
    {
        // Down at the last instant: noticed by nobody, so nothing but the end differs. A sign-out makes the end without costing a second.
        FailoverSimulation signedOut = Scenario(s_oneSrv, s_users, Person(End, SignOut)).Run();
        FailoverSimulation stayed = Scenario(s_oneSrv, s_users).Run();
        FailoverDifference row = Assert.Single(Compare(stayed, signedOut).Differences);
        Assert.Equal((FailoverEffect.Hurts, 0, "Full -> Offline"), (row.Effect, row.SecondsGained, row.Change));
    }

    [Fact]
    public void The_most_hurt_come_first_and_then_the_most_helped()
    {
        SimulatedUser[] users = [User(User1, Fe1), User(User2, Fe2), User("second@shudlab.net", Fe2), User("told@shudlab.net", Fe2, knows: true)];
        FailoverComparison comparison = Compare(
            Scenario(s_oneSrv, users, At(600, PoolDown, Fe1)).Run(),
            Scenario([], users, At(600, PoolDown, Fe2)).Run());

        Assert.Equal([(FailoverEffect.Hurts, 2), (FailoverEffect.Hurts, 1), (FailoverEffect.Helps, 1)], comparison.Differences.Select(row => (row.Effect, row.Users)));
        Assert.Equal([User2, "second@shudlab.net"], comparison.Differences[0].SipAddresses);
    }

    [Fact]
    public void Users_are_found_by_address_whatever_their_order_and_case()
    {
        FailoverSimulation shuffled = Scenario(s_twoSrv, [s_users[2], User(User1.ToUpperInvariant(), Fe1), s_users[1]], At(600, PoolDown, Fe1)).Run();
        FailoverComparison comparison = Compare(One, shuffled);
        Assert.Equal((3, 0, 0), (comparison.Users, comparison.OnlyBefore, comparison.OnlyAfter));
        Assert.Equal([User1], Assert.Single(comparison.Differences).SipAddresses);
    }

    [Fact]
    public void Users_of_only_one_simulation_are_counted_and_not_compared()
    {
        FailoverSimulation others = Scenario(s_twoSrv, [User("new@shudlab.net", Fe1), User(User1, Fe1), User("newer@shudlab.net", Fe1)], At(600, PoolDown, Fe1)).Run();
        FailoverComparison comparison = Compare(One, others);
        Assert.Equal((1, 2, 2), (comparison.Users, comparison.OnlyBefore, comparison.OnlyAfter));
        Assert.Equal([User1], Assert.Single(comparison.Differences).SipAddresses);
    }

    [Fact]
    public void An_address_that_stands_for_many_is_compared_as_often_as_both_have_it()
    {
        FailoverSimulation five = Scenario(s_oneSrv, [User(User1, Fe1) with { Count = 5 }], At(600, PoolDown, Fe1)).Run();
        FailoverSimulation three = Scenario(s_twoSrv, [User(User2, Fe2), User(User1, Fe1) with { Count = 3 }], At(600, PoolDown, Fe1)).Run();
        FailoverComparison comparison = Compare(five, three);
        Assert.Equal((3, 2, 1), (comparison.Users, comparison.OnlyBefore, comparison.OnlyAfter));
        Assert.Equal(3, Assert.Single(comparison.Differences).Users);
    }

    [Fact]
    public void A_comparison_can_be_stopped()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => FailoverComparison.Compare(One, Two, stop.Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_million_users_are_compared_in_seconds(bool shuffled)
    {
        Assert.SkipWhen(Type.GetType("Mono.Runtime") is not null, "Speed is measured on .NET.");
        const int Users = 1_000_000;
        SimulatedUser[] users = [.. Enumerable.Range(0, Users).Select(i => User($"user{i}@shudlab.net", i % 2 == 0 ? Fe1 : Fe2, knows: i % 3 == 0))];
        FailoverSimulation before = Scenario(s_oneSrv, users, At(600, PoolDown, Fe1)).Run();
        FailoverSimulation after = Scenario(s_twoSrv, shuffled ? Enumerable.Reverse(users) : users, At(600, PoolDown, Fe1)).Run();

        var watch = Stopwatch.StartNew();
        FailoverComparison comparison = Compare(before, after);
        watch.Stop();

        // 500 000 of FE1, of whom each third knows its backup.
        Assert.Equal(333_333, Assert.Single(comparison.Differences).Users);
        Assert.Equal(Users, comparison.Users);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalSeconds:0.00} s");
    }

    private static FailoverComparison Compare(FailoverSimulation before, FailoverSimulation after) =>
        FailoverComparison.Compare(before, after, TestContext.Current.CancellationToken);
}
