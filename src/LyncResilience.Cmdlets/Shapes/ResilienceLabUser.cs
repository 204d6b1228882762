using System.Management.Automation;
using System.Security;
using LyncResilience.Lab;

namespace LyncResilience;

/// <summary>A user of a running laboratory; pipes into every command that takes a SIP address and a credential.</summary>
public sealed class ResilienceLabUser
{
    internal ResilienceLabUser(LabUser user)
    {
        SipAddress = user.SipAddress;
        HomePool = user.HomePool;
        SecureString password = new();
        foreach (char letter in user.Password)
        {
            password.AppendChar(letter);
        }

        password.MakeReadOnly();
        Credential = new PSCredential(user.UserName, password);
    }

    /// <summary>The address without <c>sip:</c>.</summary>
    public string SipAddress { get; }

    /// <summary>The pool that homes the user.</summary>
    public string HomePool { get; }

    /// <summary>The user's account. It opens this laboratory only.</summary>
    public PSCredential Credential { get; }

    /// <inheritdoc/>
    public override string ToString() => SipAddress;
}
