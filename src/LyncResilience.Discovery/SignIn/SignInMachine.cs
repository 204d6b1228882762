using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>
/// The sign-in logic of a client: one round of attempts, without I/O and without a clock. <see cref="Next"/> says what the client wants;
/// whoever drives it does that and tells it what happened. The live walk, the laboratory and the simulator all drive this one machine.
/// </summary>
/// <remarks>
/// The order of a round: the server just lost, the backup it was told of, the cached server, then the profile's discovery. A 301 puts its
/// primary and then its backup in front of what is left. No host is tried twice in a round.
/// </remarks>
public sealed class SignInMachine
{
    // Assumption: no deployment has more. An answer over TCP has room for thousands, and each would cost a look-up and a connection.
    private const int MaximumTargets = 64;

    private readonly SignInSettings _settings;
    private readonly Func<IEnumerable<SrvRecord>, IReadOnlyList<SrvRecord>> _order;
    private readonly IEnumerator<SignInAction> _round;
    private readonly SignInRecorder _record = new();
    private readonly LinkedList<Candidate> _waiting = new();
    private readonly HashSet<string> _tried = [];
    private object? _told;
    private int _lookUpsWithoutAnswer;

    /// <summary>Starts a round.</summary>
    /// <param name="settings">What the client knows and is allowed.</param>
    /// <param name="random">Draws a number from 0 to its argument inclusive, for SRV weights.</param>
    public SignInMachine(SignInSettings settings, Func<int, int> random)
        : this(settings, OrderedBy(random ?? throw new ArgumentNullException(nameof(random))))
    {
    }

    private SignInMachine(SignInSettings settings, Func<IEnumerable<SrvRecord>, IReadOnlyList<SrvRecord>> order)
    {
        _settings = settings ?? throw new ArgumentNullException(nameof(settings));
        _order = order;
        _round = Round().GetEnumerator();
        _round.MoveNext();
    }

    /// <summary>What the client wants next; <see cref="SignInAction.Finish"/> when the round is over.</summary>
    public SignInAction Next => _round.Current;

    /// <summary>The hops so far, which grow while the round lasts.</summary>
    internal IReadOnlyList<SignInHop> Hops => _record.Hops;

    /// <summary>Answers <see cref="SignInAction.LookUpSrv"/> and <see cref="SignInAction.LookUpHost"/>.</summary>
    /// <param name="answer">What DNS said.</param>
    public void Tell(DnsAnswer answer) => Continue(answer, Next is SignInAction.LookUpSrv or SignInAction.LookUpHost);

    /// <summary>Answers <see cref="SignInAction.AskAutodiscover"/>.</summary>
    /// <param name="answer">What Lync Discover said.</param>
    public void Tell(AutodiscoverAnswer answer) => Continue(answer, Next is SignInAction.AskAutodiscover);

    /// <summary>Answers <see cref="SignInAction.OpenConnection"/>.</summary>
    /// <param name="answer">What came of it.</param>
    public void Tell(ConnectionAnswer answer) => Continue(answer, Next is SignInAction.OpenConnection);

    /// <summary>Answers <see cref="SignInAction.NegotiateTls"/>.</summary>
    /// <param name="answer">What came of it.</param>
    public void Tell(TlsAnswer answer) => Continue(answer, Next is SignInAction.NegotiateTls);

    /// <summary>Answers <see cref="SignInAction.SendRegister"/>.</summary>
    /// <param name="answer">What the registrar said.</param>
    public void Tell(RegistrarAnswer answer) => Continue(answer, Next is SignInAction.SendRegister);

    /// <summary>The result as it stands: of the finished round, or of one that ends here because the caller's time is up.</summary>
    /// <param name="detail">For the hop of what was being waited for: one sentence that names the limit.</param>
    public SignInResult GiveUp(string detail)
    {
        if (Next is SignInAction.Finish finished)
        {
            return finished.Result;
        }

        _record.Unfinished(Next, detail);
        return _record.ToResult(_settings);
    }

    /// <summary>Starts a round whose draws somebody else makes: a simulator, for many clients at once.</summary>
    /// <param name="settings">What the client knows and is allowed.</param>
    /// <param name="choose">Given the weights of the SRV targets that are left, says which of them is next.</param>
    internal static SignInMachine WithChoices(SignInSettings settings, Func<IReadOnlyList<int>, int> choose) =>
        new(settings, records => SrvOrder.ByChoice(records, choose));

    private static Func<IEnumerable<SrvRecord>, IReadOnlyList<SrvRecord>> OrderedBy(Func<int, int> random) =>
        records => SrvOrder.Of(records, random);

    private void Continue(object answer, bool isExpected)
    {
        if (!isExpected)
        {
            throw new InvalidOperationException($"A {answer.GetType().Name} does not answer {Next.GetType().Name}.");
        }

        _told = answer ?? throw new ArgumentNullException(nameof(answer));
        _round.MoveNext();
    }

    private T Told<T>() => (T)_told!;

