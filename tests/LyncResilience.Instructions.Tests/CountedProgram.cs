using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using Repository = LyncResilience.Cmdlets.Tests.Repository;

namespace LyncResilience.Instructions.Tests;

/// <summary>tests/Instructions as native code, counted by Valgrind's Callgrind in one run; tests are skipped where that can't be had.</summary>
public sealed class CountedProgram : IAsyncLifetime
{
    private const string RenewVariable = "LYNCRESILIENCE_RENEW_INSTRUCTIONS";

    private static readonly string s_output = Repository.PathOf("out", "instructions");
    private static readonly string s_program = Path.Combine(s_output, "publish", "LyncResilience.Instructions", "release_linux-x64", "LyncResilience.Instructions");

    // Feeds without the compiler's package, and machines without a linker or a library that it wants. Anything else is a mistake of ours.
    private static readonly Regex s_missing = new(@"error NU\d+: .*|error NETSDK\d+: .*[Aa]head-of-time.*|.*Platform linker .* not found.*|.*cannot find -l.*");

    private readonly SortedDictionary<string, long> _counts = [];
    private string? _obstacle;

    /// <summary>How a baseline is renewed.</summary>
    public static string RenewCommand => RenewVariable + "=1 dotnet test tests/LyncResilience.Instructions.Tests";

    public async ValueTask InitializeAsync()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        _obstacle = FindObstacle() ?? await PublishAsync(cancellationToken);
        if (_obstacle is not null)
        {
            return;
        }

        Baseline baseline = Baseline.Read();
        string compilers = (await RunAsync(s_program, ["compilers"], TimeSpan.FromMinutes(2), cancellationToken)).Output.Trim();
        bool isRenewed = Environment.GetEnvironmentVariable(RenewVariable) == "1";
        if (!isRenewed && compilers != baseline.Compilers)
        {
            _obstacle = $"The baseline was counted with {baseline.Compilers}, this is {compilers}, which makes other instructions. It is renewed by {RenewCommand}";
            return;
        }

        await CountAsync(cancellationToken);
        if (isRenewed)
        {
            (baseline with { Compilers = compilers, Instructions = _counts }).Write();
            _obstacle = "The baseline was renewed, nothing was compared.";
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The counts by workload; the test is skipped when there are none.</summary>
    internal IReadOnlyDictionary<string, long> CountsOrSkip()
    {
        Assert.SkipWhen(_obstacle is not null, _obstacle ?? string.Empty);
        return _counts;
    }

    private static string? FindObstacle() =>
        !OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64 ? "Instructions are counted on Linux with x64 processors."
        : !Avx2.IsSupported ? "The baseline was counted on a processor with AVX2, and this one has none: .NET takes other ways there."
        : null;

    private static async Task<string?> PublishAsync(CancellationToken cancellationToken)
    {
        if ((await RunAsync("valgrind", ["--version"], TimeSpan.FromMinutes(2), cancellationToken)).ExitCode != 0)
        {
            return "valgrind is not installed.";
        }

        // Without servers that stay, since they would hold the output open; in a folder of its own, away from builds at the same time; without what the build of
        // the solution does, too.
        string[] arguments =
        [
            "publish", Repository.PathOf("tests", "Instructions"), "--configuration", "Release", "--runtime", "linux-x64", "--artifacts-path", s_output,
            "-p:CountInstructions=true", "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false", "-p:UseSharedCompilation=false", "-nodeReuse:false",
        ];
        TimeSpan limit = TimeSpan.FromMinutes(8);
        (int? exitCode, string output) = await RunAsync("dotnet", arguments, limit, cancellationToken);
        return exitCode switch
        {
            0 => null,
            null => $"Native code was not made within {limit.TotalMinutes} minutes, on a machine that is busy with other things.",
            _ when s_missing.Match(output) is { Success: true } missing => "Native code can't be made: " + missing.Value.Trim(),
            _ => throw new InvalidOperationException("tests/Instructions can't be published: " + output),
        };
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        string profiles = Path.Combine(s_output, "callgrind.out");
        string[] arguments =
        [
            "--tool=callgrind", "--collect-atstart=no", "--toggle-collect=*Program__Counted", "--dump-after=*Program__Counted", "--callgrind-out-file=" + profiles, s_program,
        ];
        (int? exitCode, string output) = await RunAsync("valgrind", arguments, TimeSpan.FromMinutes(8), cancellationToken);
        Assert.True(exitCode == 0, "The workloads could not be counted: " + output);

        // The program names each workload that it has played, Callgrind numbers them.
        int number = 0;
        foreach (Match played in Regex.Matches(output, "^played (.+)$", RegexOptions.Multiline))
        {
            string name = played.Groups[1].Value;
            string profile = Path.Combine(s_output, name + ".callgrind");
            File.Move($"{profiles}.{++number}", profile, overwrite: true);
            _counts[name] = CallgrindProfile.OwnInstructions(profile);
        }
    }

    // No exit code: it could not be started, or was ended at the limit.
    private static async Task<(int? ExitCode, string Output)> RunAsync(string tool, string[] arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // What a test run tells MSBuild isn't meant for another one.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        // Hexadecimal bytes: enough that nothing is collected while a workload runs, and less than the quarter of a terabyte of addresses that would be taken. So
        // the size of the machine's memory and of its caches don't count.
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
                ? (null, $"{tool} {string.Join(' ', arguments)} was ended after {limit.TotalMinutes} minutes. {output}")
                : (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            return (null, $"{tool} is not installed.");
        }
    }
}
