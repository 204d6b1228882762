using System;
using System.Text;

using LyncResilience.Discovery.Authentication.Ntlm;

namespace LyncResilience.Lab.Authentication;

/// <summary>An account that a lab registrar knows. Of the password only the hash that NTLM needs is kept.</summary>
internal sealed class RegistrarAccount
{
    /// <summary>Makes an account.</summary>
    /// <param name="domain">NetBIOS name of the domain, such as <c>SHUDLAB</c>.</param>
    /// <param name="userName">The name in the domain, such as <c>ClientUser1</c>.</param>
    /// <param name="principalName">The user principal name, such as <c>ClientUser1@shudlab.net</c>.</param>
    /// <param name="password">The password.</param>
    public RegistrarAccount(string domain, string userName, string principalName, string password)
    {
        Domain = domain;
        UserName = userName;
        PrincipalName = principalName;
        NtHash = Md4.Hash(Encoding.Unicode.GetBytes(password));
    }

    /// <summary>NetBIOS name of the domain.</summary>
    public string Domain { get; }

    /// <summary>The name in the domain.</summary>
    public string UserName { get; }

    /// <summary>The user principal name.</summary>
    public string PrincipalName { get; }

    /// <summary>NTOWFv1, MS-NLMP 3.3.1.</summary>
    public byte[] NtHash { get; }

    /// <summary><c>DOMAIN\user</c>.</summary>
    public override string ToString() => $"{Domain}\\{UserName}";

    /// <summary>Whether a client that sends this user and domain means this account.</summary>
    /// <param name="user">The user, or the user principal name with an empty domain.</param>
    /// <param name="domain">NetBIOS or DNS name, or empty.</param>
    public bool Matches(string user, string domain)
    {
        if (domain.Length == 0)
        {
            return Same(user, user.IndexOf('@') >= 0 ? PrincipalName : UserName);
        }

        var suffix = PrincipalName.Substring(PrincipalName.IndexOf('@') + 1);
        return (Same(user, UserName) && Same(domain, Domain)) || (Same(user + "@" + domain, PrincipalName) && Same(domain, suffix));
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
