using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Topology;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Lab.Scenarios;
using Xunit;

namespace LyncResilience.Lab.Tests;

/// <summary>Laboratories and clients for tests.</summary>
internal static class Labs
{
    public const string FrontEnd1 = "A-L14FE1.shudlab.net";
    public const string FrontEnd2 = "A-L14FE2.shudlab.net";
    public const string SignInName = "_sipinternaltls._tcp.shudlab.net";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<Laboratory> StartAsync(string scenario = "shudlab") => StartAsync(LabScenarios.Get(scenario));

    public static Task<Laboratory> StartAsync(LabScenario scenario) => Laboratory.StartAsync(scenario, new LabOptions(), Token);

    /// <summary>A laboratory whose time stands still unless it is moved on.</summary>
    public static Task<Laboratory> StartFrozenAsync(string scenario) => Laboratory.StartAsync(
        LabScenarios.Get(scenario), new LabOptions { Clock = new LabClock(() => TimeSpan.Zero, () => DateTimeOffset.UtcNow) }, Token);

    /// <summary>A scenario of one's own: one pool without a backup, and users in several states.</summary>
    public static LabScenario SinglePool() => new(
        "single",
        "One pool and a Director.",
        Topology(new PoolDraft(FrontEnd1) { Kind = PoolKind.Standard }, new PoolDraft("dir.shudlab.net") { Kind = PoolKind.Director }),
        [new SrvRecord(SignInName, 60, 0, 0, 5061, "dir.shudlab.net")],
        [
            new ScenarioUser("alice@shudlab.net", FrontEnd1, @"SHUDLAB\alice"),
            new ScenarioUser("bob@shudlab.net", FrontEnd1, @"SHUDLAB\bob") { IsEnabled = false },
        ]);

    public static ResilienceTopology Topology(params PoolDraft[] pools)
    {
        TopologyDraft draft = new("test") { DefaultSipDomain = "shudlab.net" };
        draft.Pools.AddRange(pools);
        return draft.Build();
    }

    public static DnsClient Resolver(Laboratory lab, double seconds = 5) =>
        new(new DnsClientOptions { Servers = DnsServerList.Parse([lab.DnsServer]), Timeout = TimeSpan.FromSeconds(seconds) });

    public static LiveSignIn Client(Laboratory lab, double seconds = 20) => new(
        Resolver(lab, Math.Min(seconds / 4, 5)),
        Options(lab, seconds));

    public static LiveSignInOptions Options(Laboratory lab, double seconds) =>
        new() { TrustedRoots = new X509Certificate2Collection(lab.RootCertificate), Timeout = TimeSpan.FromSeconds(seconds) };

    public static SignInRequest Request(LabUser user, ServerEndpoint? cached = null, NetworkCredential? credential = null) => new()
    {
        SipAddress = user.SipAddress,
        Credential = credential ?? user.ToCredential(),
        Settings = new SignInSettings { Profile = ClientProfile.Lync2010, CachedServer = cached },
    };

    public static LabPool Pool(this Laboratory lab, string fqdn) => lab.Pools.Single(pool => pool.Fqdn == fqdn);

    public static LabUser User(this Laboratory lab, string name) => lab.Users.Single(user => user.SipAddress.StartsWith(name + "@", StringComparison.Ordinal));

    public static Task<SignInPath> WalkAsync(this Laboratory lab, LabUser user, double seconds = 20, ServerEndpoint? cached = null, NetworkCredential? credential = null) =>
        Client(lab, seconds).WalkAsync(Request(user, cached, credential), Token);

    /// <summary>Waits for something that will be so, however busy the machine is.</summary>
    public static async Task EventuallyAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Patience);
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
