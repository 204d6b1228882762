using System.Net;
using System.Security;

using LyncResilience.Discovery.Authentication.Ntlm;

using Xunit;

namespace LyncResilience.Discovery.Tests.Authentication;

public sealed class NtlmIdentityTests
{
    [Theory]
    [InlineData("CONTOSO\\alice", null, "alice", "CONTOSO")]
    [InlineData("alice@contoso.com", null, "alice@contoso.com", "")]
    [InlineData("alice", "CONTOSO", "alice", "CONTOSO")]
    [InlineData("alice@contoso.com", "CONTOSO", "alice@contoso.com", "CONTOSO")]
    [InlineData("alice", "", "alice", "")]
    public void Reads_the_ways_in_which_people_write_accounts(string name, string? domain, string user, string userDomain)
    {
        Assert.Equal(new NtlmIdentity(user, userDomain), NtlmIdentity.Of(new NetworkCredential(name, "x", domain)));
    }

    [Fact]
    public void Hashes_a_secure_string_like_a_string()
    {
        using var secure = new SecureString();
        foreach (var character in "Pä$$wörd€")
        {
            secure.AppendChar(character);
        }

        Assert.Equal(
            NtlmIdentity.NtHash(new NetworkCredential("u", "Pä$$wörd€")),
            NtlmIdentity.NtHash(new NetworkCredential("u", secure)));
    }

    // MD4 of nothing: the hash of the empty password.
    [Fact]
    public void An_empty_password_has_its_hash_too()
    {
        Assert.Equal("31D6CFE0D16AE931B73C59D7E0C089C0", System.Convert.ToHexString(NtlmIdentity.NtHash(new NetworkCredential("u", string.Empty))));
    }
}
