using System;
using LyncResilience.Discovery.SignIn;
using Xunit;
using static LyncResilience.Simulation.Tests.Worlds;

namespace LyncResilience.Simulation.Tests;

/// <summary>A member that an enumeration may get one day must not quietly fare like another.</summary>
public class NewMemberTests
{
    [Fact]
    public void An_event_of_an_unknown_kind_is_refused()
    {
        SimulationScenario scenario = Scenario([Record(Fe1)], [User(User1, Fe1)], new SimulationEvent(TimeSpan.FromMinutes(1), (SimulationEventKind)99) { Pool = Fe1, User = User1 });
        Assert.Contains("is of no kind that there is", Assert.Throws<ScenarioFormatException>(() => scenario.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_of_an_unknown_generation_has_no_discovery_order() =>
        Assert.Contains("ClientProfile 99", Assert.Throws<ArgumentOutOfRangeException>(() => DiscoveryPlan.For((ClientProfile)99, "a.net")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_kind_of_event_is_known_to_the_rules() => Assert.All(
        Enum.GetValues<SimulationEventKind>(), kind => Assert.NotEqual("is of no kind that there is.", Scenarios.ScenarioRules.WhyWrong(Shudlab, new SimulationEvent(TimeSpan.Zero, kind))));
}
