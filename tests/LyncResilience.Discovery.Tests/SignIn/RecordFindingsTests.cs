using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn;

/// <summary>Records and certificates at the edges of what is worth a finding.</summary>
public class RecordFindingsTests
{
    private const string Srv = "_sipinternaltls._tcp.contoso.com";
    private const string ExternalSrv = "_sip._tls.contoso.com";
    private const string TcpSrv = "_sipinternal._tcp.contoso.com";
    private const string Fe1 = "fe1.contoso.com";
    private const string Fe2 = "fe2.contoso.com";
    private const string Director = "director.contoso.com";

    private static readonly DateTime s_now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly SignInSettings s_settings = ScriptedWorld.Fresh;

    private static IReadOnlyList<Finding> Findings(ScriptedWorld world, SignInSettings? settings = null, params DnsAnswer[] further) => PathFindings.Of(
        new PathFacts { Settings = settings ?? s_settings, Result = world.Run(settings ?? s_settings), FurtherAnswers = further, TimeUtc = s_now });

    private static IEnumerable<string> Ids(IEnumerable<Finding> findings) => findings.Select(finding => finding.Id);

    private static Finding One(IEnumerable<Finding> findings, string id) => Assert.Single(findings, finding => finding.Id == id);

    private static ServerCertificate Certificate(string host, CertificateVerdict verdict, params string[] names) =>
        new(host, new CertificateFacts(verdict, "judged") { Names = names, NotAfterUtc = s_now.AddDays(verdict == CertificateVerdict.Trusted ? 29 : 300) });

    private static IReadOnlyList<Finding> OfCertificates(params ServerCertificate[] certificates) =>
        PathFindings.Of(new PathFacts { Settings = s_settings, Result = new SignInResult { Certificates = certificates }, TimeUtc = s_now });

    [Fact]
    public void A_record_that_offers_nothing_has_no_single_target() => Assert.DoesNotContain("SingleSrvTarget", Ids(Findings(new ScriptedWorld().Srv(Srv, "."))));

    [Fact]
    public void The_only_target_without_address_is_an_error() =>
        Assert.Equal(FindingSeverity.Error, One(Findings(new ScriptedWorld().Srv(Srv, Fe1)), "SrvTargetWithoutAddress").Severity);

