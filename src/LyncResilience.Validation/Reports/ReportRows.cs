using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Validation.Reports;

/// <summary>Says of every result what it comes to.</summary>
internal static class ReportRows
{
    /// <summary>All results, kind by kind.</summary>
    public static IEnumerable<ReportRow> Of(ReportContent content) =>
    [
        .. content.Checks.Select(Of),
        .. content.Gaps.Select(Of),
        .. content.Paths.Select(Of),
        .. content.Simulations.Select(Of),
        .. content.Outcomes.Count > 0 ? OutcomeGroups.Of(content.Outcomes).Shown.Select(Of) : [],
        .. content.Differences.Select(Of),
        .. content.Backups.Select(Of),
        .. content.Caches.Select(Of),
        .. content.Topologies.SelectMany(PairsOf),
        .. content.Messages.Select(Of),
    ];

    public static ReportRow Of(CheckResult check) => new()
    {
        Kind = nameof(CheckResult),
        Group = check.Group,
        Name = $"{check.Id} {check.Title}",
        TestName = $"{check.Id} {check.Title}: {check.Target}",
        Status = check.Status,
        Target = check.Target,
        Detail = check.Detail,
        Recommendation = check.Recommendation,
        DurationMs = check.DurationMs,
        TimeUtc = check.TimeUtc,
    };

    /// <summary>Fail: somebody is stranded. Warn: nobody is, but a pool is over its capacity or users have limited service.</summary>
    public static ReportRow Of(ResilienceGap gap) => new()
    {
        Kind = nameof(ResilienceGap),
        Name = $"{gap.Failure}: {gap.Cause}",
        Status = gap.UsersOffline > 0 ? CheckStatus.Fail : CheckStatus.Warn,
        Target = string.Join(", ", gap.HomePools),
        Detail = gap.Detail,
        Recommendation = gap.Fix is null ? string.Empty : string.Format(CultureInfo.InvariantCulture, "{0} (saves {1})", gap.Fix, gap.UsersSavedByFix),
    };

    public static ReportRow Of(SignInPath path) => new()
    {
        Kind = nameof(SignInPath),
        Name = path.SipAddress ?? path.SipDomain,
        Status = StatusOf(path.Status),
        Target = path.Registrar ?? path.FirstHop ?? string.Empty,
        Detail = path.Detail,
        Recommendation = NextStep(path.Findings),
        Steps = [.. path.Hops.Select(hop => $"{hop}: {hop.Detail}")],
        DurationMs = path.DurationMs,
        TimeUtc = path.TimeUtc,
    };

    /// <summary>
    /// Fail: somebody who wants service has none at the end. Warn: somebody had none or not all of it for a while, or a pool had more users than it can serve, or clients met
    /// something that is worth a warning.
    /// </summary>
    public static ReportRow Of(FailoverSimulation simulation) => new()
    {
        Kind = nameof(FailoverSimulation),
        Name = simulation.Scenario,
        Status = StrandedAtEnd(simulation) > 0 ? CheckStatus.Fail
            : simulation.PeakOffline > 0 || simulation.LimitedAtEnd > 0 || simulation.Load.Any(load => load.IsOverCapacity) || Verdict.Of(simulation.Findings) != ResultStatus.Pass ? CheckStatus.Warn
            : CheckStatus.Pass,
        Detail = string.Format(
            CultureInfo.InvariantCulture, "{0}: {1} with full service at the end, {2} with limited service and {3} with none; at most {4} offline at once.",
            Counted.Of(simulation.Users, "user"), simulation.FullAtEnd, simulation.LimitedAtEnd, simulation.OfflineAtEnd, simulation.PeakOffline),
        Recommendation = NextStep(simulation.Findings),
    };

    public static ReportRow Of(OutcomeGroup group)
    {
        FailoverOutcome outcome = group.Example;
        return new ReportRow
        {
            Kind = nameof(FailoverOutcome),
            Name = group.Users == 1 ? outcome.SipAddress : string.Format(CultureInfo.InvariantCulture, "{0} and {1} more", outcome.SipAddress, group.Users - 1),
            Status = outcome.FinalState == FailoverState.Offline ? CheckStatus.Fail : outcome.OfflineSeconds > 0 || outcome.LimitedSeconds > 0 ? CheckStatus.Warn : CheckStatus.Pass,
            Target = outcome.HomePool,
            Detail = outcome.Reason,
        };
    }

