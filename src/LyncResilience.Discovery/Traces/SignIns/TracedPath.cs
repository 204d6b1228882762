using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>Makes a path of a sign-in from a trace: the recorder of the live walk is told what the messages show.</summary>
internal sealed class TracedPath
{
    private readonly TracedSignIn _signIn;
    private readonly TracedEnd _end;
    private readonly TimeSpan _gap;
    private readonly Func<ServerEndpoint, string?> _nameOf;
    private readonly SignInRecorder _record = new();

    // Whose answer each hop is; null for the hops that no attempt made.
    private readonly List<TracedAttempt?> _hopOwners = [];
    private readonly List<Candidate> _tried = [];
    private Candidate? _redirector;
    private IReadOnlyList<RegistrarContact> _named = [];

    /// <param name="signIn">The sign-in.</param>
    /// <param name="end">Why nothing more belongs to it.</param>
    /// <param name="gap">How long the trace must show nothing for a server to count as silent.</param>
    /// <param name="nameOf">The name of a server that answered at an address elsewhere in the trace.</param>
    public TracedPath(TracedSignIn signIn, TracedEnd end, TimeSpan gap, Func<ServerEndpoint, string?> nameOf)
    {
        _signIn = signIn;
        _end = signIn.Deciding is null ? end : TracedEnd.Decided;
        _gap = gap;
        _nameOf = nameOf;
    }

    public SignInPath ToPath()
    {
        TracedAttempt[] attempts = [.. _signIn.InOrder];
        TracedAttempt? last = attempts.LastOrDefault();
        AddMove();
        foreach (TracedAttempt attempt in attempts)
        {
            AddAttempt(attempt, isLast: attempt == last);
        }

        bool isCircle = AddCircle(last);
        DateTime begin = _signIn.First.Time;
        var facts = new PathFacts
        {
            Settings = new SignInSettings { SipDomain = _signIn.User.Substring(_signIn.User.LastIndexOf('@') + 1) },
            Result = _record.ToResult(new SignInSettings()),
            TimeUtc = _signIn.First.TimeUtc ?? begin,
        };
        double duration = Milliseconds(begin, attempts.SelectMany(attempt => attempt.Messages).Select(message => message.Time).DefaultIfEmpty(begin).Max());
        return Describe(facts, duration, isUnfinished: !isCircle && IsUnfinished(last));
    }

    private static double Milliseconds(DateTime from, DateTime to) => to > from ? (to - from).TotalMilliseconds : 0;

    // The 503 of a last server, or its silence for long enough, is an end too: a client that went on elsewhere would show.
    private bool IsUnfinished(TracedAttempt? last) => _end != TracedEnd.Decided
        && (last?.Final is { } final ? final.Answer!.Kind == RegistrarAnswerKind.Redirected : last is null || !IsSilent(last, isLast: true));

    private bool IsSilent(TracedAttempt attempt, bool isLast) =>
        attempt.Final is null && (!isLast || _end == TracedEnd.Quiet) && Unanswered(attempt) is not null;

    private static TracedMessage? Unanswered(TracedAttempt attempt) =>
        attempt.FirstRequestBetween(attempt.Answers.LastOrDefault()?.Number ?? 0, int.MaxValue);

    private void AddMove()
    {
        if (_signIn.Moved is { } moved)
        {
            _record.Add(
                SignInStage.Failover, SignInOutcome.Ok, TracedText.Moved(moved, _signIn.MovedBy), query: "NOTIFY", target: moved.Preferred?.Host, port: moved.Preferred?.Port);
            _hopOwners.Add(null);
        }
    }

    private void AddAttempt(TracedAttempt attempt, bool isLast)
    {
        Candidate candidate = CandidateOf(attempt);
        _tried.Add(candidate);
        _record.Taken(candidate);
        bool isSilent = IsSilent(attempt, isLast);
        bool isEnd = isLast && attempt.Final is null && !isSilent;
        bool isChallenged = false;
        int answered = 0;
        foreach (TracedMessage message in attempt.Answers)
        {
            bool isRefusal = attempt.IsRefusal(message);
            bool isOnlySign = isEnd && message == attempt.Answers.Last();
            if (message.Answer!.Kind == RegistrarAnswerKind.Challenged && !isRefusal && (isChallenged || (message.HasToken && !isOnlySign)))
            {
                // The server's half of the credentials' exchange: the walk, too, shows only what comes of it.
                continue;
            }

            RegistrarAnswer answer = message.Answer with
            {
                Kind = isRefusal ? RegistrarAnswerKind.Rejected : message.Answer.Kind,
                DurationMs = attempt.FirstRequestBetween(answered, message.Number) is { } request ? Milliseconds(request.Time, message.Time) : 0,
            };
            isChallenged |= answer.Kind == RegistrarAnswerKind.Challenged;
            answered = message.Number;
            Add(attempt, candidate, answer, isEnd);
        }

        if (isSilent)
        {
            _record.Answer(candidate, new RegistrarAnswer { Kind = RegistrarAnswerKind.Silent, Reason = TracedText.Silent(candidate.Host, isLast ? _gap : null) });
            _hopOwners.Add(attempt);
        }
    }