    private IEnumerable<SignInAction> Round()
    {
        foreach (Candidate known in Candidate.KnownBy(_settings))
        {
            _waiting.AddLast(known);
        }

        foreach (SignInAction action in TryWaiting())
        {
            yield return action;
        }

        if (_settings.Server is null)
        {
            foreach (DiscoveryStep step in DiscoveryPlan.For(_settings.Profile, _settings.SipDomain).TakeWhile(_ => !IsOver))
            {
                foreach (SignInAction action in Discover(step).Concat(TryWaiting()))
                {
                    yield return action;
                }
            }
        }

        yield return new SignInAction.Finish(_record.ToResult(_settings));
    }

    // Look-ups in a row that no DNS server answered end discovery: the next names would fare no better.
    private bool IsOver => (_record.IsDecided && !_settings.AllCandidates) || _lookUpsWithoutAnswer >= _settings.MaximumSilentLookUps;

    private IEnumerable<SignInAction> Discover(DiscoveryStep step)
    {
        if (step.Transport == SipTransport.Tcp && !_settings.AllowTcp)
        {
            _record.Add(step.Stage, SignInOutcome.Skipped, "Not looked up: it stands for unencrypted SIP, which is allowed by -AllowTcp only.", query: step.Name);
            return [];
        }

        return step.Stage switch
        {
            SignInStage.Autodiscover => DiscoverByAutodiscover(step),
            SignInStage.Srv => DiscoverBySrv(step),
            _ => DiscoverByHost(step),
        };
    }

    private IEnumerable<SignInAction> DiscoverBySrv(DiscoveryStep step)
    {
        yield return new SignInAction.LookUpSrv(step.Name);
        DnsAnswer answer = HeardFromDns();
        IReadOnlyList<SrvRecord> offered = _order(answer.Records.OfType<SrvRecord>().Where(record => record.IsOffered));
        List<SrvRecord> targets = [.. offered.Take(MaximumTargets)];
        if (offered.Count > targets.Count)
        {
            answer = answer.With([.. targets]);
        }

        _record.SrvAnswer(step, answer, targets, offered.Count);

        foreach (SrvRecord target in targets)
        {
            bool matches = DomainRule.Matches(target.Target, _settings.SipDomain, _settings.NameMatching, _settings.TrustedDomains);
            bool isPhone = _settings.Profile == ClientProfile.Phone;
            if (!matches && (isPhone || !_settings.AcceptsNamePrompt))
            {
                // Phones enforce the rule; desktop clients only ask the person (blog.schertz.name 2013/08).
                _record.Add(
                    SignInStage.Srv, SignInOutcome.NameMismatch,
                    $"{(isPhone ? "Phones skip" : "The person does not trust")} {target.Target}: it does not stand in {_settings.SipDomain}, so add a record that points to a name which does.",
                    query: step.Name, target: target.Target, port: target.Port);
                continue;
            }

            _waiting.AddLast(new Candidate(target.Target, target.Port, step.Transport, CandidateOrigin.Srv, target.Target));
        }
    }

    private IEnumerable<SignInAction> DiscoverByHost(DiscoveryStep step)
    {
        yield return new SignInAction.LookUpHost(step.Name);
        DnsAnswer answer = HeardFromDns();
        _record.HostAnswer(SignInStage.Host, step.Name, answer);
        if (answer.Outcome == DnsOutcome.Answer)
        {
            foreach (int port in step.Ports)
            {
                _waiting.AddLast(new Candidate(step.Name, port, step.Transport, CandidateOrigin.Host, step.Name));
            }
        }
    }

    private IEnumerable<SignInAction> DiscoverByAutodiscover(DiscoveryStep step)
    {
        yield return new SignInAction.LookUpHost(step.Name);
        DnsAnswer answer = HeardFromDns();
        if (answer.Outcome != DnsOutcome.Answer || _settings.SkipConnect)
        {
            _record.HostAnswer(SignInStage.Autodiscover, step.Name, answer);
            yield break;
        }

        yield return new SignInAction.AskAutodiscover(step.Name, Addresses(answer));
        AutodiscoverAnswer named = Told<AutodiscoverAnswer>();
        _record.Autodiscover(step.Name, answer, named);
        if (named.Server is not null)
        {
            _waiting.AddLast(Candidate.Of(new ServerEndpoint(named.Server, named.Port), CandidateOrigin.Autodiscover));
        }
    }

    private DnsAnswer HeardFromDns()
    {
        DnsAnswer answer = Told<DnsAnswer>();
        bool silent = answer.Outcome is DnsOutcome.Timeout or DnsOutcome.Unreachable;
        _lookUpsWithoutAnswer = silent ? _lookUpsWithoutAnswer + 1 : 0;
        return answer;
    }

    private IEnumerable<SignInAction> TryWaiting()
    {
        while (_waiting.First is { } first && (!_record.IsDecided || _settings.AllCandidates || _settings.SkipConnect))
        {
            _waiting.RemoveFirst();
            Candidate candidate = first.Value;
            if (!_tried.Add(candidate.Key))
            {
                _record.TriedAlready(candidate);
                continue;
            }

            foreach (SignInAction action in Try(candidate))
            {
                yield return action;
            }
        }
    }

