using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Simulation;

namespace LyncResilience.Benchmarks;

/// <summary>
/// A million users with individual caches and knowledge through the failure and the return of a site, outcomes of all looked at: the goal is less
/// than 2 s and 800 MB, in a process that has done nothing else before. Beside it, in turns, a SimPy model of the same scenario with fewer of the
/// same users and the same answers; the goal is twenty times its users per second.
/// </summary>
internal static class SimulationBenchmark
{
    /// <summary>The first argument of the process that plays the scenario once: users follow.</summary>
    public const string Once = "simulation-once";

    private const int Users = 1_000_000;
    private const int PeerUsers = 50_000;
    private const int Rounds = 7;
    private const int Repetitions = 4;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lync-simulation-");
        try
        {
            SimulatedUser[] few = SimulationWorkload.Draw(PeerUsers);
            SimulationTotals expected = SimulationTotals.Of(FailoverSimulator.Run(SimulationWorkload.Scenario(few), cancellationToken));
            SimPyPeer? peer = await SimPyPeer.PrepareAsync(folder.FullName, few, cancellationToken);
            List<double> seconds = [];
            List<double> megabytes = [];
            List<double> warmSeconds = [];
            List<double> fewSeconds = [];
            List<double> peerSeconds = [];
            for (int round = 0; round < Rounds; round++)
            {
                (double own, double size, double warm) = await InOwnProcessAsync(Users, cancellationToken);
                seconds.Add(own);
                megabytes.Add(size);
                warmSeconds.Add(warm);
                if (peer is not null)
                {
                    (double beside, SimulationTotals totals) = await peer.PlayAsync(cancellationToken);
                    expected.MustEqual(totals, "SimPy");
                    peerSeconds.Add(beside);
                    fewSeconds.Add((await InOwnProcessAsync(PeerUsers, cancellationToken)).Seconds);
                }
            }

            Console.WriteLine($"{Users} users, {SimulationWorkload.Pools} pools, each round a new process, {Rounds} rounds:");
            Print("seconds, outcomes looked at", seconds);
            Print("peak memory, MB", megabytes);
            Print("seconds, all compiled", warmSeconds);
            if (peer is not null)
            {
                Console.WriteLine($"{PeerUsers} of these users, whose {expected.Lines.Count} kinds of outcomes have the same totals in both:");
                Print("SimPy, seconds", peerSeconds);
                Print("ours, seconds", fewSeconds);
                Print("SimPy, users/s", peerSeconds.Select(time => PeerUsers / time));
                Print("ours, users/s, all users", seconds.Select(time => Users / time));
                Print("times SimPy's users/s", seconds.Zip(peerSeconds, (own, other) => Users / own / (PeerUsers / other)));
                Print("the same, all compiled", warmSeconds.Zip(peerSeconds, (own, other) => Users / own / (PeerUsers / other)));
                Print("the same with as few users", fewSeconds.Zip(peerSeconds, (own, other) => other / own));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Plays the scenario in a process that has just begun; prints the seconds, the peak of the process's memory in bytes, and the seconds once all is compiled.</summary>
    public static void PlayOnce(int users)
    {
        SimulatedUser[] drawn = SimulationWorkload.Draw(users);
        double cold = Play(drawn);
        using Process self = Process.GetCurrentProcess();
        long peak = self.PeakWorkingSet64;
        double warm = Enumerable.Range(0, Repetitions).Select(_ => Play(drawn)).Last();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cold} {peak} {warm}"));
    }

    private static double Play(SimulatedUser[] users)
    {
        Stopwatch clock = Stopwatch.StartNew();
        _ = SimulationTotals.Of(FailoverSimulator.Run(SimulationWorkload.Scenario(users)));
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task<(double Seconds, double Megabytes, double Warm)> InOwnProcessAsync(int users, CancellationToken cancellationToken)
    {
        string program = typeof(SimulationBenchmark).Assembly.Location;
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, Once, users.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        string[] numbers = output.Split(' ');
        return (double.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture) / 1e6, double.Parse(numbers[2], CultureInfo.InvariantCulture));
    }

    private static void Print(string name, IEnumerable<double> values)
    {
        Series series = new(values);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-28} median {series.Median,11:#,0.00}  (lowest {series.Lowest:#,0.00}, highest {series.Highest:#,0.00})"));
    }
}
