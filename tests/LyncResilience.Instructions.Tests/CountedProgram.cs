using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using Repository = LyncResilience.Cmdlets.Tests.Repository;

namespace LyncResilience.Instructions.Tests;

/// <summary>tests/Instructions as native code, which Valgrind's Callgrind counts; tests are skipped where that can't be had.</summary>
public sealed class CountedProgram : IAsyncLifetime
{
    private static readonly string s_output = Repository.PathOf("out", "instructions");
    private static readonly string s_program = Path.Combine(s_output, "publish", "LyncResilience.Instructions", "release_linux-x64", "LyncResilience.Instructions");

    // Feeds without the compiler's package, and machines without a linker or a library that it wants. Anything else is a mistake of ours.
    private static readonly Regex s_missing = new(@"error NU\d+: .*|.*Platform linker .* not found.*|.*cannot find -l.*");

    private string? _obstacle;

    public string Compilers { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        _obstacle = await FindObstacleAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void SkipUnlessReady() => Assert.SkipWhen(_obstacle is not null, _obstacle ?? string.Empty);

    /// <summary>Counts the instructions of a workload, what is prepared for it left out.</summary>
    public async Task<long> CountAsync(string workload, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "--tool=callgrind", "--collect-atstart=no", "--toggle-collect=*Program__Counted", "--callgrind-out-file=" + Path.Combine(s_output, workload + ".callgrind"), s_program, workload,
        ];
        (int exitCode, string output) = await RunAsync("valgrind", arguments, TimeSpan.FromMinutes(2), cancellationToken);
        Match collected = Regex.Match(output, @"Collected : (\d+)");
        Assert.True(exitCode == 0 && collected.Success, $"{workload} could not be counted: {output}");
        return long.Parse(collected.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private async Task<string?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            return "Instructions are counted on Linux with x64 processors.";
        }

        if ((await RunAsync("valgrind", ["--version"], TimeSpan.FromMinutes(1), cancellationToken)).ExitCode != 0)
        {
            return "valgrind is not installed.";
        }

        // Without servers that stay: they would hold the output open, and with an output folder of its own, away from builds at the same time.
        string[] arguments =
        [
            "publish", Repository.PathOf("tests", "Instructions"), "--configuration", "Release", "--runtime", "linux-x64", "--artifacts-path", s_output,
            "-p:CountInstructions=true", "-p:UseSharedCompilation=false", "-nodeReuse:false",
        ];
        (int exitCode, string output) = await RunAsync("dotnet", arguments, TimeSpan.FromMinutes(6), cancellationToken);
        if (exitCode != 0)
        {
            Match missing = s_missing.Match(output);
            return missing.Success
                ? "Native code can't be made: " + missing.Value.Trim()
                : throw new InvalidOperationException("tests/Instructions can't be published: " + output);
        }

        Compilers = (await RunAsync(s_program, ["compilers"], TimeSpan.FromMinutes(1), cancellationToken)).Output.Trim();
        return null;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string tool, string[] arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // What a test run tells MSBuild isn't meant for another one.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        // Hexadecimal bytes: enough that nothing is collected while a workload runs, and less than the quarter of a terabyte of addresses that would be taken.
        start.Environment["DOTNET_GCgen0size"] = "18000000";
        start.Environment["DOTNET_GCHeapHardLimit"] = "40000000";
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(limit);
        try
        {
            using Process process = Process.Start(start)!;
            using CancellationTokenRegistration kill = end.Token.Register(() => process.Kill(entireProcessTree: true));
            Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            string output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None) + await errors;
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return end.IsCancellationRequested
                ? (-1, $"{tool} {string.Join(' ', arguments)} was ended after {limit.TotalMinutes} minutes. {output}")
                : (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            return (-1, $"{tool} is not installed.");
        }
    }
}
