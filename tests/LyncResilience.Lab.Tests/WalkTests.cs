using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Tests;
using Xunit;

namespace LyncResilience.Lab.Tests;

/// <summary>The live walk where names lead it astray: what DNS says comes from the test, what answers is the laboratory.</summary>
public sealed class WalkTests
{
    [Theory]
    [InlineData(6)]
    [InlineData(300)]
    public Task A_dead_pool_with_many_addresses_leaves_time_for_the_next_target(int addresses) => Undisturbed.OnceAsync(async () =>
    {
        using Laboratory lab = await Labs.StartAsync("shudlab-two-srv");
        lab.TakeDown(Labs.FrontEnd1);
        var names = new Names(Labs.Resolver(lab)) { [Labs.FrontEnd1] = [.. Enumerable.Repeat(IPAddress.Loopback, addresses)] };

        SignInPath path = await WalkAsync(lab, names, "ClientUser2", seconds: 8);

        Assert.Equal((SignInMode.Full, Labs.FrontEnd2), (path.Mode, path.Registrar));
        Assert.InRange(path.DurationMs, 0, 8000);
    });

    [Fact]
    public async Task A_target_in_a_foreign_domain_gets_no_credentials()
    {
        using Laboratory lab = await Labs.StartAsync();
        int port = lab.Pool(Labs.FrontEnd1).Port;
        var names = new Names(Labs.Resolver(lab)) { ["trap.adversary.example"] = [IPAddress.Loopback] };
        names.Records.Add(new SrvRecord(Labs.SignInName, 60, 0, 0, port, "trap.adversary.example"));

        SignInPath path = await WalkAsync(lab, names, "ClientUser1");

        Assert.Equal((ResultStatus.Fail, SignInMode.None), (path.Status, path.Mode));
        Assert.DoesNotContain(lab.Journal.Requests, request => request.HasAuthorization);
        Assert.Contains(path.Findings, finding => finding.Id == "SrvTargetBreaksNameRule");
    }

    [Fact]
    public async Task An_unencrypted_target_gets_no_credentials()
    {
        using Laboratory lab = await Labs.StartAsync();
        LabPool pool = lab.Pool(Labs.FrontEnd1);
        var names = new Names(Labs.Resolver(lab));
        names.Records.Add(new SrvRecord("_sipinternal._tcp.shudlab.net", 60, 0, 0, pool.TcpPort, pool.Fqdn));
        names.Missing.Add(Labs.SignInName);

        SignInPath path = await WalkAsync(lab, names, "ClientUser1", settings: new SignInSettings { Profile = ClientProfile.Lync2010, AllowTcp = true });

        Assert.Equal((ResultStatus.Fail, SignInMode.Unauthenticated), (path.Status, path.Mode));
        Assert.Contains(lab.Journal.Requests, request => request.Method == "REGISTER");
        Assert.DoesNotContain(lab.Journal.Requests, request => request.HasAuthorization);
        Assert.Contains(path.Findings, finding => finding.Id == "CredentialsWithheld");
    }

    [Fact]
    public async Task The_laboratory_signs_its_redirect_and_its_acceptance_so_that_nothing_unsigned_is_found()
    {
        using Laboratory lab = await Labs.StartAsync();

        SignInPath path = await WalkAsync(lab, new Names(Labs.Resolver(lab)), "ClientUser2");

        Assert.Equal((SignInMode.Full, 1), (path.Mode, path.RedirectCount));
        Assert.DoesNotContain(path.Findings, finding => finding.Id == "AnswerUnsigned");
    }

    [Fact]
    public async Task A_domain_with_the_unencrypted_record_only_is_told_so()
    {
        using Laboratory lab = await Labs.StartAsync();
        var names = new Names(Labs.Resolver(lab));
        names.Records.Add(new SrvRecord("_sipinternal._tcp.shudlab.net", 60, 0, 0, 5060, Labs.FrontEnd1));
        names.Missing.Add(Labs.SignInName);

        SignInPath path = await WalkAsync(lab, names, "ClientUser1");

        Assert.Contains(path.Findings, finding => finding.Id == "OnlyTcpRecord");
    }

    [Fact]
    public Task A_walk_ends_at_its_limit_and_says_what_it_was_waiting_for() => Undisturbed.OnceAsync(async () =>
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.SetFault(Labs.FrontEnd1, new LabFault(LabFaultKind.Slow) { Delay = TimeSpan.FromSeconds(30) });

        SignInPath path = await lab.WalkAsync(lab.User("ClientUser1"), seconds: 2);

        Assert.Equal(SignInMode.None, path.Mode);
        Assert.Contains(path.Hops, hop => hop.Stage == SignInStage.Register && hop.Outcome == SignInOutcome.NoAnswer);
        Assert.InRange(path.DurationMs, 0, 2200);
    });

    [Theory]
    [InlineData("nobody@shudlab.net", 404, "SignInRejected")]
    [InlineData("bob@shudlab.net", 403, "SignInRejected")]
    public async Task Users_that_may_not_sign_in_are_told_apart(string address, int status, string finding)
    {
        using Laboratory lab = await Labs.StartAsync(Labs.SinglePool());
        NetworkCredential account = lab.User(address.StartsWith("bob", StringComparison.Ordinal) ? "bob" : "alice").ToCredential();

        SignInPath path = await Labs.Client(lab).WalkAsync(new SignInRequest { SipAddress = address, Credential = account }, Labs.Token);

        Assert.Contains(path.Hops, hop => hop.Stage == SignInStage.Register && hop.StatusCode == status && hop.Outcome == SignInOutcome.Rejected);
        Assert.Contains(path.Findings, found => found.Id == finding);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("alice@shud lab.net")]
    [InlineData("a\r\nX: y@shudlab.net")]
    public async Task What_is_no_address_is_not_walked(string address)
    {
        using Laboratory lab = await Labs.StartAsync();
        await Assert.ThrowsAsync<FormatException>(() => Labs.Client(lab).WalkAsync(new SignInRequest { SipAddress = address }, Labs.Token));
    }

    private static Task<SignInPath> WalkAsync(Laboratory lab, IDnsResolver names, string user, double seconds = 8, SignInSettings? settings = null) =>
        new LiveSignIn(names, new LiveSignInOptions { TrustedRoots = new X509Certificate2Collection(lab.RootCertificate), Timeout = TimeSpan.FromSeconds(seconds) })
            .WalkAsync(
                new SignInRequest
                {
                    SipAddress = lab.User(user).SipAddress,
                    Credential = lab.User(user).ToCredential(),
                    Settings = settings ?? new SignInSettings { Profile = ClientProfile.Lync2010 },
                },
                Labs.Token);

    /// <summary>Answers some names itself and leaves the others to the laboratory.</summary>
    private sealed class Names(IDnsResolver others) : Dictionary<string, IPAddress[]>(StringComparer.OrdinalIgnoreCase), IDnsResolver
    {
        public List<SrvRecord> Records { get; } = [];

        public List<string> Missing { get; } = [];

        public Task<DnsAnswer> ResolveAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
        {
            IEnumerable<DnsRecord> own = type == DnsRecordType.Srv
                ? Records.Where(record => record.Name == name)
                : TryGetValue(name, out IPAddress[]? addresses) ? addresses.Select(address => new AddressRecord(name, 60, address)) : [];
            return own.Any() ? Task.FromResult(new DnsAnswer(name, type, DnsOutcome.Answer) { Records = [.. own] })
                : Missing.Contains(name) ? Task.FromResult(new DnsAnswer(name, type, DnsOutcome.NxDomain))
                : others.ResolveAsync(name, type, cancellationToken);
        }
    }
}
