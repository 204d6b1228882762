using System;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>What a simulation says without being asked for every user.</summary>
internal static class SimulationFacts
{
    /// <summary>How many users are offline against their wish at the end.</summary>
    public static long StrandedAtEnd(FailoverSimulation simulation) => simulation.Timeline.Count == 0
        ? Math.Min(simulation.PeakOffline, simulation.OfflineAtEnd)
        : Math.Max(0, simulation.OfflineAtEnd - simulation.Timeline[simulation.Timeline.Count - 1].SignedOut);

    public static Tone ToneOf(FailoverSimulation simulation) =>
        StrandedAtEnd(simulation) > 0 ? Tone.Bad : simulation.PeakOffline > 0 || simulation.Load.Any(load => load.IsOverCapacity) ? Tone.Warn : Tone.Good;

    public static string WordOf(FailoverSimulation simulation) =>
        StrandedAtEnd(simulation) > 0 ? "Stranded" : simulation.PeakOffline > 0 ? "Interrupted" : simulation.Load.Any(load => load.IsOverCapacity) ? "Overloaded" : "Unaffected";
}