    private IEnumerable<SignInAction> Try(Candidate candidate)
    {
        _record.Taken(candidate);

        IReadOnlyList<IPAddress> addresses = [];
        if (candidate.IsAddress)
        {
            addresses = [IPAddress.Parse(candidate.Host)];
        }
        else
        {
            yield return new SignInAction.LookUpHost(candidate.Host);
            DnsAnswer answer = Told<DnsAnswer>();
            _record.TargetAnswer(candidate, answer);
            if (answer.Outcome != DnsOutcome.Answer)
            {
                yield break;
            }

            addresses = Addresses(answer);
        }

        if (_settings.SkipConnect)
        {
            _record.NotConnected(candidate, addresses);
            yield break;
        }

        yield return new SignInAction.OpenConnection(candidate.Host, addresses, candidate.Port, candidate.Transport);
        if (!_record.Connection(candidate, Told<ConnectionAnswer>()))
        {
            yield break;
        }

        if (candidate.Transport == SipTransport.Tls)
        {
            yield return new SignInAction.NegotiateTls(candidate.TlsName);
            if (!_record.Tls(candidate, Told<TlsAnswer>()))
            {
                yield break;
            }
        }

        foreach (SignInAction action in Register(candidate))
        {
            yield return action;
        }
    }

    private IEnumerable<SignInAction> Register(Candidate candidate)
    {
        yield return new SignInAction.SendRegister(WithCredentials: false);
        RegistrarAnswer answer = Told<RegistrarAnswer>();
        if (answer.Kind == RegistrarAnswerKind.Challenged && !_record.IsDecided)
        {
            _record.Challenged(candidate, answer, isFinal: !_settings.HasCredentials);
            if (!_settings.HasCredentials)
            {
                yield break;
            }

            if (WhyWithheld(candidate) is string reason)
            {
                _record.Withheld(candidate, reason);
                yield break;
            }

            yield return new SignInAction.SendRegister(WithCredentials: true);
            answer = Told<RegistrarAnswer>();
        }
        else if (answer.Kind == RegistrarAnswerKind.Registered)
        {
            _record.Unchallenged(candidate);
        }

        _record.Answer(candidate, answer);
        if (answer.Kind == RegistrarAnswerKind.Redirected && !_record.IsDecided)
        {
            Follow(candidate, answer);
        }
    }

    // Credentials leave the machine only inside TLS that was validated for the name dialled, and only to the user's own or a trusted domain.
    private string? WhyWithheld(Candidate candidate)
    {
        if (_settings.HasNothingToLose)
        {
            return null;
        }

        if (candidate.Transport != SipTransport.Tls)
        {
            return $"the connection to {candidate.Host} is not encrypted; publish a TLS record or name the registrar's TLS port";
        }

        return DomainRule.MayHaveCredentials(candidate.TlsName, _settings.SipDomain, _settings.TrustedDomains)
            ? null
            : $"{candidate.TlsName} is outside {_settings.SipDomain}; if it is yours, name its domain with -TrustedDomain";
    }

    private void Follow(Candidate candidate, RegistrarAnswer answer)
    {
        if (_record.RedirectCount > _settings.MaximumRedirects)
        {
            _record.TooManyRedirects(candidate, _settings.MaximumRedirects);
            return;
        }

        // ms-cluster-failover: Contacts are processed one after the other by decreasing q (MS-SIPREGE 2.2.1.5, RFC 3261 10.2).
        List<Candidate> named = [.. answer.Contacts.OrderByDescending(contact => contact.Q).Select(candidate.RedirectedTo)];
        List<Candidate> followed = [.. named.Where(MayFollow)];
        _record.Told(candidate, named, followed);
        foreach (Candidate next in Enumerable.Reverse(followed))
        {
            _waiting.AddFirst(next);
        }
    }

    private bool MayFollow(Candidate named)
    {
        if (named.Transport == SipTransport.Tcp && !_settings.AllowTcp)
        {
            _record.Add(
                SignInStage.Redirect, SignInOutcome.Skipped, $"{named.Host} was named for unencrypted SIP, which is allowed by -AllowTcp only.",
                target: named.Host, port: named.Port);
            return false;
        }

        if (!_settings.HasNothingToLose && !DomainRule.MayHaveCredentials(named.TlsName, _settings.SipDomain, _settings.TrustedDomains))
        {
            _record.Add(
                SignInStage.Redirect, SignInOutcome.NameMismatch,
                $"Not followed: {named.Host} is outside {_settings.SipDomain}; if it is yours, name its domain with -TrustedDomain.",
                target: named.Host, port: named.Port);
            return false;
        }

        return true;
    }

    private static IReadOnlyList<IPAddress> Addresses(DnsAnswer answer) => [.. answer.Records.OfType<AddressRecord>().Select(record => record.Address)];
}
