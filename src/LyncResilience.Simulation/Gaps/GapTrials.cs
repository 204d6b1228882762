using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LyncResilience.Simulation.Gaps;

/// <summary>Simulates failures in worlds. One member stands for each kind of client, because those of a kind fare alike.</summary>
internal sealed class GapTrials
{
    private static readonly GapClients[] s_clients = [GapClients.ToldBackup, GapClients.FromCache, GapClients.Fresh];

    private readonly SimulationScenario _scenario;
    private readonly TimeSpan _end;
    private readonly bool _havePeopleActs;
    private readonly HashSet<string> _everyone;
    private readonly CancellationToken _cancellationToken;

    public GapTrials(SimulationScenario scenario, IReadOnlyList<UserKind> kinds, GapSearchOptions options, CancellationToken cancellationToken)
    {
        _scenario = scenario;
        _cancellationToken = cancellationToken;
        _havePeopleActs = scenario.Events.Any(happening => happening.User is not null);
        _end = options.Duration is { } duration ? options.At + duration : DefaultEnd(scenario, options.At);
        Kinds = kinds;
        _everyone = People(kinds);
        Present = new GapWorld(scenario.Topology, scenario.Records, scenario.Events);
        Everybody = [.. Enumerable.Range(0, kinds.Count).SelectMany(kind => s_clients.Select(client => new GapEntry(kind, client)))];
    }

    public IReadOnlyList<UserKind> Kinds { get; }

    /// <summary>The world that is searched.</summary>
    public GapWorld Present { get; }

    public SimulationAssumptions Assumptions => _scenario.Assumptions;

    /// <summary>Every kind of client of every kind of user: three in a row for each.</summary>
    public IReadOnlyList<GapEntry> Everybody { get; }

    /// <summary>Plays a failure for some kinds of client.</summary>
    /// <returns>Their fates, in the same order.</returns>
    public IReadOnlyList<GapFate> Play(GapFailure failure, IReadOnlyList<GapEntry> entries, GapWorld world)
    {
        int[] members = [.. entries.Select(entry => Members(failure, entry, world))];
        HashSet<string> present = People(entries.Select(entry => Kinds[entry.Kind]));
        FailoverSimulation played = FailoverSimulator.Run(
            _scenario with
            {
                Topology = world.Topology,
                Records = world.Records,
                Events = [.. world.Background.Where(happening => !IsOfAbsent(happening, present)), .. failure.Events.Select(world.InThisWorld)],
                Users = [.. entries.Select((entry, i) => Kinds[entry.Kind].With(entry.Client, members[i]))],
                Duration = _end,
            },
            _cancellationToken);

        GapFate[] fates = new GapFate[entries.Count];
        int next = 0;
        for (int i = 0; i < fates.Length; i++)
        {
            fates[i] = Fate(entries[i], [.. Enumerable.Range(next, members[i]).Select(member => played.Outcomes[member])]);
            next += members[i];
        }

        return fates;
    }

    // People whom nobody asks about in this play act in none of it. Whom no kind of user knows stays: that is for the simulation to refuse.
    private bool IsOfAbsent(SimulationEvent happening, HashSet<string> present) =>
        happening.User is { } user && Engine.WorldLife.Addressed(user) is var address && _everyone.Contains(address) && !present.Contains(address);

    // Whom an event names is a kind of its own (UserKinds), so the first of each kind tells whether that person is among them.
    private static HashSet<string> People(IEnumerable<UserKind> kinds) =>
        new(kinds.Select(kind => Engine.WorldLife.Addressed(kind.First.SipAddress ?? string.Empty)), StringComparer.OrdinalIgnoreCase);

    // Users are seated on Front Ends in turn, so as many members as there are Front Ends stand for all when one of them fails.
    private int Members(GapFailure failure, GapEntry entry, GapWorld world) =>
        world.Topology.FindPool(Kinds[entry.Kind].First.RegistrarPool) is { } home && failure.HitsServerOf(home) ? home.Servers.Count : 1;

    private GapFate Fate(GapEntry entry, FailoverOutcome[] outcomes)
    {
        int users = Kinds[entry.Kind].Count;
        FailoverOutcome[] stranded = Array.FindAll(outcomes, IsStranded);
        int strandedUsers = (int)((((long)users * stranded.Length) + outcomes.Length - 1) / outcomes.Length);
        return new GapFate(
            entry, users, strandedUsers, Array.Exists(outcomes, outcome => outcome.FinalState == FailoverState.Limited),
            Array.Exists(outcomes, outcome => outcome.OfflineSeconds > 0), stranded.FirstOrDefault() ?? outcomes[0]);
    }

    private bool IsStranded(FailoverOutcome outcome) => outcome.FinalState == FailoverState.Offline
        && !(_havePeopleActs && outcome.Timeline[outcome.Timeline.Count - 1].IsSignedOut);

    private static TimeSpan DefaultEnd(SimulationScenario scenario, TimeSpan at)
    {
        int slowest = scenario.Topology.Pools.Select(pool => pool.FailureDetectionSeconds).DefaultIfEmpty(0).Max();
        TimeSpan lasts = TimeSpan.FromSeconds(Math.Max(3600, 2 * slowest));
        return scenario.Events.Select(happening => happening.At).Append(at).Max() + lasts;
    }
}
