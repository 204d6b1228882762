using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LyncResilience.Discovery;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Topology;
using LyncResilience.Lab.Network;

namespace LyncResilience.Lab.Scenarios;

/// <summary>
/// The scenarios that the laboratory knows by name. They follow the laboratory of Elan Shudnow's article "Lync 2010 Central Site Resilience
/// w/ Backup Registrars, Failovers, and Failbacks" (2012): two pools that back each other up, and one SRV record.
/// </summary>
public static class LabScenarios
{
    private const string Domain = "shudlab.net";
    private const string FrontEnd1 = "A-L14FE1.shudlab.net";
    private const string FrontEnd2 = "A-L14FE2.shudlab.net";
    private const string Director = "A-L14DIR1.shudlab.net";

    // The article names no sites; a name each, because its subject is the loss of one.
    private const string Site1 = "Site1";
    private const string Site2 = "Site2";
    private const int Ttl = 3600;

    /// <summary>The built-in scenarios; the first is the default.</summary>
    public static IReadOnlyList<LabScenario> BuiltIn { get; } =
    [
        Shudlab(
            "shudlab",
            "Two pools, each the other's backup, and one SRV record that names A-L14FE1.",
            [],
            [SignInRecord(0, FrontEnd1)]),
        Shudlab(
            "shudlab-director",
            "The same two pools behind a Director, which the SRV record names.",
            [new PoolDraft(Director) { Kind = PoolKind.Director, Version = PoolVersion.Lync2010, Site = Site1 }],
            [SignInRecord(0, Director)]),
        Shudlab(
            "shudlab-two-srv",
            "The same two pools with a second SRV record, of priority 10, that names A-L14FE2.",
            [],
            [SignInRecord(0, FrontEnd1), SignInRecord(10, FrontEnd2)]),
    ];

    /// <summary>Finds a built-in scenario, or reads a scenario file.</summary>
    /// <param name="name">A built-in scenario's name, in any case; or the path of a file: something with a slash, a backslash or <c>.json</c> in the end.</param>
    /// <param name="pathOf">Makes a full path of what was typed; null where the process's own folder counts.</param>
    /// <returns>The scenario.</returns>
    /// <exception cref="ArgumentException">There is none of that name; the message names the nearest one and lists all.</exception>
    /// <exception cref="Simulation.ScenarioFormatException">The file holds none, or none that a laboratory can play.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static LabScenario Get(string name, Func<string, string>? pathOf = null)
    {
        LabScenario? found = BuiltIn.FirstOrDefault(scenario => string.Equals(scenario.Name, name, StringComparison.OrdinalIgnoreCase));
        if (found is not null)
        {
            return found;
        }

        if (name.IndexOfAny(['/', '\\']) >= 0 || name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return LabScenarioFile.Read(pathOf is null ? name : pathOf(name));
        }

        string[] names = [.. BuiltIn.Select(scenario => scenario.Name)];
        throw new ArgumentException(
            $"There is no scenario '{name}'. Did you mean '{NearestName.Of(name, names)}'? Known scenarios: {string.Join(", ", names)}; or name a file of your own, ending in .json.",
            nameof(name));
    }

    private static LabScenario Shudlab(string name, string description, PoolDraft[] further, DnsRecord[] records) => new(
        name,
        description,
        TopologyOf(name, [FrontEnd(FrontEnd1, Site1, FrontEnd2), FrontEnd(FrontEnd2, Site2, FrontEnd1), .. further]),
        records,
        [
            new ScenarioUser("ClientUser1@shudlab.net", FrontEnd1, @"SHUDLAB\ClientUser1"),
            new ScenarioUser("ClientUser2@shudlab.net", FrontEnd2, @"SHUDLAB\ClientUser2"),
        ]);

    private static ResilienceTopology TopologyOf(string scenario, PoolDraft[] pools)
    {
        TopologyDraft draft = new("scenario " + scenario) { DefaultSipDomain = Domain };
        draft.Pools.AddRange(pools);
        return draft.Build();
    }

    private static PoolDraft FrontEnd(string fqdn, string site, string backup) => new(fqdn)
    {
        Kind = PoolKind.Enterprise,
        Version = PoolVersion.Lync2010,
        Site = site,
        Servers = { fqdn },
        BackupPool = backup,
        FailureDetectionSeconds = PoolDefaults.FailureDetectionSeconds(PoolKind.Enterprise),
        FailbackSeconds = PoolDefaults.FailbackSeconds(PoolKind.Enterprise),
        AutomaticFailover = true,
    };

    private static SrvRecord SignInRecord(int priority, string target) =>
        new("_sipinternaltls._tcp." + Domain, Ttl, priority, 0, PortMap.DeclaredTlsPort, target);
}
