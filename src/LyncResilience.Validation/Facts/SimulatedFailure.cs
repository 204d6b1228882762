using System.Collections.Generic;

namespace LyncResilience.Validation.Facts;

/// <summary>A single failure and what it does to users. It begins after ten minutes and ends again, so that the way home is seen too.</summary>
/// <param name="Scope">What kind of thing fails.</param>
/// <param name="Name">What fails: a pool, server, site or DNS server.</param>
public sealed record SimulatedFailure(FailureScope Scope, string Name)
{
    /// <summary>The site concerned; null when unknown.</summary>
    public string? Site { get; init; }

    /// <summary>What became of the users; null when it couldn't be simulated.</summary>
    public FailoverSimulation? Simulation { get; init; }

    /// <summary>Why it couldn't be simulated; null when it could.</summary>
    public string? Problem { get; init; }

    /// <summary>Users who are still without a registrar when the failure ends.</summary>
    public IReadOnlyList<FailoverOutcome> Stranded { get; init; } = [];

    /// <summary>The longest that anybody else is offline, in seconds; null when there is nobody else.</summary>
    public double? LongestOfflineSeconds { get; init; }

    /// <summary>How the failure is called as a target: <c>loss of contoso-fe.contoso.com</c>.</summary>
    public string Target => "loss of " + Name;
}
