using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Simulation.Clients;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Engine;

/// <summary>Keeps count: who has what, where, and what happened when. Counts are taken when an instant is over.</summary>
internal sealed class Ledger
{
    private readonly long[] _users = new long[4];
    private readonly List<SimulationEntry> _entries = [];
    private readonly Dictionary<string, long> _crowds = new(StringComparer.Ordinal);
    private readonly List<string> _crowdOrder = [];
    private readonly Dictionary<PoolState, LoadLedger> _loads;
    private int _firstOpenEntry;
    private long _instant;

    public Ledger(IEnumerable<PoolState> pools) => _loads = pools.ToDictionary(pool => pool, pool => new LoadLedger(pool.Pool));

    public long PeakOffline { get; private set; }

    /// <summary>Time offline, in ticks, added up over all users.</summary>
    public double OfflineUserTicks { get; private set; }

    public IReadOnlyList<SimulationEntry> Entries => _entries;

    public IEnumerable<PoolLoad> Loads => _loads.Values.Select(load => load.ToLoad());

    public long Users(ClientState state) => _users[(int)state];

    /// <summary>Users appear, before anything happens.</summary>
    public void Begin(ClientState state, PoolState? registrar, int users)
    {
        _users[(int)state] += users;
        if (registrar is not null)
        {
            _loads[registrar].Change(users, 0);
        }
    }

    /// <summary>Users go from one state to another.</summary>
    public void Move(int users, ClientState from, PoolState? fromPool, ClientState to, PoolState? toPool, bool isRegistration)
    {
        _users[(int)from] -= users;
        _users[(int)to] += users;
        if (fromPool is not null)
        {
            _loads[fromPool].Change(-users, 0);
        }

        if (toPool is not null)
        {
            _loads[toPool].Change(users, isRegistration ? users : 0);
        }
    }

    public void Happened(SimulationEntryKind kind, string detail)
    {
        WriteCrowds();
        _entries.Add(new SimulationEntry { AtSeconds = Seconds(_instant), Kind = kind, Detail = detail });
    }

    /// <summary>Clients did something; those that did the same at this instant share an entry.</summary>
    public void Did(int users, string detail)
    {
        if (!_crowds.TryGetValue(detail, out long before))
        {
            _crowdOrder.Add(detail);
        }

        _crowds[detail] = before + users;
    }

    /// <summary>The instant is over; the next one begins.</summary>
    public void Close(long next)
    {
        WriteCrowds();
        for (; _firstOpenEntry < _entries.Count; _firstOpenEntry++)
        {
            SimulationEntry entry = _entries[_firstOpenEntry];
            entry.Full = Users(ClientState.Full);
            entry.Limited = Users(ClientState.Limited);
            entry.SignedOut = Users(ClientState.SignedOut);
            entry.Offline = Users(ClientState.Offline) + entry.SignedOut;
        }

        foreach (LoadLedger load in _loads.Values)
        {
            load.Close(Seconds(_instant));
        }

        PeakOffline = Math.Max(PeakOffline, Users(ClientState.Offline));
        OfflineUserTicks += (double)Users(ClientState.Offline) * (next - _instant);
        _instant = next;
    }

    private void WriteCrowds()
    {
        foreach (string detail in _crowdOrder)
        {
            _entries.Add(new SimulationEntry { AtSeconds = Seconds(_instant), Kind = SimulationEntryKind.Client, Detail = detail, Users = _crowds[detail] });
        }

        _crowds.Clear();
        _crowdOrder.Clear();
    }

    private static double Seconds(long ticks) => TimeSpan.FromTicks(ticks).TotalSeconds;
}
