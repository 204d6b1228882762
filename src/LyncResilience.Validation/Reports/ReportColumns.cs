using System.Collections.Generic;

namespace LyncResilience.Validation.Reports;

/// <summary>What is a value in each kind of result, in the order of a table: the columns of CSV, the scalar members of JSON.</summary>
internal static class ReportColumns
{
    /// <summary>Results of checks.</summary>
    public static IReadOnlyList<ReportColumn<CheckResult>> Checks { get; } =
    [
        new(nameof(CheckResult.Id), item => item.Id),
        new(nameof(CheckResult.Title), item => item.Title),
        new(nameof(CheckResult.Group), item => item.Group),
        new(nameof(CheckResult.Target), item => item.Target),
        new(nameof(CheckResult.Status), item => item.Status),
        new(nameof(CheckResult.Severity), item => item.Severity),
        new(nameof(CheckResult.Expected), item => item.Expected),
        new(nameof(CheckResult.Actual), item => item.Actual),
        new(nameof(CheckResult.Detail), item => item.Detail),
        new(nameof(CheckResult.Recommendation), item => item.Recommendation),
        new(nameof(CheckResult.Source), item => item.Source),
        new(nameof(CheckResult.DurationMs), item => item.DurationMs),
        new(nameof(CheckResult.TimeUtc), item => item.TimeUtc),
    ];

    /// <summary>Sign-ins, without their hops.</summary>
    public static IReadOnlyList<ReportColumn<SignInPath>> Paths { get; } =
    [
        new(nameof(SignInPath.SipAddress), item => item.SipAddress),
        new(nameof(SignInPath.SipDomain), item => item.SipDomain),
        new(nameof(SignInPath.Status), item => item.Status),
        new(nameof(SignInPath.Mode), item => item.Mode),
        new(nameof(SignInPath.DiscoveredBy), item => item.DiscoveredBy),
        new(nameof(SignInPath.FirstHop), item => item.FirstHop),
        new(nameof(SignInPath.Registrar), item => item.Registrar),
        new(nameof(SignInPath.PrimaryRegistrar), item => item.PrimaryRegistrar),
        new(nameof(SignInPath.BackupRegistrar), item => item.BackupRegistrar),
        new(nameof(SignInPath.RedirectCount), item => item.RedirectCount),
        new(nameof(SignInPath.DurationMs), item => item.DurationMs),
        new(nameof(SignInPath.Detail), item => item.Detail),
        new(nameof(SignInPath.TimeUtc), item => item.TimeUtc),
    ];

    /// <summary>Steps of a sign-in.</summary>
    public static IReadOnlyList<ReportColumn<SignInHop>> Hops { get; } =
    [
        new(nameof(SignInHop.Order), item => item.Order),
        new(nameof(SignInHop.Stage), item => item.Stage),
        new(nameof(SignInHop.Query), item => item.Query),
        new(nameof(SignInHop.Target), item => item.Target),
        new(nameof(SignInHop.Address), item => item.Address),
        new(nameof(SignInHop.Port), item => item.Port),
        new(nameof(SignInHop.Transport), item => item.Transport),
        new(nameof(SignInHop.Outcome), item => item.Outcome),
        new(nameof(SignInHop.StatusCode), item => item.StatusCode),
        new(nameof(SignInHop.Reason), item => item.Reason),
        new(nameof(SignInHop.ServerName), item => item.ServerName),
        new(nameof(SignInHop.ServerVersion), item => item.ServerVersion),
        new(nameof(SignInHop.Detail), item => item.Detail),
        new(nameof(SignInHop.DurationMs), item => item.DurationMs),
    ];

    /// <summary>What an administrator should know.</summary>
    public static IReadOnlyList<ReportColumn<Finding>> Findings { get; } =
    [
        new(nameof(Finding.Id), item => item.Id),
        new(nameof(Finding.Severity), item => item.Severity),
        new(nameof(Finding.Target), item => item.Target),
        new(nameof(Finding.Detail), item => item.Detail),
        new(nameof(Finding.Recommendation), item => item.Recommendation),
    ];

