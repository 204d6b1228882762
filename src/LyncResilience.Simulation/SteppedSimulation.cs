using System;
using System.Collections.Generic;
using System.Threading;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation.Clients;
using LyncResilience.Simulation.Engine;
using LyncResilience.Simulation.Scenarios;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation;

/// <summary>
/// The simulator's world without a population: time and events come step by step, and a sign-in can be walked at any instant and seen hop by hop. What
/// <see cref="FailoverSimulator"/> does with users, for whoever wants to compare one walk with another's.
/// </summary>
internal sealed class SteppedSimulation
{
    private readonly SimulationClock _clock = new(seed: 0, CancellationToken.None);
    private readonly ResilienceTopology _topology;
    private readonly SimulatedWorld _world;
    private readonly SimulationAssumptions _assumptions;
    private readonly WorldLife _life;

    /// <summary>Starts at time 0 with everything up.</summary>
    public SteppedSimulation(ResilienceTopology topology, IEnumerable<DnsRecord> records, SimulationAssumptions assumptions)
    {
        _topology = topology;
        _assumptions = assumptions;
        _world = new SimulatedWorld(topology, records);
        var ledger = new Ledger(_world.Pools);
        var nobody = new ClientLife(_clock, _world, assumptions, new Population(_world, assumptions, [], CancellationToken.None), ledger);
        _life = new WorldLife(_clock, _world, nobody, ledger, []);
    }

    /// <summary>The time since the start.</summary>
    public TimeSpan Now => _clock.Time;

    /// <summary>Lets time pass, with the heartbeats in it.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        if (by < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(by), by, "Simulated time can't go back.");
        }

        // Ranked last, so that what else is due at that instant has happened when it comes.
        bool isThere = false;
        _clock.Schedule(_clock.Now + by.Ticks, SimulationEntryKind.Client, () => isThere = true);
        while (!isThere)
        {
            _clock.Step();
        }
    }

    /// <summary>Lets something happen to the world now.</summary>
    /// <exception cref="ScenarioFormatException">It names what isn't there.</exception>
    public void Happen(SimulationEventKind what, string? pool = null, DnsRecord? record = null)
    {
        var happening = new SimulationEvent(Now, what) { Pool = pool, Record = record };
        if (ScenarioRules.WhyWrong(_topology, happening) is { } why)
        {
            throw new ScenarioFormatException($"the event {what} {why}");
        }

        _life.Schedule(new SimulationScenario { Topology = _topology, Events = [happening] });
        Advance(TimeSpan.Zero);
    }

    /// <summary>Walks the sign-in path of one user, as a client that asks DNS anew. Every draw among SRV targets falls to the first.</summary>
    /// <param name="sipAddress">The user.</param>
    /// <param name="homePool">The user's home pool.</param>
    /// <param name="settings">What the client knows and is allowed.</param>
    public SignInPath Walk(string sipAddress, string homePool, SignInSettings settings)
    {
        PoolState home = _world.FindHost(homePool) ?? throw new ScenarioFormatException($"there is no pool '{homePool}'.");
        var round = new SimulatedRound(_world, settings, new RoundPlace(home, null, _assumptions) { AttemptTicks = 0 }, ResolverCache.Empty);
        while (round.Run(_clock.Now) == RoundPause.Draw)
        {
            round = round.WithDraw(SrvOrder.Draw(round.NeededDraw!, _ => 0));
        }

        return PathVerdict.Of(new PathFacts { Settings = settings, Result = round.Result, TimeUtc = default(DateTime) + Now }, sipAddress, durationMs: 0);
    }
}
