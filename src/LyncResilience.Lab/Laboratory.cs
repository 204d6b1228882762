using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Lab.Authentication;
using LyncResilience.Lab.Certificates;
using LyncResilience.Lab.Dns;
using LyncResilience.Lab.Journal;
using LyncResilience.Lab.Network;
using LyncResilience.Lab.Registrars;
using LyncResilience.Lab.Scenarios;

namespace LyncResilience.Lab;

/// <summary>
/// A deployment on loopback: a DNS server, a registrar for each pool, a certificate authority. Pools can be taken down and up, DNS records
/// changed and faults set while it runs. Everything ends with <see cref="Dispose"/>. Safe to use from any thread.
/// </summary>
public sealed class Laboratory : IDisposable
{
    /// <summary>The name that stands for the DNS server where a fault's target is asked for.</summary>
    public const string DnsTarget = "dns";

    /// <summary>The name that stands for all pools where a fault's target is asked for.</summary>
    public const string AllPools = "*";

    /// <summary>
    /// A host in a foreign domain. Its certificate is as good as the pools' and it invites every client to authenticate; that it gets
    /// nothing is what tests show with the <see cref="Journal"/>.
    /// </summary>
    public const string AdversaryHost = "registrar.adversary.example";

    private const string AdversaryDomain = "adversary.example";
    private const int AddressTtl = 3600;
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    private readonly LabScenario _scenario;
    private readonly LabClock _clock;
    private readonly LabCertificateAuthority _authority;
    private readonly LabDeployment _deployment;
    private readonly LabZones _zones;
    private readonly LabDnsServer _dns;
    private readonly PortMap _ports = new();
    private readonly Dictionary<string, LabRegistrar> _registrars = new(StringComparer.OrdinalIgnoreCase);
    private readonly LabRegistrar _adversary;
    private readonly CancellationTokenSource _stop = new();
    private int _isDisposed;

    private Laboratory(LabScenario scenario, LabOptions options, LabCertificateAuthority authority, RandomNumberGenerator random)
    {
        _scenario = scenario;
        _clock = options.Clock;
        _authority = authority;
        _deployment = new LabDeployment(scenario, _clock, _ports.TlsPortOf);
        Users = [.. scenario.Users.Select(user => new LabUser(user.SipAddress, user.HomePool, user.UserName, NewPassword(random)))];

        var services = new LabServices(authority, Journal, _clock, random, _deployment.IsHomedOnBranch, _deployment.MayMoveHome, options.Trace);
        RegistrarAccount[] accounts = [.. Users.Select(ToAccount)];
        try
        {
            int port = options.SipPort;
            foreach (TopologyPool pool in scenario.Pools)
            {
                var registrar = new LabRegistrar(
                    pool.Fqdn,
                    port,
                    _deployment.PowerOf(pool.Fqdn),
                    (user, isAuthenticated) => _deployment.Answer(pool.Fqdn, user, isAuthenticated),
                    new RegistrarAuthenticator(IdentityOf(pool.Fqdn, scenario.SipDomain), accounts, random, () => _clock.UtcNow),
                    services);
                _registrars.Add(pool.Fqdn, registrar);
                _ports.Set(pool.Fqdn, registrar.TlsPort, registrar.TcpPort, pool.Port);
                port = port == 0 ? 0 : port + 1;
            }

            _adversary = new LabRegistrar(
                AdversaryHost,
                0,
                new PowerSwitch(),
                (_, _) => new RegistrarAnswer { Kind = RegistrarAnswerKind.Challenged },
                new RegistrarAuthenticator(IdentityOf(AdversaryHost, AdversaryDomain), [], random, () => _clock.UtcNow),
                services);
            _ports.Set(AdversaryHost, _adversary.TlsPort, _adversary.TcpPort);

            _zones = new LabZones(_ports.WithRealPort);
            foreach (DnsRecord record in scenario.Records.Concat(scenario.Pools.Select(pool => AddressOf(pool.Fqdn))).Append(AddressOf(AdversaryHost)))
            {
                _zones.Add(record);
            }

            _dns = new LabDnsServer(options.DnsPort, _zones, Journal, _clock);
        }
        catch
        {
            CloseServers();
            throw;
        }

        Pools = [.. scenario.Pools.Select(ToPool)];
        Topology = _ports.WithRealPorts(scenario.Topology);
        _ = MoveGuestsNowAndThenAsync(_stop.Token);
    }

    /// <summary>The scenario that is played.</summary>
    public LabScenario Scenario => _scenario;

