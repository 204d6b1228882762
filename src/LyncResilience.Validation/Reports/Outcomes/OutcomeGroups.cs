using System.Collections.Generic;
using System.Linq;
using LyncResilience.Simulation.Results;

namespace LyncResilience.Validation.Reports;

/// <summary>The distinct ways in which users fared, worst first, with how many fared so: what a report can show of a million users. Immutable.</summary>
internal sealed class OutcomeGroups
{
    private OutcomeGroups(int users, IReadOnlyList<OutcomeGroup> shown, int groupsLeftOut)
    {
        Users = users;
        Shown = shown;
        GroupsLeftOut = groupsLeftOut;
        UsersLeftOut = users - shown.Sum(group => group.Users);
    }

    /// <summary>How many users there are.</summary>
    public int Users { get; }

    /// <summary>The groups that are shown.</summary>
    public IReadOnlyList<OutcomeGroup> Shown { get; }

    /// <summary>How many groups are not shown.</summary>
    public int GroupsLeftOut { get; }

    /// <summary>How many users are in those.</summary>
    public int UsersLeftOut { get; }

    /// <summary>Groups outcomes by everything that they say but the address.</summary>
    public static OutcomeGroups Of(IReadOnlyList<FailoverOutcome> outcomes)
    {
        // Users share outcomes, and outcomes can say the same: few are looked at closely.
        Dictionary<ISharedOutcome, Members> known = [];
        Dictionary<Fate, Members> groups = [];
        List<Members> order = [];
        foreach (FailoverOutcome outcome in outcomes)
        {
            if (!known.TryGetValue(outcome.Shared, out Members? members))
            {
                Fate fate = new(
                    outcome.HomePool, outcome.BackupPool, outcome.FinalState, outcome.FinalRegistrar, outcome.OfflineSeconds, outcome.LimitedSeconds, outcome.RecoveredBy, outcome.ReturnedHome, outcome.Reason);
                if (!groups.TryGetValue(fate, out members))
                {
                    members = new Members(outcome);
                    groups.Add(fate, members);
                    order.Add(members);
                }

                known.Add(outcome.Shared, members);
            }

            members.Add(outcome);
        }

        OutcomeGroup[] shown = [.. order
            .OrderByDescending(members => members.Example.FinalState)
            .ThenByDescending(members => members.Example.OfflineSeconds)
            .ThenByDescending(members => members.Example.LimitedSeconds)
            .ThenByDescending(members => members.Count)
            .Take(ReportLimits.OutcomeGroups)
            .Select(members => new OutcomeGroup(members.Example, members.Count, members.SipAddresses.AsReadOnly()))];
        return new OutcomeGroups(outcomes.Count, shown, order.Count - shown.Length);
    }

    private sealed record Fate(
        string HomePool,
        string? BackupPool,
        FailoverState State,
        string? Registrar,
        double OfflineSeconds,
        double LimitedSeconds,
        RecoveryMethod RecoveredBy,
        bool ReturnedHome,
        string Reason);

    private sealed class Members
    {
        public Members(FailoverOutcome example) => Example = example;

        public FailoverOutcome Example { get; }

        public int Count { get; private set; }

        public List<string> SipAddresses { get; } = [];

        public void Add(FailoverOutcome outcome)
        {
            if (Count++ < ReportLimits.UsersOfGroup)
            {
                SipAddresses.Add(outcome.SipAddress);
            }
        }
    }
}
