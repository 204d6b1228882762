using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Simulation;

namespace LyncResilience.Benchmarks;

/// <summary>
/// What a simulation costs over users and over the number of different things that their clients know: the same scenario with as many users in as
/// many cohorts. The playing of the scenario should cost by cohorts alone; reading and looking at the outcomes costs a little for each user.
/// </summary>
internal static class CohortBenchmark
{
    private const int Rounds = 5;
    private static readonly int[] s_users = [10_000, 100_000, 1_000_000];
    private static readonly int[] s_knowledge = [20, 200, 2_000, 8_000];

    public static Task RunAsync(CancellationToken cancellationToken)
    {
        // Once beforehand, so that no cell pays for the compilation.
        _ = Measure(Draw(10_000, 2_000), cancellationToken);
        Console.WriteLine($"median of {Rounds} rounds in ms: reading the users / playing the scenario / looking at the outcomes");
        Console.WriteLine("  users       " + string.Concat(s_knowledge.Select(knowledge => $"{knowledge,18:#,0} cohorts")));
        foreach (int users in s_users)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {users,9:#,0}   ") + string.Concat(s_knowledge.Select(knowledge => $"{Cell(users, knowledge, cancellationToken),26}")));
        }

        return Task.CompletedTask;
    }

    private static string Cell(int users, int knowledge, CancellationToken cancellationToken)
    {
        SimulatedUser[] drawn = Draw(users, knowledge);
        List<(double Read, double Play, double Look)> rounds = [.. Enumerable.Range(0, Rounds).Select(_ => Measure(drawn, cancellationToken))];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{new Series(rounds.Select(round => round.Read)).Median:0} / {new Series(rounds.Select(round => round.Play)).Median:0} / {new Series(rounds.Select(round => round.Look)).Median:0}");
    }

    private static (double Read, double Play, double Look) Measure(SimulatedUser[] users, CancellationToken cancellationToken)
    {
        GC.Collect();
        Stopwatch clock = Stopwatch.StartNew();
        double read = 0;
        FailoverSimulation simulation = FailoverSimulator.Run(SimulationWorkload.Scenario(Announcing(users, () => read = clock.Elapsed.TotalMilliseconds)), cancellationToken);
        double played = clock.Elapsed.TotalMilliseconds;
        _ = SimulationTotals.Of(simulation);
        return (read, played - read, clock.Elapsed.TotalMilliseconds - played);
    }

    private static IEnumerable<SimulatedUser> Announcing(SimulatedUser[] users, Action end)
    {
        foreach (SimulatedUser user in users)
        {
            yield return user;
        }

        end();
    }

    // Every combination of home pool, knowledge and cached server, in turns; each cohort is drawn from the first so many of them.
    private static SimulatedUser[] Draw(int users, int knowledge)
    {
        Random random = new(7);
        string[] names = [.. Enumerable.Range(0, SimulationWorkload.Pools).Select(SimulationWorkload.Pool)];
        SimulatedUser[] drawn = new SimulatedUser[users];
        for (int i = 0; i < users; i++)
        {
            // The first users make sure that every combination occurs.
            int what = i < knowledge ? i : random.Next(knowledge);
            drawn[i] = new SimulatedUser
            {
                SipAddress = $"user{i}@{SimulationWorkload.Domain}",
                RegistrarPool = names[what % 20],
                CachedServer = $"known{what / 20}.{SimulationWorkload.Domain}",
            };
        }

        return drawn;
    }
}
