using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Simulation.Tests;

/// <summary>Deployments, users and events drawn from a seed.</summary>
internal static class RandomWorlds
{
    private const string Domain = "r.net";
    private static readonly string[] s_sites = ["A", "B", "C"];

    /// <summary>When everything that failed is restored, if it is.</summary>
    public static readonly TimeSpan Restored = TimeSpan.FromHours(3);

    public static SimulationScenario Draw(int seed, bool restores, bool allHaveBackups = false)
    {
        var random = new Random(seed);
        int pools = random.Next(2, 6);
        string[] names = [.. Enumerable.Range(0, pools).Select(i => $"p{i}.{Domain}")];
        ResilienceTopology topology = Topology(random, names, allHaveBackups);
        string[] homes = [.. topology.Pools.Where(pool => pool.Kind != PoolKind.Director).Select(pool => pool.Fqdn)];
        List<SimulatedUser> users = [.. Enumerable.Range(0, 12).Select(i => User(random, i, homes, names))];
        List<SimulationEvent> failures = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => Failure(random, topology))];
        List<SimulationEvent> events = [.. failures];
        events.AddRange(failures.Where(_ => random.Next(2) == 0).Select(failure => Restore(failure, failure.At + TimeSpan.FromSeconds(random.Next(5, 4000)))));
        events.AddRange(Enumerable.Range(0, random.Next(4)).Select(_ => Person(random, users)));
        if (restores)
        {
            events.AddRange(failures.Select(failure => Restore(failure, Restored)));
        }

        return new SimulationScenario
        {
            Name = "random " + seed,
            Topology = topology,
            Records = Records(random, names),
            Users = users,
            Events = [.. events.OrderBy(happening => happening.At)],
            Duration = TimeSpan.FromHours(5),
            Seed = seed,
        };
    }

    private static ResilienceTopology Topology(Random random, string[] names, bool allHaveBackups)
    {
        IEnumerable<string> pools = names.Select((name, i) =>
        {
            bool isDirector = i > 1 && random.Next(6) == 0;
            bool hasNone = random.Next(5) == 0 && !allHaveBackups;
            string backup = hasNone || isDirector ? "null" : $"\"{names[(i + 1) % 2 == 0 ? i - 1 : Math.Min(i + 1, names.Length - 1)]}\"";
            return $$"""{ "fqdn": "{{name}}", "site": "{{s_sites[random.Next(3)]}}", "kind": "{{(isDirector ? "Director" : "Enterprise")}}", "version": "Lync2013", "backupPool": {{backup}}, "servers": ["f{{i}}a.{{Domain}}", "f{{i}}b.{{Domain}}"], "failureDetectionSeconds": {{random.Next(30, 400)}}, "failbackSeconds": {{random.Next(30, 900)}} }""";
        });
        return ResilienceTopology.FromJson($$"""{ "sites": ["A", "B", "C"], "pools": [ {{string.Join(",", pools)}} ] }""");
    }

    private static DnsRecord[] Records(Random random, string[] names) =>
        [.. names.Where(_ => random.Next(2) == 0).Select(name => new SrvRecord("_sipinternaltls._tcp." + Domain, random.Next(3) * 1000, random.Next(3), random.Next(3), 5061, name))];

    private static SimulatedUser User(Random random, int number, string[] homes, string[] names) => new()
    {
        SipAddress = $"u{number}@{Domain}",
        RegistrarPool = homes[random.Next(homes.Length)],
        CachedServer = random.Next(3) switch { 0 => null, 1 => "", _ => names[random.Next(names.Length)] },
        KnowsBackup = random.Next(2) == 0,
        SignedIn = random.Next(4) > 0,
        Location = random.Next(2) == 0 ? null : s_sites[random.Next(3)],
        ClientProfile = (ClientProfile)random.Next(Enum.GetValues<ClientProfile>().Length),
        Count = random.Next(1, 5),
    };

    private static SimulationEvent Failure(Random random, ResilienceTopology topology)
    {
        TimeSpan at = TimeSpan.FromSeconds(random.Next(1, 7000));
        TopologyPool pool = topology.Pools[random.Next(topology.Pools.Count)];
        bool cuts = random.Next(4) == 0;
        int site = random.Next(3);
        return random.Next(6) switch
        {
            0 => new SimulationEvent(at, SimulationEventKind.SiteDown) { Site = s_sites[site], CutsSessions = cuts },
            1 => new SimulationEvent(at, SimulationEventKind.LinkDown) { Sites = [s_sites[site], s_sites[(site + 1) % 3]], CutsSessions = cuts },
            2 => new SimulationEvent(at, SimulationEventKind.ServerDown) { Server = pool.Servers[random.Next(2)], CutsSessions = cuts },
            3 => new SimulationEvent(at, SimulationEventKind.DnsDown),
            4 => new SimulationEvent(at, SimulationEventKind.UserServicesDown) { Pool = pool.Fqdn },
            _ => new SimulationEvent(at, SimulationEventKind.PoolDown) { Pool = pool.Fqdn, CutsSessions = cuts },
        };
    }

    private static SimulationEvent Restore(SimulationEvent failure, TimeSpan at) => failure with
    {
        At = at,
        Do = (SimulationEventKind)Enum.Parse(typeof(SimulationEventKind), failure.Do.ToString().Replace("Down", "Up", StringComparison.Ordinal)),
        CutsSessions = false,
    };

    private static SimulationEvent Person(Random random, List<SimulatedUser> users) => new(
        TimeSpan.FromSeconds(random.Next(1, 7000)), random.Next(3) == 0 ? SimulationEventKind.CacheClear : SimulationEventKind.ClientRestart)
    {
        User = users[random.Next(users.Count)].SipAddress,
    };
}
