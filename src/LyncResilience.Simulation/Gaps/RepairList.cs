using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Simulation.Gaps;

/// <summary>The changes that are tried against a cause, small ones and those that need a machine.</summary>
internal sealed class RepairList
{
    private const int MostTargets = 3;
    private const int MostSites = 3;
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    private readonly GapWorld _world;
    private readonly GapFailure _failure;
    private readonly IReadOnlyList<UserKind> _users;
    private readonly IReadOnlyList<TopologyPool> _homes;

    private RepairList(GapWorld world, GapFailure failure, IReadOnlyList<UserKind> users)
    {
        _world = world;
        _failure = failure;
        _users = users;
        _homes = [.. users.GroupBy(kind => kind.First.RegistrarPool, s_names).OrderByDescending(home => home.Sum(kind => (long)kind.Count)).Select(home => world.Topology.FindPool(home.Key)!)];
    }

    /// <summary>What is tried.</summary>
    /// <param name="world">The world in which users are stranded.</param>
    /// <param name="failure">What fails there.</param>
    /// <param name="cause">Why they are stranded.</param>
    /// <param name="users">Who.</param>
    public static IReadOnlyList<GapRepair> For(GapWorld world, GapFailure failure, string cause, IReadOnlyList<UserKind> users)
    {
        var list = new RepairList(world, failure, users);
        return [.. list.Of(cause).OfType<GapRepair>()];
    }

    private IEnumerable<GapRepair?> Of(string cause) => cause switch
    {
        GapCauses.NoBackupRegistrar => WithLead(PoolRepairs.Back(_world, _homes, _failure)),
        GapCauses.AutomaticFailoverOff => WithLead(PoolRepairs.FailOver(_world, _homes)),

        // A pool has one backup, so whatever it is, some pair of failures takes it down together with its home.
        GapCauses.BackupDownToo => _failure.Events.Count > 1 ? [] : WithLead(PoolRepairs.Back(_world, _homes, _failure)),
        GapCauses.DnsSinglePoint => Resolvers(),
        GapCauses.NameMismatch => [RecordRepairs.Match(_world, _users), .. Leads()],
        GapCauses.StaleSrvTtl => [RecordRepairs.Shorten(_world, _users), .. Leads()],
        GapCauses.BackupUnknownToClient or GapCauses.NoSrvRecord or GapCauses.NoSecondSrvTarget => [.. Leads(), .. Directors()],
        _ => [],
    };

    // Clients that were never told the backup need a record that leads them there.
    private static TopologyPool[] BackupsOf(GapWorld world, IReadOnlyList<TopologyPool> homes) =>
        [.. homes.Select(home => Backups.Of(world.Topology, world.Topology.FindPool(home.Fqdn)!)).OfType<TopologyPool>().Distinct().Take(MostTargets)];

    private IEnumerable<GapRepair?> WithLead(GapRepair? repair)
    {
        if (repair is null)
        {
            yield break;
        }

        yield return repair;
        foreach (TopologyPool backup in BackupsOf(repair.World, _homes).Where(pool => !_failure.TakesDown(pool)))
        {
            if (RecordRepairs.Lead(repair.World, _users, backup) is { } lead)
            {
                yield return repair.And(lead);
            }
        }
    }

    private IEnumerable<GapRepair?> Leads() => Targets().Select(target => RecordRepairs.Lead(_world, _users, target));

    private IEnumerable<GapRepair?> Directors() => Targets().Take(1).Select(beside => PoolRepairs.Direct(_world, _users, beside));

    private IEnumerable<GapRepair> Resolvers()
    {
        if (_world.Topology.Sites.Count == 0)
        {
            return [PoolRepairs.Resolve(_world, _users, null)];
        }

        IEnumerable<string> places = _users.GroupBy(kind => kind.First.Location, s_names).OrderByDescending(place => place.Sum(kind => (long)kind.Count)).Select(place => place.Key).OfType<string>();
        return places.Concat(_world.Topology.Sites).Distinct(s_names).Where(site => !_failure.TakesDown(site)).Take(MostSites).Select(site => PoolRepairs.Resolve(_world, _users, site));
    }

    // Whom an SRV record should name: the living backups of the homes that are down, then the living homes, then anybody who redirects.
    private IEnumerable<TopologyPool> Targets()
    {
        IEnumerable<TopologyPool> backups = BackupsOf(_world, [.. _homes.Where(_failure.TakesDown)]);
        IEnumerable<TopologyPool> others = _world.Topology.Pools.Where(pool => pool.Kind != PoolKind.Sba).OrderBy(pool => pool.Kind == PoolKind.Director ? 0 : 1);
        return backups.Concat(_homes.Where(home => home.Kind != PoolKind.Sba)).Concat(others).Where(pool => !_failure.TakesDown(pool)).Distinct().Take(MostTargets);
    }
}
