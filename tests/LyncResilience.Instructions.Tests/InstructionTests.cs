using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace LyncResilience.Instructions.Tests;

/// <summary>
/// Instructions are counted, not seconds: a busy machine takes longer, but runs the same ones. tests/Benchmarks/README.md tells what is counted and when a baseline
/// is to be renewed.
/// </summary>
public sealed class InstructionTests(CountedProgram program) : IClassFixture<CountedProgram>
{
    public static TheoryData<string> Workloads => [.. Baseline.Read().Instructions.Keys];

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Takes_no_more_instructions_than_its_baseline_allows(string workload)
    {
        IReadOnlyDictionary<string, long> counts = program.CountsOrSkip();
        Baseline baseline = Baseline.Read();
        long counted = counts[workload];
        long expected = baseline.Instructions[workload];
        double change = 100.0 * (counted - expected) / expected;
        TestContext.Current.TestOutputHelper?.WriteLine($"{workload}: {counted:N0} instructions, {change:+0.00;-0.00;0.00} % against the baseline of {expected:N0}.");
        Assert.True(
            change <= baseline.TolerancePercent,
            $"{workload} takes {counted:N0} instructions, {change:0.0} % more than its baseline of {expected:N0}; {baseline.TolerancePercent:0.#} % are allowed. "
            + $"If that is worth it, renew the baseline and say why in the commit: {CountedProgram.RenewCommand}");
    }

    [Fact]
    public void Every_workload_has_a_baseline() => Assert.Equal(Baseline.Read().Instructions.Keys, program.CountsOrSkip().Keys.Order());
}