    /// <summary>Who backs whom in it, with the ports that the pools really listen on. What the scenario declares is in <see cref="Scenario"/>.</summary>
    public ResilienceTopology Topology { get; }

    /// <summary>The SIP domain of its users.</summary>
    public string SipDomain => _scenario.SipDomain;

    /// <summary>The DNS server, UDP and TCP, as <c>127.0.0.1:port</c>.</summary>
    public string DnsServer => $"{IPAddress.Loopback}:{_dns.Port}";

    /// <summary>The root certificate that all of the laboratory's certificates lead to, without its key.</summary>
    public X509Certificate2 RootCertificate => _authority.Root;

    /// <summary>The same as a PEM file; it goes with the laboratory.</summary>
    public string RootCertificatePath => _authority.RootPath;

    /// <summary>The users with their passwords.</summary>
    public IReadOnlyList<LabUser> Users { get; }

    /// <summary>The pools with their ports.</summary>
    public IReadOnlyList<LabPool> Pools { get; }

    /// <summary>What the laboratory has seen so far.</summary>
    internal LabJournal Journal { get; } = new();

    /// <summary>Starts a laboratory.</summary>
    /// <param name="scenario">What to play.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The laboratory; every server is listening.</returns>
    /// <exception cref="ArgumentException">The pools need more ports than there are from the first one on.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">A port that was asked for is taken.</exception>
    public static async Task<Laboratory> StartAsync(LabScenario scenario, LabOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int lastPort = options.SipPort + scenario.Pools.Count - 1;
        if (options.SipPort > 0 && lastPort > IPEndPoint.MaxPort)
        {
            throw new ArgumentException(
                $"The {Counted.Of(scenario.Pools.Count, "pool")} of scenario '{scenario.Name}' need the ports from {options.SipPort} to {lastPort}, but {IPEndPoint.MaxPort} is the last one. Begin with a lower port, or with 0 to get free ones.",
                nameof(options));
        }

        var random = RandomNumberGenerator.Create();
        LabCertificateAuthority authority = await LabCertificateAuthority.CreateAsync(CommonName(scenario.Name), random, options.Clock.UtcNow, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new Laboratory(scenario, options, authority, random);
        }
        catch
        {
            authority.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes a pool down: like a host whose network adapter is disabled it reacts to nothing any more, and its connections hang.
    /// </summary>
    /// <param name="pool">The pool.</param>
    /// <param name="cutSessions">Closes its connections instead, so that clients notice at once.</param>
    /// <exception cref="ArgumentException">There is no such pool.</exception>
    public void TakeDown(string pool, bool cutSessions = false)
    {
        LabRegistrar registrar = RegistrarOf(pool);
        _deployment.TakeDown(registrar.Host);
        registrar.ApplyReach();
        if (cutSessions)
        {
            registrar.CutConnections();
        }
    }

    /// <summary>Brings a pool back, on the same ports. Connections that hung go on.</summary>
    /// <param name="pool">The pool.</param>
    /// <exception cref="ArgumentException">There is no such pool.</exception>
    public void BringUp(string pool)
    {
        LabRegistrar registrar = RegistrarOf(pool);
        _deployment.BringUp(registrar.Host);
        registrar.ApplyReach();
        _ = MoveGuestsAsync();
    }

    /// <summary>Adds a DNS record. An SRV record that names a pool with its declared port (5061 unless the scenario says otherwise; 5060 for TCP) gets the pool's real one.</summary>
    /// <param name="record">The record; it replaces one that differs in TTL only.</param>
    /// <exception cref="ArgumentException">It is an address outside this machine's loopback.</exception>
    public void AddRecord(DnsRecord record) => _zones.Add(record);

    /// <summary>Removes a DNS record.</summary>
    /// <param name="record">The record; TTL and case don't matter.</param>
    /// <returns>False when there was no such record.</returns>
    public bool RemoveRecord(DnsRecord record) => _zones.Remove(record);

    /// <summary>A record as the DNS server answers it: with the pool's real port in place of the declared one.</summary>
    internal DnsRecord AsServed(DnsRecord record) => record is SrvRecord srv ? _ports.WithRealPort(srv) : record;

    /// <summary>Makes something go wrong.</summary>
    /// <param name="target">A pool, <see cref="AllPools"/> or <see cref="DnsTarget"/>.</param>
    /// <param name="fault">What; it replaces the target's earlier fault.</param>
    /// <exception cref="ArgumentException">There is no such target, or the fault doesn't fit it.</exception>
    public void SetFault(string target, LabFault fault)
    {
        bool isDns = string.Equals(target, DnsTarget, StringComparison.OrdinalIgnoreCase);
        IReadOnlyList<LabFaultKind> fitting = LabFault.KindsOf(isDns);
        if (!fitting.Contains(fault.Kind))
        {
            throw new ArgumentException($"The fault {fault.Kind} doesn't fit {(isDns ? "the DNS server" : "a pool")}; these do: {string.Join(", ", fitting)}.", nameof(fault));
        }

        Apply(target, fault);
    }

    /// <summary>Ends a target's fault.</summary>
    /// <param name="target">A pool, <see cref="AllPools"/> or <see cref="DnsTarget"/>.</param>
    /// <exception cref="ArgumentException">There is no such target.</exception>
    public void ClearFault(string target) => Apply(target, null);

    /// <summary>Moves the laboratory's clock on, as if that much time had passed: heartbeats are heard or missed, guests are moved home.</summary>
    /// <param name="by">By how much.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        _clock.Advance(by);
        _ = MoveGuestsAsync();
    }

    /// <summary>Closes every socket and deletes the root certificate's file.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _stop.Cancel();
            CloseServers();
            _authority.Dispose();
            _stop.Dispose();
        }
    }

    private static AddressRecord AddressOf(string host) => new(host, AddressTtl, IPAddress.Loopback);

    private static RegistrarIdentity IdentityOf(string host, string domain) =>
        new(host, domain.Split('.')[0].ToUpperInvariant(), domain) { OtherSchemes = ["Kerberos", "TLS-DSK"] };

    private static RegistrarAccount ToAccount(LabUser user)
    {
        NetworkCredential credential = user.ToCredential();
        return new RegistrarAccount(credential.Domain, credential.UserName, user.SipAddress, user.Password);
    }

    // A name from a file may hold what separates the parts of a distinguished name, and be longer than a common name may be (RFC 5280 A.1: 64).
    private static string CommonName(string scenario)
    {
        string plain = new([.. scenario.Where(character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '.' or '_').Take(32)]);
        return plain.Trim();
    }

    // 96 bits in characters that survive any shell's quoting.
    private static string NewPassword(RandomNumberGenerator random)
    {
        byte[] bytes = new byte[12];
        random.GetBytes(bytes);
        return Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_');
    }

    private LabPool ToPool(TopologyPool pool)
    {
        LabRegistrar registrar = _registrars[pool.Fqdn];
        return new LabPool(pool.Fqdn, pool.Kind, IPAddress.Loopback, registrar.TlsPort, registrar.TcpPort, () => _deployment.PowerOf(pool.Fqdn).IsUp);
    }

    private LabRegistrar RegistrarOf(string pool) =>
        _registrars.TryGetValue(pool, out LabRegistrar? registrar)
            ? registrar
            : throw new ArgumentException(
                $"There is no pool '{pool}'. Did you mean '{NearestName.Of(pool, [.. _registrars.Keys])}'? Pools: {string.Join(", ", _registrars.Keys)}.",
                nameof(pool));

    private void Apply(string target, LabFault? fault)
    {
        if (string.Equals(target, DnsTarget, StringComparison.OrdinalIgnoreCase))
        {
            _dns.Fault = fault;
            return;
        }

        foreach (string host in target == AllPools ? [.. _registrars.Keys] : new[] { RegistrarOf(target).Host })
        {
            _registrars[host].SetFault(fault, fault?.Kind switch
            {
                LabFaultKind.RedirectForeign => new ServerEndpoint(AdversaryHost, _adversary.TlsPort),
                LabFaultKind.RedirectLoop => NextAfter(host),
                _ => null,
            });
        }
    }

    private ServerEndpoint NextAfter(string host)
    {
        int index = Pools.ToList().FindIndex(pool => pool.Fqdn == host);
        LabPool next = Pools[(index + 1) % Pools.Count];
        return new ServerEndpoint(next.Fqdn, next.Port);
    }

    // A failback interval may end without anybody asking for anything, so somebody has to look.
    private async Task MoveGuestsNowAndThenAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(s_tick, cancellationToken).ConfigureAwait(false);
                await MoveGuestsAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The laboratory closes.
        }
    }

    private Task MoveGuestsAsync() => Task.WhenAll(_registrars.Values.Select(registrar => registrar.MoveGuestsHomeAsync()));

    private void CloseServers()
    {
        _dns?.Dispose();
        _adversary?.Dispose();
        foreach (LabRegistrar registrar in _registrars.Values)
        {
            registrar.Dispose();
        }
    }
}
