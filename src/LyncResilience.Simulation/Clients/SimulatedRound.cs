using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Clients;

/// <summary>
/// Drives the sign-in machine through one round in the simulated world, for all clients of a cohort at once. What the machine was told is kept,
/// so that a round can be taken up again from a draw with another result.
/// </summary>
internal sealed class SimulatedRound
{
    private readonly SimulatedWorld _world;
    private readonly SignInSettings _settings;
    private readonly RoundPlace _place;
    private readonly List<int> _choices;
    private readonly List<Action<SignInMachine>> _told = [];
    private readonly Dictionary<string, DnsAnswer> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<MetServer> _met = [];
    private readonly SignInMachine _machine;
    private int _choicesUsed;
    private SignInAction.OpenConnection? _dialled;
    private bool _hasWaited;

    public SimulatedRound(SimulatedWorld world, SignInSettings settings, RoundPlace place, ResolverCache held)
        : this(world, settings, place, held, [])
    {
    }

    private SimulatedRound(SimulatedWorld world, SignInSettings settings, RoundPlace place, ResolverCache held, List<int> choices)
    {
        _world = world;
        _settings = settings;
        _place = place;
        _choices = choices;
        Held = held;
        _machine = SignInMachine.WithChoices(settings, Choose);
    }

    /// <summary>What the client knew when it began.</summary>
    public SignInSettings Settings => _settings;

    /// <summary>Where the client is and what it assumes.</summary>
    public RoundPlace Place => _place;

    /// <summary>The DNS answers that the client holds by now.</summary>
    public ResolverCache Held { get; private set; }

    /// <summary>The weights of the draw that is needed.</summary>
    public IReadOnlyList<int>? NeededDraw { get; private set; }

    /// <summary>How many draws were made.</summary>
    public int DrawCount => _choices.Count;

    /// <summary>Whom the client dialled and what it met there, in order.</summary>
    public IReadOnlyList<MetServer> Met => _met;

    /// <summary>The pool that answered last.</summary>
    public PoolState? LastPool { get; private set; }

    /// <summary>The result of a round that is finished.</summary>
    public SignInResult Result => ((SignInAction.Finish)_machine.Next).Result;

    /// <summary>Goes on until the round is over or can't.</summary>
    public RoundPause Run(long now)
    {
        while (NeededDraw is null && _machine.Next is not SignInAction.Finish)
        {
            if (_machine.Next is SignInAction.OpenConnection && _place.AttemptTicks > 0 && !_hasWaited)
            {
                _hasWaited = true;
                return RoundPause.Attempt;
            }

            Answer(_machine.Next, now);
        }

        return NeededDraw is null ? RoundPause.Finished : RoundPause.Draw;
    }

    /// <summary>The same round, for those whose draw fell so.</summary>
    public SimulatedRound WithDraw(int choice)
    {
        SimulatedRound other = new(_world, _settings, _place, Held, [.. _choices, choice]) { LastPool = LastPool };
        other._met.AddRange(_met);
        foreach (KeyValuePair<string, DnsAnswer> host in _hosts)
        {
            other._hosts.Add(host.Key, host.Value);
        }

        foreach (Action<SignInMachine> told in _told)
        {
            other.Tell(told);
        }

        return other;
    }

    private void Tell(Action<SignInMachine> told)
    {
        _told.Add(told);
        told(_machine);
    }

    private int Choose(IReadOnlyList<int> weights)
    {
        if (_choicesUsed < _choices.Count)
        {
            return _choices[_choicesUsed++];
        }

        NeededDraw ??= weights;
        return 0;
    }

