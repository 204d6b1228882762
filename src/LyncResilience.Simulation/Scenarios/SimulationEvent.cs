using System;
using System.Collections.Generic;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Simulation;

/// <summary>Something that happens in a scenario at a time. Immutable.</summary>
/// <param name="At">When, from the start of the simulation.</param>
/// <param name="Do">What.</param>
public sealed record SimulationEvent(TimeSpan At, SimulationEventKind Do)
{
    /// <summary>The pool concerned, by its full name.</summary>
    public string? Pool { get; init; }

    /// <summary>The Front End concerned, by its full name.</summary>
    public string? Server { get; init; }

    /// <summary>The site concerned.</summary>
    public string? Site { get; init; }

    /// <summary>The two sites whose link is concerned.</summary>
    public IReadOnlyList<string> Sites { get; init; } = [];

    /// <summary>The DNS server concerned; null for all of them.</summary>
    public string? DnsServer { get; init; }

    /// <summary>The record concerned. A record to remove is recognised by its name, its target and, of an SRV record, priority, weight and port.</summary>
    public DnsRecord? Record { get; init; }

    /// <summary>The user concerned, by address.</summary>
    public string? User { get; init; }

    /// <summary>Of a Down event: sessions are cut, so that clients notice at once instead of after their loss detection.</summary>
    public bool CutsSessions { get; init; }

    /// <summary>Whether it takes something down.</summary>
    public bool IsFailure => Do is SimulationEventKind.PoolDown or SimulationEventKind.ServerDown or SimulationEventKind.SiteDown
        or SimulationEventKind.LinkDown or SimulationEventKind.DnsDown or SimulationEventKind.UserServicesDown;

    /// <summary>Whether it brings something back.</summary>
    public bool IsRecovery => Do is SimulationEventKind.PoolUp or SimulationEventKind.ServerUp or SimulationEventKind.SiteUp
        or SimulationEventKind.LinkUp or SimulationEventKind.DnsUp or SimulationEventKind.UserServicesUp;

    /// <summary>What it concerns, for people.</summary>
    public string Subject => Pool ?? Server ?? Site ?? User ?? DnsServer ?? Record?.Name ?? (Sites.Count > 0 ? string.Join(" and ", Sites) : "all DNS servers");

    /// <inheritdoc/>
    public override string ToString() => $"{At:c} {Do} {Subject}";
}
