using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.SignIn;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn;

/// <summary>What registrars' answers mean when they come together in unusual ways.</summary>
public class RegistrarFindingsTests
{
    private const string Srv = "_sipinternaltls._tcp.contoso.com";
    private const string Fe1 = "fe1.contoso.com";
    private const string Fe2 = "fe2.contoso.com";
    private const string Fe3 = "fe3.contoso.com";
    private const string Director = "director.contoso.com";

    private static readonly SignInSettings s_settings = ScriptedWorld.Fresh;
    private static readonly RegistrarAnswer s_noSip = new() { Kind = RegistrarAnswerKind.Unusable, Reason = "no SIP" };

    private static IReadOnlyList<Finding> Findings(ScriptedWorld world, SignInSettings? settings = null) =>
        PathFindings.Of(new PathFacts { Settings = settings ?? s_settings, Result = world.Run(settings ?? s_settings) });

    private static IReadOnlyList<Finding> Of(SignInStage stage, SignInOutcome outcome) => PathFindings.Of(new PathFacts
    {
        Settings = s_settings,
        Result = new SignInResult { Hops = [new SignInHop { Stage = stage, Outcome = outcome, Target = Fe1, Detail = "met" }] },
    });

    private static IEnumerable<string> Ids(IEnumerable<Finding> findings) => findings.Select(finding => finding.Id);

    private static Finding One(IEnumerable<Finding> findings, string id) => Assert.Single(findings, finding => finding.Id == id);

    [Theory]
    [InlineData(299.9, null, "")]
    [InlineData(300, FindingSeverity.Warning, "300 s ahead of")]
    [InlineData(-300, FindingSeverity.Warning, "300 s behind")]
    [InlineData(899, FindingSeverity.Warning, "899 s ahead of")]
    [InlineData(900, FindingSeverity.Error, "900 s ahead of")]
    public void Clocks_differ_too_much_from_what_kerberos_and_ntlm_tolerate(double skew, FindingSeverity? severity, string words)
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, credentials => credentials ? ScriptedWorld.Full : ScriptedWorld.Challenge with { ClockSkewSeconds = skew });
        Finding? finding = Findings(world).FirstOrDefault(finding => finding.Id == "ClockSkew");
        Assert.Equal(severity, finding?.Severity);
        Assert.Contains(words, finding?.Detail ?? string.Empty);
    }

    [Fact]
    public void The_clock_that_is_off_most_counts_whichever_way()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1)
            .Registrar(Fe1, credentials => (credentials ? ScriptedWorld.Full : ScriptedWorld.Challenge) with { ClockSkewSeconds = credentials ? 400 : -1000 });
        Assert.Contains("1000 s behind", One(Findings(world), "ClockSkew").Detail);
    }

    [Fact]
    public void A_target_that_a_phone_skips_is_no_redirect_out_of_the_domain()
    {
        var world = new ScriptedWorld().Srv(Srv, "fe.fabrikam.com");
        Assert.DoesNotContain("RedirectLeavesDomain", Ids(Findings(world, s_settings with { Profile = ClientProfile.Phone })));
    }

    [Fact]
    public void A_candidate_that_was_tried_already_had_no_credentials_withheld()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv("_sip._tls.contoso.com", Fe1).Dead(Fe1);
        Assert.DoesNotContain("CredentialsWithheld", Ids(Findings(world)));
    }

    [Fact]
    public void A_cache_that_leads_to_the_home_pool_is_named_as_the_reason_why_no_backup_is_known()
    {
        var world = new ScriptedWorld().Registrar(Fe1, ScriptedWorld.Full);
        Assert.StartsWith($"The cache led straight to {Fe1}", One(Findings(world, s_settings with { CachedServer = new(Fe1) }), "BackupNotLearned").Detail);
    }

    [Fact]
    public void A_redirect_to_nobody_is_no_unusable_answer() =>
        Assert.DoesNotContain("AnswerUnusable", Ids(Findings(new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Redirect()))));

    [Fact]
    public void A_refusal_by_one_and_noise_from_another_are_told_apart()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Reject(503)).Registrar(Fe2, _ => s_noSip);
        IReadOnlyList<Finding> findings = Findings(world);
        Assert.Equal((Fe1, Fe2), (One(findings, "SignInRejected").Target, One(findings, "AnswerUnusable").Target));
    }

    [Fact]
    public void A_backup_waits_only_while_the_user_is_out()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe2).Srv(Srv, Fe3, priority: 1).Registrar(Fe2, ScriptedWorld.Redirect(Fe1, Fe2)).Dead(Fe1).Registrar(Fe3, ScriptedWorld.Full);
        Assert.DoesNotContain("BackupWaiting", Ids(Findings(world)));
    }

    [Fact]
    public void A_backup_that_is_dead_too_does_not_wait() => Assert.DoesNotContain(
        "BackupWaiting", Ids(Findings(new ScriptedWorld().Srv(Srv, Director).Registrar(Director, ScriptedWorld.Redirect(Fe1, Fe2)).Dead(Fe1).Dead(Fe2))));

    [Fact]
    public void A_backup_does_not_wait_for_a_home_pool_that_answers() => Assert.DoesNotContain(
        "BackupWaiting", Ids(Findings(new ScriptedWorld().Srv(Srv, Fe2).Registrar(Fe2, ScriptedWorld.Redirect(Fe1, Fe2)).Registrar(Fe1, ScriptedWorld.Reject(503)))));

    [Fact]
    public void A_circle_that_was_left_in_the_end_is_none()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe3, priority: 1)
            .Registrar(Fe1, ScriptedWorld.Redirect(Fe2)).Registrar(Fe2, ScriptedWorld.Redirect(Fe1)).Registrar(Fe3, ScriptedWorld.Full);
        Assert.DoesNotContain("RedirectLoop", Ids(Findings(world)));
    }

    [Fact]
    public void Redirects_without_end_are_a_circle()
    {
        var world = new ScriptedWorld().Srv(Srv, "fe0.contoso.com");
        for (int i = 0; i < 10; i++)
        {
            world.Registrar($"fe{i}.contoso.com", ScriptedWorld.Redirect($"fe{i + 1}.contoso.com"));
        }

        Assert.Contains("5 redirects", One(Findings(world), "RedirectLoop").Detail);
    }

    [Theory]
    [InlineData(SignInStage.Connect, SignInOutcome.Refused, true)]
    [InlineData(SignInStage.Tls, SignInOutcome.NoAnswer, true)]
    [InlineData(SignInStage.Register, SignInOutcome.NoAnswer, true)]
    [InlineData(SignInStage.Tls, SignInOutcome.TlsFailed, false)]
    [InlineData(SignInStage.Autodiscover, SignInOutcome.NoAnswer, false)]
    public void A_server_does_not_answer_when_connection_handshake_or_request_meet_silence(SignInStage stage, SignInOutcome outcome, bool found) =>
        Assert.Equal(found, Ids(Of(stage, outcome)).Contains("ServerNotAnswering"));
}
