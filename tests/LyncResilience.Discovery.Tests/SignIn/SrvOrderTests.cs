using System;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn;

public class SrvOrderTests
{
    private static SrvRecord Target(string name, int priority, int weight) => new("_sip._tls.contoso.com", 60, priority, weight, 5061, name);

    [Fact]
    public void Lower_priority_numbers_come_first()
    {
        SrvRecord[] records = [Target("c", 20, 5), Target("a", 0, 0), Target("b", 10, 100)];
        Assert.Equal(["a", "b", "c"], SrvOrder.Of(records, _ => 0).Select(record => record.Target));
    }

    [Fact]
    public void Weights_share_the_first_place_in_proportion()
    {
        var random = new Random(1);
        SrvRecord[] records = [Target("light", 0, 10), Target("heavy", 0, 30), Target("none", 0, 0)];
        int heavy = Enumerable.Range(0, 10_000).Count(_ => SrvOrder.Of(records, limit => random.Next(limit + 1))[0].Target == "heavy");
        Assert.InRange(heavy, 7_000, 7_700);
    }

    [Fact]
    public void Equal_targets_without_weight_are_drawn_evenly()
    {
        var random = new Random(1);
        SrvRecord[] records = [Target("a", 0, 0), Target("b", 0, 0)];
        int first = Enumerable.Range(0, 10_000).Count(_ => SrvOrder.Of(records, limit => random.Next(limit + 1))[0].Target == "a");
        Assert.InRange(first, 4_700, 5_300);
    }

    [Fact]
    public void Every_target_stands_in_the_order_once()
    {
        var random = new Random(2);
        SrvRecord[] records = [.. Enumerable.Range(0, 50).Select(i => Target($"t{i}", i % 3, i % 7))];
        Assert.Equal(records.OrderBy(record => record.Target), SrvOrder.Of(records, limit => random.Next(limit + 1)).OrderBy(record => record.Target));
    }

    [Fact]
    public void Targets_without_weight_stand_first_for_the_draw()
    {
        int[]? weights = null;
        SrvOrder.ByChoice([Target("heavy", 0, 3), Target("none", 0, 0)], offered => (weights ??= [.. offered])[0]);
        Assert.Equal([0, 3], weights!);
    }

    [Fact]
    public void A_draw_follows_the_running_sums()
    {
        // RFC 2782: a number from 0 to the sum inclusive; the first target whose running sum is not less than it.
        int limit = -1;
        int[] weights = [0, 1, 3];
        Assert.Equal([0, 1, 2, 2, 2], Enumerable.Range(0, 5).Select(drawn => SrvOrder.Draw(weights, sum =>
        {
            limit = sum;
            return drawn;
        })));
        Assert.Equal(4, limit);
    }

    [Fact]
    public void A_target_that_is_alone_is_not_drawn() =>
        Assert.Equal(2, SrvOrder.Of([Target("a", 0, 5), Target("b", 1, 0)], _ => throw new InvalidOperationException("Nothing is to be drawn.")).Count);
}
