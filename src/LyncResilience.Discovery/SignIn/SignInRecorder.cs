using System.Collections.Generic;
using System.Linq;
using System.Net;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Discovery.SignIn;

/// <summary>Keeps what a round met: the hops, the facts and what the client has learned so far.</summary>
internal sealed class SignInRecorder
{
    private readonly List<SignInHop> _hops = [];
    private readonly List<DnsAnswer> _srvAnswers = [];
    private readonly List<DnsAnswer> _hostAnswers = [];
    private readonly List<ServerCertificate> _certificates = [];
    private readonly List<RegistrarAnswer> _answers = [];
    private List<ServerEndpoint>? _unchallenged;
    private List<ServerEndpoint>? _unsigned;
    private Candidate? _current;
    private Candidate? _firstLead;
    private Candidate? _firstHop;
    private Candidate? _registrar;
    private RegistrarAnswer? _registration;
    private ServerEndpoint? _toldPrimary;
    private ServerEndpoint? _toldBackup;
    private bool _isRejected;
    private bool _isUnauthenticated;

    /// <summary>Whether the round has its result: registered, refused for good, or nothing to authenticate with.</summary>
    public bool IsDecided { get; private set; }

    public int RedirectCount { get; private set; }

    /// <summary>The hops so far.</summary>
    public IReadOnlyList<SignInHop> Hops => _hops;

    public void Add(
        SignInStage stage, SignInOutcome outcome, string detail, string? query = null, string? target = null, string? address = null,
        int? port = null, string? transport = null, RegistrarAnswer? answer = null, int? statusCode = null, double durationMs = 0)
    {
        _hops.Add(new SignInHop
        {
            Order = _hops.Count + 1,
            Stage = stage,
            Query = query,
            Target = target,
            Address = address,
            Port = port,
            Transport = transport,
            Outcome = outcome,
            StatusCode = statusCode ?? (answer is { StatusCode: > 0 } ? answer.StatusCode : null),
            Reason = answer is null ? null : HopText.Reason(answer),
            ServerName = answer?.ServerName,
            ServerVersion = answer?.ServerVersion,
            Detail = detail,
            DurationMs = durationMs,
        });
    }

    public void SrvAnswer(DiscoveryStep step, DnsAnswer answer, IReadOnlyList<SrvRecord> targets, int offered)
    {
        _srvAnswers.Add(answer);
        SrvRecord? first = targets.FirstOrDefault();
        SignInOutcome outcome = first is null && answer.Outcome == DnsOutcome.Answer ? SignInOutcome.NotFound : HopText.Outcome(answer.Outcome);
        Add(
            SignInStage.Srv, outcome, first is null ? HopText.NoRecord(answer) : HopText.Targets(targets, offered), query: step.Name,
            target: first?.Target, port: first?.Port, transport: answer.Transport, durationMs: answer.DurationMs);
    }

    public void HostAnswer(SignInStage stage, string name, DnsAnswer answer)
    {
        _hostAnswers.Add(answer);
        string? address = HopText.FirstAddress(answer);
        Add(
            stage, HopText.Outcome(answer.Outcome), address is null ? HopText.NoRecord(answer) : $"{name} is {address}.", query: name,
            target: address is null ? null : name, address: address, transport: answer.Transport, durationMs: answer.DurationMs);
    }

    public void Autodiscover(string name, DnsAnswer host, AutodiscoverAnswer answer)
    {
        _hostAnswers.Add(host);
        Add(
            SignInStage.Autodiscover, HopText.Outcome(answer.Outcome), answer.Detail, query: name, target: answer.Server ?? name, port: answer.Port,
            address: HopText.FirstAddress(host), transport: "HTTPS", statusCode: answer.StatusCode, durationMs: host.DurationMs + answer.DurationMs);
    }

    /// <summary>The client turns to a candidate; says so where no look-up has said it.</summary>
    public void Taken(Candidate candidate)
    {
        _current = candidate;
        _firstLead ??= candidate;
        if (candidate.NamedBy is not null)
        {
            return;
        }

        switch (candidate.Origin)
        {
            case CandidateOrigin.Cache:
                Add(SignInStage.Cache, SignInOutcome.Ok, $"The cache names {candidate.Host}, so it is dialled before any look-up.", target: candidate.Host, port: candidate.Port);
                break;
            case CandidateOrigin.LostServer:
                Add(SignInStage.Failover, SignInOutcome.Ok, $"{candidate.Host} was lost and is dialled again first.", target: candidate.Host, port: candidate.Port);
                break;
            case CandidateOrigin.KnownBackup:
                Add(SignInStage.Failover, SignInOutcome.Ok, $"An earlier redirect named {candidate.Host} as backup registrar.", target: candidate.Host, port: candidate.Port);
                break;
        }
    }

