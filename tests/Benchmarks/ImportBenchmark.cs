using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Benchmarks;

/// <summary>What <c>Import-Module</c> adds to the start of a bare engine; the goal is below 150 ms.</summary>
internal static class ImportBenchmark
{
    private const int Rounds = 25;
    private const string Manifest = "LyncResilience.psd1";

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        string? engine = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
            .FirstOrDefault(File.Exists);
        if (engine == null)
        {
            Console.WriteLine("Skipped: pwsh is not on PATH.");
            return;
        }

        string root = FindRoot();
        if (!File.Exists(Path.Combine(root, "module", "bin", "LyncResilience.Cmdlets.dll")))
        {
            Console.WriteLine("Skipped: the module is not built; run `dotnet build -c Release src/LyncResilience.Cmdlets` first.");
            return;
        }

        string import = $"Import-Module '{Path.Combine(root, Manifest).Replace("'", "''", StringComparison.Ordinal)}'";
        List<double> bare = [];
        List<double> imported = [];
        for (int round = -1; round < Rounds; round++)
        {
            double without = await TimeAsync(engine, "exit", cancellationToken);
            double with = await TimeAsync(engine, import, cancellationToken);

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

    private static async Task<double> TimeAsync(string engine, string command, CancellationToken cancellationToken)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(engine, ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", command]);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"pwsh -Command {command} failed.");
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, Manifest)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No {Manifest} above {AppContext.BaseDirectory}.");
    }

    private static void Print(string name, Series series) => Console.WriteLine(FormattableString.Invariant(
        $"  {name,-16} median {series.Median,6:F0}  (lowest {series.Lowest:F0}, highest {series.Highest:F0})"));
}