    [Theory]
    [InlineData(DnsOutcome.NoData, true)]
    [InlineData(DnsOutcome.Timeout, false)]
    public void A_target_has_no_address_only_when_dns_says_so(DnsOutcome outcome, bool found)
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Full);
        Assert.Equal(found, Ids(Findings(world, null, new DnsAnswer(Fe2, DnsRecordType.A, outcome))).Contains("SrvTargetWithoutAddress"));
    }

    [Fact]
    public void One_host_in_two_spellings_is_a_single_target() =>
        Assert.Contains("SingleSrvTarget", Ids(Findings(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, "FE1.Contoso.com", priority: 1, port: 443).Registrar(Fe1, ScriptedWorld.Full))));

    [Fact]
    public void The_longest_ttl_of_a_record_counts() => Assert.Contains(
        "7200 s", One(Findings(new ScriptedWorld().Srv(Srv, Fe1, ttl: 60).Srv(Srv, Fe2, priority: 1, ttl: 7200).Registrar(Fe1, ScriptedWorld.Full)), "LongTtl").Detail);

    [Fact]
    public void Two_ports_of_one_host_share_no_priority() =>
        Assert.DoesNotContain("EqualPriorities", Ids(Findings(new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe1, port: 443).Registrar(Fe1, ScriptedWorld.Full))));

    [Theory]
    [InlineData(DnsRecordType.CName, true)]
    [InlineData(DnsRecordType.Ns, false)]
    public void Only_an_alias_in_the_answer_makes_the_target_one(DnsRecordType type, bool found)
    {
        var answer = new DnsAnswer(Fe2, DnsRecordType.Aaaa, DnsOutcome.Answer) { Records = [new NameRecord(Fe2, type, 60, "real.contoso.com")] };
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, ScriptedWorld.Full);
        Assert.Equal(found, Ids(Findings(world, null, answer)).Contains("SrvTargetIsAlias"));
    }

    [Fact]
    public void The_internal_tcp_record_alone_is_found_also_where_tcp_is_allowed()
    {
        SignInSettings tcp = s_settings with { AllowTcp = true };
        ScriptedWorld Only() => new ScriptedWorld().Srv(TcpSrv, Fe1).Registrar(Fe1, ScriptedWorld.Full);
        Assert.Contains("OnlyTcpRecord", Ids(Findings(Only(), tcp)));
        Assert.DoesNotContain("OnlyTcpRecord", Ids(Findings(Only().Srv(ExternalSrv, Fe1), tcp)));
        Assert.DoesNotContain("NoSrvRecord", Ids(Findings(Only(), tcp)));
    }

    [Fact]
    public void A_record_that_could_not_be_looked_up_may_be_there() =>
        Assert.DoesNotContain("NoSrvRecord", Ids(Findings(new ScriptedWorld().Fails(ExternalSrv, DnsOutcome.Timeout))));

    [Fact]
    public void Without_discovery_no_record_is_missed()
    {
        Assert.DoesNotContain("NoSrvRecord", Ids(Findings(new ScriptedWorld().Registrar(Fe1, ScriptedWorld.Full), s_settings with { Server = new(Fe1) })));
        Assert.DoesNotContain("NoSrvRecord", Ids(Findings(new ScriptedWorld().Registrar(Fe1, ScriptedWorld.Full), s_settings with { CachedServer = new(Fe1) })));
    }

    [Theory]
    [InlineData(DnsOutcome.Timeout, "DnsNotAnswering")]
    [InlineData(DnsOutcome.Unreachable, "DnsNotAnswering")]
    [InlineData(DnsOutcome.Refused, "DnsError")]
    [InlineData(DnsOutcome.ServerFailure, "DnsError")]
    [InlineData(DnsOutcome.Malformed, "DnsError")]
    public void A_dns_server_that_fails_is_blamed_whatever_was_asked_of_it(DnsOutcome outcome, string id)
    {
        Assert.Equal(FindingSeverity.Error, One(Findings(new ScriptedWorld { DnsFailure = outcome }), id).Severity);
        Assert.Equal(Fe1, One(Findings(new ScriptedWorld { DnsFailure = outcome }, s_settings with { Server = new(Fe1) }), id).Target);
    }

    [Fact]
    public void The_second_target_to_add_is_the_backup_that_the_client_was_told_of()
    {
        var world = new ScriptedWorld().Srv(Srv, Director, ttl: 7200).Registrar(Director, ScriptedWorld.Redirect(Fe1, Fe2)).Registrar(Fe1, ScriptedWorld.Full);
        Assert.Contains($"{Srv}. 3600 IN SRV 10 0 5061 {Fe2}.", One(Findings(world), "SingleSrvTarget").Recommendation);
    }

    [Fact]
    public void A_second_target_that_nobody_has_reached_is_not_suggested_by_name()
    {
        var world = new ScriptedWorld().Srv(Srv, Director).Registrar(Director, ScriptedWorld.Redirect(Fe1, Fe2)).Dead(Fe1).Dead(Fe2);
        Assert.Contains("<the backup pool>", One(Findings(world), "SingleSrvTarget").Recommendation);
    }

    [Theory]
    [InlineData(CertificateVerdict.Trusted, "CertificateExpiresSoon", FindingSeverity.Warning)]
    [InlineData(CertificateVerdict.NameMismatch, "CertificateNameMismatch", FindingSeverity.Error)]
    [InlineData(CertificateVerdict.Expired, "CertificateExpired", FindingSeverity.Error)]
    [InlineData(CertificateVerdict.UntrustedRoot, "CertificateUntrusted", FindingSeverity.Error)]
    [InlineData(CertificateVerdict.HandshakeFailed, "TlsHandshakeFailed", FindingSeverity.Error)]
    public void A_certificate_that_stops_clients_is_an_error_and_one_that_soon_will_a_warning(CertificateVerdict verdict, string id, FindingSeverity severity) =>
        Assert.Equal(severity, One(OfCertificates(Certificate(Fe1, verdict)), id).Severity);

    [Fact]
    public void A_handshake_that_took_too_long_says_nothing_of_the_certificate() => Assert.Empty(OfCertificates(Certificate(Fe1, CertificateVerdict.TimedOut)));

    [Theory]
    [InlineData(0, "holds no name at all.")]
    [InlineData(5, "does not hold that name, only n1, n2, n3, n4, n5.")]
    [InlineData(6, "does not hold that name, only n1, n2, n3, n4, n5 and 1 more.")]
    public void Of_a_certificate_with_many_names_five_are_told(int count, string words) => Assert.Contains(
        words, One(OfCertificates(Certificate(Fe1, CertificateVerdict.NameMismatch, [.. Enumerable.Range(1, count).Select(i => $"n{i}")])), "CertificateNameMismatch").Detail);

    [Fact]
    public void What_was_met_twice_is_found_once_and_the_worst_comes_first()
    {
        IReadOnlyList<Finding> findings = OfCertificates(
            Certificate(Fe2, CertificateVerdict.Trusted), Certificate(Fe1, CertificateVerdict.ChainInvalid), Certificate("FE1.Contoso.com", CertificateVerdict.ChainInvalid));
        Assert.Equal(["CertificateChainInvalid", "CertificateExpiresSoon"], Ids(findings));
    }
}