    public void TriedAlready(Candidate candidate) => Add(
        candidate.NamedBy is null ? SignInStage.Connect : SignInStage.Redirect,
        SignInOutcome.Skipped,
        candidate.NamedBy is null
            ? $"{candidate.Host} was tried already in this sign-in."
            : $"{candidate.NamedBy} names {candidate.Host}, which was tried already in this sign-in.",
        target: candidate.Host,
        port: candidate.Port);

    /// <summary>The addresses of a candidate; a hop only when there are none.</summary>
    public void TargetAnswer(Candidate candidate, DnsAnswer answer)
    {
        _hostAnswers.Add(answer);
        if (answer.Outcome != DnsOutcome.Answer)
        {
            Add(
                SignInStage.Connect, HopText.Outcome(answer.Outcome), HopText.NoAddress(candidate.Host, answer), query: candidate.Host,
                target: candidate.Host, port: candidate.Port, transport: answer.Transport, durationMs: answer.DurationMs);
        }
    }

    public void NotConnected(Candidate candidate, IReadOnlyList<IPAddress> addresses)
    {
        IsDecided = true;
        Add(
            SignInStage.Connect, SignInOutcome.Skipped, $"{candidate.Host} is {addresses[0]}; not dialled, because only DNS was asked for.",
            target: candidate.Host, address: addresses[0].ToString(), port: candidate.Port);
    }

    public bool Connection(Candidate candidate, ConnectionAnswer answer)
    {
        Add(
            SignInStage.Connect, answer.Outcome, answer.Detail, target: candidate.Host, address: answer.Address, port: candidate.Port,
            transport: "TCP", durationMs: answer.DurationMs);
        return answer.Outcome == SignInOutcome.Ok;
    }

    public bool Tls(Candidate candidate, TlsAnswer answer)
    {
        if (answer.Certificate is not null)
        {
            _certificates.Add(new ServerCertificate(candidate.TlsName, answer.Certificate));
        }

        Add(
            SignInStage.Tls, answer.Outcome, answer.Detail, query: candidate.TlsName, target: candidate.Host, port: candidate.Port, transport: "TLS",
            durationMs: answer.DurationMs);
        return answer.Outcome == SignInOutcome.Ok;
    }

    /// <summary>401 to the first REGISTER.</summary>
    public void Challenged(Candidate candidate, RegistrarAnswer answer, bool isFinal)
    {
        Answered(candidate, answer);
        if (isFinal)
        {
            _isUnauthenticated = true;
            IsDecided = true;
        }

        AddAnswer(SignInStage.Register, SignInOutcome.Challenged, HopText.Challenge(candidate, answer), candidate, answer);
    }

    public void Withheld(Candidate candidate, string reason)
    {
        _isUnauthenticated = true;
        Add(
            SignInStage.Register, SignInOutcome.Skipped, $"Credentials withheld: {reason}.", target: candidate.Host, port: candidate.Port,
            transport: HopText.Name(candidate.Transport));
    }

    /// <summary>200 to a REGISTER that nobody asked credentials for.</summary>
    public void Unchallenged(Candidate candidate) => (_unchallenged ??= []).Add(candidate.ToEndpoint());

    /// <summary>The registrar's last word on this connection, a 301 excepted from the round's decision.</summary>
    public void Answer(Candidate candidate, RegistrarAnswer answer)
    {
        bool wasDecided = IsDecided;
        Answered(candidate, answer);
        if (answer.IsUnsigned)
        {
            (_unsigned ??= []).Add(candidate.ToEndpoint());
        }

        if (answer.Kind == RegistrarAnswerKind.Redirected)
        {
            RedirectCount += wasDecided ? 0 : 1;
            AddAnswer(SignInStage.Redirect, SignInOutcome.Redirected, HopText.Redirect(candidate, answer), candidate, answer);
            return;
        }

        AddAnswer(SignInStage.Register, HopText.Outcome(answer.Kind), HopText.Answer(candidate, answer), candidate, answer);
        if (wasDecided)
        {
            return;
        }

        if (answer.Kind == RegistrarAnswerKind.Registered)
        {
            _registrar = candidate;
            _registration = answer;
            IsDecided = true;
        }
        else if (Rejection.IsFinal(answer))
        {
            _isRejected = true;
            IsDecided = true;
        }
    }

