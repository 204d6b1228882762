using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.Dns;

/// <summary>
/// One look-up from the first query to the answer: servers in turn, TCP where needed, aliases to their end, one time budget. How a single
/// query travels is up to the derived class.
/// </summary>
internal abstract class DnsLookup
{
    /// <summary>How often the end of an alias is asked for separately, when the server did not tell on its own.</summary>
    private const int MaximumQuestions = 8;

    private static readonly DnsReply s_tooLate = new(DnsReplyKind.Silent, problem: "answered too late to be asked again as it wanted");

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly DnsServer[] _servers;
    private readonly TimeSpan _timeout;
    private readonly string _name;
    private readonly DnsRecordType _type;
    private readonly ServerRounds _rounds;
    private string _transport = "UDP";

    protected DnsLookup(DnsServer[] servers, TimeSpan timeout, string name, DnsRecordType type)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("A name to look up is needed.", nameof(name));
        }

        _servers = servers;
        _timeout = timeout;
        _name = name.Length > 1 && name.EndsWith(".", StringComparison.Ordinal) ? name.Substring(0, name.Length - 1) : name;
        _type = type;
        _rounds = new ServerRounds(servers);
    }

    /// <summary>The server whose turn it is.</summary>
    protected DnsServer Server => _rounds.Current;

    public async Task<DnsAnswer> RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_servers.Length == 0)
        {
            return Failure(DnsOutcome.Unreachable, [], "No DNS server is configured on this machine, and none was named.");
        }

        DnsQuery query;
        try
        {
            query = new DnsQuery(_name, _type);
        }
        catch (DnsFormatException exception)
        {
            // What cannot be asked for cannot exist either.
            return Failure(DnsOutcome.NxDomain, [], "Not asked: " + exception.Message);
        }

        IReadOnlyList<DnsRecord> records = [];
        AliasChain? chain = null;
        for (int questions = 1; ; questions++)
        {
            _rounds.Restart();
            DnsMessage? message = await AskAsync(query, cancellationToken).ConfigureAwait(false);
            if (message == null)
            {
                string alias = chain == null ? string.Empty : $"{_name} is an alias of {chain.End}. ";
                return Failure(_rounds.Outcome, records, $"{alias}{query.Name} could not be looked up: {_rounds.Describe(_timeout)}.");
            }

            records = records.Count == 0 ? message.Answers : [.. records, .. message.Answers];
            chain ??= new AliasChain(message.QuestionName ?? _name);
            bool advanced = chain.Follow(message.Answers, _type);
            if (chain.IsFound)
            {
                return Answer(DnsOutcome.Answer, chain.Own(records), "answered");
            }

            if (chain.IsEndless || questions == MaximumQuestions)
            {
                return Answer(DnsOutcome.ServerFailure, chain.Own(records), $"answered with aliases that do not end (the last is {chain.End})");
            }

            if (message.ResponseCode == DnsResponseCode.NameError)
            {
                return Answer(DnsOutcome.NxDomain, chain.Own(records), $"says that {chain.End} does not exist");
            }

            // An SOA record is the server's word that the end of the chain has nothing (RFC 2308 2.2); without it the server just stopped.
            if (!advanced || (message.Authorities.Count > 0 && message.Authorities[0] is SoaRecord))
            {
                return Answer(DnsOutcome.NoData, chain.Own(records), $"says that {chain.End} has no {DnsRecordCodec.TypeName(_type)} record");
            }

            query = new DnsQuery(chain.End, _type);
        }
    }

    /// <summary>Asks the servers in turn, as <see cref="TryNextTurn"/> says, until <see cref="Settles"/> is content with a reply.</summary>
    /// <returns>The answer; null when no server gave one, and the rounds know why.</returns>
    protected abstract Task<DnsMessage?> AskAsync(DnsQuery query, CancellationToken cancellationToken);

    /// <summary>Sends one query to one server in one way.</summary>
    protected abstract Task<DnsReply> AskOnceAsync(DnsServer server, DnsQuery query, bool edns, bool overTcp, TimeSpan window, CancellationToken cancellationToken);

    /// <summary>Moves on to the next server.</summary>
    /// <param name="window">The share of the time budget that it gets.</param>
    /// <returns>False when no server or no time is left.</returns>
    protected bool TryNextTurn(out TimeSpan window)
    {
        TimeSpan remaining = TimeSpan.Zero;
        bool moved = _rounds.MoveNext() && (remaining = _timeout - _watch.Elapsed) > TimeSpan.Zero;
        window = moved ? _rounds.Share(remaining) : TimeSpan.Zero;
        _transport = "UDP";
        return moved;
    }

    /// <summary>Is the same server to be asked in another way?</summary>
    protected static bool NeedsAnotherWay(DnsReply reply) => IsOlderThanEdns(reply) || reply.Kind == DnsReplyKind.Truncated;

    /// <summary>Asks the same server in another way: without EDNS, or over TCP.</summary>
    protected async Task<DnsReply> AskAgainAsync(DnsReply reply, DnsQuery query, TimeSpan window, CancellationToken cancellationToken)
    {
        bool edns = !IsOlderThanEdns(reply);
        if (!edns)
        {
            TimeSpan time = WithinBudget(window);
            if (time <= TimeSpan.Zero)
            {
                return s_tooLate;
            }

            reply = await AskOnceAsync(Server, query, edns, overTcp: false, time, cancellationToken).ConfigureAwait(false);
        }

        if (reply.Kind == DnsReplyKind.Truncated)
        {
            // A server that has answered deserves what is left, and its whole answer is worth the wait.
            TimeSpan time = WithinBudget(Left(window));
            if (time <= TimeSpan.Zero)
            {
                return s_tooLate;
            }

            _transport = "TCP";
            reply = await AskOnceAsync(Server, query, edns, overTcp: true, time, cancellationToken).ConfigureAwait(false);
        }

        return reply;
    }

    /// <summary>Is this the answer to give? If not, notes why.</summary>
    /// <exception cref="OperationCanceledException">The exchange ended because the caller cancelled.</exception>
    protected bool Settles(DnsReply reply, CancellationToken cancellationToken) =>
        reply.Kind == DnsReplyKind.Cancelled ? throw new OperationCanceledException(cancellationToken) : Judge(reply);

    // RFC 6891 7: such a server says FORMERR or NOTIMP when it sees the OPT record.
    private static bool IsOlderThanEdns(DnsReply reply) =>
        reply.Message?.ResponseCode is DnsResponseCode.FormatError or DnsResponseCode.NotImplemented or DnsResponseCode.BadVersion;

    private TimeSpan Left(TimeSpan atLeast)
    {
        TimeSpan half = TimeSpan.FromTicks((_timeout - _watch.Elapsed).Ticks / (_servers.Length > 1 ? 2 : 1));
        return half > atLeast ? half : atLeast;
    }

    private TimeSpan WithinBudget(TimeSpan wanted)
    {
        TimeSpan remaining = _timeout - _watch.Elapsed;
        return remaining < wanted ? remaining : wanted;
    }

    private bool Judge(DnsReply reply)
    {
        switch (reply.Kind)
        {
            case DnsReplyKind.Message when reply.Message!.ResponseCode is DnsResponseCode.NoError or DnsResponseCode.NameError:
                return true;
            case DnsReplyKind.Message:
                int code = reply.Message!.ResponseCode;
                DnsOutcome outcome = code == DnsResponseCode.Refused ? DnsOutcome.Refused : DnsOutcome.ServerFailure;
                _rounds.Drop(outcome, "answered " + DnsResponseCode.NameOf(code));
                return false;
            case DnsReplyKind.Silent:
                _rounds.Note(DnsOutcome.Timeout, reply.Problem!);
                return false;
            case DnsReplyKind.Unreadable:
                _rounds.Drop(DnsOutcome.Malformed, reply.Problem!);
                return false;
            default:
                _rounds.Drop(DnsOutcome.Unreachable, reply.Problem!);
                return false;
        }
    }

    private DnsAnswer Answer(DnsOutcome outcome, IReadOnlyList<DnsRecord> records, string what) => new(_name, _type, outcome)
    {
        Records = records,
        Server = _rounds.Current.Text,
        Transport = _transport,
        DurationMs = _watch.Elapsed.TotalMilliseconds,
        Detail = string.Concat(_rounds.Current.Text, " ", what, _transport == "UDP" ? " over UDP." : " over TCP."),
    };

    private DnsAnswer Failure(DnsOutcome outcome, IReadOnlyList<DnsRecord> records, string detail) => new(_name, _type, outcome)
    {
        Records = records,
        Server = _rounds.Servers is { Length: > 0 } servers ? servers : null,
        DurationMs = _watch.Elapsed.TotalMilliseconds,
        Detail = detail,
    };
}
