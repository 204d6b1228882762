using System;

namespace LyncResilience.Simulation;

/// <summary>How far a search for gaps goes. Immutable.</summary>
public sealed record GapSearchOptions
{
    /// <summary>How many things fail at the same time at most: 1, or 2 for every pair too.</summary>
    public int FailureCount { get; init; } = 1;

    /// <summary>Whether fixes are tried for every gap.</summary>
    public bool TriesFixes { get; init; } = true;

    /// <summary>When the failures begin, from the start of the simulation. The scenario's own events keep their times.</summary>
    public TimeSpan At { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long the failures last. Null means 1 h, but at least twice the longest failure detection interval, and as long after the last of the
    /// scenario's own events. Nothing comes back before the end.
    /// </summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How many simulations run at the same time; 0 for as many as there are processors. The answers do not depend on it.</summary>
    public int Parallelism { get; init; }

    /// <summary>Is told how far the search is, from any thread, but by one at a time.</summary>
    public IProgress<GapSearchProgress>? Progress { get; init; }
}
