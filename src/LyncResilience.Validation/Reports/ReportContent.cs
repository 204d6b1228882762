using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports;

/// <summary>What a report is about, sorted by kind, each kind in the order in which it came. Immutable.</summary>
public sealed class ReportContent
{
    /// <summary>Sorts what a report is about.</summary>
    /// <param name="items">Results of our commands.</param>
    /// <param name="title">The report's title.</param>
    /// <param name="createdUtc">When it is made.</param>
    /// <exception cref="ArgumentException">An item is nothing that a report can show.</exception>
    public ReportContent(IEnumerable<object> items, string title, DateTime createdUtc)
    {
        Title = title;
        CreatedUtc = createdUtc;
        List<CheckResult> checks = [];
        List<SignInPath> paths = [];
        List<FailoverSimulation> simulations = [];
        List<FailoverOutcome> outcomes = [];
        List<ResilienceGap> gaps = [];
        List<FailoverDifference> differences = [];
        List<SipTraceMessage> messages = [];
        List<EndpointCacheEntry> caches = [];
        List<BackupRegistrar> backups = [];
        List<ResilienceTopology> topologies = [];
        foreach (object item in items)
        {
            switch (item)
            {
                case CheckResult check:
                    checks.Add(check);
                    break;
                case SignInPath path:
                    paths.Add(path);
                    break;
                case FailoverSimulation simulation:
                    simulations.Add(simulation);
                    break;
                case FailoverOutcome outcome:
                    outcomes.Add(outcome);
                    break;
                case ResilienceGap gap:
                    gaps.Add(gap);
                    break;
                case FailoverDifference difference:
                    differences.Add(difference);
                    break;
                case SipTraceMessage message:
                    messages.Add(message);
                    break;
                case EndpointCacheEntry cache:
                    caches.Add(cache);
                    break;
                case BackupRegistrar backup:
                    backups.Add(backup);
                    break;
                case ResilienceTopology topology:
                    topologies.Add(topology);
                    break;
                default:
                    throw new ArgumentException($"A report can't show {item.GetType()}.", nameof(items));
            }
        }

        Checks = checks.AsReadOnly();
        Paths = paths.AsReadOnly();
        Simulations = simulations.AsReadOnly();
        Outcomes = outcomes.AsReadOnly();
        Gaps = gaps.AsReadOnly();
        Differences = differences.AsReadOnly();
        Messages = messages.AsReadOnly();
        Caches = caches.AsReadOnly();
        Backups = backups.AsReadOnly();
        Topologies = topologies.AsReadOnly();
    }

    /// <summary>The report's title.</summary>
    public string Title { get; }

    /// <summary>When the report is made.</summary>
    public DateTime CreatedUtc { get; }

    /// <summary>Results of checks.</summary>
    public IReadOnlyList<CheckResult> Checks { get; }

    /// <summary>Sign-ins: walked, simulated or from traces.</summary>
    public IReadOnlyList<SignInPath> Paths { get; }

    /// <summary>Simulated failures.</summary>
    public IReadOnlyList<FailoverSimulation> Simulations { get; }

    /// <summary>How single users fared in a simulation.</summary>
    public IReadOnlyList<FailoverOutcome> Outcomes { get; }

    /// <summary>Users whom a failure strands, each with the smallest change that saves them.</summary>
    public IReadOnlyList<ResilienceGap> Gaps { get; }

    /// <summary>Whom a change helps or hurts.</summary>
    public IReadOnlyList<FailoverDifference> Differences { get; }

    /// <summary>Messages of traces.</summary>
    public IReadOnlyList<SipTraceMessage> Messages { get; }

    /// <summary>Clients' caches.</summary>
    public IReadOnlyList<EndpointCacheEntry> Caches { get; }

    /// <summary>Backup registrars of users and pools.</summary>
    public IReadOnlyList<BackupRegistrar> Backups { get; }

    /// <summary>Deployments.</summary>
    public IReadOnlyList<ResilienceTopology> Topologies { get; }

    /// <summary>Whether a report can show a thing.</summary>
    internal static bool CanShow(object item) =>
        item is CheckResult or SignInPath or ResilienceGap or FailoverSimulation or FailoverOutcome or FailoverDifference
            or EndpointCacheEntry or BackupRegistrar or ResilienceTopology or SipTraceMessage;

    /// <summary>How many kinds of results there are.</summary>
    internal int Kinds => new[]
    {
        Checks.Count, Gaps.Count, Paths.Count, Simulations.Count, Outcomes.Count, Differences.Count, Backups.Count, Caches.Count, Topologies.Count, Messages.Count,
    }.Count(count => count > 0);
}
