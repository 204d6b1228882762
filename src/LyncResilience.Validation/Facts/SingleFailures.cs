using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LyncResilience.Discovery;
using LyncResilience.Discovery.Dns;
using LyncResilience.Simulation;

namespace LyncResilience.Validation.Facts;

/// <summary>Simulates every single failure of a deployment: each pool, each Front End of a pool that has several, each site, each DNS server.</summary>
internal static class SingleFailures
{
    // Long enough for clients to have settled and, at the end, for an administrator's drill; longer where intervals are.
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_shortest = TimeSpan.FromHours(2);

    /// <summary>Simulates.</summary>
    /// <param name="facts">Topology, users and names.</param>
    /// <param name="progress">Hears of each failure; null for nobody.</param>
    /// <param name="cancellationToken">Stops the simulation.</param>
    /// <returns>The facts with failures, or with why there are none.</returns>
    public static SiteFacts Simulate(SiteFacts facts, IProgress<FactProgress>? progress, CancellationToken cancellationToken)
    {
        if (WhyNot(facts) is { } why)
        {
            return facts with { WhyNotSimulated = why };
        }

        ResilienceTopology topology = facts.Topology!;
        SimulatedUser[] users = facts.Users.Count > 0 ? [.. facts.Users] : Representatives(topology, facts.SipDomains[0]);
        SimulationScenario world = new() { Topology = topology, Records = Records(facts), Users = users };
        SimulatedFailure[] failures = Failures(topology);
        for (int i = 0; i < failures.Length; i++)
        {
            failures[i] = Simulate(failures[i], world, cancellationToken);
            progress?.Report(new FactProgress(FactStage.Simulations, i + 1, failures.Length, failures[i].Target));
        }

        return facts with { Failures = failures };
    }

    private static string? WhyNot(SiteFacts facts) =>
        facts.Topology is null ? "No topology was given."
        : !facts.HasNames ? "No DNS server answered (LR-DNS-001), so what clients would find is not known."
        : facts.SipDomains.Count == 0 ? "No SIP domain was named."
        : facts.Topology.Pools.All(pool => pool.Kind == PoolKind.Director) ? $"{facts.Topology.Source} has no pool that homes users."
        : null;

    // Nobody named users, so two of each pool stand for all: one who signed in from its cache and was told nothing, and one who comes during the outage with a new client.
    private static SimulatedUser[] Representatives(ResilienceTopology topology, string domain) =>
    [
        .. topology.Pools.Where(pool => pool.Kind != PoolKind.Director).SelectMany(pool => new[]
        {
            new SimulatedUser { SipAddress = $"signed-in.{pool.Fqdn}@{domain}", RegistrarPool = pool.Fqdn, Count = Math.Max(1, (pool.UserCount ?? 0) - 1) },
            new SimulatedUser { SipAddress = $"arriving.{pool.Fqdn}@{domain}", RegistrarPool = pool.Fqdn, SignedIn = false, CachedServer = string.Empty },
        }),
    ];

    private static DnsRecord[] Records(SiteFacts facts) =>
    [
        .. facts.Answers.Where(answer => answer.IsReply).GroupBy(answer => (answer.Answer.Type == DnsRecordType.Srv, answer.Answer.Name.ToUpperInvariant()))
            .SelectMany(group => group.First().Answer.Records).Distinct(),
    ];

    private static SimulatedFailure[] Failures(ResilienceTopology topology) =>
    [
        .. topology.Pools.Select(pool => new SimulatedFailure(FailureScope.Pool, pool.Fqdn) { Site = pool.Site }),
        .. topology.Pools.Where(pool => pool.Servers.Count > 1).SelectMany(pool => pool.Servers.Select(server => new SimulatedFailure(FailureScope.Server, server) { Site = pool.Site })),
        .. topology.Sites.Where(site => topology.Pools.Any(pool => string.Equals(pool.Site, site, StringComparison.OrdinalIgnoreCase)))
            .Select(site => new SimulatedFailure(FailureScope.Site, site) { Site = site }),
        .. topology.DnsServers.Select(server => new SimulatedFailure(FailureScope.DnsServer, server.Name) { Site = server.Site }),
    ];

    private static SimulatedFailure Simulate(SimulatedFailure failure, SimulationScenario world, CancellationToken cancellationToken)
    {
        TimeSpan outage = Longest(world.Topology.Pools.Max(pool => pool.FailureDetectionSeconds));
        TimeSpan after = Longest(world.Topology.Pools.Max(pool => pool.FailbackSeconds));
        (SimulationEventKind down, SimulationEventKind up) = failure.Scope switch
        {
            FailureScope.Pool => (SimulationEventKind.PoolDown, SimulationEventKind.PoolUp),
            FailureScope.Server => (SimulationEventKind.ServerDown, SimulationEventKind.ServerUp),
            FailureScope.Site => (SimulationEventKind.SiteDown, SimulationEventKind.SiteUp),
            FailureScope.DnsServer => (SimulationEventKind.DnsDown, SimulationEventKind.DnsUp),
            _ => throw UnknownMember.Of(failure.Scope),
        };
        try
        {
            FailoverSimulation simulation = FailoverSimulator.Run(
                world with { Name = failure.Target, Events = [Event(s_start, down), Event(s_start + outage, up)], Duration = s_start + outage + after }, cancellationToken);

            List<FailoverOutcome> stranded = [];
            double? longest = null;
            foreach (FailoverOutcome outcome in simulation.Outcomes)
            {
                if (IsStranded(outcome, s_start + outage))
                {
                    stranded.Add(outcome);
                }
                else if (longest is null || outcome.OfflineSeconds > longest)
                {
                    longest = outcome.OfflineSeconds;
                }
            }

            return failure with { Simulation = simulation, Stranded = stranded.AsReadOnly(), LongestOfflineSeconds = longest };
        }
        catch (ScenarioFormatException exception)
        {
            return failure with { Problem = $"It can't be simulated: {exception.Message}" };
        }

        SimulationEvent Event(TimeSpan at, SimulationEventKind what) => new(at, what)
        {
            Pool = failure.Scope == FailureScope.Pool ? failure.Name : null,
            Server = failure.Scope == FailureScope.Server ? failure.Name : null,
            Site = failure.Scope == FailureScope.Site ? failure.Name : null,
            DnsServer = failure.Scope == FailureScope.DnsServer ? failure.Name : null,
        };
    }

    // Whoever is still without a registrar when the failure ends would be for as long as it lasts.
    private static bool IsStranded(FailoverOutcome outcome, TimeSpan end) =>
        outcome.OfflineSeconds > 0 && outcome.Timeline.LastOrDefault(entry => entry.AtSeconds < end.TotalSeconds) is { State: FailoverState.Offline, IsSignedOut: false };

    private static TimeSpan Longest(int intervalSeconds)
    {
        var twice = TimeSpan.FromSeconds(2.0 * intervalSeconds);
        return twice > s_shortest ? twice : s_shortest;
    }
}
