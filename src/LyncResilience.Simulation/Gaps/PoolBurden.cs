using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Simulation.Gaps;

/// <summary>
/// How many users a pool has to serve at the end of a failure: those whom at least one kind of client leads there. A user counts once, whichever
/// kinds of client lead there.
/// </summary>
internal sealed class PoolBurden
{
    private PoolBurden(TopologyPool pool, IReadOnlyList<int> kinds, int users, int own)
    {
        Pool = pool;
        Kinds = kinds;
        Users = users;
        Own = own;
    }

    public TopologyPool Pool { get; }

    /// <summary>The kinds of user that it serves.</summary>
    public IReadOnlyList<int> Kinds { get; }

    public int Users { get; }

    /// <summary>How many of them are at home there.</summary>
    public int Own { get; }

    /// <summary>How many are more than it can serve.</summary>
    public int Surplus => Math.Max(0, Users - (Pool.UserCapacity ?? int.MaxValue));

    public static IReadOnlyList<PoolBurden> Of(GapTrials trials, IReadOnlyList<GapFate> fates) => Of(trials.Present.Topology, trials, fates);

    public static IReadOnlyList<PoolBurden> Of(ResilienceTopology topology, GapTrials trials, IReadOnlyList<GapFate> fates)
    {
        ILookup<string, int> kinds = fates.Where(fate => fate.Outcome.FinalRegistrar is not null)
            .Select(fate => (Pool: fate.Outcome.FinalRegistrar!, fate.Entry.Kind)).Distinct().ToLookup(serving => serving.Pool, serving => serving.Kind);
        return
        [
            .. topology.Pools.Select(pool => new PoolBurden(
                pool, [.. kinds[pool.Fqdn]], kinds[pool.Fqdn].Sum(kind => trials.Kinds[kind].Count),
                kinds[pool.Fqdn].Select(kind => trials.Kinds[kind]).Where(kind => Same(kind.First.RegistrarPool, pool.Fqdn)).Sum(kind => kind.Count))),
        ];
    }

    /// <summary>The pool with as much room as it needs.</summary>
    public GapRepair MakeRoom(GapWorld world)
    {
        string line = string.Format(CultureInfo.InvariantCulture, "# {0}: add Front Ends, or make it the backup of fewer users, until it can serve {1} ({2:N0} more)", Pool.Fqdn, Discovery.Counted.Of(Users, "user"), Surplus);
        return new GapRepair(GapFixKind.Capacity, world.WithPool(GapWorld.Copy(Pool, Pool.BackupPool, Pool.AutomaticFailover, Users)), [line], [line])
        {
            Note = "Microsoft's planning guides: design each pool of a pair for the users of both.",
            Summary = "more capacity",
        };
    }

    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0} has to serve {1}, {2:N0} of its own and {3}; its capacity is {4:N0}. Nobody is refused, but nothing says how well it serves them.",
        Pool.Fqdn, Discovery.Counted.Of(Users, "user"), Own, Discovery.Counted.Of(Users - Own, "guest"), Pool.UserCapacity);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
