using LyncResilience.Discovery.SignIn;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn;

public class DomainRuleTests
{
    [Theory]
    [InlineData("fe.contoso.com", true)]
    [InlineData("FE.Contoso.COM", true)]
    [InlineData("fe.child.contoso.com", true)]
    [InlineData("contoso.com", true)]
    [InlineData("evilcontoso.com", false)]
    [InlineData("contoso.com.evil.example", false)]
    [InlineData("fe.fabrikam.com", true)]
    [InlineData("fabrikam.com", true)]
    [InlineData("evilfabrikam.com", false)]
    [InlineData("com", false)]
    public void Credentials_go_to_the_domain_and_to_trusted_ones_with_all_below_them(string host, bool allowed) =>
        Assert.Equal(allowed, DomainRule.MayHaveCredentials(host, "contoso.com", ["northwind.example", "fabrikam.com"]));

    [Theory]
    [InlineData("fe.example.")]
    [InlineData("fe.example")]
    [InlineData("")]
    public void A_domain_without_a_name_trusts_nobody(string host) => Assert.False(DomainRule.MayHaveCredentials(host, "contoso.com", [""]));

    [Theory]
    [InlineData("fe.contoso.com", NameMatching.Strict, true)]
    [InlineData("fe.child.contoso.com", NameMatching.Strict, false)]
    [InlineData("fe.child.fabrikam.com", NameMatching.Strict, true)]
    [InlineData("fe.child.contoso.com", NameMatching.Suffix, true)]
    [InlineData("fe.fabrikam.com", NameMatching.Suffix, true)]
    [InlineData("fe.northwind.example", NameMatching.Suffix, false)]
    [InlineData("fe.northwind.example", NameMatching.Off, true)]
    public void A_trusted_domain_may_be_dialled_whatever_the_rule(string host, NameMatching matching, bool matches) =>
        Assert.Equal(matches, DomainRule.Matches(host, "contoso.com", matching, ["fabrikam.com"]));
}
