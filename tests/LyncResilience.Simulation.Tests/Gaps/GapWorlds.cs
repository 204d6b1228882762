using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using Xunit;
using static LyncResilience.Simulation.Tests.Worlds;

namespace LyncResilience.Simulation.Tests.Gaps;

/// <summary>Searches for tests, in few words.</summary>
internal static class GapWorlds
{
    /// <summary>The article's two users.</summary>
    public static SimulatedUser[] Users { get; } = [User(User1, Fe1), User(User2, Fe2)];

    /// <summary>The article's two pools, without a Director.</summary>
    public static ResilienceTopology TwoPools { get; } = Topology(Pool("A-L14FE1", "Site1", "A-L14FE2") + "," + Pool("A-L14FE2", "Site2", "A-L14FE1"), "shudlab.net");

    public static string Pool(string name, string site, string? backup, string domain = "shudlab.net", string more = "", string version = "Lync2010") =>
        $$"""{ "fqdn": "{{name}}.{{domain}}", "site": "{{site}}", "kind": "Enterprise", "version": "{{version}}", "servers": ["{{name}}.{{domain}}"], "backupPool": {{(backup is null ? "null" : $"\"{backup}.{domain}\"")}}{{more}} }""";

    public static ResilienceTopology Topology(string pools, string domain, string more = "") => ResilienceTopology.FromJson($$"""{ "defaultSipDomain": "{{domain}}"{{more}}, "pools": [{{pools}}] }""");

    public static SimulationScenario Searched(ResilienceTopology topology, IEnumerable<DnsRecord> records, IEnumerable<SimulatedUser> users, params SimulationEvent[] events) =>
        new() { Name = "gaps", Topology = topology, Records = [.. records], Users = [.. users], Events = events };

    public static List<ResilienceGap> Gaps(this SimulationScenario scenario, int failures = 1) =>
        [.. GapSearch.Run(scenario, new GapSearchOptions { FailureCount = failures }, TestContext.Current.CancellationToken)];

    public static ResilienceGap Gap(this IEnumerable<ResilienceGap> gaps, string failure, string cause) => Assert.Single(gaps, gap => gap.Failure == failure && gap.Cause == cause);

    public static string Said(ResilienceGap gap) =>
        FormattableString.Invariant($"{gap}|{gap.UsersAffected}|{gap.UsersLimited}|{gap.UsersOverCapacity}|{gap.Detail}|{gap.Fix}|{gap.FixCommand}|{gap.FixNote}|{gap.Clients}|")
        + string.Join("|", gap.Alternatives.Select(fix => fix.ToString()).Concat(gap.SampleUsers).Concat(gap.HomePools));
}
