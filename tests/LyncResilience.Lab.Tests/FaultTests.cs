using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Tests;
using Xunit;

namespace LyncResilience.Lab.Tests;

/// <summary>Every fault as a client of ours sees it.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(LabFaultKind.Refused, SignInStage.Connect, SignInOutcome.Refused)]
    [InlineData(LabFaultKind.WrongCertificateName, SignInStage.Tls, SignInOutcome.NameMismatch)]
    [InlineData(LabFaultKind.ExpiredCertificate, SignInStage.Tls, SignInOutcome.TlsFailed)]
    [InlineData(LabFaultKind.UntrustedCertificate, SignInStage.Tls, SignInOutcome.TlsFailed)]
    [InlineData(LabFaultKind.CloseAfterAccept, SignInStage.Tls, SignInOutcome.TlsFailed)]
    public Task A_fault_shows_in_the_last_hop_and_no_credentials_leave(LabFaultKind kind, SignInStage stage, SignInOutcome outcome) => Undisturbed.OnceAsync(async () =>
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.SetFault(Labs.FrontEnd1, new LabFault(kind));

        SignInPath path = await lab.WalkAsync(lab.User("ClientUser1"), seconds: 8);

        Assert.Equal((ResultStatus.Fail, SignInMode.None), (path.Status, path.Mode));
        Assert.Contains(path.Hops, hop => hop.Target == Labs.FrontEnd1 && hop.Stage == stage && hop.Outcome == outcome);
        Assert.DoesNotContain(lab.Journal.Requests, request => request.HasAuthorization);

        lab.ClearFault(Labs.FrontEnd1);
        Assert.Equal(SignInMode.Full, (await lab.WalkAsync(lab.User("ClientUser1"))).Mode);
    });

    [Theory]
    [InlineData(LabFaultKind.Silent, SignInStage.Connect)]
    [InlineData(LabFaultKind.StalledHandshake, SignInStage.Tls)]
    public Task Silence_shows_as_no_answer(LabFaultKind kind, SignInStage stage) => Undisturbed.OnceAsync(async () =>
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.SetFault(Labs.FrontEnd1, new LabFault(kind));

        SignInPath path = await lab.WalkAsync(lab.User("ClientUser1"), seconds: 4);

        Assert.Equal(SignInMode.None, path.Mode);
        Assert.Contains(path.Hops, hop => hop.Stage == stage && hop.Target == Labs.FrontEnd1 && hop.Outcome is SignInOutcome.NoAnswer or SignInOutcome.TlsFailed);
    });

    [Theory]
    [InlineData(LabFaultKind.Reset)]
    [InlineData(LabFaultKind.Garbage)]
    public Task What_is_no_sip_ends_the_walk_with_a_failure(LabFaultKind kind) => Undisturbed.OnceAsync(async () =>
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.SetFault(Labs.FrontEnd1, new LabFault(kind));

        SignInPath path = await lab.WalkAsync(lab.User("ClientUser1"), seconds: 8);

        Assert.Equal((ResultStatus.Fail, SignInMode.None), (path.Status, path.Mode));
        Assert.DoesNotContain(lab.Journal.Requests, request => request.HasToken);
    });

    [Fact]
    public async Task A_slow_pool_answers_late()
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.SetFault(Labs.FrontEnd1, new LabFault(LabFaultKind.Slow) { Delay = TimeSpan.FromMilliseconds(200) });

        SignInPath path = await lab.WalkAsync(lab.User("ClientUser1"));

        Assert.Equal(SignInMode.Full, path.Mode);
        Assert.All(path.Hops.Where(hop => hop.Stage == SignInStage.Register), hop => Assert.True(hop.DurationMs >= 190, $"{hop} took {hop.DurationMs} ms"));
    }

    [Fact]
    public async Task An_endless_redirect_comes_to_an_end()
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.SetFault(Laboratory.AllPools, new LabFault(LabFaultKind.RedirectLoop));

        SignInPath path = await lab.WalkAsync(lab.User("ClientUser1"));

        Assert.Equal((ResultStatus.Fail, SignInMode.None), (path.Status, path.Mode));
        Assert.True(path.RedirectCount is > 0 and <= 5, $"{path.RedirectCount} redirects");
    }

    [Fact]
    public async Task A_redirect_to_a_foreign_domain_gets_no_credentials()
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.SetFault(Labs.FrontEnd1, new LabFault(LabFaultKind.RedirectForeign));

        SignInPath path = await lab.WalkAsync(lab.User("ClientUser1"));

        Assert.NotEqual(SignInMode.Full, path.Mode);
        Assert.Contains(lab.Journal.Requests, request => request.Host == Labs.FrontEnd1 && request.HasToken);
        Assert.DoesNotContain(lab.Journal.Requests, request => request.Host == Laboratory.AdversaryHost && request.HasAuthorization);
    }

    [Fact]
    public async Task The_adversary_does_record_credentials_that_a_careless_client_sends()
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.SetFault(Labs.FrontEnd1, new LabFault(LabFaultKind.RedirectForeign));
        LabUser user = lab.User("ClientUser1");

        await Labs.Client(lab).WalkAsync(
            new SignInRequest
            {
                SipAddress = user.SipAddress,
                Credential = user.ToCredential(),
                Settings = new SignInSettings { Profile = ClientProfile.Lync2010, TrustedDomains = ["adversary.example"] },
            },
            Labs.Token);

        Assert.Contains(lab.Journal.Requests, request => request.Host == Laboratory.AdversaryHost && request.HasToken);
    }

    [Fact]
    public async Task A_wrong_password_is_rejected_after_the_challenge()
    {
        using Laboratory lab = await Labs.StartAsync();
        LabUser user = lab.User("ClientUser1");

        SignInPath path = await lab.WalkAsync(user, credential: new NetworkCredential("ClientUser1", "wrong", "SHUDLAB"));

        Assert.Equal(ResultStatus.Fail, path.Status);
        Assert.Equal((SignInStage.Register, SignInOutcome.Rejected, 401), (path.Hops[^1].Stage, path.Hops[^1].Outcome, path.Hops[^1].StatusCode));
    }

    [Theory]
    [InlineData(LabFaultKind.RedirectLoop, Laboratory.DnsTarget, "The fault RedirectLoop doesn't fit the DNS server; these do: Silent, Refused, Slow, Garbage, ServerFailure, Truncated, WrongId.")]
    [InlineData(LabFaultKind.WrongId, Labs.FrontEnd1, "The fault WrongId doesn't fit a pool; these do: Silent, Refused, Slow, Garbage, Reset, ")]
    public async Task A_fault_that_does_not_fit_is_refused_with_those_that_do(LabFaultKind kind, string target, string message)
    {
        using Laboratory lab = await Labs.StartAsync();

        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => lab.SetFault(target, new LabFault(kind))).Message, StringComparison.Ordinal);
    }
}
