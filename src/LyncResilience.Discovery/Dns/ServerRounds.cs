using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.Dns;

/// <summary>
/// Whom to ask next and for how long. Three rounds over all servers, each waiting twice as long as the one before, fill the
/// time budget; so a dead first server costs a small part of it. A server that failed outright is not asked again, and its share goes to the others.
/// </summary>
internal sealed class ServerRounds
{
    private const int Rounds = 3;
    private readonly IReadOnlyList<DnsServer> _servers;
    private string?[]? _problems;
    private bool[]? _dropped;
    private int _turn;

    public ServerRounds(IReadOnlyList<DnsServer> servers)
    {
        _servers = servers;
    }

    /// <summary>Whose turn it is.</summary>
    public DnsServer Current => _servers[_turn % _servers.Count];

    /// <summary>The worst that is still informative: an error of a server says more than silence, silence more than nobody there.</summary>
    public DnsOutcome Outcome { get; private set; } = DnsOutcome.Unreachable;

    /// <summary>Begins anew for another question.</summary>
    public void Restart()
    {
        _turn = -1;
        _problems = null;
        _dropped = null;
        Outcome = DnsOutcome.Unreachable;
    }

    /// <summary>Moves on to the next server.</summary>
    public bool MoveNext()
    {
        do
        {
            _turn++;
        }
        while (_turn < Rounds * _servers.Count && IsDropped(_turn % _servers.Count));
        return _turn < Rounds * _servers.Count;
    }

    /// <summary>The share of the remaining time that this turn may take.</summary>
    public TimeSpan Share(TimeSpan remaining)
    {
        int turns = 0;
        for (int turn = _turn; turn < Rounds * _servers.Count; turn++)
        {
            turns += IsDropped(turn % _servers.Count) ? 0 : Weight(turn);
        }

        return TimeSpan.FromTicks(remaining.Ticks * Weight(_turn) / turns);
    }

    /// <summary>Notes that the server whose turn it is did not do; it may be asked again.</summary>
    public void Note(DnsOutcome outcome, string problem)
    {
        _problems ??= new string?[_servers.Count];
        ref string? noted = ref _problems[_turn % _servers.Count];

        // The last try of a budget is often too short to tell anything; it must not cover what an earlier one found.
        noted = noted is null || Rank(outcome) > Rank(Outcome) ? problem : noted;
        Outcome = Rank(outcome) > Rank(Outcome) ? outcome : Outcome;
    }

    /// <summary>Notes that the server whose turn it is did not do, and will not.</summary>
    public void Drop(DnsOutcome outcome, string problem)
    {
        Note(outcome, problem);
        _dropped ??= new bool[_servers.Count];
        _dropped[_turn % _servers.Count] = true;
    }

    /// <summary>Every server that was asked and what it did, as part of a sentence.</summary>
    public string Describe(TimeSpan budget) => string.Join("; ", Tried(index => $"{_servers[index].Text} {_problems![index]}"))
        + string.Format(CultureInfo.InvariantCulture, " (limit {0:0.###} s)", budget.TotalSeconds);

    /// <summary>The servers that were asked.</summary>
    public string Servers => string.Join(", ", Tried(index => _servers[index].Text));

    private IEnumerable<string> Tried(Func<int, string> describe) =>
        Enumerable.Range(0, _servers.Count).Where(index => _problems?[index] != null).Select(describe);

    private bool IsDropped(int index) => _dropped?[index] == true;

    private int Weight(int turn) => 1 << (turn / _servers.Count);

    private static int Rank(DnsOutcome outcome) => outcome switch
    {
        DnsOutcome.Unreachable => 0,
        DnsOutcome.Timeout => 1,
        DnsOutcome.Malformed => 2,
        _ => 3,
    };
}
