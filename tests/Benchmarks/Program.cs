using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Benchmarks;

/// <summary>Runs the benchmarks named on the command line, or all of them.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<CancellationToken, Task>> s_benchmarks = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dns"] = DnsBenchmark.RunAsync,
        ["ntlm"] = NtlmBenchmark.RunAsync,
        ["walk"] = WalkBenchmark.RunAsync,
        ["import"] = ImportBenchmark.RunAsync,
        ["backup"] = BackupBenchmark.RunAsync,
        ["cache"] = CacheBenchmark.RunAsync,
        ["trace"] = TraceBenchmark.RunAsync,
        ["simulation"] = SimulationBenchmark.RunAsync,
        ["cohorts"] = CohortBenchmark.RunAsync,
        ["gaps"] = GapBenchmark.RunAsync,
    };

    private static async Task<int> Main(string[] names)
    {
        using CancellationTokenSource stop = new();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };

        if (names is [SimulationBenchmark.Once, { } users])
        {
            SimulationBenchmark.PlayOnce(int.Parse(users, CultureInfo.InvariantCulture));
            return 0;
        }

        foreach (string name in names.Length > 0 ? names : [.. s_benchmarks.Keys])
        {
            if (!s_benchmarks.TryGetValue(name, out Func<CancellationToken, Task>? benchmark))
            {
                Console.Error.WriteLine($"There is no benchmark '{name}'. Known: {string.Join(", ", s_benchmarks.Keys)}.");
                return 1;
            }

            Console.WriteLine($"== {name}");
            await benchmark(stop.Token);
        }

        return 0;
    }
}
