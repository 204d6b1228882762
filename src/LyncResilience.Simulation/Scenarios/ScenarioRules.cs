using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using LyncResilience.Discovery;
using LyncResilience.Simulation.Clients;
using LyncResilience.Simulation.Engine;

namespace LyncResilience.Simulation.Scenarios;

/// <summary>Whether the parts of a scenario fit together.</summary>
internal static class ScenarioRules
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    /// <exception cref="ScenarioFormatException">They don't.</exception>
    public static void Check(SimulationScenario scenario, CancellationToken cancellationToken)
    {
        if (scenario.Duration <= TimeSpan.Zero)
        {
            throw new ScenarioFormatException($"the duration of a scenario must be more than 0 s, not {scenario.Duration.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.");
        }

        foreach (SimulationEvent happening in scenario.Events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (WhyWrong(scenario.Topology, happening) is { } why)
            {
                throw new ScenarioFormatException($"the event {happening.Do} at {SimulationTime.Text(happening.At)} {why}");
            }
        }
    }

    /// <summary>The addresses that events name, each with a number of its own from 1.</summary>
    public static Dictionary<string, int> Scripts(SimulationScenario scenario)
    {
        Dictionary<string, int> scripts = new(s_names);
        foreach (string address in scenario.Events.Select(happening => happening.User).OfType<string>().Select(WorldLife.Addressed))
        {
            if (!scripts.ContainsKey(address))
            {
                scripts.Add(address, scripts.Count + 1);
            }
        }

        return scripts;
    }

    /// <exception cref="ScenarioFormatException">An event names a user who is not among the scenario's.</exception>
    public static void CheckUsersOfEvents(Dictionary<string, int> scripts, CohortList cohorts, Population population)
    {
        foreach (KeyValuePair<string, int> absent in scripts.Where(script => !cohorts.HasScript(script.Value)))
        {
            string[] some = [.. Enumerable.Range(0, Math.Min(population.Count, 1000)).Select(population.AddressOf)];
            throw new ScenarioFormatException($"an event names the user '{absent.Key}', who is not among the users.{NearestName.Question(absent.Key, some)}");
        }
    }

    /// <summary>What is wrong with an event, as the end of a sentence; null when nothing is.</summary>
    public static string? WhyWrong(ResilienceTopology topology, SimulationEvent happening)
    {
        if (happening.At < TimeSpan.Zero)
        {
            return "lies before the start of the simulation.";
        }

        if (happening.CutsSessions && !happening.IsFailure)
        {
            return "can't cut sessions; only Down events can.";
        }

        return happening.Do switch
        {
            SimulationEventKind.PoolDown or SimulationEventKind.PoolUp or SimulationEventKind.UserServicesDown or SimulationEventKind.UserServicesUp => Pool(topology, happening.Pool),
            SimulationEventKind.PoolFailover or SimulationEventKind.PoolFailback => Pool(topology, happening.Pool) ?? Failover(topology, topology.FindPool(happening.Pool)!),
            SimulationEventKind.ServerDown or SimulationEventKind.ServerUp => Among("server", happening.Server, topology.Pools.SelectMany(Servers)),
            SimulationEventKind.SiteDown or SimulationEventKind.SiteUp => Among("site", happening.Site, topology.Sites),
            SimulationEventKind.LinkDown or SimulationEventKind.LinkUp => Sites(topology, happening.Sites),
            SimulationEventKind.DnsDown or SimulationEventKind.DnsUp => happening.DnsServer is null ? null : Among("dnsServer", happening.DnsServer, topology.DnsServers.Select(server => server.Name)),
            SimulationEventKind.SrvAdd or SimulationEventKind.SrvRemove => happening.Record is null ? "needs a record." : null,
            SimulationEventKind.SignIn or SimulationEventKind.SignOut or SimulationEventKind.ClientRestart or SimulationEventKind.CacheClear =>
                string.IsNullOrWhiteSpace(happening.User) ? "needs a user." : null,
            _ => "is of no kind that there is.",
        };
    }

    private static IEnumerable<string> Servers(TopologyPool pool) => pool.Servers.Count == 0 ? [pool.Fqdn] : pool.Servers;

    private static string? Pool(ResilienceTopology topology, string? pool) => Among("pool", pool, topology.Pools.Select(known => known.Fqdn));

    private static string? Failover(ResilienceTopology topology, TopologyPool pool) =>
        pool.Version == PoolVersion.Lync2010 ? $"can't be: {pool.Fqdn} is Lync Server 2010, which has no pool failover; it came with 2013."
        : pool.BackupPool is null ? $"can't be: {pool.Fqdn} has no backup pool to fail over to."
        : topology.FindPool(pool.BackupPool) is null ? $"can't be: {pool.BackupPool}, the backup of {pool.Fqdn}, is not in the topology."
        : null;

    private static string? Sites(ResilienceTopology topology, IReadOnlyList<string> sites) =>
        sites.Count != 2 || s_names.Equals(sites[0], sites[1]) ? "needs two different sites."
        : Among("site", sites[0], topology.Sites) ?? Among("site", sites[1], topology.Sites);

    private static string? Among(string what, string? name, IEnumerable<string> known) =>
        string.IsNullOrWhiteSpace(name) ? $"needs a {what}."
        : known.Contains(name, s_names) ? null
        : $"names the {what} '{name}', which is not in the topology.{NearestName.Question(name!, [.. known])}";
}
