using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Simulation;

namespace LyncResilience.Benchmarks;

/// <summary>
/// Twenty pools in ten sites, each backed up by one of the next site but for one pool of the failing site that has no backup; three SRV records; one
/// site that fails after an hour and comes back four hours later, within 24 h. What each user's client knows is drawn for each user.
/// </summary>
internal static class SimulationWorkload
{
    public const int Pools = 20;
    public const int Ttl = 3600;
    public const string FailingSite = "Site0";
    public const string Domain = "bench.net";

    public static readonly TimeSpan Down = TimeSpan.FromSeconds(3607);
    public static readonly TimeSpan Up = Down + TimeSpan.FromHours(4);

    /// <summary>By priority: equal ones would be drawn, and a peer draws otherwise.</summary>
    public static readonly IReadOnlyList<string> SrvTargets = [Pool(0), Pool(2), Pool(4)];

    public static string Pool(int number) => $"pool{number}.{Domain}";

    public static string? BackupOf(int number) => number == 1 ? null : Pool((number + 2) % Pools);

    public static string SiteOf(int number) => $"Site{number / 2}";

    public static ResilienceTopology Topology { get; } = ResilienceTopology.FromJson($$"""
        { "sites": [{{string.Join(",", Enumerable.Range(0, Pools / 2).Select(i => $"\"Site{i}\""))}}],
          "pools": [{{string.Join(",", Enumerable.Range(0, Pools).Select(PoolJson))}}] }
        """);

    /// <summary>The scenario, for users that are at hand.</summary>
    public static SimulationScenario Scenario(IEnumerable<SimulatedUser> users) => new()
    {
        Name = "site failure",
        Topology = Topology,
        Records = [.. SrvTargets.Select((target, i) => new SrvRecord("_sipinternaltls._tcp." + Domain, Ttl, 10 * i, 0, 5061, target))],
        Users = users,
        Events = [new(Down, SimulationEventKind.SiteDown) { Site = FailingSite }, new(Up, SimulationEventKind.SiteUp) { Site = FailingSite }],
        Duration = TimeSpan.FromHours(24),
    };

    /// <summary>Users whose home, cache, knowledge, session and profile are drawn one by one; the first of many are the same as few.</summary>
    public static SimulatedUser[] Draw(int users)
    {
        Random random = new(6);
        string[] names = [.. Enumerable.Range(0, Pools).Select(Pool)];
        SimulatedUser[] drawn = new SimulatedUser[users];
        for (int i = 0; i < users; i++)
        {
            drawn[i] = new SimulatedUser
            {
                SipAddress = $"user{i}@{Domain}",
                RegistrarPool = names[random.Next(Pools)],
                CachedServer = random.Next(100) switch { < 70 => null, < 80 => string.Empty, _ => names[random.Next(Pools)] },
                KnowsBackup = random.Next(100) < 30,
                SignedIn = random.Next(100) < 90,
                ClientProfile = (ClientProfile)random.Next(4),
            };
        }

        return drawn;
    }

    private static string PoolJson(int number)
    {
        string backup = BackupOf(number) is { } name ? $"\"{name}\"" : "null";
        return $$"""{ "fqdn": "{{Pool(number)}}", "site": "{{SiteOf(number)}}", "kind": "Enterprise", "version": "Lync2013", "backupPool": {{backup}} }""";
    }
}
