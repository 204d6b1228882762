using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn;

/// <summary>The one sentence that sums a path up, and the verdict.</summary>
public class PathVerdictTests
{
    private const string Srv = "_sipinternaltls._tcp.contoso.com";
    private const string Fe1 = "fe1.contoso.com";
    private const string Fe2 = "fe2.contoso.com";
    private const string Fe3 = "fe3.contoso.com";

    private static readonly SignInSettings s_settings = ScriptedWorld.Fresh;

    private static SignInPath Path(ScriptedWorld world, SignInSettings? settings = null) =>
        PathVerdict.Of(new PathFacts { Settings = settings ?? s_settings, Result = world.Run(settings ?? s_settings) }, "alice@contoso.com", 1);

    [Fact]
    public void What_led_to_the_first_answer_is_how_the_server_was_discovered()
    {
        ScriptedWorld World() => new ScriptedWorld { Autodiscover = new(AutodiscoverOutcome.ServerNamed, "named") { Server = Fe1, Port = 443 } }.Registrar(Fe1, ScriptedWorld.Full);
        Assert.Equal(DiscoveryMethod.Explicit, Path(World(), s_settings with { Server = new(Fe1) }).DiscoveredBy);
        Assert.Equal(DiscoveryMethod.Cache, Path(World(), s_settings with { CachedServer = new(Fe1) }).DiscoveredBy);
        Assert.Equal(DiscoveryMethod.Autodiscover, Path(World().Host("lyncdiscover.contoso.com"), s_settings with { Profile = ClientProfile.Lync2013 }).DiscoveredBy);
        Assert.Equal(DiscoveryMethod.Host, Path(new ScriptedWorld().Registrar("sip.contoso.com", ScriptedWorld.Full)).DiscoveredBy);
        Assert.Equal(DiscoveryMethod.None, Path(new ScriptedWorld().Srv(Srv, Fe1).Dead(Fe1)).DiscoveredBy);
    }

    [Fact]
    public void Dns_alone_fails_when_its_only_target_has_no_address_however_often_it_is_named()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Srv("_sip._tls.contoso.com", Fe1), s_settings with { SkipConnect = true });
        Assert.Equal(ResultStatus.Fail, path.Status);
    }

    [Fact]
    public void Dns_alone_says_where_it_leads()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Host(Fe1, "192.0.2.5"), s_settings with { SkipConnect = true });
        Assert.Equal($"DNS leads to {Fe1}:5061 (192.0.2.5); nothing was dialled.", path.Detail);
    }

    [Fact]
    public void More_than_one_redirect_is_counted()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Redirect(Fe2)).Registrar(Fe2, ScriptedWorld.Redirect(Fe3))
            .Registrar(Fe3, ScriptedWorld.Full));
        Assert.StartsWith($"Signed in on {Fe3} after 2 redirects from {Fe1}", path.Detail);
    }

    [Fact]
    public void Credentials_that_were_withheld_are_the_failure() =>
        Assert.StartsWith("Cannot sign in: Credentials withheld", Path(new ScriptedWorld().Srv(Srv, "fe.fabrikam.com").Registrar("fe.fabrikam.com", ScriptedWorld.Full)).Detail);

    [Fact]
    public void Of_several_dead_servers_the_last_is_the_failure() =>
        Assert.Contains($"{Fe2} is silent", Path(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Dead(Fe1).Dead(Fe2)).Detail);

    [Fact]
    public void Of_several_failed_look_ups_the_first_is_the_failure() =>
        Assert.Contains($"dns failed for {Srv}", Path(new ScriptedWorld { DnsFailure = DnsOutcome.Refused }).Detail);

    [Fact]
    public void A_refusal_says_more_than_a_dead_server()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Dead(Fe1).Registrar(Fe2, ScriptedWorld.Reject(403, 4141)));
        Assert.Contains("disabled", path.Detail);
    }

    [Fact]
    public void A_redirect_out_of_the_domain_says_more_than_a_dead_server()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Redirect("trap.fabrikam.com")).Dead(Fe2));
        Assert.Contains("trap.fabrikam.com is outside contoso.com", path.Detail);
    }

    [Fact]
    public void A_failed_handshake_says_more_than_a_dead_server()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Full).WrongCertificate(Fe1).Dead(Fe2));
        Assert.StartsWith("Cannot sign in: tls", path.Detail);
    }

    [Fact]
    public void A_warning_is_no_remedy_for_a_failure()
    {
        const string Child = "fe.child.contoso.com";
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Child).Registrar(Child, ScriptedWorld.Full).WrongCertificate(Child));
        Assert.Contains(path.Findings, finding => finding.Target == Child && finding.Severity == FindingSeverity.Warning);
        Assert.Equal("Cannot sign in: tls", path.Detail);
    }
}
