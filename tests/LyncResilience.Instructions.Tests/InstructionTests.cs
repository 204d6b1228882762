using System;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Instructions.Tests;

/// <summary>
/// Instructions are counted, not seconds: a busy machine takes longer, but runs the same ones. tests/Benchmarks/README.md tells what is counted and when a baseline
/// is to be renewed.
/// </summary>
public sealed class InstructionTests(CountedProgram program) : IClassFixture<CountedProgram>
{
    private const string RenewVariable = "LYNCRESILIENCE_RENEW_INSTRUCTIONS";
    private const string RenewCommand = RenewVariable + "=1 dotnet test tests/LyncResilience.Instructions.Tests";

    [Theory]
    [InlineData("dns-messages")]
    [InlineData("sip-messages")]
    [InlineData("ntlm-token")]
    [InlineData("topology-json")]
    [InlineData("server-trace")]
    [InlineData("server-trace-filtered")]
    [InlineData("client-trace")]
    [InlineData("simulation")]
    [InlineData("simulation-many-users")]
    public async Task Takes_no_more_instructions_than_its_baseline_allows(string workload)
    {
        program.SkipUnlessReady();
        Baseline baseline = Baseline.Read();
        bool isRenewed = Environment.GetEnvironmentVariable(RenewVariable) == "1";
        Assert.SkipUnless(
            isRenewed || baseline.Compilers == program.Compilers,
            $"The baseline was counted with {baseline.Compilers}, this is {program.Compilers}, which makes other instructions. It is renewed by {RenewCommand}");

        long counted = await program.CountAsync(workload, TestContext.Current.CancellationToken);
        if (isRenewed)
        {
            baseline.With(program.Compilers, workload, counted).Write();
            Assert.Skip($"{workload} was renewed to {counted:N0} instructions, not compared.");
        }

        long expected = baseline.Instructions[workload];
        double change = 100.0 * (counted - expected) / expected;
        TestContext.Current.TestOutputHelper?.WriteLine($"{workload}: {counted:N0} instructions, {change:+0.00;-0.00;0.00} % against the baseline of {expected:N0}.");
        Assert.True(
            change <= baseline.TolerancePercent,
            $"{workload} takes {counted:N0} instructions, {change:0.0} % more than its baseline of {expected:N0}; {baseline.TolerancePercent:0.#} % are allowed. "
            + $"If that is worth it, renew the baseline and say why in the commit: {RenewCommand}");
    }
}
