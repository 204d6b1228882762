using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.Topology;

/// <summary>Tells the backup registrar of pools and users from a topology. Each pool is judged once, however many users it homes. Not for several threads.</summary>
internal sealed class BackupLookup
{
    private readonly ResilienceTopology _topology;
    private readonly BackupRegistrarSource _source;
    private readonly Dictionary<string, BackupRegistrar> _pools = new(StringComparer.OrdinalIgnoreCase);

    public BackupLookup(ResilienceTopology topology, BackupRegistrarSource source)
    {
        _topology = topology;
        _source = source;
    }

    /// <summary>The backup of a pool.</summary>
    /// <param name="pool">The pool's full name; a name that isn't in the topology gives a result that says so.</param>
    /// <param name="identity">How the input names itself; null for the pool's name.</param>
    public BackupRegistrar OfPool(string pool, string? identity = null)
    {
        BackupRegistrar answer = Judged(pool);
        return identity is null ? answer : Copy(answer, identity, sipAddress: null, answer);
    }

    /// <summary>The backup of a user's home pool.</summary>
    /// <param name="sipAddress">The user's address without <c>sip:</c>.</param>
    /// <param name="homePool">The pool that homes the user.</param>
    /// <param name="identity">How the input names itself; null for the SIP address.</param>
    public BackupRegistrar OfUser(string sipAddress, string homePool, string? identity = null)
    {
        BackupRegistrar answer = Judged(homePool);
        BackupRegistrar verdict = _topology.FindPool(homePool)?.Kind == PoolKind.Director ? HomedOnDirector(homePool) : answer;
        return Copy(answer, identity ?? sipAddress, sipAddress, verdict);
    }

    private static BackupRegistrar HomedOnDirector(string pool) => Unusable(new Finding(
        "HomedOnDirector", FindingSeverity.Error, pool,
        $"{pool} is a Director, and Directors home nobody: the user's home pool can't be right.",
        "Check the user's RegistrarPool (Get-CsUser) and move the user to a Front End pool (Move-CsUser)."));

    private BackupRegistrar Judged(string pool)
    {
        if (!_pools.TryGetValue(pool, out BackupRegistrar? answer))
        {
            answer = Judge(pool);
            _pools.Add(pool, answer);
        }

        return answer;
    }

    private BackupRegistrar Judge(string name)
    {
        if (_topology.FindPool(name) is not { } pool)
        {
            BackupRegistrar verdict = Unusable(new Finding(
                "PoolNotInTopology", FindingSeverity.Error, name,
                $"{name} is no registrar pool of {_topology.Source}, so nothing is known about its backup.",
                "Check the name, and that the topology is the current one (Get-CsTopology -AsXml)."));
            return Copy(new BackupRegistrar { PrimaryRegistrar = name, Source = _source }, name, sipAddress: null, verdict);
        }

        Finding[] findings = [.. PairingRules.Of(_topology, pool)];
        ResultStatus status = Verdict.Of(findings);
        return new BackupRegistrar
        {
            Identity = pool.Fqdn,
            PrimaryRegistrar = pool.Fqdn,
            BackupRegistrar = pool.BackupPool,
            Site = pool.Site,
            BackupSite = _topology.FindPool(pool.BackupPool)?.Site,
            Source = _source,
            FailureDetectionSeconds = pool.FailureDetectionSeconds,
            FailbackSeconds = pool.FailbackSeconds,
            Status = status,
            Detail = status == ResultStatus.Fail ? findings.First(finding => finding.Severity == FindingSeverity.Error).Detail : SayWhatHappens(pool, findings),
            Findings = Array.AsReadOnly(findings),
        };
    }

    private static string SayWhatHappens(TopologyPool pool, Finding[] findings)
    {
        if (pool.Kind == PoolKind.Director)
        {
            return $"{pool.Fqdn} is a Director: it homes nobody, so it needs no backup registrar.";
        }

        // A shorter interval is treated as the shortest one (PoolDefaults).
        int seconds = Math.Max(pool.FailureDetectionSeconds, PoolDefaults.ShortestDetectionSeconds);
        string when = pool.AutomaticFailover
            ? string.Format(CultureInfo.InvariantCulture, "after {0} s without a heartbeat", seconds)
            : "when an administrator fails the pool over";
        string[] warnings = [.. findings.Where(finding => finding.Severity == FindingSeverity.Warning).Select(finding => finding.Id).Distinct()];
        string found = warnings.Length > 0 ? $"; see the findings: {string.Join(", ", warnings)}" : string.Empty;
        return $"When {pool.Fqdn} dies, {pool.BackupPool} takes its users in {when}{found}.";
    }

    private static BackupRegistrar Unusable(Finding finding) => new()
    {
        Status = Verdict.Of([finding]),
        Detail = finding.Detail,
        Findings = Array.AsReadOnly(new[] { finding }),
    };

    private static BackupRegistrar Copy(BackupRegistrar facts, string identity, string? sipAddress, BackupRegistrar verdict) => new()
    {
        Identity = identity,
        SipAddress = sipAddress,
        PrimaryRegistrar = facts.PrimaryRegistrar,
        BackupRegistrar = facts.BackupRegistrar,
        Site = facts.Site,
        BackupSite = facts.BackupSite,
        Source = facts.Source,
        FailureDetectionSeconds = facts.FailureDetectionSeconds,
        FailbackSeconds = facts.FailbackSeconds,
        Status = verdict.Status,
        Detail = verdict.Detail,
        Findings = verdict.Findings,
    };
}
