using System.Net;

namespace LyncResilience.Lab;

/// <summary>A user of a running laboratory, with the password that was made for it at the start.</summary>
public sealed class LabUser
{
    internal LabUser(string sipAddress, string homePool, string userName, string password)
    {
        SipAddress = sipAddress;
        HomePool = homePool;
        UserName = userName;
        Password = password;
    }

    /// <summary>The address without <c>sip:</c>.</summary>
    public string SipAddress { get; }

    /// <summary>The pool that homes the user.</summary>
    public string HomePool { get; }

    /// <summary>The account as NTLM names it, such as <c>SHUDLAB\ClientUser1</c>.</summary>
    public string UserName { get; }

    /// <summary>The password. It opens this laboratory only, and dies with it.</summary>
    public string Password { get; }

    /// <summary>User name and password in the shape that sign-in takes.</summary>
    /// <returns>A new credential.</returns>
    public NetworkCredential ToCredential()
    {
        int slash = UserName.IndexOf('\\');
        return slash < 0
            ? new NetworkCredential(UserName, Password)
            : new NetworkCredential(UserName.Substring(slash + 1), Password, UserName.Substring(0, slash));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{SipAddress} on {HomePool}";
}
