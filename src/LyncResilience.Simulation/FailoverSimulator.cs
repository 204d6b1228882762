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
    /// <summary>Plays a scenario to its end.</summary>
    /// <param name="scenario">The scenario. Its users are enumerated once.</param>
    /// <param name="cancellationToken">Stops the simulation.</param>
    /// <returns>Who fared how. The same scenario and seed give the same result.</returns>
    /// <exception cref="ScenarioFormatException">The parts of the scenario don't fit: somebody or something is named that isn't there, or can't do what it should.</exception>
    /// <exception cref="OperationCanceledException">The simulation was stopped.</exception>
    public static FailoverSimulation Run(SimulationScenario scenario, CancellationToken cancellationToken = default)
    {
        ScenarioRules.Check(scenario ?? throw new ArgumentNullException(nameof(scenario)));

        var clock = new SimulationClock(scenario.Seed);
        var world = new SimulatedWorld(scenario.Topology, scenario.Records);
        Dictionary<string, int> scripts = ScenarioRules.Scripts(scenario);
        Population population = ReadUsers(scenario, world, scripts, cancellationToken);
        var ledger = new Ledger(world.Pools);
        var clients = new ClientLife(clock, world, scenario.Assumptions, population, ledger);
        ScenarioRules.CheckUsersOfEvents(scripts, clients.Cohorts, population);

        clients.Begin();
        new WorldLife(clock, world, clients, ledger, scripts).Schedule(scenario);
        long end = scenario.Duration.Ticks;
        while (clock.NextAt is { } next && next <= end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (next > clock.Now)
            {
                ledger.Close(next);
            }

            clock.Step();
        }

        ledger.Close(end);
        return Result(scenario, population, clients, ledger);
    }

    private static Population ReadUsers(SimulationScenario scenario, SimulatedWorld world, Dictionary<string, int> scripts, CancellationToken cancellationToken)
    {
        var population = new Population(world, scenario.Assumptions, scripts);
        foreach (SimulatedUser user in scenario.Users)
        {
            if ((population.Count & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            population.Add(user);
        }

        return population;
    }

    private static FailoverSimulation Result(SimulationScenario scenario, Population population, ClientLife clients, Ledger ledger)
    {
        CohortOutcome[] outcomes = new CohortOutcome[clients.Cohorts.Count];
        int[] cohortOf = new int[population.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            Cohort cohort = clients.Cohorts[i];
            cohort.Settle(scenario.Duration.Ticks);
            outcomes[i] = new CohortOutcome(cohort);
            foreach (int member in cohort.Members)
            {
                cohortOf[member] = i;
            }
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
