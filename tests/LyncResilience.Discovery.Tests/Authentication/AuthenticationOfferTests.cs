using System;
using System.Linq;

using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Sip;

using Xunit;

namespace LyncResilience.Discovery.Tests.Authentication;

public sealed class AuthenticationOfferTests
{
    private const string Rest = " realm=\"SIP Communications Service\", targetname=\"fe1.contoso.com\", version=4";

    [Fact]
    public void Finds_NTLM_among_the_schemes()
    {
        var offer = Offer(401, "Kerberos realm=\"SIP Communications Service\", targetname=\"sip/fe9.contoso.com\", version=4", "NTLM" + Rest, "TLS-DSK" + Rest, "ntlm" + Rest);

        Assert.Equal(["Kerberos", "NTLM", "TLS-DSK"], offer.Schemes);
        Assert.Equal("fe1.contoso.com", offer.TargetName);
        Assert.Null(offer.Refusal);
        Assert.False(offer.IsProxy);
    }

    [Fact]
    public void Version_3_is_answered_too() => Assert.Null(Offer(401, "NTLM" + Rest.Replace("version=4", "version=3", StringComparison.Ordinal)).Refusal);

    [Fact]
    public void A_407_asks_with_the_headers_of_a_proxy()
    {
        var offer = AuthenticationOffer.Of(new SipResponse(407, "Proxy Authentication Required", [new SipHeader("Proxy-Authenticate", "NTLM" + Rest)]));

        Assert.True(offer.IsProxy);
        Assert.NotNull(offer.Ntlm);
    }

    [Theory]
    [InlineData("Basic realm=\"x\"", "Basic")]
    [InlineData("Digest realm=\"x\", nonce=\"y\"", "Digest")]
    [InlineData("Kerberos realm=\"x\", targetname=\"sip/fe1.contoso.com\"", "Kerberos")]
    [InlineData("TLS-DSK" + Rest, "TLS-DSK")]
    public void Other_schemes_alone_are_refused_by_name(string line, string scheme)
    {
        var refusal = Offer(401, line).Refusal;

        Assert.NotNull(refusal);
        Assert.Contains($"offers {scheme};", refusal, StringComparison.Ordinal);
        Assert.Contains("only NTLM", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NTLM realm=\"x\", version=4")]
    [InlineData("NTLM targetname=\"x\", version=4")]
    [InlineData("NTLM realm=\"x\", targetname=\"y\"")]
    [InlineData("NTLM realm=\"x\", targetname=\"y\", version=5")]
    [InlineData("NTLM realm=\"x\", targetname=\"y\", version=four")]
    public void An_NTLM_offer_without_what_an_answer_needs_is_refused(string line)
    {
        Assert.NotNull(Offer(401, line).Refusal);
    }

    [Fact]
    public void A_broken_line_does_not_hide_the_good_ones()
    {
        var offer = Offer(401, "NTLM realm=\"open", "NTLM" + Rest);

        Assert.Single(offer.Unreadable);
        Assert.Null(offer.Refusal);
    }

    [Fact]
    public void No_line_at_all_is_refused_and_names_no_target()
    {
        var offer = Offer(401);

        Assert.Null(offer.TargetName);
        Assert.Contains("no scheme", offer.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_status_is_no_offer()
    {
        Assert.Throws<ArgumentException>(() => Offer(403, "NTLM" + Rest));
    }

    private static AuthenticationOffer Offer(int status, params string[] lines) =>
        AuthenticationOffer.Of(new SipResponse(status, "Unauthorized", lines.Select(line => new SipHeader("WWW-Authenticate", line))));
}
