using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using LyncResilience.Discovery;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation;

namespace LyncResilience.Lab.Scenarios;

/// <summary>
/// Makes a laboratory of a scenario file: its topology, records and users. What such a file can say and a laboratory can't play is either left out
/// and listed in <see cref="LabScenario.NotPlayed"/>, or refused where the laboratory would mislead.
/// </summary>
internal static class LabScenarioFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file. A topology that it names by path is looked for relative to it.</param>
    /// <exception cref="ScenarioFormatException">It is no scenario, with file, line and key in the message; or no laboratory can play it.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static LabScenario Read(string path) => Of(ScenarioFile.Read(path), path);

    /// <summary>Makes a laboratory of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="ScenarioFormatException">No laboratory can play it.</exception>
    public static LabScenario Of(SimulationScenario scenario, string source)
    {
        if (scenario is null)
        {
            throw new ArgumentNullException(nameof(scenario));
        }

        List<SimulatedUser> entries = [.. scenario.Users];
        Dictionary<string, TopologyPool> servers = Servers(scenario.Topology);
        if (scenario.Topology.DefaultSipDomain is null)
        {
            throw new ScenarioFormatException($"{source} has no 'defaultSipDomain' in its topology; a laboratory needs one to name its accounts.");
        }

        if (scenario.Records.OfType<SrvRecord>().FirstOrDefault(record => servers.ContainsKey(record.Target)) is { } lone)
        {
            throw new ScenarioFormatException(
                $"{source}: the record {ZoneFile.ToLine(lone)} names a server of {servers[lone.Target].Fqdn}; a laboratory plays a pool as one host, so let the record name the pool.");
        }

        try
        {
            return new LabScenario(
                scenario.Name,
                $"Read from {Path.GetFileName(source)}.",
                scenario.Topology,
                scenario.Records.Where(IsServed),
                Users(entries, scenario.Topology, source))
            {
                NotPlayed = Array.AsReadOnly(NotPlayed(scenario, entries, servers).ToArray()),
            };
        }
        catch (ArgumentException exception)
        {
            // Without the parameter's name, which means nothing to whoever wrote the file.
            throw new ScenarioFormatException($"{source}: {exception.Message.Split('\r', '\n')[0].Replace($" (Parameter '{exception.ParamName}')", string.Empty)}", exception);
        }
    }

    private static Dictionary<string, TopologyPool> Servers(ResilienceTopology topology)
    {
        Dictionary<string, TopologyPool> servers = new(StringComparer.OrdinalIgnoreCase);
        foreach (TopologyPool pool in topology.Pools)
        {
            foreach (string server in pool.Servers.Where(server => topology.FindPool(server) is null))
            {
                servers[server] = pool;
            }
        }

        return servers;
    }

    // An address record would lead clients out of the laboratory; its pools have addresses of their own.
    private static bool IsServed(DnsRecord record) => record is not AddressRecord address || IPAddress.IsLoopback(address.Address);

    private static List<ScenarioUser> Users(List<SimulatedUser> entries, ResilienceTopology topology, string source)
    {
        Dictionary<string, ScenarioUser> users = new(StringComparer.OrdinalIgnoreCase);
        List<ScenarioUser> inOrder = [];
        foreach (SimulatedUser entry in entries)
        {
            SipName.TryParseAddress(entry.SipAddress, out string address);
            string home = topology.FindPool(entry.RegistrarPool)?.Fqdn ?? entry.RegistrarPool;
            if (!users.TryGetValue(address, out ScenarioUser? known))
            {
                var user = new ScenarioUser(address, home, AccountOf(address, topology.DefaultSipDomain!));
                users.Add(address, user);
                inOrder.Add(user);
            }
            else if (known.HomePool != home)
            {
                throw new ScenarioFormatException($"{source} homes {address} on {known.HomePool} and on {home}; a laboratory has one account per address.");
            }
        }

        return inOrder;
    }

    // The whole domain where it is not the default one, or alice@contoso.com and alice@contoso.net would be one account.
    private static string AccountOf(string address, string defaultDomain)
    {
        string[] parts = address.Split('@');
        string domain = string.Equals(parts[1], defaultDomain, StringComparison.OrdinalIgnoreCase) ? parts[1].Split('.')[0] : parts[1];
        return $@"{domain.ToUpperInvariant()}\{parts[0]}";
    }

    private static IEnumerable<string> NotPlayed(SimulationScenario scenario, List<SimulatedUser> entries, Dictionary<string, TopologyPool> servers)
    {
        if (scenario.Events.Count > 0)
        {
            yield return $"{Counted.Of(scenario.Events.Count, "event")} on the timeline, from {scenario.Events[0]} on: a laboratory changes when Set-ResilienceLab says so.";
        }

        string[] farms = [.. servers.Values.Distinct().Select(pool => pool.Fqdn)];
        if (farms.Length > 0)
        {
            yield return $"single servers: {string.Join(", ", farms)} {(farms.Length == 1 ? "is" : "are")} played as one host per pool.";
        }

        if (scenario.Topology.DnsServers.Count > 1)
        {
            yield return $"{Counted.Of(scenario.Topology.DnsServers.Count, "DNS server")}: one stands for all of them.";
        }

        if (entries.Exists(entry => entry.Location is not null))
        {
            yield return "locations of users: on loopback everybody reaches every pool.";
        }

        int alike = entries.Count(entry => entry.Count > 1);
        if (alike > 0)
        {
            yield return $"the count of {Counted.Of(alike, "user entry", "user entries")}: each has one account.";
        }

        foreach (AddressRecord record in scenario.Records.OfType<AddressRecord>().Where(record => !IsServed(record) && scenario.Topology.FindPool(record.Name) is null))
        {
            yield return $"the record {ZoneFile.ToLine(record)}: it would lead out of the laboratory.";
        }
    }
}
