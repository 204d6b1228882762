using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.Sip;

public sealed class CertificateTests
{
    private const string Host = "fe01.contoso.com";
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tells_everything_about_a_good_certificate()
    {
        using var root = new TestAuthority();
        X509Certificate2 certificate = root.Issue("pool01.contoso.com", ["pool01.contoso.com", Host, "sip.contoso.com", "192.0.2.5", "2001:db8::5"]);
        CertificateFacts facts = await SecureAsync(certificate, Host, root.AsRoots);
        Assert.Equal(CertificateVerdict.Trusted, facts.Verdict);
        Assert.Equal("CN=pool01.contoso.com", facts.Subject);
        Assert.Equal(root.Certificate.Subject, facts.Issuer);
        Assert.Equal(["pool01.contoso.com", Host, "sip.contoso.com", "192.0.2.5", "2001:db8::5"], facts.Names);
        Assert.Equal(certificate.NotBefore.ToUniversalTime(), facts.NotBeforeUtc);
        Assert.Equal(certificate.NotAfter.ToUniversalTime(), facts.NotAfterUtc);
        Assert.Equal(certificate.Thumbprint, facts.Thumbprint);
        Assert.Equal([certificate.Subject, root.Certificate.Subject], facts.Chain);
    }

    [Fact]
    public async Task Judges_by_the_clock_given()
    {
        using var root = new TestAuthority();
        X509Certificate2 certificate = root.Issue(Host, [Host]);
        DateTime later = certificate.NotAfter.ToUniversalTime().AddSeconds(1);
        Assert.Equal(CertificateVerdict.Expired, (await SecureAsync(certificate, Host, root.AsRoots, utcNow: later)).Verdict);
        DateTime earlier = certificate.NotBefore.ToUniversalTime().AddSeconds(-1);
        Assert.Equal(CertificateVerdict.NotYetValid, (await SecureAsync(certificate, Host, root.AsRoots, utcNow: earlier)).Verdict);
    }

    [Fact]
    public async Task Says_so_when_a_certificate_cannot_be_judged()
    {
        using var root = new TestAuthority();
        var unusable = X509CertificateLoader.LoadCertificate(root.Certificate.RawData);
        X509Certificate2Collection roots = [unusable];
        unusable.Dispose();
        CertificateFacts facts = await SecureAsync(root.Issue(Host, [Host]), Host, roots);
        Assert.Equal(CertificateVerdict.HandshakeFailed, facts.Verdict);
        Assert.StartsWith($"The certificate of {Host} could not be judged: ", facts.Detail);
    }

    [Fact]
    public async Task Follows_the_intermediate_that_the_server_sends()
    {
        using var root = new TestAuthority();
        using var intermediate = new TestAuthority("Contoso Issuing", root);
        X509Certificate2 certificate = intermediate.Issue(Host, [Host]);
        CertificateFacts facts = await SecureAsync(certificate, Host, root.AsRoots, [intermediate.Certificate]);
        Assert.Equal(CertificateVerdict.Trusted, facts.Verdict);
        Assert.Equal(3, facts.Chain.Count);

        CertificateFacts without = await SecureAsync(certificate, Host, root.AsRoots);
        Assert.Equal(CertificateVerdict.UntrustedRoot, without.Verdict);
        Assert.Contains("Contoso Issuing", without.Detail);
        Assert.Contains("was not sent", without.Detail);
    }

    [Fact]
    public async Task Tells_a_wrong_name()
    {
        using var root = new TestAuthority();
        CertificateFacts facts = await SecureAsync(root.Issue(Host, ["pool01.contoso.com"]), Host, root.AsRoots);
        Assert.Equal(CertificateVerdict.NameMismatch, facts.Verdict);
        Assert.Equal($"The certificate is not for {Host}, but for pool01.contoso.com.", facts.Detail);
        Assert.Null(facts.Protocol);
    }

