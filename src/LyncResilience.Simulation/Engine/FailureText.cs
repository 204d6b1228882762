using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Simulation.Clients;

namespace LyncResilience.Simulation.Engine;

/// <summary>Says in one sentence why a round found no registrar.</summary>
internal static class FailureText
{
    /// <param name="round">A finished round without a registrar.</param>
    /// <param name="told">What the client knows of its registrars now.</param>
    public static string Of(SimulatedRound round, ToldServers? told)
    {
        string? cached = round.Settings.CachedServer?.Host;
        List<SrvRecord> offered = [.. round.Result.SrvAnswers.SelectMany(answer => answer.Records).OfType<SrvRecord>().Where(record => record.IsOffered)];
        List<string> targets = [.. offered.Select(record => record.Target).Distinct(StringComparer.OrdinalIgnoreCase)];

        List<string> facts = [];
        if (cached is not null && targets.Count == 1 && Same(cached, targets[0]))
        {
            facts.Add($"cached server and only SRV target are both {cached}, which {Met(round, cached)}");
        }
        else if (cached is not null && targets.Exists(target => Same(target, cached)))
        {
            facts.Add($"cached server and SRV target {cached} {Met(round, cached)}");
            facts.AddRange(targets.Where(target => !Same(target, cached)).Select(target => $"SRV target {target} {Met(round, target)}"));
        }
        else
        {
            facts.Add(cached is null ? "no server is cached" : $"cached server {cached} {Met(round, cached)}");
            facts.AddRange(Targets(round, targets));
        }

        facts.AddRange(round.Met.Where(met => IsHostRecord(round, met.Host)).Select(met => $"host record {met.Host} leads to a pool that {met.What}"));
        return string.Join(", ", facts.Distinct()) + "; " + Backup(round, told);
    }

    private static IEnumerable<string> Targets(SimulatedRound round, List<string> targets)
    {
        if (targets.Count == 0)
        {
            bool isDnsSilent = round.Result.SrvAnswers.Any(answer => answer.Outcome == DnsOutcome.Timeout);
            return [isDnsSilent ? "no DNS server answers" : $"{round.Settings.SipDomain} has no SRV record that this client takes"];
        }

        return targets.Count == 1
            ? [$"only SRV target {targets[0]} {Met(round, targets[0])}"]
            : targets.Select(target => $"SRV target {target} {Met(round, target)}");
    }

    private static string Backup(SimulatedRound round, ToldServers? told)
    {
        World.PoolState home = round.Place.Home;
        if (home.IsUp && Find(round, home.Name) is null)
        {
            return $"nothing leads the client to its home pool {home}, which is up";
        }

        if (home.BackupEndpoint is not { } backup)
        {
            return $"{home} has no backup registrar";
        }

        if (Find(round, backup.Host) is not { } met)
        {
            return told?.Backup is null
                ? $"the client was never told its backup {backup.Host}"
                : $"the client has just been told its backup {backup.Host}";
        }

        return !met.What.StartsWith("redirects", StringComparison.Ordinal) ? $"its backup {backup.Host} {met.What}"
            : home.View is null && home.Backup is { Pool.Kind: not PoolKind.Director } ? $"its backup {backup.Host} takes nobody in by itself, because automatic failover of {home} is off"
            : home.View is null ? $"its backup {backup.Host} is a Director, which homes nobody"
            : $"its backup {backup.Host} has not yet given up {home}";
    }

    private static string Met(SimulatedRound round, string host) =>
        Find(round, host)?.What
        ?? (round.Result.Hops.Any(hop => hop.Outcome == SignInOutcome.NameMismatch && Same(hop.Target, host))
            ? "is skipped, because its name does not stand in the SIP domain"
            : "was not reached");

    private static MetServer? Find(SimulatedRound round, string host) => round.Met.LastOrDefault(met => Same(met.Host, host));

    private static bool IsHostRecord(SimulatedRound round, string host) =>
        round.Result.Hops.Any(hop => hop.Stage == SignInStage.Host && hop.Outcome == SignInOutcome.Ok && Same(hop.Query, host));

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
