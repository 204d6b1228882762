using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Cmdlets.Tests;

/// <summary>Runs every Pester suite in a PowerShell of its own against the module as it was built.</summary>
public sealed class PesterSuites(PesterEngine engine) : IClassFixture<PesterEngine>
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
        if (engine.Path is null)
        {
            // Said aloud too: the console lists skipped tests without their reasons.
            TestContext.Current.SendDiagnosticMessage($"{suite} is skipped: {engine.WhyMissing}.");
            Assert.Skip($"{suite} is skipped: {engine.WhyMissing}.");
        }

        (int exitCode, string output) = await PowerShellHost.RunAsync(
            engine.Path,
            [
                "-File", Repository.PathOf("tests", "Pester", "Invoke-Suite.ps1"),
                "-Path", Repository.PathOf("tests", "Pester", suite),
                "-ResultPath", Repository.PathOf("TestResults", "Pester", Path.ChangeExtension(suite, ".xml")),
                "-ProbeAssembly", ProbeAssembly,
            ],
            s_limit,
            TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, $"{suite} in {engine.Path}:{Environment.NewLine}{output}");
    }
}
