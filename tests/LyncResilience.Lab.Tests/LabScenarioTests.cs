using System;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Topology;
using LyncResilience.Lab.Scenarios;
using Xunit;

namespace LyncResilience.Lab.Tests;

public sealed class LabScenarioTests
{
    [Theory]
    [InlineData("shudlab")]
    [InlineData("SHUDLAB")]
    [InlineData("Shudlab-Director")]
    [InlineData("shudlab-two-srv")]
    public void Finds_built_in_scenarios_in_any_case(string name) =>
        Assert.Equal(name, LabScenarios.Get(name).Name, ignoreCase: true);

    [Theory]
    [InlineData("shudlb", "'shudlab'")]
    [InlineData("shudlab-directr", "'shudlab-director'")]
    public void Names_the_nearest_scenario_and_all_when_there_is_none(string name, string nearest)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => LabScenarios.Get(name));
        Assert.Contains("Did you mean " + nearest, error.Message, StringComparison.Ordinal);
        Assert.Contains("shudlab, shudlab-director, shudlab-two-srv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_has_two_pools_that_back_each_other_up_and_one_srv_record()
    {
        LabScenario scenario = LabScenarios.BuiltIn[0];

        Assert.Equal([Labs.FrontEnd2, Labs.FrontEnd1], scenario.Pools.Select(pool => pool.BackupPool));
        SrvRecord record = Assert.IsType<SrvRecord>(Assert.Single(scenario.Records));
        Assert.Equal((Labs.FrontEnd1, 5061), (record.Target, record.Port));
    }

    [Fact]
    public void Refuses_a_user_on_a_director_or_an_unknown_pool_and_an_unknown_backup()
    {
        PoolDraft director = new("dir.contoso.com") { Kind = PoolKind.Director };
        PoolDraft orphan = new("fe.contoso.com") { Kind = PoolKind.Standard, BackupPool = "gone.contoso.com" };

        Assert.Contains("Directors home nobody", Invalid([director], new ScenarioUser("a@contoso.com", director.Fqdn, "a")), StringComparison.Ordinal);
        Assert.Contains("has no such pool", Invalid([director], new ScenarioUser("a@contoso.com", "x.contoso.com", "a")), StringComparison.Ordinal);
        Assert.Contains("the backup of fe.contoso.com", Invalid([orphan]), StringComparison.Ordinal);
        Assert.Contains("no pool", Invalid([]), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_pool_that_is_its_own_backup() =>
        Assert.Contains("its own backup", Invalid([new("fe.contoso.com") { BackupPool = "fe.contoso.com" }]), StringComparison.Ordinal);

    private static string Invalid(PoolDraft[] pools, params ScenarioUser[] users) =>
        Assert.Throws<ArgumentException>(() => new LabScenario("x", "x", Labs.Topology(pools), [], users)).Message;
}
