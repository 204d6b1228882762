using System.Collections.Generic;
using System.Threading.Tasks;
using LyncResilience.Lab;
using Xunit;

namespace LyncResilience.Validation.Tests.Facts;

/// <summary>The laboratory's DNS server with each of its faults, as the checks see it.</summary>
public sealed class LabDnsFaultTests
{
    [Theory]
    [InlineData(LabFaultKind.Silent, 4, "LR-DNS-001")]
    [InlineData(LabFaultKind.Refused, 20, "LR-DNS-001")]
    [InlineData(LabFaultKind.Slow, ValidatedLab.SlowSeconds, "LR-DNS-002")]
    [InlineData(LabFaultKind.Garbage, 4, "LR-DNS-001")]
    [InlineData(LabFaultKind.ServerFailure, 20, "LR-DNS-001")]
    [InlineData(LabFaultKind.Truncated, 20, "LR-DNS-003")]
    [InlineData(LabFaultKind.WrongId, 4, "LR-DNS-001")]
    public async Task A_fault_of_the_dns_server_turns_exactly_its_check_red(LabFaultKind kind, double seconds, string check)
    {
        using Laboratory lab = await ValidatedLab.StartAsync();
        lab.SetFault(Laboratory.DnsTarget, new LabFault(kind) { Delay = ValidatedLab.Slowness });

        IReadOnlyList<CheckResult> results = await ValidatedLab.ValidateAsync(lab.Request(seconds));

        Assert.Equal([check], results.Red());
    }
}
