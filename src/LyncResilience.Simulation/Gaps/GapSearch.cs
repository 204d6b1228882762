using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Simulation.Gaps;

namespace LyncResilience.Simulation;

/// <summary>
/// Searches every single failure, and every pair of failures, for the users whom it strands, says why, and tries changes that would save them.
/// </summary>
/// <remarks>
/// Every user is searched with three kinds of client, whatever is known of the one that is open: one that was told its backup registrar, one that
/// came from its cache and was not, and one that starts afresh during the failure. A user is stranded whom at least one of them leaves offline at
/// the end, with nothing having come back. That user services are down is no gap, because it limits users and strands none. A pair of failures only
/// reports users whom neither of the two strands alone.
/// </remarks>
public static class GapSearch
{
    /// <summary>Searches a deployment.</summary>
    /// <param name="scenario">
    /// The deployment, its records and users, which are enumerated once. What people do in it, such as adding a record after 10 minutes, happens in every
    /// simulation; what it takes down or brings back does not, because the search tries failures itself, and a recovery would end them.
    /// </param>
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
        options ??= new GapSearchOptions();
        if (options.FailureCount is not (1 or 2))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.FailureCount, "One thing or two can fail at the same time.");
        }

        if (options.At < TimeSpan.Zero || options.Duration <= TimeSpan.Zero || options.Parallelism < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "Failures begin at 0 s or later and last more than 0 s, and parallelism is 0 or more.");
        }

        scenario = scenario with { Events = [.. scenario.Events.Where(happening => !happening.IsFailure && !happening.IsRecovery)] };
        var search = new Search(new GapTrials(scenario, UserKinds.Of(scenario, cancellationToken), options, cancellationToken), scenario.Topology, options, cancellationToken);
        return search.Gaps();
    }

    private sealed class Search
    {
        private readonly GapTrials _trials;
        private readonly ResilienceTopology _topology;
        private readonly GapSearchOptions _options;
        private readonly CancellationToken _cancellationToken;
        private readonly IReadOnlyList<GapFailure> _singles;
        private readonly GapFindings _nothing;

        public Search(GapTrials trials, ResilienceTopology topology, GapSearchOptions options, CancellationToken cancellationToken)
        {
            _trials = trials;
            _topology = topology;
            _options = options;
            _cancellationToken = cancellationToken;
            _singles = FailureList.Singles(topology, trials.Kinds, options.At);

            // Also tells at once whether the parts of the scenario fit.
            _nothing = GapInquiry.Of(trials, GapFailure.None, [], options.TriesFixes);
        }

        public IEnumerable<ResilienceGap> Gaps()
        {
            GapFindings[] singles = InParallel(1, _singles.Count, i => GapInquiry.Of(_trials, _singles[i], [_nothing.Seen], _options.TriesFixes));
            foreach (ResilienceGap gap in Sorted([_nothing, .. singles]))
            {
                yield return gap;
            }

            if (_options.FailureCount == 2)
            {
                (int First, int Second)[] pairs = [.. FailureList.Pairs(_topology, _singles)];
                GapFindings[] found = InParallel(2, pairs.Length, i => GapInquiry.Of(
                    _trials, _singles[pairs[i].First].And(_singles[pairs[i].Second]), [_nothing.Seen, singles[pairs[i].First].Seen, singles[pairs[i].Second].Seen], _options.TriesFixes));
                foreach (ResilienceGap gap in Sorted(found))
                {
                    yield return gap;
                }
            }
        }

        private static IEnumerable<ResilienceGap> Sorted(IEnumerable<GapFindings> findings) => findings.SelectMany(finding => finding.Gaps)
            .OrderByDescending(gap => gap.UsersOffline)
            .ThenByDescending(gap => gap.UsersOverCapacity)
            .ThenBy(gap => gap.FailureCount);

        private GapFindings[] InParallel(int failureCount, int total, Func<int, GapFindings> inquire)
        {
            var found = new GapFindings[total];
            object gate = new();
            int done = 0;
            try
            {
                Parallel.For(
                    0, total,
                    new ParallelOptions { CancellationToken = _cancellationToken, MaxDegreeOfParallelism = _options.Parallelism > 0 ? _options.Parallelism : Environment.ProcessorCount },
                    i =>
                    {
                        found[i] = inquire(i);
                        lock (gate)
                        {
                            done++;
                            _options.Progress?.Report(new GapSearchProgress(failureCount, done, total, found[i].Failure.Name));
                        }
                    });
            }
            catch (AggregateException exception)
            {
                _cancellationToken.ThrowIfCancellationRequested();

                // Parallel wraps what one failure throws; its own sentence is what tells somebody something.
                ExceptionDispatchInfo.Capture(exception.InnerExceptions[0]).Throw();
            }

            return found;
        }
    }
}