    /// <summary>A change fails where it hurts.</summary>
    public static ReportRow Of(FailoverDifference difference) => new()
    {
        Kind = nameof(FailoverDifference),
        Name = difference.ToString(),
        Status = difference.Effect == FailoverEffect.Hurts ? CheckStatus.Fail : CheckStatus.Pass,
        Target = difference.HomePool,
        Detail = difference.Detail,
    };

    /// <summary>A message is a fact; nobody judges it.</summary>
    public static ReportRow Of(SipTraceMessage message) => new()
    {
        Kind = nameof(SipTraceMessage),
        Name = message.StartLine,
        Target = message.Peer ?? string.Empty,
        Detail = message.DiagnosticsReason ?? string.Empty,
        TimeUtc = message.TimeUtc ?? message.Time,
    };

    public static ReportRow Of(BackupRegistrar backup) => new()
    {
        Kind = nameof(BackupRegistrar),
        Name = backup.Identity,
        Status = StatusOf(backup.Status),
        Target = backup.BackupRegistrar ?? string.Empty,
        Detail = backup.Detail,
        Recommendation = NextStep(backup.Findings),
    };

    /// <summary>As bad as its worst finding. Skip: nobody asked a topology what the server is to the owner.</summary>
    public static ReportRow Of(EndpointCacheEntry cache)
    {
        ResultStatus verdict = Verdict.Of(cache.Findings);
        return new ReportRow
        {
            Kind = nameof(EndpointCacheEntry),
            Name = cache.SipAddress ?? cache.Path,
            Status = verdict == ResultStatus.Pass && cache.Standing == CacheStanding.Unknown ? CheckStatus.Skip : StatusOf(verdict),
            Target = cache.CachedServer ?? string.Empty,
            Detail = cache.Findings.Count > 0 ? cache.Findings[0].Detail
                : cache.Standing == CacheStanding.Unknown ? "No topology was asked what this server is to the owner."
                : $"The cached server is the owner's {cache.Standing} registrar.",
            Recommendation = NextStep(cache.Findings),
            TimeUtc = cache.LastWriteTimeUtc,
        };
    }

    /// <summary>A topology comes to its pairs: every pool and its backup registrar.</summary>
    public static IEnumerable<ReportRow> PairsOf(ResilienceTopology topology)
    {
        BackupLookup lookup = new(topology, BackupRegistrarSource.Topology);
        foreach (TopologyPool pool in topology.Pools)
        {
            BackupRegistrar pair = lookup.OfPool(pool.Fqdn);
            yield return new ReportRow
            {
                Kind = nameof(ResilienceTopology),
                Name = pool.Fqdn,
                Status = StatusOf(pair.Status),
                Target = pair.BackupRegistrar ?? string.Empty,
                Detail = pair.Detail,
                Recommendation = NextStep(pair.Findings),
            };
        }
    }

    /// <summary>How many users want service and have none at the end.</summary>
    public static long StrandedAtEnd(FailoverSimulation simulation) =>
        simulation.OfflineAtEnd - (simulation.Timeline.Count == 0 ? 0 : simulation.Timeline[simulation.Timeline.Count - 1].SignedOut);

    private static CheckStatus StatusOf(ResultStatus status) => status switch
    {
        ResultStatus.Pass => CheckStatus.Pass,
        ResultStatus.Warn => CheckStatus.Warn,
        ResultStatus.Fail => CheckStatus.Fail,
        _ => throw UnknownMember.Of(status),
    };

    private static string NextStep(IReadOnlyList<Finding> findings) =>
        findings.OrderByDescending(finding => finding.Severity).FirstOrDefault(finding => finding.Severity > FindingSeverity.Info)?.Recommendation ?? string.Empty;
}
