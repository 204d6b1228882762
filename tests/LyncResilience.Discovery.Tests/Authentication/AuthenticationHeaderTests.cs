using System;
using System.Collections.Generic;
using System.Linq;

using LyncResilience.Discovery.Authentication;

using Xunit;

namespace LyncResilience.Discovery.Tests.Authentication;

public sealed class AuthenticationHeaderTests
{
    private const string Offer = "NTLM realm=\"SIP Communications Service\", targetname=\"server.contoso.com\", version=4";

    [Theory]
    [InlineData("NTLM targetname=\"fe1.contoso.com\"", "fe1.contoso.com")]
    [InlineData("Kerberos targetname=\"sip/fe1.contoso.com\"", "fe1.contoso.com")]
    [InlineData("Kerberos targetname=\"SIP/fe1.contoso.com\"", "fe1.contoso.com")]
    [InlineData("NTLM realm=\"x\"", null)]
    public void Names_the_server_without_its_service(string value, string? expected) =>
        Assert.Equal(expected, AuthenticationHeader.Parse(value).TargetName);

    [Fact]
    public void Reads_scheme_and_parameters_in_order_without_regard_to_the_case_of_names()
    {
        var header = AuthenticationHeader.Parse(Offer);

        Assert.Equal("NTLM", header.Scheme);
        Assert.Equal(["realm", "targetname", "version"], header.Parameters.Select(parameter => parameter.Key));
        Assert.Equal("server.contoso.com", header["TargetName"]);
        Assert.Equal(4, header.Version);
        Assert.Null(header["opaque"]);
    }

    [Fact]
    public void Writes_what_it_reads()
    {
        Assert.Equal(Offer, AuthenticationHeader.Parse(Offer).ToHeaderValue());
    }

    [Theory]
    [InlineData("a \"quoted\" \\ value, with = and <>")]
    [InlineData("")]
    [InlineData("ünïcode")]
    public void Quotes_and_escapes_survive_a_round_trip(string value)
    {
        var header = new AuthenticationHeader("NTLM", [new KeyValuePair<string, string>("realm", value)]);

        Assert.Equal(value, AuthenticationHeader.Parse(header.ToHeaderValue())["realm"]);
    }

    [Theory]
    [InlineData("NTLM", "NTLM", 0)]
    [InlineData("  NTLM  ", "NTLM", 0)]
    [InlineData("NTLM realm = \"a\" , , version = 3,", "NTLM", 2)]
    [InlineData("TLS-DSK realm=\"a\"", "TLS-DSK", 1)]
    [InlineData("NTLM gssapi-data=TlRM+/==", "NTLM", 1)]
    [InlineData("NTLM realm=", "NTLM", 1)]
    public void Tolerates_what_servers_may_write(string value, string scheme, int count)
    {
        var header = AuthenticationHeader.Parse(value);

        Assert.Equal((scheme, count), (header.Scheme, header.Parameters.Count));
    }

    [Theory]
    [InlineData("", "scheme")]
    [InlineData("=", "scheme")]
    [InlineData("NTLM=1", "space after the scheme")]
    [InlineData("NTLM realm", "'=' after realm")]
    [InlineData("NTLM \"realm\"=1", "parameter name")]
    [InlineData("NTLM realm=\"open", "closing quote")]
    [InlineData("NTLM realm=\"open\\", "closing quote")]
    [InlineData("NTLM realm=\"a\"b", "a comma")]
    [InlineData("NTLM realm=a b=c", "a comma")]
    [InlineData("NTLM realm=\"a\", Realm=\"b\"", "twice")]
    public void Says_what_is_wrong_with_a_broken_value(string value, string message)
    {
        var exception = Assert.Throws<AuthenticationFormatException>(() => AuthenticationHeader.Parse(value));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_length_and_number_of_parameters()
    {
        Assert.Throws<AuthenticationFormatException>(() => AuthenticationHeader.Parse("NTLM a=" + new string('x', 65_536)));
        Assert.Throws<AuthenticationFormatException>(
            () => AuthenticationHeader.Parse("NTLM " + string.Join(",", Enumerable.Range(0, 65).Select(i => $"p{i}=1"))));
    }

    [Fact]
    public void Its_text_for_people_hides_tokens_and_signatures()
    {
        var header = AuthenticationHeader.Parse("NTLM qop=\"auth\", GSSAPI-Data=\"c2VjcmV0\", response=\"0123456789\", rspauth=\"abcdef\", opaque=\"1\"");

        Assert.Equal("NTLM qop=\"auth\", GSSAPI-Data=\"[hidden]\", response=\"[hidden]\", rspauth=\"[hidden]\", opaque=\"1\"", header.ToString());
    }

    [Fact]
    public void An_error_never_quotes_the_token()
    {
        var exception = Assert.Throws<AuthenticationFormatException>(() => AuthenticationHeader.Parse("NTLM gssapi-data=\"c2VjcmV0\"c2VjcmV0"));

        Assert.DoesNotContain("c2VjcmV0", exception.ToString(), StringComparison.Ordinal);
    }
}
