using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Benchmarks;

/// <summary>Runs the benchmarks named on the command line, or all of them; several each in a process of its own.</summary>
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

        string[] chosen = names.Length > 0 ? names : [.. s_benchmarks.Keys];
        if (chosen.FirstOrDefault(name => !s_benchmarks.ContainsKey(name)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no benchmark '{unknown}'. Known: {string.Join(", ", s_benchmarks.Keys)}.");
            return 1;
        }

        if (chosen is [string only])
        {
            Console.WriteLine($"== {only}");
            await s_benchmarks[only](stop.Token);
            return 0;
        }

        return await EachInOwnProcessAsync(chosen, stop.Token);
    }

    /// <summary>What one benchmark leaves in memory must not count in the next one's peak. The first that fails ends the run.</summary>
    private static async Task<int> EachInOwnProcessAsync(string[] names, CancellationToken cancellationToken)
    {
        foreach (string name in names)
        {
            using Process process = Process.Start("dotnet", [typeof(Program).Assembly.Location, name]);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                return process.ExitCode;
            }
        }

        return 0;
    }
}