    private void Answer(SignInAction action, long now)
    {
        switch (action)
        {
            case SignInAction.LookUpSrv srv:
                DnsAnswer targets = LookUp(DnsRecordType.Srv, srv.Name, now);
                Tell(machine => machine.Tell(targets));
                break;
            case SignInAction.LookUpHost host:
                DnsAnswer addresses = LookUpHost(host.Name, now);
                _hosts[host.Name] = addresses;
                if (addresses.Outcome != DnsOutcome.Answer)
                {
                    _met.Add(new MetServer(host.Name, "has no address"));
                }

                Tell(machine => machine.Tell(addresses));
                break;
            case SignInAction.OpenConnection open:
                _hasWaited = false;
                ConnectionAnswer connection = Dial(open);
                Tell(machine => machine.Tell(connection));
                break;
            case SignInAction.NegotiateTls tls:
                var handshake = new TlsAnswer(SignInOutcome.Ok, null, $"{tls.Name} proved its name.", 0);
                Tell(machine => machine.Tell(handshake));
                break;
            case SignInAction.SendRegister register:
                RegistrarAnswer answer = _world.Ask(LastPool!, _place.Home, register.WithCredentials);
                if (answer.Kind == RegistrarAnswerKind.Redirected)
                {
                    _met.Add(new MetServer(_dialled!.Host, $"redirects to {_place.Home.Name}"));
                }

                Tell(machine => machine.Tell(answer));
                break;
            default:
                throw new InvalidOperationException($"The simulated world can't do {action.GetType().Name}.");
        }
    }

    private DnsAnswer LookUpHost(string name, long now)
    {
        // What a Lync Discover web service says while pools are down is documented nowhere, so the model has none.
        if (name.StartsWith("lyncdiscover", StringComparison.OrdinalIgnoreCase) && _world.FindHost(name) is null)
        {
            return new DnsAnswer(name, DnsRecordType.A, DnsOutcome.NxDomain);
        }

        if (_world.FindHost(name) is null)
        {
            return LookUp(DnsRecordType.A, name, now);
        }

        // Pools and servers of the topology need no records: their addresses are known wherever any DNS server is, or was.
        return _place.KnownHostsNeedNoDns || _world.ReachesDns(_place.Location)
            ? new DnsAnswer(name, DnsRecordType.A, DnsOutcome.Answer)
            : Silence(name, DnsRecordType.A);
    }

    private DnsAnswer LookUp(DnsRecordType type, string name, long now)
    {
        if (Held.Find(type, name, now) is { } held)
        {
            return held;
        }

        if (!_world.ReachesDns(_place.Location))
        {
            return Silence(name, type);
        }

        DnsAnswer answer = type == DnsRecordType.Srv ? _world.Zone.Srv(name) : _world.Zone.Host(name);
        int ttl = answer.Outcome == DnsOutcome.Answer ? answer.Records.Min(record => record.Ttl) : _place.NegativeTtlSeconds;
        Held = Held.With(type, answer, ttl, now);
        return answer;
    }

    private static DnsAnswer Silence(string name, DnsRecordType type) =>
        new(name, type, DnsOutcome.Timeout) { Detail = "No DNS server answers." };

    private ConnectionAnswer Dial(SignInAction.OpenConnection open)
    {
        _dialled = open;
        _hosts.TryGetValue(open.Host, out DnsAnswer? answer);
        LastPool = _world.FindDialled(open.Host, answer);
        string? why = LastPool switch
        {
            null => "is no pool of the topology",
            { } pool when !_world.Reaches(_place.Location, pool) => _world.WhyOutOfReach(_place.Location, pool),
            { } pool when pool.Pool.Port != open.Port => $"does not listen on port {open.Port}",
            _ => null,
        };
        string? address = open.Addresses.Count > 0 ? open.Addresses[0].ToString() : null;
        if (why is null)
        {
            return new ConnectionAnswer(SignInOutcome.Ok, address, $"{open.Host} answers on port {open.Port}.", 0);
        }

        _met.Add(new MetServer(open.Host, why));
        bool refuses = LastPool is { } there && _world.Reaches(_place.Location, there);
        return new ConnectionAnswer(refuses ? SignInOutcome.Refused : SignInOutcome.NoAnswer, address, $"{open.Host} {why}.", 0);
    }
}
