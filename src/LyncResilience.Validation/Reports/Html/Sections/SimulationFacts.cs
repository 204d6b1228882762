using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>What a simulation says without being asked for every user.</summary>
internal sealed class SimulationFacts
{
    /// <summary>
    /// Whoever is offline so long is stranded. Automatic failover needs five minutes by default and an attempt or two (Topology Builder help, "Front End General Settings"), so
    /// a quarter of an hour means that nothing but the end of the failure helps.
    /// </summary>
    public const double StrandedSeconds = 900;

    private SimulationFacts(FailoverSimulation simulation)
    {
        Simulation = simulation;
        Course = ServicePoint.Of(simulation);
        OfflineAtEnd = Course[Course.Count - 1].Offline;
        Stranded = Math.Max(OfflineAtEnd, MostOfflineFor(StrandedSeconds));
        StrandedFor = Stranded == 0 ? 0 : Longest(Stranded);
    }

    public FailoverSimulation Simulation { get; }

    /// <summary>How many users have which service, from instant to instant.</summary>
    public IReadOnlyList<ServicePoint> Course { get; }

    /// <summary>How many users are offline against their wish at the end.</summary>
    public long OfflineAtEnd { get; }

    /// <summary>How many users are offline to the end, or at once for at least <see cref="StrandedSeconds"/>.</summary>
    public long Stranded { get; }

    /// <summary>For how long so many users are offline at a stretch, in seconds.</summary>
    public double StrandedFor { get; }

    public Tone Tone => Stranded > 0 ? Tone.Bad : Simulation.PeakOffline > 0 || IsOverloaded ? Tone.Warn : Tone.Good;

    public string Word => Stranded > 0 ? "Stranded" : Simulation.PeakOffline > 0 ? "Interrupted" : IsOverloaded ? "Overloaded" : "Unaffected";

    private bool IsOverloaded => Simulation.Load.Any(load => load.IsOverCapacity);

    /// <summary>The simulations of a report, the worst first.</summary>
    public static IReadOnlyList<SimulationFacts> Of(ReportContent content) =>
    [
        .. content.Simulations.Select(simulation => new SimulationFacts(simulation))
            .OrderByDescending(facts => facts.Stranded).ThenByDescending(facts => facts.Simulation.OfflineUserSeconds).ThenByDescending(facts => facts.Simulation.PeakOffline),
    ];

    /// <summary>The most users who are offline at once for so long. More users are never offline longer, so the number can be searched by halves.</summary>
    private long MostOfflineFor(double seconds)
    {
        long[] numbers = [.. Course.Select(point => point.Offline).Where(users => users > 0).Distinct().OrderBy(users => users)];
        int fitting = 0;
        for (int low = 0, high = numbers.Length; low < high; fitting = low)
        {
            int middle = (low + high) / 2;
            (low, high) = Longest(numbers[middle]) >= seconds ? (middle + 1, high) : (low, middle);
        }

        return fitting == 0 ? 0 : numbers[fitting - 1];
    }

    /// <summary>The longest time with at least so many users offline.</summary>
    private double Longest(long users)
    {
        double longest = 0;
        double? since = null;
        foreach (ServicePoint point in Course)
        {
            if (point.Offline >= users)
            {
                since ??= point.At;
            }
            else if (since is { } start)
            {
                longest = Math.Max(longest, point.At - start);
                since = null;
            }
        }

        return since is { } last ? Math.Max(longest, Simulation.Duration - last) : longest;
    }
}
