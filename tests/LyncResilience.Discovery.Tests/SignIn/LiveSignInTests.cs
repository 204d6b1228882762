using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Tests.Sip;
using LyncResilience.Discovery.Tests.SignIn.Hostile;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn;

/// <summary>What a live walk looks up and does beyond what the sign-in machine wants.</summary>
public class LiveSignInTests
{
    private const string Srv = "_sipinternaltls._tcp.contoso.com";
    private const string TcpSrv = "_sipinternal._tcp.contoso.com";
    private const string Fe1 = "fe1.contoso.com";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SrvRecord Target(string host, int port = 5061) => new(Srv, 60, 0, 0, port, host);

    private static AddressRecord Address(string host, string address = "192.0.2.1") => new(host, 60, IPAddress.Parse(address));

    // Long enough for a machine that has a lot else to do: none of these walks is about time.
    private static LiveSignInOptions Trusting(TestAuthority authority) => new() { TrustedRoots = authority.AsRoots, Timeout = TimeSpan.FromMinutes(5) };

    private static Task<SignInPath> WalkDnsAsync(Names names, SignInSettings? settings = null) => new LiveSignIn(names, new LiveSignInOptions()).WalkAsync(
        new SignInRequest { SipAddress = "alice@contoso.com", Settings = (settings ?? new SignInSettings()) with { Profile = ClientProfile.Lync2010, SkipConnect = true } }, Token);

    [Fact]
    public async Task Ipv6_is_asked_for_only_where_there_is_no_ipv4()
    {
        var names = new Names(Address(Fe1), Address("six.contoso.com", "2001:db8::1"));
        Assert.Equal(DnsOutcome.Answer, (await LiveWorld.LookUpHostAsync(names, Fe1, Token)).Outcome);
        Assert.Equal([$"A {Fe1}"], names.Asked);
        Assert.Equal(DnsRecordType.Aaaa, (await LiveWorld.LookUpHostAsync(names, "six.contoso.com", Token)).Type);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_has_no_ipv6_either()
    {
        var names = new Names();
        Assert.Equal(DnsOutcome.NxDomain, (await LiveWorld.LookUpHostAsync(names, Fe1, Token)).Outcome);
        Assert.Equal([$"A {Fe1}"], names.Asked);
    }

    [Fact]
    public async Task A_name_without_any_address_is_one_without_ipv4()
    {
        var names = new Names(Target(Fe1));
        DnsAnswer answer = await LiveWorld.LookUpHostAsync(names, Srv, Token);
        Assert.Equal((DnsOutcome.NoData, DnsRecordType.A), (answer.Outcome, answer.Type));
        Assert.Equal([$"A {Srv}", $"Aaaa {Srv}"], names.Asked);
    }

    [Fact]
    public async Task A_host_that_was_looked_up_on_the_way_is_not_looked_up_again()
    {
        var names = new Names(Target(Fe1), Address(Fe1));
        await WalkDnsAsync(names);
        Assert.Single(names.Asked, asked => asked == $"A {Fe1}");
        Assert.DoesNotContain($"Srv {TcpSrv}", names.Asked);
    }

    [Fact]
    public async Task A_target_that_says_not_offered_is_not_looked_up()
    {
        var names = new Names(Target("."));
        await WalkDnsAsync(names);
        Assert.DoesNotContain("A .", names.Asked);
    }

    [Fact]
    public async Task Where_no_record_is_found_the_internal_tcp_record_is_looked_for()
    {
        var names = new Names();
        await WalkDnsAsync(names);
        Assert.Single(names.Asked, asked => asked == $"Srv {TcpSrv}");

        var allowed = new Names();
        await WalkDnsAsync(allowed, new SignInSettings { AllowTcp = true });
        Assert.Single(allowed.Asked, asked => asked == $"Srv {TcpSrv}");
    }

    [Fact]
    public async Task An_explicit_server_needs_no_record()
    {
        var names = new Names(Address(Fe1));
        await WalkDnsAsync(names, new SignInSettings { Server = new(Fe1) });
        Assert.Equal([$"A {Fe1}"], names.Asked);
    }

    [Fact]
    public async Task A_walk_for_a_domain_uses_no_credentials()
    {
        using var authority = new TestAuthority();
        await using var registrar = new Adversary(
            peer => peer.AnswerAsync(Challenges.ThenYes(Challenges.With(Challenges.Strong))), authority.Issue(Fe1, [Fe1]));
        var client = new LiveSignIn(new Names(Target(Fe1, registrar.Port), Address(Fe1, "127.0.0.1")), Trusting(authority));
        SignInPath path = await client.WalkAsync(
            new SignInRequest { Credential = HostileWalk.Account, Settings = new SignInSettings { SipDomain = "contoso.com", Profile = ClientProfile.Lync2010 } }, Token);
        Assert.Equal((SignInMode.Unauthenticated, ResultStatus.Warn), (path.Mode, path.Status));
        Assert.DoesNotContain(registrar.Log, heard => Secrets.HoldAuthenticate(heard.ToArray()));
    }

    [Fact]
    public async Task The_first_address_that_answers_is_taken()
    {
        using var authority = new TestAuthority();
        await using var registrar = new Adversary(peer => peer.AnswerAsync(HostilePeer.Offer(Challenges.Offer)), authority.Issue(Fe1, [Fe1]));

        // Nobody listens at the first address; the third would be refused, too.
        var names = new Names(Target(Fe1, registrar.Port), Address(Fe1, "127.0.0.2"), Address(Fe1, "127.0.0.1"), Address(Fe1, "127.0.0.3"));
        SignInPath path = await new LiveSignIn(names, Trusting(authority)).WalkAsync(
            new SignInRequest { SipAddress = "alice@contoso.com", Settings = new SignInSettings { Profile = ClientProfile.Lync2010 } }, Token);
        Assert.Equal(SignInMode.Unauthenticated, path.Mode);
        Assert.Equal("127.0.0.1", path.Hops.Single(hop => hop.Stage == SignInStage.Connect).Address);
    }

    [Fact]
    public Task A_silent_address_leaves_the_next_one_its_share_of_the_wait() => Undisturbed.OnceAsync(async () =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows answers a full queue with a reset.");
        using var authority = new TestAuthority();
        await using var registrar = new Adversary(peer => peer.AnswerAsync(HostilePeer.Offer(Challenges.Offer)), authority.Issue(Fe1, [Fe1]));

        // A full queue: who dials now hears nothing.
        var silent = new IPEndPoint(IPAddress.Parse("127.0.0.2"), registrar.Port);
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(silent);
        listener.Listen(0);
        Socket[] waiting = [.. Enumerable.Range(0, 4).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false })];
        foreach (Socket socket in waiting)
        {
            Assert.Throws<SocketException>(() => socket.Connect(silent));
        }

