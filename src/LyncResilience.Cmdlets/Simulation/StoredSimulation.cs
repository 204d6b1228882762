using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Simulation.Results;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Reads a simulation back that came out of a remote session, a CliXml or JSON file, so that it can be compared with one of today. Comes with the outcomes of
/// its users; timelines, loads, assumptions and findings stay behind.
/// </summary>
internal static class StoredSimulation
{
    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It is no simulation, or its outcomes were cut off on their way.</exception>
    internal static FailoverSimulation Read(PSObject stored)
    {
        if (stored.Properties[nameof(FailoverSimulation.Outcomes)] is not { } outcomes || stored.Properties[nameof(FailoverSimulation.OfflineUserSeconds)] is null)
        {
            throw new FormatException(
                $"'{stored}' is no simulation. Invoke-FailoverSimulation gives them; they may have been stored with Export-Clixml or ConvertTo-Json -Depth 3.");
        }

        PSObject[] elements = [.. Elements.Of(outcomes.Value).Select(PSObject.AsPSObject)];
        if (elements.Any(outcome => outcome.Properties[nameof(FailoverOutcome.FinalState)] is null))
        {
            throw new FormatException("The outcomes of this simulation became text when it was stored. Store it with Export-Clixml or ConvertTo-Json -Depth 3.");
        }

        return new FailoverSimulation
        {
            Scenario = stored.TextOf(nameof(FailoverSimulation.Scenario)) ?? string.Empty,
            Users = stored.ValueOf<int>(nameof(FailoverSimulation.Users)),
            FullAtEnd = stored.ValueOf<int>(nameof(FailoverSimulation.FullAtEnd)),
            LimitedAtEnd = stored.ValueOf<int>(nameof(FailoverSimulation.LimitedAtEnd)),
            OfflineAtEnd = stored.ValueOf<int>(nameof(FailoverSimulation.OfflineAtEnd)),
            PeakOffline = stored.ValueOf<int>(nameof(FailoverSimulation.PeakOffline)),
            OfflineUserSeconds = stored.ValueOf<double>(nameof(FailoverSimulation.OfflineUserSeconds)),
            Seed = stored.ValueOf<int>(nameof(FailoverSimulation.Seed)),
            Duration = stored.ValueOf<double>(nameof(FailoverSimulation.Duration)),
            Cohorts = stored.ValueOf<int>(nameof(FailoverSimulation.Cohorts)),
            Outcomes = Array.AsReadOnly(elements.Select(outcome => new FailoverOutcome(outcome.TextOf(nameof(FailoverOutcome.SipAddress)) ?? string.Empty, new Outcome(outcome))).ToArray()),
        };
    }

    private sealed class Outcome : ISharedOutcome
    {
        internal Outcome(PSObject stored)
        {
            HomePool = stored.TextOf(nameof(FailoverOutcome.HomePool)) ?? string.Empty;
            BackupPool = stored.TextOf(nameof(FailoverOutcome.BackupPool));
            FinalState = stored.ValueOf<FailoverState>(nameof(FailoverOutcome.FinalState));
            FinalRegistrar = stored.TextOf(nameof(FailoverOutcome.FinalRegistrar));
            OfflineSeconds = stored.ValueOf<double>(nameof(FailoverOutcome.OfflineSeconds));
            LimitedSeconds = stored.ValueOf<double>(nameof(FailoverOutcome.LimitedSeconds));
            RecoveredBy = stored.ValueOf<RecoveryMethod>(nameof(FailoverOutcome.RecoveredBy));
            ReturnedHome = stored.ValueOf<bool>(nameof(FailoverOutcome.ReturnedHome));
            Reason = stored.TextOf(nameof(FailoverOutcome.Reason)) ?? string.Empty;
        }

        public string HomePool { get; }

        public string? BackupPool { get; }

        public FailoverState FinalState { get; }

        public string? FinalRegistrar { get; }

        public double OfflineSeconds { get; }

        public double LimitedSeconds { get; }

        public RecoveryMethod RecoveredBy { get; }

        public bool ReturnedHome { get; }

        public string Reason { get; }

        public IReadOnlyList<OutcomeEntry> Timeline { get; } = Array.AsReadOnly(Array.Empty<OutcomeEntry>());
    }
}
