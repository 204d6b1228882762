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
    /// <param name="sipDomain">The SIP domain of its users.</param>
    /// <param name="pools">The registrar pools; at least one.</param>
    /// <param name="records">The DNS records besides the pools' own addresses.</param>
    /// <param name="users">The users.</param>
    /// <exception cref="ArgumentException">A pool appears twice, or a pool, backup or home is named that isn't there or can't home users.</exception>
    public LabScenario(
        string name,
        string description,
        string sipDomain,
        IEnumerable<ScenarioPool> pools,
        IEnumerable<DnsRecord> records,
        IEnumerable<ScenarioUser> users)
    {
        Name = name;
        Description = description;
        SipDomain = sipDomain;
        Pools = [.. pools];
        Records = [.. records];
        Users = [.. users];

        if (Pools.Count == 0)
        {
            throw new ArgumentException($"Scenario '{name}' has no pool.", nameof(pools));
        }

        if (Pools.GroupBy(pool => pool.Fqdn, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Scenario '{name}' names pool {twice.Key} twice.", nameof(pools));
        }

        foreach (ScenarioPool pool in Pools.Where(pool => pool.BackupPool is not null))
        {
            Require(pool.BackupPool!, $"the backup of {pool.Fqdn}", nameof(pools));
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

    /// <summary>The registrar pools.</summary>
    public IReadOnlyList<ScenarioPool> Pools { get; }

    /// <summary>The DNS records besides the pools' own addresses. Their SRV records name pools with the declared ports 5061 and 5060.</summary>
    public IReadOnlyList<DnsRecord> Records { get; }

    /// <summary>The users.</summary>
    public IReadOnlyList<ScenarioUser> Users { get; }

    private void Require(string pool, string role, string parameter)
    {
        ScenarioPool? found = Pools.FirstOrDefault(candidate => string.Equals(candidate.Fqdn, pool, StringComparison.OrdinalIgnoreCase));
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