    /// <summary>Remembers the registrars that a 301 named, as far as the client goes there.</summary>
    /// <param name="from">Who redirected.</param>
    /// <param name="named">Whom it named, the primary first.</param>
    /// <param name="followed">Those that the client will try.</param>
    public void Told(Candidate from, IReadOnlyList<Candidate> named, IReadOnlyList<Candidate> followed)
    {
        if (named.Count == 0)
        {
            Add(SignInStage.Redirect, SignInOutcome.Rejected, $"{from.Host} redirects, but names nobody.", target: from.Host, port: from.Port);
            return;
        }

        // A pool hands over to one of its own servers with a single Contact, often an address. That says nothing of primary and backup.
        bool isWithinPool = named.Count == 1 && (named[0].TlsName == from.TlsName || from.ToEndpoint() == _toldPrimary);
        if (isWithinPool || !followed.Contains(named[0]))
        {
            return;
        }

        _toldPrimary = named[0].ToEndpoint();
        _toldBackup = named.Count > 1 && followed.Contains(named[1]) ? named[1].ToEndpoint() : null;
    }

    public void TooManyRedirects(Candidate candidate, int limit)
    {
        _isRejected = true;
        IsDecided = true;
        Add(
            SignInStage.Redirect, SignInOutcome.Rejected,
            $"Gave up after {limit} redirects: the registrars send the user from one to the next.",
            target: candidate.Host, port: candidate.Port);
    }

    /// <summary>What was being waited for when the caller's time was up.</summary>
    public void Unfinished(SignInAction action, string detail)
    {
        (SignInStage stage, string? query) = action switch
        {
            SignInAction.LookUpSrv srv => (SignInStage.Srv, srv.Name),
            SignInAction.LookUpHost host => (_current is null ? SignInStage.Host : SignInStage.Connect, host.Name),
            SignInAction.AskAutodiscover autodiscover => (SignInStage.Autodiscover, autodiscover.Host),
            SignInAction.NegotiateTls tls => (SignInStage.Tls, tls.Name),
            SignInAction.SendRegister => (SignInStage.Register, "REGISTER"),
            _ => (SignInStage.Connect, (string?)null),
        };
        Add(stage, SignInOutcome.NoAnswer, detail, query: query, target: _current?.Host, port: _current?.Port);
    }

    public SignInResult ToResult(SignInSettings settings)
    {
        ServerEndpoint? primary = _toldPrimary ?? (_registration is { IsPrimary: true } ? _registrar!.ToEndpoint() : settings.KnownPrimary);
        return new SignInResult
        {
            Mode = _registration is not null ? (_registration.IsLimited ? SignInMode.Limited : SignInMode.Full)
                : _isUnauthenticated && !_isRejected ? SignInMode.Unauthenticated
                : SignInMode.None,
            Origin = (_registrar ?? _firstHop ?? (settings.SkipConnect ? _firstLead : null))?.Origin ?? CandidateOrigin.None,
            FirstHop = _firstHop?.Host,
            Registrar = _registrar?.ToEndpoint(),
            Primary = primary,
            IsPrimaryTold = _toldPrimary is not null,
            IsServedByPrimary = _registration?.IsPrimary ?? false,
            Backup = _toldBackup,
            RedirectCount = RedirectCount,
            CacheEntry = _registration is null ? null : primary,
            Unchallenged = _unchallenged is null ? [] : [.. _unchallenged],
            Unsigned = _unsigned is null ? [] : [.. _unsigned],
            Hops = [.. _hops],
            SrvAnswers = [.. _srvAnswers],
            HostAnswers = [.. _hostAnswers],
            Certificates = [.. _certificates],
            RegistrarAnswers = [.. _answers],
        };
    }

    private void Answered(Candidate candidate, RegistrarAnswer answer)
    {
        _answers.Add(answer);
        if (answer.StatusCode > 0)
        {
            _firstHop ??= candidate;
        }
    }

    private void AddAnswer(SignInStage stage, SignInOutcome outcome, string detail, Candidate candidate, RegistrarAnswer answer) =>
        Add(
            stage, outcome, detail, query: "REGISTER", target: candidate.Host, port: candidate.Port,
            transport: HopText.Name(candidate.Transport), answer: answer, durationMs: answer.DurationMs);
}
