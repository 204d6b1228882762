using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Cmdlets.Tests;

/// <summary>Runs every Pester suite in a PowerShell of its own against the module as it was built.</summary>
public sealed class PesterSuites
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    public static TheoryData<string> Suites =>
        [.. Directory.EnumerateFiles(Repository.PathOf("tests", "Pester"), "*.Tests.ps1").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    // Built with the same configuration, in the neighbouring project.
    private static string ProbeAssembly => Path.Combine(
        AppContext.BaseDirectory.Replace("LyncResilience.Cmdlets.Tests", "LyncResilience.Cmdlets.Probe"), "LyncResilience.Cmdlets.Probe.dll");

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task Passes_in_a_real_engine(string suite)
    {
        string? engine = PowerShellHost.Find();
        if (engine is null)
        {
            Skip(suite, "there is no pwsh on the PATH");
        }

        (int missing, _) = await PowerShellHost.RunAsync(
            engine,
            ["-Command", "if (Get-Module -ListAvailable Pester | Where-Object Version -ge ([version] '5.0')) { exit 0 } else { exit 1 }"],
            s_limit,
            TestContext.Current.CancellationToken);
        if (missing != 0)
        {
            Skip(suite, "PowerShell finds no Pester 5");
        }

        (int exitCode, string output) = await PowerShellHost.RunAsync(
            engine,
            [
                "-File", Repository.PathOf("tests", "Pester", "Invoke-Suite.ps1"),
                "-Path", Repository.PathOf("tests", "Pester", suite),
                "-ResultPath", Repository.PathOf("TestResults", "Pester", Path.ChangeExtension(suite, ".xml")),
                "-ProbeAssembly", ProbeAssembly,
            ],
            s_limit,
            TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, $"{suite} in {engine}:{Environment.NewLine}{output}");
    }

    // Said aloud too: the console lists skipped tests without their reasons.
    [DoesNotReturn]
    private static void Skip(string suite, string reason)
    {
        TestContext.Current.SendDiagnosticMessage($"{suite} is skipped: {reason}.");
        Assert.Skip($"{suite} is skipped: {reason}.");
    }
}
