using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Lab.Scenarios;

/// <summary>A deployment that a laboratory can play: pools, DNS records and users. Immutable.</summary>
public sealed class LabScenario
{
    /// <summary>Puts a scenario together and checks that its parts fit.</summary>
    /// <param name="name">The name that selects it.</param>
    /// <param name="description">What is special about it, in one sentence.</param>
    /// <param name="topology">Its registrar pools, at least one, and its default SIP domain.</param>
    /// <param name="records">The DNS records besides the pools' own addresses.</param>
    /// <param name="users">The users.</param>
    /// <exception cref="ArgumentException">There is no pool or no SIP domain, or a backup or home is named that isn't there or can't home users.</exception>
    public LabScenario(
        string name,
        string description,
        ResilienceTopology topology,
        IEnumerable<DnsRecord> records,
        IEnumerable<ScenarioUser> users)
    {
        Name = name;
        Description = description;
        Topology = topology ?? throw new ArgumentNullException(nameof(topology));
        SipDomain = topology.DefaultSipDomain ?? throw new ArgumentException($"Scenario '{name}' has no default SIP domain.", nameof(topology));
        Records = [.. records];
        Users = [.. users];

        if (Pools.Count == 0)
        {
            throw new ArgumentException($"Scenario '{name}' has no pool.", nameof(topology));
        }

        foreach (TopologyPool pool in Pools.Where(pool => pool.BackupPool is not null))
        {
            Require(pool.BackupPool!, $"the backup of {pool.Fqdn}", nameof(topology));
            if (string.Equals(pool.BackupPool, pool.Fqdn, StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException($"Scenario '{Name}' makes {pool.Fqdn} its own backup.", nameof(topology));
            }
        }

        foreach (ScenarioUser user in Users)
        {
            Require(user.HomePool, $"the home of {user.SipAddress}", nameof(users));
        }
    }

    /// <summary>The name that selects the scenario.</summary>
    public string Name { get; }

    /// <summary>What is special about it, in one sentence.</summary>
    public string Description { get; }

    /// <summary>The SIP domain of its users.</summary>
    public string SipDomain { get; }

    /// <summary>Who backs whom.</summary>
    public ResilienceTopology Topology { get; }

    /// <summary>The registrar pools.</summary>
    public IReadOnlyList<TopologyPool> Pools => Topology.Pools;

    /// <summary>The DNS records besides the pools' own addresses. Their SRV records name pools with the ports that the topology declares, or 5060 for TCP.</summary>
    public IReadOnlyList<DnsRecord> Records { get; }

    /// <summary>The users.</summary>
    public IReadOnlyList<ScenarioUser> Users { get; }

    /// <summary>What the scenario's file says and the laboratory doesn't play, a phrase each with the reason.</summary>
    public IReadOnlyList<string> NotPlayed { get; internal init; } = Array.AsReadOnly(Array.Empty<string>());

    private void Require(string pool, string role, string parameter)
    {
        TopologyPool? found = Topology.FindPool(pool);
        if (found is null)
        {
            throw new ArgumentException($"Scenario '{Name}' makes {pool} {role}, but has no such pool.", parameter);
        }

        if (found.Kind == PoolKind.Director)
        {
            throw new ArgumentException($"Scenario '{Name}' makes {pool} {role}, but it is a Director: Directors home nobody.", parameter);
        }
    }
}
