using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>Says which world a question is asked about (<c>-Verbose</c>), because an answer is worth no more than that.</summary>
internal static class WorldReport
{
    internal static void Write(SimulationScenario scenario, CmdletOutput output)
    {
        // Users may come from a file line by line, and are not read twice to be counted.
        string users = scenario.Users is IReadOnlyCollection<SimulatedUser> known ? string.Format(CultureInfo.InvariantCulture, "{0:N0} users", known.Sum(user => (long)user.Count)) : "the scenario's users";
        output.WriteVerbose(
            FormattableString.Invariant($"The world of '{scenario.Name}': {users}, {scenario.Topology.Pools.Count} pools, {scenario.Records.Count} records, {scenario.Events.Count} events, seed {scenario.Seed}."));
        Each("Pool", scenario.Topology.Pools.Select(pool => pool.BackupPool is null ? pool.Fqdn : $"{pool.Fqdn}, backed up by {pool.BackupPool}"));
        Each("Record", scenario.Records.Select(ZoneFile.ToLine));
        Each("Event", scenario.Events.Select(happens => happens.ToString()));
        Each("Assumption", scenario.Assumptions.All.Where(assumption => !assumption.Value.Equals(assumption.Default))
            .Select(assumption => FormattableString.Invariant($"{assumption.Name} = {assumption.Value} in place of {assumption.Default} ({assumption.Unit})")));

        void Each(string what, IEnumerable<string> lines)
        {
            foreach (string line in lines)
            {
                output.WriteVerbose($"{what}: {line}");
            }
        }
    }
}
