using System;
using System.Linq;
using LyncResilience.Discovery.Topology;
using Xunit;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class BackupLookupTests
{
    [Fact]
    public void A_user_has_the_backup_of_its_home_pool()
    {
        BackupRegistrar answer = Lookup(Deployments.Pair()).OfUser("alice@contoso.com", "RED-pool01.contoso.com");

        Assert.Equal(("alice@contoso.com", "alice@contoso.com"), (answer.Identity, answer.SipAddress));
        Assert.Equal((Deployments.Red, Deployments.Dub), (answer.PrimaryRegistrar, answer.BackupRegistrar));
        Assert.Equal(("Redmond", "Dublin"), (answer.Site, answer.BackupSite));
        Assert.Equal((300, 600), (answer.FailureDetectionSeconds, answer.FailbackSeconds));
        Assert.Equal((ResultStatus.Pass, BackupRegistrarSource.Topology), (answer.Status, answer.Source));
        Assert.Equal("When red-pool01.contoso.com dies, dub-pool01.contoso.com takes its users in after 300 s without a heartbeat.", answer.Detail);
    }

    [Fact]
    public void A_pool_is_its_own_identity_unless_the_input_has_another()
    {
        BackupLookup lookup = Lookup(Deployments.Pair());

        Assert.Equal(Deployments.Red, lookup.OfPool(Deployments.Red).Identity);
        Assert.Equal("Registrar:x", lookup.OfPool(Deployments.Red, "Registrar:x").Identity);
        Assert.Null(lookup.OfPool(Deployments.Red).SipAddress);
    }

    [Fact]
    public void Findings_are_named_in_the_sentence_and_a_short_interval_is_told_as_it_acts()
    {
        TopologyDraft draft = Deployments.Pair();
        draft.PoolNamed(Deployments.Red).FailureDetectionSeconds = 30;

        BackupRegistrar answer = Lookup(draft).OfPool(Deployments.Red);

        Assert.Equal(ResultStatus.Warn, answer.Status);
        Assert.Equal(
            "When red-pool01.contoso.com dies, dub-pool01.contoso.com takes its users in after 90 s without a heartbeat; see the findings: FailureDetectionTooShort.",
            answer.Detail);
    }

    [Fact]
    public void Without_a_backup_the_answer_fails_and_says_so()
    {
        BackupRegistrar answer = Lookup(Deployments.Draft(Deployments.Pool(Deployments.Red, null, "Redmond"))).OfUser("alice@contoso.com", Deployments.Red);

        Assert.Equal((ResultStatus.Fail, null), (answer.Status, answer.BackupRegistrar));
        Assert.Contains("nobody takes its users in", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_home_pool_that_is_not_in_the_topology_fails_with_the_name_that_was_asked()
    {
        BackupRegistrar answer = Lookup(Deployments.Pair()).OfUser("alice@contoso.com", "gone.contoso.com");

        Assert.Equal(("gone.contoso.com", null, ResultStatus.Fail), (answer.PrimaryRegistrar, answer.BackupRegistrar, answer.Status));
        Assert.Equal("PoolNotInTopology", Assert.Single(answer.Findings).Id);
        Assert.Contains("test.xml", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_director_passes_as_a_pool_and_fails_as_a_home()
    {
        BackupLookup lookup = Lookup(Deployments.Draft(Deployments.Pool("dir.contoso.com", null, "Redmond", kind: PoolKind.Director)));

        Assert.Equal(ResultStatus.Pass, lookup.OfPool("dir.contoso.com").Status);
        BackupRegistrar user = lookup.OfUser("alice@contoso.com", "dir.contoso.com");
        Assert.Equal((ResultStatus.Fail, "HomedOnDirector"), (user.Status, user.Findings.Single().Id));
    }

    [Fact]
    public void Users_of_one_pool_share_its_findings()
    {
        TopologyDraft draft = Deployments.Pair();
        draft.PoolNamed(Deployments.Red).AutomaticFailover = false;
        BackupLookup lookup = Lookup(draft);

        Assert.Same(lookup.OfUser("a@contoso.com", Deployments.Red).Findings, lookup.OfUser("b@contoso.com", Deployments.Red).Findings);
        Assert.Contains("when an administrator fails the pool over", lookup.OfPool(Deployments.Red).Detail, StringComparison.Ordinal);
    }

    private static BackupLookup Lookup(TopologyDraft draft) => new(draft.Build(), BackupRegistrarSource.Topology);
}