    /// <summary>Simulated failures in numbers.</summary>
    public static IReadOnlyList<ReportColumn<FailoverSimulation>> Simulations { get; } =
    [
        new(nameof(FailoverSimulation.Scenario), item => item.Scenario),
        new(nameof(FailoverSimulation.Users), item => item.Users),
        new(nameof(FailoverSimulation.FullAtEnd), item => item.FullAtEnd),
        new(nameof(FailoverSimulation.LimitedAtEnd), item => item.LimitedAtEnd),
        new(nameof(FailoverSimulation.OfflineAtEnd), item => item.OfflineAtEnd),
        new(nameof(FailoverSimulation.PeakOffline), item => item.PeakOffline),
        new(nameof(FailoverSimulation.OfflineUserSeconds), item => item.OfflineUserSeconds),
        new(nameof(FailoverSimulation.Seed), item => item.Seed),
        new(nameof(FailoverSimulation.Duration), item => item.Duration),
        new(nameof(FailoverSimulation.Cohorts), item => item.Cohorts),
    ];

    /// <summary>How users fared.</summary>
    public static IReadOnlyList<ReportColumn<FailoverOutcome>> Outcomes { get; } =
    [
        new(nameof(FailoverOutcome.SipAddress), item => item.SipAddress),
        new(nameof(FailoverOutcome.HomePool), item => item.HomePool),
        new(nameof(FailoverOutcome.BackupPool), item => item.BackupPool),
        new(nameof(FailoverOutcome.FinalState), item => item.FinalState),
        new(nameof(FailoverOutcome.FinalRegistrar), item => item.FinalRegistrar),
        new(nameof(FailoverOutcome.OfflineSeconds), item => item.OfflineSeconds),
        new(nameof(FailoverOutcome.LimitedSeconds), item => item.LimitedSeconds),
        new(nameof(FailoverOutcome.RecoveredBy), item => item.RecoveredBy),
        new(nameof(FailoverOutcome.ReturnedHome), item => item.ReturnedHome),
        new(nameof(FailoverOutcome.Reason), item => item.Reason),
    ];

    /// <summary>What happened to a user.</summary>
    public static IReadOnlyList<ReportColumn<OutcomeEntry>> OutcomeEntries { get; } =
    [
        new(nameof(OutcomeEntry.AtSeconds), item => item.AtSeconds),
        new(nameof(OutcomeEntry.State), item => item.State),
        new(nameof(OutcomeEntry.IsSignedOut), item => item.IsSignedOut),
        new(nameof(OutcomeEntry.Registrar), item => item.Registrar),
        new(nameof(OutcomeEntry.Detail), item => item.Detail),
    ];

    /// <summary>What happened in a simulation.</summary>
    public static IReadOnlyList<ReportColumn<SimulationEntry>> Timeline { get; } =
    [
        new(nameof(SimulationEntry.AtSeconds), item => item.AtSeconds),
        new(nameof(SimulationEntry.Kind), item => item.Kind),
        new(nameof(SimulationEntry.Detail), item => item.Detail),
        new(nameof(SimulationEntry.Users), item => item.Users),
        new(nameof(SimulationEntry.Full), item => item.Full),
        new(nameof(SimulationEntry.Limited), item => item.Limited),
        new(nameof(SimulationEntry.Offline), item => item.Offline),
        new(nameof(SimulationEntry.SignedOut), item => item.SignedOut),
    ];

    /// <summary>Loads of pools.</summary>
    public static IReadOnlyList<ReportColumn<PoolLoad>> Load { get; } =
    [
        new(nameof(PoolLoad.Pool), item => item.Pool),
        new(nameof(PoolLoad.Capacity), item => item.Capacity),
        new(nameof(PoolLoad.PeakRegistrations), item => item.PeakRegistrations),
        new(nameof(PoolLoad.PeakAtSeconds), item => item.PeakAtSeconds),
        new(nameof(PoolLoad.PeakRegistrationsPerSecond), item => item.PeakRegistrationsPerSecond),
        new(nameof(PoolLoad.IsOverCapacity), item => item.IsOverCapacity),
    ];

    /// <summary>Loads of a pool over time.</summary>
    public static IReadOnlyList<ReportColumn<PoolLoadPoint>> LoadPoints { get; } =
    [
        new(nameof(PoolLoadPoint.AtSeconds), item => item.AtSeconds),
        new(nameof(PoolLoadPoint.Registrations), item => item.Registrations),
        new(nameof(PoolLoadPoint.NewRegistrations), item => item.NewRegistrations),
        new(nameof(PoolLoadPoint.RegistrationsPerSecond), item => item.RegistrationsPerSecond),
    ];

    /// <summary>Parameters of the model.</summary>
    public static IReadOnlyList<ReportColumn<SimulationAssumption>> Assumptions { get; } =
    [
        new(nameof(SimulationAssumption.Name), item => item.Name),
        new(nameof(SimulationAssumption.Value), item => item.Value),
        new(nameof(SimulationAssumption.Default), item => item.Default),
        new(nameof(SimulationAssumption.Unit), item => item.Unit),
        new(nameof(SimulationAssumption.Reason), item => item.Reason),
    ];