    [Fact]
    public async Task Tells_expired_from_not_yet_valid()
    {
        using var root = new TestAuthority();
        DateTimeOffset now = DateTimeOffset.UtcNow;
        CertificateFacts expired = await SecureAsync(root.Issue(Host, [Host], now.AddDays(-9), now.AddHours(-1)), Host, root.AsRoots);
        Assert.Equal(CertificateVerdict.Expired, expired.Verdict);
        CertificateFacts early = await SecureAsync(root.Issue(Host, [Host], now.AddHours(1), now.AddDays(9)), Host, root.AsRoots);
        Assert.Equal(CertificateVerdict.NotYetValid, early.Verdict);
    }

    [Fact]
    public async Task Trusts_no_other_root_than_those_given()
    {
        using var root = new TestAuthority();
        using var other = new TestAuthority();
        CertificateFacts facts = await SecureAsync(root.Issue(Host, [Host]), Host, other.AsRoots);
        Assert.Equal(CertificateVerdict.UntrustedRoot, facts.Verdict);
        Assert.Equal(CertificateVerdict.UntrustedRoot, (await SecureAsync(root.Issue(Host, [Host]), Host, null)).Verdict);
        Assert.Equal(CertificateVerdict.UntrustedRoot, (await SecureAsync(root.Issue(Host, [Host]), Host, [])).Verdict);
    }

    [Fact]
    public async Task Does_not_take_a_root_of_the_same_name_for_the_one_trusted_even_when_the_server_sends_it()
    {
        using var trusted = new TestAuthority("Contoso Root CA");
        using var forged = new TestAuthority("Contoso Root CA");
        CertificateFacts facts = await SecureAsync(forged.Issue(Host, [Host]), Host, trusted.AsRoots, [forged.Certificate]);
        Assert.Equal(CertificateVerdict.UntrustedRoot, facts.Verdict);
    }

    [Fact]
    public async Task Trusts_a_self_signed_certificate_only_when_it_is_given_as_root()
    {
        X509Certificate2 certificate = TestAuthority.SelfSigned(Host);
        Assert.Equal(CertificateVerdict.UntrustedRoot, (await SecureAsync(certificate, Host, null)).Verdict);
        Assert.Equal(CertificateVerdict.Trusted, (await SecureAsync(certificate, Host, [certificate])).Verdict);
    }

    [Fact]
    public async Task Tells_a_broken_chain_from_an_untrusted_one()
    {
        using var root = new TestAuthority();
        using var old = new TestAuthority("Contoso Old Issuing", root, DateTimeOffset.UtcNow.AddDays(-1));
        CertificateFacts facts = await SecureAsync(old.Issue(Host, [Host]), Host, root.AsRoots, [old.Certificate]);
        Assert.Equal(CertificateVerdict.ChainInvalid, facts.Verdict);
        Assert.Equal($"The certificate CN=Contoso Old Issuing, O=Contoso in the chain of {Host} is not usable: NotTimeValid.", facts.Detail);

        CertificateFacts clientOnly = await SecureAsync(root.Issue(Host, [Host], forServers: false), Host, root.AsRoots);
        Assert.Equal(CertificateVerdict.ChainInvalid, clientOnly.Verdict);
        Assert.Contains("NotValidForUsage", clientOnly.Detail);
    }

    [Fact]
    public void Tells_dates_before_the_chain_and_the_chain_before_the_name()
    {
        using var root = new TestAuthority();
        using X509Certificate2 certificate = root.Issue("other", ["other.contoso.com"]);
        Assert.Equal(CertificateVerdict.Expired, new CertificateJudge(Host, null, DateTime.UtcNow.AddDays(91)).Judge(certificate, []).Verdict);
        Assert.Equal(CertificateVerdict.NotYetValid, new CertificateJudge(Host, null, DateTime.UtcNow.AddDays(-2)).Judge(certificate, []).Verdict);
        Assert.Equal(CertificateVerdict.UntrustedRoot, new CertificateJudge(Host, null, DateTime.UtcNow).Judge(certificate, []).Verdict);
        Assert.Equal(CertificateVerdict.NameMismatch, new CertificateJudge(Host, root.AsRoots, DateTime.UtcNow).Judge(certificate, []).Verdict);
    }

