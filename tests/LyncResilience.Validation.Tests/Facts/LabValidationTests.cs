using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Lab;
using Xunit;

namespace LyncResilience.Validation.Tests.Facts;

/// <summary>The laboratory, whole and with each of its faults, as the checks see it.</summary>
public sealed class LabValidationTests
{
    [Fact]
    public async Task The_good_deployment_is_all_green()
    {
        using Laboratory lab = await ValidatedLab.StartAsync();

        IReadOnlyList<CheckResult> results = await ValidatedLab.ValidateAsync(lab.Request());

        Assert.Empty(results.Where(result => result.Status is not (CheckStatus.Pass or CheckStatus.Skip)).Select(result => result.ToString()));
        Assert.All(results.Where(result => result.Status == CheckStatus.Skip), result => Assert.NotEmpty(result.Detail));
        Assert.True(results.Ids(CheckStatus.Pass).Length >= 40, string.Join(" ", results.Ids(CheckStatus.Pass)));
    }

    [Theory]
    [InlineData(LabFaultKind.Silent, 12, "LR-REG-001")]
    [InlineData(LabFaultKind.Refused, 20, "LR-REG-001")]
    [InlineData(LabFaultKind.Slow, ValidatedLab.SlowSeconds, "LR-REG-009")]
    [InlineData(LabFaultKind.Garbage, 20, "LR-REG-003")]
    [InlineData(LabFaultKind.CloseAfterAccept, 20, "LR-TLS-001")]
    [InlineData(LabFaultKind.StalledHandshake, 12, "LR-TLS-001")]
    [InlineData(LabFaultKind.WrongCertificateName, 20, "LR-TLS-003")]
    [InlineData(LabFaultKind.ExpiredCertificate, 20, "LR-TLS-004")]
    [InlineData(LabFaultKind.UntrustedCertificate, 20, "LR-TLS-002")]
    [InlineData(LabFaultKind.RedirectForeign, 20, "LR-REG-011")]
    public async Task A_fault_of_a_pool_turns_exactly_its_check_red(LabFaultKind kind, double seconds, string check)
    {
        using Laboratory lab = await ValidatedLab.StartAsync();
        lab.SetFault(ValidatedLab.FrontEnd1, new LabFault(kind) { Delay = ValidatedLab.Slowness });

        IReadOnlyList<CheckResult> results = await ValidatedLab.ValidateAsync(lab.Request(seconds));

        Assert.Equal([check], results.Red());
    }

    [Fact]
    public async Task A_pool_that_resets_connections_is_one_failure_wherever_the_reset_is_noticed()
    {
        using Laboratory lab = await ValidatedLab.StartAsync();
        lab.SetFault(ValidatedLab.FrontEnd1, new LabFault(LabFaultKind.Reset));

        string red = Assert.Single((await ValidatedLab.ValidateAsync(lab.Request())).Red());

        // The reset may overtake the end of connecting.
        Assert.Contains(red, new[] { "LR-REG-001", "LR-TLS-001" });
    }

    [Fact]
    public async Task An_endless_redirect_turns_exactly_its_check_red()
    {
        using Laboratory lab = await ValidatedLab.StartAsync();
        lab.SetFault(Laboratory.AllPools, new LabFault(LabFaultKind.RedirectLoop));

        Assert.Equal(["LR-REG-011"], (await ValidatedLab.ValidateAsync(lab.Request())).Red());
    }

    [Fact]
    public void Every_fault_of_the_laboratory_is_in_these_tables()
    {
        string[] named = [.. new[] { typeof(LabValidationTests), typeof(LabDnsFaultTests) }.SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttributes(typeof(InlineDataAttribute), inherit: false))
            .Cast<InlineDataAttribute>().Select(row => row.Data[0]!.ToString()!).Append(nameof(LabFaultKind.RedirectLoop)).Append(nameof(LabFaultKind.Reset))];

        Assert.Empty(Enum.GetNames<LabFaultKind>().Except(named));
    }

    [Fact]
    public async Task One_record_alone_strands_the_users_of_its_pool()
    {
        using Laboratory lab = await ValidatedLab.StartAsync("shudlab");

        IReadOnlyList<CheckResult> results = await ValidatedLab.ValidateAsync(lab.Request());

        Assert.Equal(["LR-DNS-018", "LR-SIM-001", "LR-SIM-003"], results.Red());
    }

    [Fact]
    public async Task An_unreachable_pool_is_one_failure_and_everything_else_about_it_says_why_it_was_skipped()
    {
        using Laboratory lab = await ValidatedLab.StartAsync();
        lab.TakeDown(ValidatedLab.FrontEnd2);

        IReadOnlyList<CheckResult> results = await ValidatedLab.ValidateAsync(lab.Request(seconds: 12, signIn: false), "REG", "TLS");

        CheckResult[] about = [.. results.Where(result => result.Target.StartsWith(ValidatedLab.FrontEnd2, StringComparison.Ordinal))];
        Assert.Equal("LR-REG-001", Assert.Single(about, result => result.Status == CheckStatus.Fail).Id);
        Assert.All(about.Where(result => result.Id != "LR-REG-001"), result => Assert.Contains("LR-REG-001", result.Detail, StringComparison.Ordinal));
        Assert.True(about.Length > 15);
    }

    [Fact]
    public async Task Records_that_are_wrong_turn_their_checks_red()
    {
        using Laboratory lab = await ValidatedLab.StartAsync("shudlab");
        lab.AddRecord(new SrvRecord(ValidatedLab.SignInName, 7200, 0, 0, 5061, "gone.contoso.com"));

        IReadOnlyList<CheckResult> results = await ValidatedLab.ValidateAsync(lab.Request(signIn: false), "DNS");

        Assert.Equal(["LR-DNS-012", "LR-DNS-014", "LR-DNS-015", "LR-DNS-019", "LR-DNS-020", "LR-DNS-022"], results.Red());
    }
}