    private void Add(TracedAttempt attempt, Candidate candidate, RegistrarAnswer answer, bool isEnd)
    {
        _hopOwners.Add(attempt);
        if (answer.Kind == RegistrarAnswerKind.Challenged)
        {
            _record.Challenged(candidate, answer, isFinal: isEnd);
            return;
        }

        _record.Answer(candidate, answer);
        if (answer.Kind == RegistrarAnswerKind.Redirected)
        {
            _redirector = candidate;
            _named = answer.Contacts;
            Candidate[] named = [.. answer.Contacts.Select(candidate.RedirectedTo)];
            if (named.Length == 0)
            {
                _hopOwners.Add(attempt);
            }

            _record.Told(candidate, named, named);
        }
    }

    // Everybody whom the last redirect names had been asked before: the registrars send the user round in a circle.
    private bool AddCircle(TracedAttempt? last)
    {
        if (last?.Final?.Answer is not { Kind: RegistrarAnswerKind.Redirected } || _named.Count == 0)
        {
            return false;
        }

        Candidate[] named = [.. _named.Select(_redirector!.RedirectedTo)];
        if (!named.All(next => _tried.Any(tried => string.Equals(tried.Host, next.Host, StringComparison.OrdinalIgnoreCase))))
        {
            return false;
        }

        foreach (Candidate next in named)
        {
            _record.TriedAlready(next);
            _hopOwners.Add(null);
        }

        return true;
    }

    private Candidate CandidateOf(TracedAttempt attempt)
    {
        TracedServer server = attempt.Server;
        if (server.TargetName is null && server.Address is { } address && _nameOf(address) is { } name)
        {
            server = server with { TargetName = name };
        }

        if (NamedBefore(attempt, server) is { } contact)
        {
            Candidate named = _redirector!.RedirectedTo(contact);
            return named with { Host = named.IsAddress ? server.Name ?? named.Host : named.Host, Port = server.Address?.Port ?? named.Port };
        }

        string host = server.Name ?? TracedText.UnknownServer;
        return new Candidate(host, server.Address?.Port ?? ServerEndpoint.DefaultTlsPort, attempt.Messages.First().Transport, CandidateOrigin.None, host);
    }

    /// <summary>The registrar that the redirect before named and that this is: by its name, or because it says whether it is the user's primary.</summary>
    private RegistrarContact? NamedBefore(TracedAttempt attempt, TracedServer server)
    {
        RegistrarContact? byName = _named.FirstOrDefault(contact => server.Is(contact.Host) || string.Equals(server.Name, contact.Host, StringComparison.OrdinalIgnoreCase));
        return byName ?? attempt.Final?.IsPrimary switch
        {
            true when _named.Count > 0 && !IPAddress.TryParse(_named[0].Host, out _) => _named[0],
            false when _named.Count > 1 => _named[1],
            _ => null,
        };
    }

    private SignInPath Describe(PathFacts facts, double durationMs, bool isUnfinished)
    {
        SignInPath verdict = PathVerdict.Of(facts, _signIn.User, durationMs);
        var text = new TracedText(_signIn, facts.Result, _end, _gap);
        IEnumerable<Finding> findings = isUnfinished ? [.. verdict.Findings.Where(finding => finding.Id != "BackupNotLearned"), text.Unfinished()] : verdict.Findings;
        findings = _signIn.Moved is null ? findings : findings.Append(text.MovedFinding());
        return new SignInPath
        {
            SipAddress = verdict.SipAddress,
            SipDomain = verdict.SipDomain,
            Status = isUnfinished ? ResultStatus.Warn : verdict.Status,
            Mode = verdict.Mode,
            DiscoveredBy = DiscoveryMethod.None,
            FirstHop = Known(verdict.FirstHop),
            Registrar = Known(verdict.Registrar),
            PrimaryRegistrar = Known(verdict.PrimaryRegistrar),
            BackupRegistrar = verdict.BackupRegistrar,
            RedirectCount = verdict.RedirectCount,
            DurationMs = durationMs,
            Detail = text.Detail(verdict.Detail, isUnfinished),
            TimeUtc = verdict.TimeUtc,
            Hops = [.. verdict.Hops.Select((hop, index) => Hop(hop, _hopOwners[index]))],
            Findings = [.. findings.OrderByDescending(finding => finding.Severity)],
        };
    }

    private static string? Known(string? host) => host == TracedText.UnknownServer ? null : host;

    // The recorder knows a port for every server, as a walk does; a server's own log tells none.
    private SignInHop Hop(SignInHop hop, TracedAttempt? owner) => new()
    {
        Order = hop.Order,
        Stage = hop.Stage,
        Query = hop.Query,
        Target = Known(hop.Target),
        Address = owner?.Server.Address is { } address && IPAddress.TryParse(address.Host, out _) ? address.Host : null,
        Port = owner is null || owner.Server.Address is not null || IsNamed(hop.Target) ? hop.Port : null,
        Transport = hop.Transport,
        Outcome = hop.Outcome,
        StatusCode = hop.StatusCode,
        Reason = hop.Reason,
        ServerName = hop.ServerName,
        ServerVersion = hop.ServerVersion,
        Detail = hop.Detail,
        DurationMs = hop.DurationMs,
    };

    private bool IsNamed(string? host) => _tried.Any(candidate => candidate.NamedBy is not null && candidate.Host == host);
}