    [Fact]
    public async Task Reads_a_thousand_names()
    {
        using var root = new TestAuthority();
        string[] names = [.. Enumerable.Range(1, 1000).Select(i => $"fe{i:0000}.contoso.com")];
        CertificateFacts facts = await SecureAsync(root.Issue("many", names), "fe1000.contoso.com", root.AsRoots);
        Assert.Equal(CertificateVerdict.Trusted, facts.Verdict);
        Assert.Equal(names, facts.Names);
        CertificateFacts wrong = await SecureAsync(root.Issue("many", names), "fe1001.contoso.com", root.AsRoots);
        Assert.EndsWith("fe0005.contoso.com and 995 more.", wrong.Detail);
    }

    [Theory]
    [InlineData("192.0.2.5", CertificateVerdict.Trusted)]
    [InlineData("2001:db8:0:0::5", CertificateVerdict.Trusted)]
    [InlineData("192.0.2.6", CertificateVerdict.NameMismatch)]
    public async Task Covers_an_address_only_by_an_address(string host, CertificateVerdict expected)
    {
        using var root = new TestAuthority();
        Assert.Equal(expected, (await SecureAsync(root.Issue("192.0.2.6", ["192.0.2.5", "2001:db8::5"]), host, root.AsRoots)).Verdict);
    }

    [Fact]
    public void Uses_the_common_name_only_without_alternative_names_and_never_as_an_address()
    {
        using var root = new TestAuthority();
        var judge = new CertificateJudge(Host, root.AsRoots, DateTime.UtcNow);
        CertificateFacts byCommonName = judge.Judge(root.Issue(Host, []), []);
        Assert.Equal((CertificateVerdict.Trusted, Host), (byCommonName.Verdict, byCommonName.Names.Single()));
        Assert.Equal(CertificateVerdict.NameMismatch, judge.Judge(root.Issue(Host, ["192.0.2.5"]), []).Verdict);
        CertificateFacts address = new CertificateJudge("192.0.2.5", root.AsRoots, DateTime.UtcNow).Judge(root.Issue("192.0.2.5", []), []);
        Assert.Equal(CertificateVerdict.NameMismatch, address.Verdict);
        Assert.Equal("The certificate is not for 192.0.2.5, but for no name at all.", address.Detail);
    }

    [Theory]
    [InlineData("*.contoso.com", "fe01.contoso.com", true)]
    [InlineData("*.CONTOSO.com", "fe01.contoso.COM.", true)]
    [InlineData("*.contoso.com", "contoso.com", false)]
    [InlineData("*.contoso.com", "a.fe01.contoso.com", false)]
    [InlineData("*.contoso.com", ".contoso.com", false)]
    [InlineData("*.com", "contoso.com", false)]
    [InlineData("*", "contoso", false)]
    [InlineData("fe*.contoso.com", "fe01.contoso.com", false)]
    [InlineData("a.*.contoso.com", "a.b.contoso.com", false)]
    [InlineData("fe01.contoso.com?.fabrikam.com", "fe01.contoso.com", false)]
    public void Lets_a_wildcard_stand_for_one_left_most_label(string name, string host, bool expected) =>
        Assert.Equal(expected, CertificateNames.Cover([name], host));

    [Fact]
    public void Reads_no_element_that_is_longer_than_what_is_there_or_of_no_length()
    {
        byte[] endless = [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0x82];
        Assert.False(new DerReader(endless).Read());
        Assert.False(new DerReader([0x30, 0x80, 0x00, 0x00]).Read());
    }

    private static async Task<CertificateFacts> SecureAsync(
        X509Certificate2 certificate, string host, X509Certificate2Collection? roots, X509Certificate2Collection? issuers = null, DateTime? utcNow = null)
    {
        await using TestServer server = TestServer.Tls(certificate, TestServer.UntilClosedAsync, issuers);
        using SipConnection connection = await SipConnection.OpenAsync(IPAddress.Loopback, server.Port, s_long, Token);
        return await connection.SecureAsync(host, roots, utcNow ?? DateTime.UtcNow, s_long, Token);
    }
}
