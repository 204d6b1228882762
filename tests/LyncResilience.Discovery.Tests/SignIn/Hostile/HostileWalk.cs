using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Tests.Dns;
using LyncResilience.Discovery.Tests.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>A deployment in the hands of an adversary: its names, its registrar and a trap that nobody should step into.</summary>
internal sealed class HostileWalk : IAsyncDisposable
{
    public const string SignInName = "_sipinternaltls._tcp.contoso.com";
    public const string FrontEnd = "fe1.contoso.com";
    public const string Autodiscover = "lyncdiscoverinternal.contoso.com";
    public static readonly NetworkCredential Account = new(@"CONTOSO\adm-4711", "Tr0ub4dor&3-Geheim");

    private readonly TestAuthority _authority;
    private readonly Adversary _registrar;
    private readonly Adversary _trap;
    private readonly Adversary _files;
    private readonly Adversary? _autodiscover;
    private readonly ScriptedDnsServer _names;
    private readonly HostileCase _case;

    /// <param name="case">How the peers behave.</param>
    /// <param name="authority">Whom the walk trusts.</param>
    public HostileWalk(HostileCase @case, TestAuthority authority)
    {
        _case = @case;
        _authority = authority;
        _files = new Adversary(peer => peer.UntilClosedAsync());
        X509Certificate2? certificate = @case.SpeaksTls ? @case.Certificate?.Invoke(authority, this) ?? authority.Issue(FrontEnd, [FrontEnd, "*.contoso.com"]) : null;
        _trap = new Adversary(peer => peer.AnswerAsync(Challenges.ThenYes(Challenges.With(Challenges.Strong))), TestAuthority.SelfSigned("trap.contoso.com"));
        _registrar = new Adversary(peer => @case.Play(peer, this), certificate);
        _autodiscover = @case.Autodiscover is { } discover ? new Adversary(peer => discover(peer, this), authority.Issue(Autodiscover, [Autodiscover, "*.contoso.com"])) : null;
        _names = new ScriptedDnsServer(query => @case.Names(query, this));
    }

    /// <summary>Where the registrar listens.</summary>
    public int Port => _registrar.Port;

    /// <summary>How many connections the registrar has taken.</summary>
    public int Connections => _registrar.Accepted;

    /// <summary>Where Autodiscover listens.</summary>
    public int AutodiscoverPort => _autodiscover?.Port ?? 9;

    /// <summary>Where somebody listens who holds no certificate for anything.</summary>
    public int TrapPort => _trap.Port;

    /// <summary>Where certificates may claim that more is to be had: somebody takes connections there, notes them, and says nothing.</summary>
    public int FilesPort => _files.Port;

    /// <summary>How many look-ups were made.</summary>
    public int QueryCount => _names.Queries.Count;

    /// <summary>The one record that leads to the registrar.</summary>
    public SrvRecord Record => new(_case.AllowTcp ? "_sipinternal._tcp.contoso.com" : SignInName, 60, 0, 0, Port, FrontEnd);

    /// <summary>Answers as an honest server of contoso.com would.</summary>
    public Task AnswerHonestlyAsync(ScriptedDnsServer.Query query) => query.Message switch
    {
        { QuestionType: DnsRecordType.Srv, QuestionName: { } name } when DnsName.AreEqual(name, Record.Name) => query.AnswerAsync(Record),
        { QuestionType: DnsRecordType.A, QuestionName: { } name } when IsHost(name) => query.AnswerAsync(new AddressRecord(name, 60, IPAddress.Loopback)),
        { QuestionName: { } name } when IsHost(name) => query.FailAsync(0),
        _ => query.FailAsync(3),
    };

    /// <summary>Walks once.</summary>
    public async Task<(SignInPath Path, TimeSpan Elapsed)> WalkAsync(CancellationToken cancellationToken)
    {
        TimeSpan timeout = TimeSpan.FromSeconds(_case.Seconds);
        var resolver = new DnsClient(new DnsClientOptions { Servers = [_names.EndPoint], Timeout = timeout / 4 });
        var client = new LiveSignIn(resolver, new LiveSignInOptions { TrustedRoots = _authority.AsRoots, Timeout = timeout, AutodiscoverPort = AutodiscoverPort });
        var request = new SignInRequest
        {
            SipAddress = "alice@contoso.com",
            Credential = Account,
            Settings = new SignInSettings { Profile = _autodiscover is null ? ClientProfile.Lync2010 : ClientProfile.Lync2013, AllowTcp = _case.AllowTcp },
        };
        var watch = Stopwatch.StartNew();
        SignInPath path = await client.WalkAsync(request, cancellationToken);
        return (path, watch.Elapsed);
    }

    /// <summary>Holds what the peers heard against the rules.</summary>
    public void AssertNothingGivenAway()
    {
        var secrets = new Secrets(Account);
        foreach (Adversary.Heard heard in _registrar.Log)
        {
            Assert.Null(secrets.GivenAwayBy(heard.ToArray(), _case.MayAuthenticate && heard.InsideTls));
        }

        Assert.All(_trap.Log, heard => Assert.Null(secrets.GivenAwayBy(heard.ToArray(), mayAuthenticate: false)));
        Assert.All(_autodiscover?.Log ?? [], heard => Assert.Null(secrets.GivenAwayBy(heard.ToArray(), mayAuthenticate: false)));
        Assert.All(_names.Queries, query => Assert.Null(secrets.GivenAwayBy(query.Bytes, mayAuthenticate: false)));
        Assert.True(_case.ReachesTrap || _trap.Accepted == 0, "The trap was dialled.");

        // Fetching what a certificate names would tell its writer that somebody asks, and from where.
        Assert.Equal(0, _files.Accepted);
    }

    /// <summary>Whether the adversaries heard all that this row lets them hear: that a log shows it when there is something to show is what makes its silence a proof.</summary>
    public bool HasShownAll() => (_case.MayAuthenticate, _case.ReachesTrap) == (_registrar.Log.Any(heard => Secrets.HoldAuthenticate(heard.ToArray())), _trap.Accepted > 0);

    /// <summary>Empties the logs, which would otherwise grow from walk to walk.</summary>
    public void Forget()
    {
        _registrar.Log.Clear();
        _trap.Log.Clear();
        _autodiscover?.Log.Clear();
        _names.Queries.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _registrar.DisposeAsync();
        await _trap.DisposeAsync();
        await _files.DisposeAsync();
        if (_autodiscover is not null)
        {
            await _autodiscover.DisposeAsync();
        }

        await _names.DisposeAsync();
    }

    private bool IsHost(string name)
    {
        string host = name.ToLowerInvariant();
        return (host is Autodiscover && _autodiscover is not null) || host is "web.contoso.com" or "trap.contoso.com" or "trap.adversary.example" || (host.StartsWith("fe", StringComparison.Ordinal) && host.EndsWith(".contoso.com", StringComparison.Ordinal));
    }
}
