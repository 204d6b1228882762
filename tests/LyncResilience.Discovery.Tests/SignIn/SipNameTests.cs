using LyncResilience.Discovery.SignIn;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn;

public sealed class SipNameTests
{
    [Theory]
    [InlineData("alice@contoso.com", "alice@contoso.com")]
    [InlineData("sip:Alice.Allison@Contoso.com", "Alice.Allison@Contoso.com")]
    [InlineData("SIP:alice@corp.contoso.com", "alice@corp.contoso.com")]
    [InlineData("  alice@contoso.com\r\n", "alice@contoso.com")]
    [InlineData("alice@münchen.example", "alice@xn--mnchen-3ya.example")]
    [InlineData("alice@MÜNCHEN.example", "alice@xn--mnchen-3ya.example")]
    [InlineData("Älice@münchen.example", "Älice@xn--mnchen-3ya.example")]
    [InlineData("alice@xn--mnchen-3ya.example", "alice@xn--mnchen-3ya.example")]
    public void Reads_an_address(string text, string expected)
    {
        Assert.True(SipName.TryParseAddress(text, out string address));
        Assert.Equal(expected, address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData("@contoso.com")]
    [InlineData("alice@")]
    [InlineData("alice@bob@contoso.com")]
    [InlineData("alice@bob@münchen.example")]
    [InlineData("al ice@contoso.com")]
    [InlineData("alice@con toso.com")]
    [InlineData("alice@contoso.com\r\nRoute: <sip:fabrikam.com>")]
    [InlineData("ali\r\nce@contoso.com")]
    [InlineData("ali\nce@contoso.com")]
    [InlineData("ali\0ce@contoso.com")]
    [InlineData("alice;x=y@contoso.com")]
    [InlineData("alice@contoso.com;transport=tcp")]
    [InlineData("<sip:alice@contoso.com>")]
    [InlineData("alice<@contoso.com")]
    [InlineData("alice>@contoso.com")]
    [InlineData("alice,bob@contoso.com")]
    [InlineData("alice@contoso.com,bob@contoso.com")]
    [InlineData("alice@contoso..com")]
    [InlineData("alice@.contoso.com")]
    [InlineData("alice@münchen..example")]
    [InlineData("alice@contoso.com:5061")]
    [InlineData("alice@[2001:db8::1]")]
    public void Refuses_what_is_no_address(string text) => Assert.False(SipName.TryParseAddress(text, out _));

    [Theory]
    [InlineData("contoso.com", "contoso.com")]
    [InlineData("sip:Contoso.com.", "Contoso.com")]
    [InlineData("contoso", "contoso")]
    [InlineData("1.contoso-2.com", "1.contoso-2.com")]
    [InlineData("a_b.contoso.com", "a_b.contoso.com")]
    [InlineData("münchen.example.", "xn--mnchen-3ya.example")]
    [InlineData("例え.テスト", "xn--r8jz45g.xn--zckzah")]
    public void Reads_a_domain(string text, string expected)
    {
        Assert.True(SipName.TryParseDomain(text, out string domain));
        Assert.Equal(expected, domain);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("sip:")]
    [InlineData("contoso.com..")]
    [InlineData("contoso..com")]
    [InlineData(".contoso.com")]
    [InlineData("-contoso.com")]
    [InlineData("contoso-.com")]
    [InlineData("con toso.com")]
    [InlineData("contoso.com\r\nx")]
    [InlineData("contoso;x.com")]
    [InlineData("contoso<.com")]
    [InlineData("alice@contoso.com")]
    [InlineData("mün chen.example")]
    [InlineData("mün;chen.example")]
    public void Refuses_what_is_no_domain(string text) => Assert.False(SipName.TryParseDomain(text, out _));

    [Fact]
    public void Takes_names_as_long_as_dns_does_and_no_longer()
    {
        string label = new('a', 63);
        string longest = $"{label}.{label}.{label}.{new string('b', 61)}";
        Assert.Equal(253, longest.Length);
        Assert.True(SipName.TryParseDomain(longest, out _));
        Assert.True(SipName.TryParseAddress("alice@" + longest, out _));
        Assert.False(SipName.TryParseDomain(longest + "b", out _));
        Assert.False(SipName.TryParseAddress("alice@" + longest + "b", out _));
        Assert.False(SipName.TryParseDomain(label + "a.com", out _));
    }
}
