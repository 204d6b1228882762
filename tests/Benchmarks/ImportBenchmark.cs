using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Benchmarks;

/// <summary>What <c>Import-Module</c> adds to the start of a bare engine; the goal is below 150 ms.</summary>
internal static class ImportBenchmark
{
    private const int Rounds = 25;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        if (PowerShellEngine.Find() is not { } engine)
        {
            return;
        }

        List<double> bare = [];
        List<double> imported = [];
        for (int round = -1; round < Rounds; round++)
        {
            double without = await TimeAsync(engine, "exit", cancellationToken);
            double with = await TimeAsync(engine, engine.Import, cancellationToken);

            // The first round fills the caches of the file system.
            if (round >= 0)
            {
                bare.Add(without);
                imported.Add(with);
            }
        }

        Console.WriteLine($"{Rounds} rounds, in ms:");
        Print("bare engine", new Series(bare));
        Print("with the module", new Series(imported));
        Print("added", new Series(imported.Zip(bare, (with, without) => with - without)));
    }

    private static async Task<double> TimeAsync(PowerShellEngine engine, string command, CancellationToken cancellationToken)
    {
        Stopwatch clock = Stopwatch.StartNew();
        await engine.RunAsync(command, cancellationToken);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static void Print(string name, Series series) => Console.WriteLine(FormattableString.Invariant(
        $"  {name,-16} median {series.Median,6:F0}  (lowest {series.Lowest:F0}, highest {series.Highest:F0})"));
}
