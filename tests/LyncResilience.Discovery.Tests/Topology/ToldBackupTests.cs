using System;
using System.Linq;
using LyncResilience.Discovery.Topology;
using Xunit;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class ToldBackupTests
{
    private static readonly SignInHop s_redirect = new() { Stage = SignInStage.Redirect, Outcome = SignInOutcome.Redirected, Target = Deployments.Dub, StatusCode = 301 };

    [Fact]
    public void A_redirect_that_names_both_is_the_answer()
    {
        BackupRegistrar answer = Read(Redirected(Deployments.Dub))!;

        Assert.Equal((Deployments.Red, Deployments.Dub, ResultStatus.Pass), (answer.PrimaryRegistrar, answer.BackupRegistrar, answer.Status));
        Assert.Equal(BackupRegistrarSource.Redirect, answer.Source);
        Assert.Equal(
            "dub-pool01.contoso.com redirected alice@contoso.com: primary registrar red-pool01.contoso.com, backup registrar dub-pool01.contoso.com.", answer.Detail);
        Assert.Null(answer.FailureDetectionSeconds);
    }

    [Fact]
    public void A_redirect_counts_even_when_the_sign_in_failed_after_it()
    {
        SignInPath path = new()
        {
            SipAddress = "alice@contoso.com", RedirectCount = 1, PrimaryRegistrar = Deployments.Red, BackupRegistrar = Deployments.Dub, Mode = SignInMode.None, Hops = [s_redirect],
        };

        Assert.Equal(Deployments.Dub, Read(path)!.BackupRegistrar);
    }

    [Fact]
    public void A_redirect_without_a_backup_fails()
    {
        BackupRegistrar answer = Read(Redirected(null))!;

        Assert.Equal((ResultStatus.Fail, "NoBackupRegistrar"), (answer.Status, answer.Findings.Single().Id));
        Assert.Contains("named no backup registrar", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_home_pool_that_answers_directly_teaches_nothing()
    {
        SignInPath path = new() { SipAddress = "alice@contoso.com", Registrar = Deployments.Red, PrimaryRegistrar = Deployments.Red, Mode = SignInMode.Full };

        BackupRegistrar answer = Read(path)!;

        Assert.Equal((Deployments.Red, null, ResultStatus.Warn), (answer.PrimaryRegistrar, answer.BackupRegistrar, answer.Status));
        Assert.Equal("BackupNotLearned", answer.Findings.Single().Id);
        Assert.Contains("answered alice@contoso.com directly", answer.Detail, StringComparison.Ordinal);
        Assert.Contains("-Server", answer.Findings.Single().Recommendation, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "-Server", ToldBackup.Of(path, BackupRegistrarSource.Trace)!.Findings.Single().Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sign_in_that_got_no_answer_is_no_answer()
    {
        Assert.Null(Read(new SignInPath { SipAddress = "alice@contoso.com" }));
        Assert.Null(Read(new SignInPath { SipDomain = "contoso.com", Registrar = Deployments.Red }));
    }

    [Fact]
    public void A_topology_adds_sites_and_intervals_and_is_contradicted_aloud()
    {
        ResilienceTopology topology = Deployments.Draft(
            Deployments.Pool(Deployments.Red, "par-pool01.contoso.com", "Redmond"), Deployments.Pool(Deployments.Dub, null, "Dublin")).Build();

        BackupRegistrar answer = Read(Redirected(Deployments.Dub), topology)!;

        Assert.Equal(("Redmond", "Dublin", 300, 600), (answer.Site, answer.BackupSite, answer.FailureDetectionSeconds, answer.FailbackSeconds));
        Assert.Equal((ResultStatus.Warn, "TopologyDisagrees"), (answer.Status, answer.Findings.Single().Id));
        Assert.Contains("the topology par-pool01.contoso.com", answer.Detail, StringComparison.Ordinal);
    }

    private static SignInPath Redirected(string? backup) => new()
    {
        SipAddress = "alice@contoso.com",
        RedirectCount = 1,
        Registrar = Deployments.Red,
        PrimaryRegistrar = Deployments.Red,
        BackupRegistrar = backup,
        Mode = SignInMode.Full,
        Hops = [s_redirect],
    };

    private static BackupRegistrar? Read(SignInPath path, ResilienceTopology? topology = null) => ToldBackup.Of(path, BackupRegistrarSource.Redirect, topology);
}
