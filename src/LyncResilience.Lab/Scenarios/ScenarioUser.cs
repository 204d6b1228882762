namespace LyncResilience.Lab.Scenarios;

/// <summary>A user of a laboratory. The password isn't part of a scenario: each laboratory makes its own.</summary>
/// <param name="SipAddress">The address without <c>sip:</c>.</param>
/// <param name="HomePool">The pool that homes the user.</param>
/// <param name="UserName">The account as NTLM names it, with or without a domain: <c>SHUDLAB\ClientUser1</c>.</param>
public sealed record ScenarioUser(string SipAddress, string HomePool, string UserName)
{
    /// <summary>False for an account that is disabled for SIP: it authenticates, and is then turned away.</summary>
    public bool IsEnabled { get; init; } = true;
}
