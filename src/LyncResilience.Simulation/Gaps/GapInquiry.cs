using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Simulation.Gaps;

/// <summary>What one failure does, why, and what would help.</summary>
internal sealed class GapInquiry
{
    private const int MostSamples = 5;

    private readonly GapTrials _trials;
    private readonly IReadOnlyList<GapFate> _fates;
    private readonly bool _triesFixes;
    private readonly int _affected;
    private readonly int _limited;
    private readonly GapFailure _failure;
    private readonly GapFindings _findings;

    private GapInquiry(GapTrials trials, GapFailure failure, IReadOnlyList<GapSeen> known, bool triesFixes)
    {
        _trials = trials;
        _triesFixes = triesFixes;
        _failure = failure;
        _fates = trials.Play(failure, trials.Everybody, trials.Present);
        IEnumerable<IGrouping<int, GapFate>> users = _fates.GroupBy(fate => fate.Entry.Kind);
        _affected = users.Where(clients => clients.Any(client => client.IsStranded || client.IsLimited || client.WasOffline)).Sum(clients => clients.First().Users);
        _limited = users.Where(clients => clients.Any(client => client.IsLimited) && !clients.Any(client => client.IsStranded)).Sum(clients => clients.First().Users);

        GapFate[] stranded = [.. _fates.Where(fate => fate.IsStranded)];
        PoolBurden[] overloaded = [.. PoolBurden.Of(trials, _fates).Where(burden => burden.Surplus > 0)];
        var seen = new GapSeen(new HashSet<int>(stranded.Select(fate => fate.Entry.Kind)), new HashSet<string>(overloaded.Select(burden => burden.Pool.Fqdn), GapSeen.PoolNames));

        GapFate[] newly = [.. stranded.Where(fate => !known.Any(smaller => smaller.Stranded.Contains(fate.Entry.Kind)))];
        _findings = new GapFindings(failure,
        [
            .. StrandedByCause(newly),
            .. overloaded.Where(burden => !known.Any(smaller => smaller.Overloaded.Contains(burden.Pool.Fqdn))).Select(Overload),
        ], seen);
    }

    /// <summary>Plays a failure and inquires into what it does.</summary>
    /// <param name="trials">The simulations.</param>
    /// <param name="failure">What fails.</param>
    /// <param name="known">What smaller failures within it do already.</param>
    /// <param name="triesFixes">Whether to try what would help.</param>
    public static GapFindings Of(GapTrials trials, GapFailure failure, IReadOnlyList<GapSeen> known, bool triesFixes) =>
        new GapInquiry(trials, failure, known, triesFixes)._findings;

    private IEnumerable<ResilienceGap> StrandedByCause(IReadOnlyList<GapFate> stranded)
    {
        if (stranded.Count == 0)
        {
            return [];
        }

        return new CauseFinder(_trials).Find(_failure, stranded, _fates)
            .GroupBy(found => found.Value, found => found.Key)
            .OrderBy(cause => GapCauses.All.ToList().IndexOf(cause.Key))
            .Select(cause => Stranded(cause.Key, [.. cause]));
    }

    private ResilienceGap Stranded(string cause, IReadOnlyList<GapFate> fates)
    {
        int[] kinds = [.. fates.Select(fate => fate.Entry.Kind).Distinct()];
        UserKind[] users = [.. kinds.Select(kind => _trials.Kinds[kind])];
        IReadOnlyList<GapRepair> tried = _triesFixes ? RepairList.For(_trials.Present, _failure, cause, users) : [];
        List<KeyValuePair<GapRepair, int>> helping =
        [
            .. tried.Select(repair => new KeyValuePair<GapRepair, int>(repair, Saved(fates, repair.World))).Where(repair => repair.Value > 0)
                .OrderByDescending(repair => repair.Value).ThenBy(repair => repair.Key.Effort),
        ];
        return Gap(cause, users, helping) with
        {
            UsersOffline = fates.GroupBy(fate => fate.Entry.Kind).Sum(clients => clients.Max(client => client.Stranded)),
            Clients = fates.Aggregate(GapClients.None, (clients, fate) => clients | fate.Entry.Client),
            Detail = GapText.Stranded(_trials, fates) + (helping.Count == 0 ? GapText.NoFix(cause, _failure, _triesFixes, tried) : string.Empty),
        };
    }

    private int Saved(IReadOnlyList<GapFate> stranded, GapWorld world)
    {
        IReadOnlyList<GapFate> then = _trials.Play(_failure, [.. stranded.Select(fate => fate.Entry)], world);
        return stranded.Zip(then, (before, after) => (before, after)).GroupBy(pair => pair.before.Entry.Kind)
            .Sum(clients => Math.Max(0, clients.Max(client => client.before.Stranded) - clients.Max(client => client.after.Stranded)));
    }

    private ResilienceGap Overload(PoolBurden burden)
    {
        UserKind[] users = [.. burden.Kinds.Select(kind => _trials.Kinds[kind])];
        List<KeyValuePair<GapRepair, int>> helping = [];
        if (_triesFixes)
        {
            GapRepair room = burden.MakeRoom(_trials.Present);
            int left = PoolBurden.Of(room.World.Topology, _trials, _trials.Play(_failure, _trials.Everybody, room.World)).Single(now => now.Pool.Fqdn == burden.Pool.Fqdn).Surplus;
            helping.Add(new KeyValuePair<GapRepair, int>(room, burden.Surplus - left));
        }

        return Gap(GapCauses.BackupOverCapacity, users, helping) with { UsersOverCapacity = burden.Surplus, UsersAffected = burden.Users, Detail = burden.ToString() };
    }

    private ResilienceGap Gap(string cause, IReadOnlyList<UserKind> users, IReadOnlyList<KeyValuePair<GapRepair, int>> helping)
    {
        GapFix[] fixes = [.. helping.Select(repair => repair.Key.Measured(repair.Value))];
        GapFix? best = fixes.FirstOrDefault();
        return new ResilienceGap
        {
            Failure = _failure.Name,
            FailureCount = _failure.Events.Count,
            Events = Array.AsReadOnly(_failure.Events.ToArray()),
            UsersAffected = _affected,
            UsersLimited = _limited,
            Cause = cause,
            Fix = best?.Fix,
            FixKind = best?.Kind,
            FixCommand = best?.Command,
            FixNote = best?.Note,
            UsersSavedByFix = best?.UsersSaved ?? 0,
            Alternatives = Array.AsReadOnly(fixes.Skip(1).ToArray()),
            HomePools = Array.AsReadOnly(users.Select(kind => _trials.Present.Topology.FindPool(kind.First.RegistrarPool)!.Fqdn).Distinct().OrderBy(name => name, StringComparer.OrdinalIgnoreCase).ToArray()),
            SampleUsers = Array.AsReadOnly(users.SelectMany(kind => kind.Samples.Take(1)).Concat(users.SelectMany(kind => kind.Samples.Skip(1))).Take(MostSamples).ToArray()),
        };
    }
}
