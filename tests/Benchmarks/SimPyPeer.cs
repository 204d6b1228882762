using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Simulation;

namespace LyncResilience.Benchmarks;

/// <summary>The same scenario in SimPy, the process-based simulator of the Python world: <c>peers/failover_simpy.py</c>.</summary>
internal sealed class SimPyPeer
{
    // Debian's interpreter: python3-simpy is there and nowhere else.
    private const string Python = "/usr/bin/python3";
    private readonly string _folder;

    private SimPyPeer(string folder) => _folder = folder;

    /// <summary>The peer for some users; null, after a word about it, when SimPy is absent.</summary>
    public static async Task<SimPyPeer?> PrepareAsync(string folder, IEnumerable<SimulatedUser> users, CancellationToken cancellationToken)
    {
        if (!File.Exists(Python) || (await RunAsync(["-c", "import SimPy.Simulation"], cancellationToken)).ExitCode != 0)
        {
            Console.WriteLine("  SimPy: skipped, Debian's package python3-simpy is absent");
            return null;
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "world.json"), World(), cancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(folder, "users.csv"), users.Select(Row).Prepend("home,cached,knows,signed_in,profile"), cancellationToken);
        return new SimPyPeer(folder);
    }

    /// <summary>Plays the scenario in a process of its own. The seconds are the model's own, without the start of Python and the reading of the users.</summary>
    public async Task<(double Seconds, SimulationTotals Totals)> PlayAsync(CancellationToken cancellationToken)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "peers", "failover_simpy.py");
        (int exitCode, string output) = await RunAsync([script, Path.Combine(_folder, "world.json"), Path.Combine(_folder, "users.csv")], cancellationToken);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return exitCode == 0
            ? (double.Parse(lines[0], CultureInfo.InvariantCulture), SimulationTotals.Parse(lines.Skip(1)))
            : throw new InvalidOperationException($"The SimPy model failed with {exitCode}.");
    }

    private static string World() => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["pools"] = SimulationWorkload.Topology.Pools.Select(pool => new Dictionary<string, object?>
        {
            ["name"] = pool.Fqdn,
            ["site"] = pool.Site,
            ["backup"] = pool.BackupPool,
            ["detection"] = pool.FailureDetectionSeconds,
            ["failback"] = pool.FailbackSeconds,
        }),
        ["srv"] = SimulationWorkload.SrvTargets,
        ["ttl"] = SimulationWorkload.Ttl,
        ["site"] = SimulationWorkload.FailingSite,
        ["down"] = (int)SimulationWorkload.Down.TotalSeconds,
        ["up"] = (int)SimulationWorkload.Up.TotalSeconds,
        ["duration"] = 86_400,
        ["loss_detection"] = Assumed("LossDetectionSeconds"),
        ["retry"] = Assumed("RetrySeconds"),
        ["fresh_delay"] = Assumed("FreshSignInDelaySeconds"),
    });

    private static object Assumed(string name) => SimulationAssumptions.Default.All.Single(assumption => assumption.Name == name).Value;

    private static string Row(SimulatedUser user) =>
        $"{user.RegistrarPool},{user.CachedServer ?? "home"},{(user.KnowsBackup ? 1 : 0)},{(user.SignedIn ? 1 : 0)},{user.ClientProfile}";

    private static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = arguments[0] == "-c" })!;
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, output);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}