        var names = new Names(Target(Fe1, registrar.Port), Address(Fe1, "127.0.0.2"), Address(Fe1, "127.0.0.1"));
        SignInPath path = await new LiveSignIn(names, Trusting(authority) with { Timeout = TimeSpan.FromSeconds(8) }).WalkAsync(
            new SignInRequest { SipAddress = "alice@contoso.com", Settings = new SignInSettings { Profile = ClientProfile.Lync2010 } }, Token);
        Array.ForEach(waiting, socket => socket.Dispose());
        Assert.Equal(SignInMode.Unauthenticated, path.Mode);
        SignInHop connect = path.Hops.Single(hop => hop.Stage == SignInStage.Connect);
        Assert.Equal("127.0.0.1", connect.Address);

        // A single wait is a quarter of 8 s, and half of that is the first address' share.
        Assert.InRange(connect.DurationMs, 900, 1500);
    });

    [Fact]
    public async Task Autodiscover_is_asked_at_its_next_address_where_nobody_listens_at_the_first()
    {
        const string Service = "lyncdiscoverinternal.contoso.com";
        using var authority = new TestAuthority();
        await using var service = new Adversary(
            async peer =>
            {
                await HostileAutodiscoverTests.ReadHeadAsync(peer);
                await peer.SendAsync("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
                await peer.UntilClosedAsync();
            },
            authority.Issue(Service, [Service]));
        var client = new LiveSignIn(
            new Names(Address(Service, "127.0.0.2"), Address(Service, "127.0.0.1")), Trusting(authority) with { AutodiscoverPort = service.Port });
        SignInPath path = await client.WalkAsync(
            new SignInRequest { SipAddress = "alice@contoso.com", Settings = new SignInSettings { Profile = ClientProfile.Lync2013 } }, Token);
        Assert.Contains("answered 503", path.Hops.First(hop => hop.Stage == SignInStage.Autodiscover && hop.Outcome == SignInOutcome.Rejected).Detail);
    }

    /// <summary>A resolver that knows these records and remembers what it was asked.</summary>
    private sealed class Names(params DnsRecord[] records) : IDnsResolver
    {
        public ConcurrentQueue<string> Asked { get; } = new();

        public Task<DnsAnswer> ResolveAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
        {
            Asked.Enqueue($"{type} {name}");
            List<DnsRecord> there = [.. records.Where(record => record.Name == name)];
            List<DnsRecord> found = [.. there.Where(record => record.Type == type)];
            DnsOutcome outcome = found.Count > 0 ? DnsOutcome.Answer : there.Count > 0 ? DnsOutcome.NoData : DnsOutcome.NxDomain;
            return Task.FromResult(new DnsAnswer(name, type, outcome) { Records = found });
        }
    }
}
