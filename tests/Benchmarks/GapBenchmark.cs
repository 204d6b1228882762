using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Simulation;

namespace LyncResilience.Benchmarks;

/// <summary>
/// The search for gaps of 100,000 users in 20 pools of three Front Ends, ten sites, a DNS server in each, where one pool has no backup and both SRV
/// records lead into one site: every single failure and every pair, fixes included. Beside it the straightforward way for some of the same
/// failures: one simulation each, of every user with each of three kinds of client.
/// </summary>
internal static class GapBenchmark
{
    private const int Users = 100_000;
    private const int Pools = 20;
    private const int Sites = 10;
    private const int Unbacked = 7;
    private const string Domain = "bench.net";

    public static Task RunAsync(CancellationToken cancellationToken)
    {
        SimulationScenario scenario = Scenario();
        for (int round = 1; round <= 3; round++)
        {
            (List<ResilienceGap> gaps, double seconds) = Search(scenario, 1, cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  every single failure, round {round}: {seconds:0.00} s, {gaps.Count} gaps, {gaps.Sum(gap => (long)gap.UsersOffline):#,0} users lost in them"));
            Compare(scenario, gaps, cancellationToken);
        }

        (List<ResilienceGap> all, double elapsed) = Search(scenario, 2, cancellationToken);
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  every pair too: {elapsed:0.0} s, {all.Count} gaps, {all.Count(gap => gap.FailureCount == 2)} of them of pairs; peak memory of this process {process.PeakWorkingSet64 / 1e6:0} MB"));
        return Task.CompletedTask;
    }

    private static (List<ResilienceGap> Gaps, double Seconds) Search(SimulationScenario scenario, int failures, CancellationToken cancellationToken)
    {
        Stopwatch clock = Stopwatch.StartNew();
        List<ResilienceGap> gaps = [.. GapSearch.Run(scenario, new GapSearchOptions { FailureCount = failures }, cancellationToken)];
        return (gaps, clock.Elapsed.TotalSeconds);
    }

    // The search gives the users of each cause, so the users lost in a failure are those whom any cause strands.
    private static void Compare(SimulationScenario scenario, List<ResilienceGap> gaps, CancellationToken cancellationToken)
    {
        Stopwatch clock = Stopwatch.StartNew();
        SimulatedUser[] clients = [.. scenario.Users.SelectMany(Clients)];
        int[] pools = [0, Unbacked, 12];
        foreach (string name in pools.Select(Pool))
        {
            FailoverSimulation played = FailoverSimulator.Run(
                scenario with { Users = clients, Events = [new(TimeSpan.FromMinutes(1), SimulationEventKind.PoolDown) { Pool = name }], Duration = TimeSpan.FromMinutes(61) },
                cancellationToken);
            bool[] isLost = new bool[Users];
            for (int i = 0; i < clients.Length; i++)
            {
                isLost[i / 3] |= played.Outcomes[i].FinalState == FailoverState.Offline;
            }

            int lost = isLost.Count(user => user);
            int most = gaps.Where(gap => gap.Failure == $"pool {name}").Select(gap => gap.UsersOffline).DefaultIfEmpty(0).Max();
            int sum = gaps.Where(gap => gap.Failure == $"pool {name}").Sum(gap => gap.UsersOffline);
            if (lost < most || lost > sum)
            {
                throw new InvalidOperationException($"When {name} fails, one by one {lost} users are lost, but by the search {most} to {sum}.");
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"    one by one, {pools.Length} of those failures without causes and fixes: {clock.Elapsed.TotalSeconds / pools.Length:0.00} s each, with the same users lost"));
    }

    private static IEnumerable<SimulatedUser> Clients(SimulatedUser user) =>
    [
        user with { KnowsBackup = true },
        user with { KnowsBackup = false },
        user with { SignedIn = false, CachedServer = string.Empty },
    ];

    private static SimulationScenario Scenario()
    {
        IEnumerable<int> pools = Enumerable.Range(0, Pools);
        IEnumerable<int> sites = Enumerable.Range(0, Sites);
        return new SimulationScenario
        {
            Topology = ResilienceTopology.FromJson($$"""
                { "sites": [{{string.Join(",", sites.Select(site => $"\"Site{site}\""))}}],
                  "dnsServers": [{{string.Join(",", sites.Select(site => $$"""{ "name": "dns{{site}}.{{Domain}}", "site": "Site{{site}}" }"""))}}],
                  "pools": [{{string.Join(",", pools.Select(PoolJson))}}] }
                """),
            Records = [.. new[] { 0, 1 }.Select(pool => new SrvRecord("_sipinternaltls._tcp." + Domain, 3600, 10 * pool, 0, 5061, Pool(pool)))],
            Users =
            [
                .. Enumerable.Range(0, Users).Select(user => new SimulatedUser
                {
                    SipAddress = $"user{user}@{Domain}",
                    RegistrarPool = Pool(user % Pools),
                    Location = $"Site{user % Pools / 2}",
                    ClientProfile = user % 50 == 0 ? ClientProfile.Phone : ClientProfile.Lync2013,
                }),
            ],
        };
    }

    private static string Pool(int number) => $"pool{number}.{Domain}";

    private static string PoolJson(int number) => $$"""
        { "fqdn": "{{Pool(number)}}", "site": "Site{{number / 2}}", "kind": "Enterprise", "version": "Lync2013", "backupPool": {{(number == Unbacked ? "null" : $"\"{Pool((number + 10) % Pools)}\"")}},
          "servers": ["fe{{number}}a.{{Domain}}", "fe{{number}}b.{{Domain}}", "fe{{number}}c.{{Domain}}"] }
        """;
}
