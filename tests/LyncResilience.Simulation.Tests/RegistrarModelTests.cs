using System.Linq;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;
using Xunit;

namespace LyncResilience.Simulation.Tests;

public class RegistrarModelTests
{
    private static readonly ServerEndpoint s_home = new("home.contoso.com", 5061);
    private static readonly ServerEndpoint s_backup = new("backup.contoso.com", 5061);

    private static RegistrarSituation Asked(string pool) =>
        new() { Pool = pool, IsAuthenticated = true, HomePool = s_home, BackupPool = s_backup };

    [Fact]
    public void A_pool_that_is_down_is_silent() =>
        Assert.Equal(RegistrarAnswerKind.Silent, RegistrarModel.Answer(Asked("home.contoso.com") with { IsUp = false }).Kind);

    [Fact]
    public void Nobody_learns_anything_before_authenticating()
    {
        RegistrarAnswer answer = RegistrarModel.Answer(Asked("other.contoso.com") with { IsAuthenticated = false, User = UserState.Unknown });
        Assert.Equal((RegistrarAnswerKind.Challenged, 401, "other.contoso.com"), (answer.Kind, answer.StatusCode, answer.ServerName));
        Assert.Contains("NTLM", answer.Schemes);
        Assert.Empty(answer.Contacts);
    }

    [Fact]
    public void The_home_pool_serves_in_full_and_never_redirects()
    {
        RegistrarAnswer answer = RegistrarModel.Answer(Asked("HOME.contoso.com"));
        Assert.Equal((RegistrarAnswerKind.Registered, 200, false, true), (answer.Kind, answer.StatusCode, answer.IsLimited, answer.IsPrimary));
    }

    [Fact]
    public void The_home_pool_without_user_services_serves_limited_but_stays_the_primary()
    {
        RegistrarAnswer answer = RegistrarModel.Answer(Asked("home.contoso.com") with { UserServicesUp = false });
        Assert.Equal((RegistrarAnswerKind.Registered, true, true), (answer.Kind, answer.IsLimited, answer.IsPrimary));
    }

    [Theory]
    [InlineData("director.contoso.com")]
    [InlineData("backup.contoso.com")]
    public void Every_other_registrar_redirects_to_the_home_pool_and_names_the_backup(string pool)
    {
        RegistrarAnswer answer = RegistrarModel.Answer(Asked(pool));
        Assert.Equal((RegistrarAnswerKind.Redirected, 301, "Redirect request to Home Server"), (answer.Kind, answer.StatusCode, answer.Reason));
        Assert.Equal([("home.contoso.com", 0.7), ("backup.contoso.com", 0.3)], answer.Contacts.Select(contact => (contact.Host, contact.Q)));
    }

    [Fact]
    public void Without_a_backup_the_redirect_has_one_contact()
    {
        RegistrarAnswer answer = RegistrarModel.Answer(Asked("director.contoso.com") with { BackupPool = null });
        RegistrarContact only = Assert.Single(answer.Contacts);
        Assert.Equal(("home.contoso.com", 1.0), (only.Host, only.Q));
    }

    [Fact]
    public void The_backup_that_holds_the_home_pool_for_down_serves_limited()
    {
        RegistrarAnswer answer = RegistrarModel.Answer(Asked("backup.contoso.com") with { SeesHomeDown = true });
        Assert.Equal((RegistrarAnswerKind.Registered, true, false), (answer.Kind, answer.IsLimited, answer.IsPrimary));
    }

    [Fact]
    public void No_other_registrar_takes_the_user_when_the_home_pool_is_down() =>
        Assert.Equal(RegistrarAnswerKind.Redirected, RegistrarModel.Answer(Asked("director.contoso.com") with { SeesHomeDown = true }).Kind);

    [Fact]
    public void After_an_administrators_failover_the_backup_serves_in_full_at_once()
    {
        RegistrarAnswer answer = RegistrarModel.Answer(Asked("backup.contoso.com") with { IsFailedOver = true });
        Assert.Equal((RegistrarAnswerKind.Registered, false, false), (answer.Kind, answer.IsLimited, answer.IsPrimary));
    }

    [Theory]
    [InlineData(UserState.Disabled, 403, 4141)]
    [InlineData(UserState.Unknown, 404, 4005)]
    public void Users_that_cannot_sign_in_are_refused_with_a_diagnostics_id(UserState state, int status, int diagnostics)
    {
        RegistrarAnswer answer = RegistrarModel.Answer(Asked("home.contoso.com") with { User = state });
        Assert.Equal((RegistrarAnswerKind.Rejected, status, diagnostics), (answer.Kind, answer.StatusCode, answer.DiagnosticsId));
    }

    [Fact]
    public void A_redirect_names_both_pools_with_their_own_ports_and_over_tls()
    {
        RegistrarAnswer answer = RegistrarModel.Answer(Asked("director.contoso.com") with { HomePool = new("home.contoso.com", 5062), BackupPool = new("backup.contoso.com", 5063) });
        Assert.Equal(
            [new RegistrarContact("home.contoso.com", 5062, SipTransport.Tls, 0.7), new RegistrarContact("backup.contoso.com", 5063, SipTransport.Tls, 0.3)],
            answer.Contacts);
    }
}
