using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Threading;
using LyncResilience.Simulation.Clients;
using LyncResilience.Simulation.Engine;
using LyncResilience.Simulation.Results;
using LyncResilience.Simulation.Scenarios;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation;

/// <summary>
/// Plays a scenario in virtual time: the client's own sign-in logic against the registrars' own answers. Users whose clients know the same
/// and fare alike are played together, so the cost grows with the ways to fare, not with users.
/// </summary>
public static class FailoverSimulator
{
    private const int UsersBetweenReports = 0x10000;
    private const int PartsOfTime = 100;

    /// <inheritdoc cref="Run(SimulationScenario, IProgress{SimulationProgress}, Action{ScenarioFormatException}, CancellationToken)"/>
    public static FailoverSimulation Run(SimulationScenario scenario, CancellationToken cancellationToken = default) => Run(scenario, null, null, cancellationToken);

    /// <summary>Plays a scenario to its end.</summary>
    /// <param name="scenario">The scenario. Its users are enumerated once.</param>
    /// <param name="progress">Is told some hundred times at most how far the simulation has come, on the thread that simulates; null when nobody cares.</param>
    /// <param name="refuse">Is given what is wrong with each user that does not fit, who is left out then; null when one such user ends it all.</param>
    /// <param name="cancellationToken">Stops the simulation, whatever it is doing.</param>
    /// <returns>Who fared how. The same scenario and seed give the same result.</returns>
    /// <exception cref="ScenarioFormatException">The parts of the scenario don't fit: somebody or something is named that isn't there, or can't do what it should.</exception>
    /// <exception cref="OperationCanceledException">The simulation was stopped.</exception>
    public static FailoverSimulation Run(
        SimulationScenario scenario, IProgress<SimulationProgress>? progress, Action<ScenarioFormatException>? refuse = null, CancellationToken cancellationToken = default)
    {
        ScenarioRules.Check(scenario ?? throw new ArgumentNullException(nameof(scenario)), cancellationToken);

        var clock = new SimulationClock(scenario.Seed, cancellationToken);
        var world = new SimulatedWorld(scenario.Topology, scenario.Records);
        Dictionary<string, int> scripts = ScenarioRules.Scripts(scenario);
        var population = new Population(world, scenario.Assumptions, scripts, cancellationToken);
        ReadUsers(scenario, population, progress, refuse);
        var ledger = new Ledger(world.Pools);
        var clients = new ClientLife(clock, world, scenario.Assumptions, population, ledger);
        ScenarioRules.CheckUsersOfEvents(scripts, clients.Cohorts, population);

        clients.Begin();
        new WorldLife(clock, world, clients, ledger, scripts).Schedule(scenario);
        PassTime(scenario, clock, ledger, time => progress?.Report(new SimulationProgress(population.Count, time, scenario.Duration)));
        return Result(scenario, population, clients, ledger, cancellationToken);
    }

    private static void PassTime(SimulationScenario scenario, SimulationClock clock, Ledger ledger, Action<TimeSpan> report)
    {
        long end = scenario.Duration.Ticks;
        int reported = 0;
        while (clock.NextAt is { } next && next <= end)
        {
            if (next > clock.Now)
            {
                ledger.Close(next);
                int part = (int)((double)next / end * PartsOfTime);
                if (part > reported)
                {
                    reported = part;
                    report(TimeSpan.FromTicks(next));
                }
            }

            clock.Step();
        }

        ledger.Close(end);
        report(scenario.Duration);
    }

    private static void ReadUsers(SimulationScenario scenario, Population population, IProgress<SimulationProgress>? progress, Action<ScenarioFormatException>? refuse)
    {
        if (scenario.Users is IReadOnlyCollection<SimulatedUser> { Count: var entries })
        {
            population.Expect(entries);
        }

        int next = UsersBetweenReports;
        foreach (SimulatedUser user in scenario.Users)
        {
            try
            {
                population.Add(user);
            }
            catch (ScenarioFormatException exception) when (refuse is not null && exception.User is not null)
            {
                refuse(exception);
            }

            if (population.Count >= next)
            {
                next = population.Count + UsersBetweenReports;
                progress?.Report(new SimulationProgress(population.Count, TimeSpan.Zero, scenario.Duration));
            }
        }
    }

    private static FailoverSimulation Result(SimulationScenario scenario, Population population, ClientLife clients, Ledger ledger, CancellationToken cancellationToken)
    {
        CohortOutcome[] outcomes = new CohortOutcome[clients.Cohorts.Count];
        int[] cohortOf = new int[population.Count];
        int next = 0;
        foreach (Cohort cohort in clients.Cohorts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            cohort.Settle(scenario.Duration.Ticks);
            foreach (int member in cohort.Members)
            {
                cohortOf[member] = next;
            }

            outcomes[next++] = new CohortOutcome(cohort);
        }

        return new FailoverSimulation
        {
            Scenario = scenario.Name,
            Users = population.Count,
            FullAtEnd = (int)ledger.Users(ClientState.Full),
            LimitedAtEnd = (int)ledger.Users(ClientState.Limited),
            OfflineAtEnd = (int)(ledger.Users(ClientState.Offline) + ledger.Users(ClientState.SignedOut)),
            PeakOffline = (int)ledger.PeakOffline,
            OfflineUserSeconds = ledger.OfflineUserTicks / TimeSpan.TicksPerSecond,
            Seed = scenario.Seed,
            Duration = scenario.Duration.TotalSeconds,
            Cohorts = outcomes.Length,
            Outcomes = new ReadOnlyCollection<FailoverOutcome>(new OutcomeList(population, cohortOf, outcomes)),
            Timeline = Array.AsReadOnly(ledger.Entries.ToArray()),
            Load = Array.AsReadOnly(ledger.Loads.ToArray()),
            Assumptions = scenario.Assumptions.All,
            Findings = Array.AsReadOnly(clients.Findings.ToArray()),
        };
    }
}