    /// <summary>Backup registrars.</summary>
    public static IReadOnlyList<ReportColumn<BackupRegistrar>> Backups { get; } =
    [
        new(nameof(BackupRegistrar.Identity), item => item.Identity),
        new(nameof(BackupRegistrar.SipAddress), item => item.SipAddress),
        new(nameof(BackupRegistrar.PrimaryRegistrar), item => item.PrimaryRegistrar),
        new(nameof(BackupRegistrar.BackupRegistrar), item => item.BackupRegistrar),
        new(nameof(BackupRegistrar.Site), item => item.Site),
        new(nameof(BackupRegistrar.BackupSite), item => item.BackupSite),
        new(nameof(BackupRegistrar.Source), item => item.Source),
        new(nameof(BackupRegistrar.FailureDetectionSeconds), item => item.FailureDetectionSeconds),
        new(nameof(BackupRegistrar.FailbackSeconds), item => item.FailbackSeconds),
        new(nameof(BackupRegistrar.Status), item => item.Status),
        new(nameof(BackupRegistrar.Detail), item => item.Detail),
    ];

    /// <summary>Clients' caches.</summary>
    public static IReadOnlyList<ReportColumn<EndpointCacheEntry>> Caches { get; } =
    [
        new(nameof(EndpointCacheEntry.SipAddress), item => item.SipAddress),
        new(nameof(EndpointCacheEntry.Server), item => item.Server),
        new(nameof(EndpointCacheEntry.Port), item => item.Port),
        new(nameof(EndpointCacheEntry.ClientVersion), item => item.ClientVersion),
        new(nameof(EndpointCacheEntry.Confidence), item => item.Confidence),
        new(nameof(EndpointCacheEntry.ComputerName), item => item.ComputerName),
        new(nameof(EndpointCacheEntry.UserProfile), item => item.UserProfile),
        new(nameof(EndpointCacheEntry.LastWriteTimeUtc), item => item.LastWriteTimeUtc),
        new(nameof(EndpointCacheEntry.SizeBytes), item => item.SizeBytes),
        new(nameof(EndpointCacheEntry.Path), item => item.Path),
        new(nameof(EndpointCacheEntry.Standing), item => item.Standing),
    ];

    /// <summary>Names in a cache.</summary>
    public static IReadOnlyList<ReportColumn<EndpointCacheCandidate>> Candidates { get; } =
    [
        new(nameof(EndpointCacheCandidate.Server), item => item.Server),
        new(nameof(EndpointCacheCandidate.Port), item => item.Port),
        new(nameof(EndpointCacheCandidate.Encoding), item => item.Encoding),
        new(nameof(EndpointCacheCandidate.Offset), item => item.Offset),
        new(nameof(EndpointCacheCandidate.Count), item => item.Count),
        new(nameof(EndpointCacheCandidate.Score), item => item.Score),
        new(nameof(EndpointCacheCandidate.Reasons), item => item.Reasons),
    ];

    /// <summary>Pools of a topology.</summary>
    public static IReadOnlyList<ReportColumn<TopologyPool>> Pools { get; } =
    [
        new(nameof(TopologyPool.Fqdn), item => item.Fqdn),
        new(nameof(TopologyPool.Site), item => item.Site),
        new(nameof(TopologyPool.Kind), item => item.Kind),
        new(nameof(TopologyPool.Version), item => item.Version),
        new(nameof(TopologyPool.BackupPool), item => item.BackupPool),
        new(nameof(TopologyPool.FailureDetectionSeconds), item => item.FailureDetectionSeconds),
        new(nameof(TopologyPool.FailbackSeconds), item => item.FailbackSeconds),
        new(nameof(TopologyPool.AutomaticFailover), item => item.AutomaticFailover),
        new(nameof(TopologyPool.UserCapacity), item => item.UserCapacity),
        new(nameof(TopologyPool.UserCount), item => item.UserCount),
        new(nameof(TopologyPool.Port), item => item.Port),
    ];

