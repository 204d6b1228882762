using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>The records that a command line gives to a world: its own, those that DNS servers hold now, and what is changed about them.</summary>
internal sealed class GivenZone
{
    /// <summary>The records given; null leaves the scenario its own.</summary>
    internal DnsRecord[]? Records { get; init; }

    /// <summary>The DNS servers to ask, checked in binding; none for no question.</summary>
    internal string[] DnsServers { get; init; } = [];

    /// <summary>The longest wait for one answer.</summary>
    internal TimeSpan Timeout { get; init; }

    /// <summary>Records that are there too.</summary>
    internal DnsRecord[] Added { get; init; } = [];

    /// <summary>Records that are not there.</summary>
    internal DnsRecord[] Removed { get; init; } = [];

    /// <summary>The records that a scenario is played with; null when no DNS server named has an address, which has been reported then.</summary>
    /// <exception cref="ResilienceException">A DNS server gave no answer.</exception>
    internal async Task<IReadOnlyList<DnsRecord>?> OfAsync(SimulationScenario scenario, CmdletOutput output, CancellationToken cancellationToken)
    {
        IReadOnlyList<DnsRecord> records = Records ?? (DnsServers.Length > 0 ? [] : scenario.Records);
        if (DnsServers.Length > 0)
        {
            if (await new NamedDnsServers(DnsServers, Timeout, NetworkCmdlet.BuiltInResolver).ResolverAsync(output, cancellationToken).ConfigureAwait(false) is not { } resolver)
            {
                return null;
            }

            records = [.. records, .. await new LiveZone(resolver, scenario.Topology).ReadAsync(scenario.Users, cancellationToken).ConfigureAwait(false)];
        }

        records = ZoneChange.Apply(records, Removed, Added, output.WriteWarning);
        if (records.Count == 0 && Records is null && DnsServers.Length == 0)
        {
            output.WriteWarning("No records were given, so clients find no server in DNS. Give them with -SrvRecord, or name a server to ask with -DnsServer.");
        }

        return records;
    }
}
