using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn;

public class PathFindingsTests
{
    private const string Srv = "_sipinternaltls._tcp.contoso.com";
    private const string Fe1 = "fe1.contoso.com";
    private const string Fe2 = "fe2.contoso.com";

    private static readonly DateTime s_now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly SignInSettings s_settings = ScriptedWorld.Fresh;

    private static ScriptedWorld Healthy() => new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 10)
        .Registrar(Fe1, ScriptedWorld.Redirect(Fe2, Fe1)).Registrar(Fe2, ScriptedWorld.Full);

    private static SignInPath Path(ScriptedWorld world, SignInSettings? settings = null, params DnsAnswer[] further) =>
        PathVerdict.Of(
            new PathFacts { Settings = settings ?? s_settings, Result = world.Run(settings ?? s_settings), FurtherAnswers = further, TimeUtc = s_now },
            "alice@contoso.com", 1);

    private static IEnumerable<string> Ids(SignInPath path) => path.Findings.Select(finding => finding.Id);

    private static Finding One(SignInPath path, string id) => Assert.Single(path.Findings, finding => finding.Id == id);

    private static SignInPath WithCertificate(CertificateVerdict verdict, DateTime notAfter) => PathVerdict.Of(
        new PathFacts
        {
            Settings = s_settings,
            Result = new SignInResult { Certificates = [new ServerCertificate(Fe1, new CertificateFacts(verdict, "judged") { Names = ["a.contoso.com"], NotAfterUtc = notAfter })] },
            TimeUtc = s_now,
        },
        null, 1);

    [Fact]
    public void Nothing_is_found_where_nothing_is_wrong()
    {
        SignInPath path = Path(Healthy());
        Assert.Empty(path.Findings);
        Assert.Equal((ResultStatus.Pass, SignInMode.Full, DiscoveryMethod.Srv), (path.Status, path.Mode, path.DiscoveredBy));
        Assert.Equal($"Signed in on {Fe2} after one redirect from {Fe1}; the client knows its backup {Fe1}.", path.Detail);
    }

    [Fact]
    public void A_single_target_is_found_with_the_record_to_add()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1, ttl: 600).Registrar(Fe1, ScriptedWorld.Redirect(Fe2, Fe1)).Registrar(Fe2, ScriptedWorld.Full));
        Finding finding = One(path, "SingleSrvTarget");
        Assert.Contains($"{Srv}. 600 IN SRV 10 0 5061 {Fe2}.", finding.Recommendation);
        Assert.Equal((ResultStatus.Warn, FindingSeverity.Warning, Srv), (path.Status, finding.Severity, finding.Target));
    }

    [Fact]
    public void A_home_pool_that_answers_directly_leaves_the_backup_unknown()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Full).Host(Fe2));
        Assert.Contains("redirects only other pools' users", One(path, "BackupNotLearned").Detail);
        Assert.Equal($"Signed in on {Fe1} directly; the client was not told a backup registrar.", path.Detail);
    }

    [Fact]
    public void A_redirect_with_one_contact_means_a_pool_without_backup()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Redirect(Fe2)).Registrar(Fe2, ScriptedWorld.Full));
        Assert.Contains("Set-CsRegistrar", One(path, "BackupNotLearned").Recommendation);
    }

    [Fact]
    public void A_handover_within_the_home_pool_is_no_missing_backup()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Redirect("192.0.2.9")).Registrar("192.0.2.9", ScriptedWorld.Full));
        Assert.Contains("redirects only other pools' users", One(path, "BackupNotLearned").Detail);
        Assert.DoesNotContain("Set-CsRegistrar", One(path, "BackupNotLearned").Recommendation);
    }

    [Fact]
    public void A_home_pool_without_user_services_is_told_from_a_backup()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Full with { IsLimited = true }));
        Assert.Contains("user services", One(path, "LimitedService").Recommendation);
    }

    [Fact]
    public void A_look_up_that_fails_is_not_blamed_on_the_server()
    {
        var world = new ScriptedWorld { DnsFailure = DnsOutcome.Timeout };
        SignInPath path = Path(world, s_settings with { CachedServer = new(Fe1) });
        Assert.DoesNotContain("ServerNotAnswering", Ids(path));
        Assert.Contains("DnsNotAnswering", Ids(path));
    }

    [Fact]
    public void Two_ports_of_one_host_are_a_single_target()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe1, priority: 1, port: 443).Registrar(Fe1, ScriptedWorld.Full));
        Assert.Contains("SingleSrvTarget", Ids(path));
    }

    [Fact]
    public void Without_credentials_it_is_said_why_no_backup_can_be_learned()
    {
        SignInPath path = Path(Healthy(), s_settings with { HasCredentials = false });
        Assert.Contains("-Credential", One(path, "BackupNotLearned").Recommendation);
        Assert.Equal((ResultStatus.Pass, SignInMode.Unauthenticated), (path.Status, path.Mode));
        Assert.Equal(FindingSeverity.Info, One(path, "BackupNotLearned").Severity);
    }

    [Fact]
    public void Credentials_that_had_to_be_withheld_fail_the_path()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, "fe.fabrikam.com").Registrar("fe.fabrikam.com", ScriptedWorld.Full));
        Assert.Equal(FindingSeverity.Error, One(path, "CredentialsWithheld").Severity);
        Assert.Equal(ResultStatus.Fail, path.Status);
    }

    [Theory]
    [InlineData(ClientProfile.Lync2010, FindingSeverity.Warning)]
    [InlineData(ClientProfile.Phone, FindingSeverity.Error)]
    public void A_target_that_breaks_the_naming_rule_is_found(ClientProfile profile, FindingSeverity severity)
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, "fe.child.contoso.com").Registrar("fe.child.contoso.com", ScriptedWorld.Full), s_settings with { Profile = profile });
        Assert.Equal(severity, One(path, "SrvTargetBreaksNameRule").Severity);
    }

    [Theory]
    [InlineData(3600, false)]
    [InlineData(3601, true)]
    public void A_ttl_over_an_hour_is_found(int ttl, bool found)
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1, ttl: ttl).Registrar(Fe1, ScriptedWorld.Full));
        Assert.Equal(found, Ids(path).Contains("LongTtl"));
    }

    [Fact]
    public void Targets_of_equal_priority_are_found()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2).Registrar(Fe1, ScriptedWorld.Full).Registrar(Fe2, ScriptedWorld.Full));
        Assert.Contains(Fe2, One(path, "EqualPriorities").Detail);
    }

    [Fact]
    public void A_target_without_address_is_found_even_when_it_was_not_dialled()
    {
        SignInPath path = Path(
            new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Full), null, new DnsAnswer(Fe2, DnsRecordType.A, DnsOutcome.NxDomain));
        Assert.Equal((Fe2, FindingSeverity.Warning), (One(path, "SrvTargetWithoutAddress").Target, One(path, "SrvTargetWithoutAddress").Severity));
    }

    [Fact]
    public void A_target_that_is_an_alias_is_found()
    {
        var alias = new DnsAnswer(Fe2, DnsRecordType.A, DnsOutcome.Answer)
        {
            Records = [new NameRecord(Fe2, DnsRecordType.CName, 60, "real.contoso.com"), new AddressRecord("real.contoso.com", 60, IPAddress.Parse("192.0.2.7"))],
        };
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Full), null, alias);
        Assert.Contains("real.contoso.com", One(path, "SrvTargetIsAlias").Detail);
    }

    [Fact]
    public void A_domain_with_the_internal_tcp_record_only_is_found()
    {
        const string Tcp = "_sipinternal._tcp.contoso.com";
        SignInPath path = Path(
            new ScriptedWorld(), null, new DnsAnswer(Tcp, DnsRecordType.Srv, DnsOutcome.Answer) { Records = [new SrvRecord(Tcp, 60, 0, 0, 5060, Fe1)] });
        Assert.Equal(Tcp, One(path, "OnlyTcpRecord").Target);
        Assert.DoesNotContain("NoSrvRecord", Ids(path));
    }

    [Fact]
    public void A_domain_without_any_srv_record_fails_with_the_record_to_publish()
    {
        SignInPath path = Path(new ScriptedWorld());
        Assert.Equal(ResultStatus.Fail, path.Status);
        Assert.Contains("_sipinternaltls._tcp", One(path, "NoSrvRecord").Recommendation);
        Assert.Contains("DNS has none of the records", path.Detail);
    }

    [Fact]
    public void Dns_that_does_not_answer_is_found()
    {
        SignInPath path = Path(new ScriptedWorld { DnsFailure = DnsOutcome.Timeout });
        Assert.Equal(FindingSeverity.Error, One(path, "DnsNotAnswering").Severity);
        Assert.DoesNotContain("NoSrvRecord", Ids(path));
    }

    [Fact]
    public void Limited_service_is_found()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 10).Dead(Fe1).Registrar(Fe2, ScriptedWorld.Survivable));
        Assert.Contains("LimitedService", Ids(path));
        Assert.Equal(Fe1, One(path, "ServerNotAnswering").Target);
        Assert.Equal((ResultStatus.Warn, SignInMode.Limited), (path.Status, path.Mode));
    }

    [Fact]
    public void A_user_whose_only_way_leads_to_a_dead_pool_fails_with_that_pool_named()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Dead(Fe1));
        Assert.Equal(ResultStatus.Fail, path.Status);
        Assert.Contains(Fe1, path.Detail);
        Assert.Equal(FindingSeverity.Error, One(path, "ServerNotAnswering").Severity);
    }

    [Theory]
    [InlineData(299, null)]
    [InlineData(-301, FindingSeverity.Warning)]
    [InlineData(901, FindingSeverity.Error)]
    public void A_clock_that_is_off_is_found(double skew, FindingSeverity? severity)
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, credentials => credentials ? ScriptedWorld.Full : ScriptedWorld.Challenge with { ClockSkewSeconds = skew }));
        Assert.Equal(severity, path.Findings.FirstOrDefault(finding => finding.Id == "ClockSkew")?.Severity);
    }

    [Theory]
    [InlineData(CertificateVerdict.Trusted, 29, "CertificateExpiresSoon")]
    [InlineData(CertificateVerdict.NameMismatch, 300, "CertificateNameMismatch")]
    [InlineData(CertificateVerdict.Expired, -1, "CertificateExpired")]
    [InlineData(CertificateVerdict.NotYetValid, 300, "CertificateNotYetValid")]
    [InlineData(CertificateVerdict.UntrustedRoot, 300, "CertificateUntrusted")]
    [InlineData(CertificateVerdict.ChainInvalid, 300, "CertificateChainInvalid")]
    public void A_certificate_with_a_fault_is_found(CertificateVerdict verdict, int daysLeft, string id) =>
        Assert.Equal(Fe1, One(WithCertificate(verdict, s_now.AddDays(daysLeft)), id).Target);

    [Fact]
    public void Registrars_that_redirect_in_a_circle_are_found()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Redirect(Fe2)).Registrar(Fe2, ScriptedWorld.Redirect(Fe1)));
        Assert.Contains($"{Fe2} names {Fe1}", One(path, "RedirectLoop").Detail);
        Assert.Contains("Get-CsUserPoolInfo", path.Detail);
        Assert.DoesNotContain("BackupNotLearned", Ids(path));
    }

    [Fact]
    public void A_home_pool_that_is_down_is_no_circle()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe2).Registrar(Fe2, ScriptedWorld.Redirect(Fe1, Fe2)).Dead(Fe1));
        Assert.DoesNotContain("RedirectLoop", Ids(path));
        Assert.Equal(Fe2, One(path, "BackupWaiting").Target);
        Assert.Contains("failure detection interval", path.Detail);
    }

    [Fact]
    public void A_home_pool_with_a_wrong_certificate_is_no_circle()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe2).Registrar(Fe2, ScriptedWorld.Redirect(Fe1, Fe2)).Registrar(Fe1, ScriptedWorld.Full).WrongCertificate(Fe1));
        Assert.DoesNotContain("RedirectLoop", Ids(path));
    }

    [Fact]
    public void A_host_outside_the_domain_is_never_suggested_as_second_target()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Redirect("trap.fabrikam.com")));
        Assert.DoesNotContain("trap.fabrikam.com", One(path, "SingleSrvTarget").Recommendation);
        Assert.Equal("trap.fabrikam.com", One(path, "RedirectLeavesDomain").Target);
    }

    [Fact]
    public void A_dns_server_that_refuses_is_found()
    {
        SignInPath path = Path(new ScriptedWorld { DnsFailure = DnsOutcome.Refused });
        Assert.Contains("-DnsServer", One(path, "DnsError").Recommendation);
    }

    [Fact]
    public void A_server_that_lets_everybody_in_is_found()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, _ => ScriptedWorld.Full).Registrar(Fe2, ScriptedWorld.Full));
        Finding finding = One(path, "SignInUnchallenged");
        Assert.Equal((ResultStatus.Warn, SignInMode.Full, FindingSeverity.Error, Fe1), (path.Status, path.Mode, finding.Severity, finding.Target));
        Assert.Contains("without asking for credentials", finding.Detail);
        Assert.Equal(finding, path.Findings[0]);
    }

    [Fact]
    public void Each_server_that_lets_everybody_in_is_found_when_all_are_tried()
    {
        SignInPath path = Path(
            new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Full).Registrar(Fe2, _ => ScriptedWorld.Full), s_settings with { AllCandidates = true });
        Assert.Equal(Fe2, One(path, "SignInUnchallenged").Target);
    }

    [Fact]
    public void An_unsigned_answer_to_the_credentials_is_told_for_information()
    {
        SignInPath path = Path(
            new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Redirect(Fe2, Fe1) with { IsUnsigned = true }).Registrar(Fe2, ScriptedWorld.Full));
        Finding finding = One(path, "AnswerUnsigned");
        Assert.Equal((FindingSeverity.Info, Fe1, SignInMode.Full), (finding.Severity, finding.Target, path.Mode));
        Assert.Contains("certificate alone", finding.Detail);
    }

    [Fact]
    public void An_answer_that_is_no_sip_is_found()
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, _ => new RegistrarAnswer { Kind = RegistrarAnswerKind.Unusable, Reason = "no SIP" }));
        Assert.Equal((FindingSeverity.Error, Fe1), (One(path, "AnswerUnusable").Severity, One(path, "AnswerUnusable").Target));
    }

    [Fact]
    public void A_certificate_with_thirty_days_left_is_fine() => Assert.Empty(WithCertificate(CertificateVerdict.Trusted, s_now.AddDays(30)).Findings);

    [Fact]
    public void Dns_alone_passes_when_it_leads_to_an_address()
    {
        SignInSettings dnsOnly = s_settings with { SkipConnect = true };
        SignInPath good = Path(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Host(Fe1).Host(Fe2), dnsOnly);
        Assert.Equal((ResultStatus.Pass, SignInMode.None, DiscoveryMethod.Srv), (good.Status, good.Mode, good.DiscoveredBy));
        Assert.Equal(ResultStatus.Fail, Path(new ScriptedWorld().Srv(Srv, Fe1), dnsOnly).Status);
    }

    [Theory]
    [InlineData(401, null, "user name or password is wrong, or the account is locked. Check them")]
    [InlineData(403, 4141, "disabled")]
    [InlineData(404, 4005, "not enabled for SIP")]
    [InlineData(503, null, "not in service")]
    public void A_refusal_is_explained_with_the_next_step(int status, int? diagnostics, string words)
    {
        SignInPath path = Path(new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, ScriptedWorld.Reject(status, diagnostics)));
        Assert.Contains(words, path.Detail);
        Assert.Equal(FindingSeverity.Error, One(path, "SignInRejected").Severity);
        Assert.Equal((ResultStatus.Fail, status), (path.Status, path.Hops.Last(hop => hop.Stage == SignInStage.Register).StatusCode));
    }
}