    /// <summary>Gaps, without their alternatives.</summary>
    public static IReadOnlyList<ReportColumn<ResilienceGap>> Gaps { get; } =
    [
        new(nameof(ResilienceGap.Failure), item => item.Failure),
        new(nameof(ResilienceGap.FailureCount), item => item.FailureCount),
        new(nameof(ResilienceGap.Cause), item => item.Cause),
        new(nameof(ResilienceGap.Clients), item => item.Clients),
        new(nameof(ResilienceGap.UsersAffected), item => item.UsersAffected),
        new(nameof(ResilienceGap.UsersOffline), item => item.UsersOffline),
        new(nameof(ResilienceGap.UsersLimited), item => item.UsersLimited),
        new(nameof(ResilienceGap.UsersOverCapacity), item => item.UsersOverCapacity),
        new(nameof(ResilienceGap.Detail), item => item.Detail),
        new(nameof(ResilienceGap.Fix), item => item.Fix),
        new(nameof(ResilienceGap.FixKind), item => item.FixKind),
        new(nameof(ResilienceGap.FixCommand), item => item.FixCommand),
        new(nameof(ResilienceGap.FixNote), item => item.FixNote),
        new(nameof(ResilienceGap.UsersSavedByFix), item => item.UsersSavedByFix),
    ];

    /// <summary>Changes that were tried against a gap.</summary>
    public static IReadOnlyList<ReportColumn<GapFix>> GapFixes { get; } =
    [
        new(nameof(GapFix.Kind), item => item.Kind),
        new(nameof(GapFix.Fix), item => item.Fix),
        new(nameof(GapFix.Command), item => item.Command),
        new(nameof(GapFix.Note), item => item.Note),
        new(nameof(GapFix.UsersSaved), item => item.UsersSaved),
    ];

    /// <summary>Whom a change helps or hurts.</summary>
    public static IReadOnlyList<ReportColumn<FailoverDifference>> Differences { get; } =
    [
        new(nameof(FailoverDifference.Effect), item => item.Effect),
        new(nameof(FailoverDifference.Users), item => item.Users),
        new(nameof(FailoverDifference.HomePool), item => item.HomePool),
        new(nameof(FailoverDifference.Before), item => item.Before),
        new(nameof(FailoverDifference.After), item => item.After),
        new(nameof(FailoverDifference.OfflineSecondsBefore), item => item.OfflineSecondsBefore),
        new(nameof(FailoverDifference.OfflineSecondsAfter), item => item.OfflineSecondsAfter),
        new(nameof(FailoverDifference.LimitedSecondsBefore), item => item.LimitedSecondsBefore),
        new(nameof(FailoverDifference.LimitedSecondsAfter), item => item.LimitedSecondsAfter),
        new(nameof(FailoverDifference.SecondsGained), item => item.SecondsGained),
        new(nameof(FailoverDifference.Detail), item => item.Detail),
    ];

    /// <summary>Messages of traces, without headers and bodies.</summary>
    public static IReadOnlyList<ReportColumn<SipTraceMessage>> Messages { get; } =
    [
        new(nameof(SipTraceMessage.Time), item => item.Time),
        new(nameof(SipTraceMessage.TimeUtc), item => item.TimeUtc),
        new(nameof(SipTraceMessage.Kind), item => item.Kind),
        new(nameof(SipTraceMessage.Direction), item => item.Direction),
        new(nameof(SipTraceMessage.Peer), item => item.Peer),
        new(nameof(SipTraceMessage.LocalEndpoint), item => item.LocalEndpoint),
        new(nameof(SipTraceMessage.StartLine), item => item.StartLine),
        new(nameof(SipTraceMessage.Method), item => item.Method),
        new(nameof(SipTraceMessage.StatusCode), item => item.StatusCode),
        new(nameof(SipTraceMessage.Reason), item => item.Reason),
        new(nameof(SipTraceMessage.CallId), item => item.CallId),
        new(nameof(SipTraceMessage.CSeq), item => item.CSeq),
        new(nameof(SipTraceMessage.From), item => item.From),
        new(nameof(SipTraceMessage.To), item => item.To),
        new(nameof(SipTraceMessage.DiagnosticsId), item => item.DiagnosticsId),
        new(nameof(SipTraceMessage.DiagnosticsReason), item => item.DiagnosticsReason),
        new(nameof(SipTraceMessage.ServerVersion), item => item.ServerVersion),
        new(nameof(SipTraceMessage.TargetName), item => item.TargetName),
        new(nameof(SipTraceMessage.PresenceState), item => item.PresenceState),
        new(nameof(SipTraceMessage.Component), item => item.Component),
        new(nameof(SipTraceMessage.Machine), item => item.Machine),
        new(nameof(SipTraceMessage.Pool), item => item.Pool),
        new(nameof(SipTraceMessage.File), item => item.File),
        new(nameof(SipTraceMessage.Line), item => item.Line),
        new(nameof(SipTraceMessage.IsComplete), item => item.IsComplete),
    ];
}
