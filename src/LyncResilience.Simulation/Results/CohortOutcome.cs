using System;
using System.Collections.Generic;
using System.Globalization;
using LyncResilience.Discovery;
using LyncResilience.Simulation.Clients;

namespace LyncResilience.Simulation.Results;

/// <summary>What the members of a cohort have in common in the end. Words are made when somebody reads them.</summary>
internal sealed class CohortOutcome : ISharedOutcome
{
    private readonly Cohort _cohort;
    private IReadOnlyList<OutcomeEntry>? _timeline;
    private string? _reason;

    public CohortOutcome(Cohort cohort) => _cohort = cohort;

    public string HomePool => _cohort.Home.Name;

    public string? BackupPool => _cohort.Home.BackupEndpoint?.Host;

    public FailoverState FinalState => Public(_cohort.State);

    public string? FinalRegistrar => _cohort.Registrar?.Name;

    public double OfflineSeconds => TimeSpan.FromTicks(_cohort.OfflineTicks).TotalSeconds;

    public double LimitedSeconds => TimeSpan.FromTicks(_cohort.LimitedTicks).TotalSeconds;

    public RecoveryMethod RecoveredBy => _cohort.OfflineTicks == 0 ? RecoveryMethod.Unaffected : _cohort.RecoveredBy ?? RecoveryMethod.None;

    public bool ReturnedHome => _cohort.ReturnedHome;

    public string Reason => _reason ??= WriteReason();

    public IReadOnlyList<OutcomeEntry> Timeline => _timeline ??= WriteTimeline();

    private static FailoverState Public(ClientState state) => state switch
    {
        ClientState.Full => FailoverState.Full,
        ClientState.Limited => FailoverState.Limited,
        ClientState.Offline or ClientState.SignedOut => FailoverState.Offline,
        _ => throw UnknownMember.Of(state),
    };

    private string WriteReason()
    {
        if (_cohort.State == ClientState.Offline)
        {
            return _cohort.LastFailure ?? "the client is still trying to sign in";
        }

        if (_cohort.State == ClientState.SignedOut)
        {
            return _cohort.IsTrying ? $"the person had signed out, and nobody takes the client in again: {_cohort.LastFailure}" : "the person is not signed in";
        }

        return _cohort.OfflineTicks == 0 ? WhyUnaffected() : WhyRecovered();
    }

    private string WhyUnaffected() =>
        _cohort.IsGuest ? $"its backup {_cohort.Registrar} took the client in at once"
        : _cohort.LimitedTicks > 0 ? string.Format(CultureInfo.InvariantCulture, "was never without a registrar, but had limited service for {0} s", LimitedSeconds)
        : $"its home pool {_cohort.Home} served it whenever it was signed in";

    private string WhyRecovered()
    {
        string home = _cohort.ReturnedHome ? $", and was sent home to {_cohort.Home} later" : string.Empty;
        string cause = _cohort.FirstFailure is null ? string.Empty : _cohort.FirstFailure + "; ";
        return string.Format(CultureInfo.InvariantCulture, "was offline for {0} s: {1}{2}{3}", OfflineSeconds, cause, _cohort.FirstRecovery, home);
    }

    private IReadOnlyList<OutcomeEntry> WriteTimeline()
    {
        List<OutcomeEntry> entries = [];
        for (HistoryEntry? entry = _cohort.History; entry is not null; entry = entry.Previous)
        {
            entries.Add(new OutcomeEntry
            {
                AtSeconds = TimeSpan.FromTicks(entry.At).TotalSeconds,
                State = Public(entry.State),
                IsSignedOut = entry.State == ClientState.SignedOut,
                Registrar = entry.Registrar?.Name,
                Detail = entry.Detail,
            });
        }

        entries.Reverse();
        return Array.AsReadOnly(entries.ToArray());
    }
}
