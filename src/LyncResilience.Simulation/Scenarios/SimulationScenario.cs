using System;
using System.Collections.Generic;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Simulation;

/// <summary>A what-if question: a deployment, its records, its users, and what happens to them. Immutable.</summary>
public sealed record SimulationScenario
{
    /// <summary>How long a scenario lasts that doesn't say it.</summary>
    public static readonly TimeSpan DefaultDuration = TimeSpan.FromHours(24);

    /// <summary>The scenario's name.</summary>
    public string Name { get; init; } = "Scenario";

    /// <summary>Sites and pools. Every pool is up at time 0.</summary>
    public ResilienceTopology Topology { get; init; } = ResilienceTopology.FromJson("{}");

    /// <summary>The zone at time 0. Names of pools and servers need no address records.</summary>
    public IReadOnlyList<DnsRecord> Records { get; init; } = [];

    /// <summary>The users; enumerated once.</summary>
    public IEnumerable<SimulatedUser> Users { get; init; } = [];

    /// <summary>What happens. Events of one instant happen in this order.</summary>
    public IReadOnlyList<SimulationEvent> Events { get; init; } = [];

    /// <summary>How long the simulation lasts; its last instant belongs to it.</summary>
    public TimeSpan Duration { get; init; } = DefaultDuration;

    /// <summary>What every draw comes from: the same seed gives the same simulation.</summary>
    public int Seed { get; init; }

    /// <summary>What the model assumes where no public source says.</summary>
    public SimulationAssumptions Assumptions { get; init; } = SimulationAssumptions.Default;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
