using System.Collections.Generic;

using LyncResilience.Discovery.Sip;

namespace LyncResilience.Lab.Authentication;

/// <summary>A registrar's decision about the credentials of one request.</summary>
internal sealed class AuthenticationDecision
{
    public AuthenticationDecision(AuthenticationOutcome outcome, string detail)
    {
        Outcome = outcome;
        Detail = detail;
    }

    /// <summary>The decision.</summary>
    public AuthenticationOutcome Outcome { get; }

    /// <summary>One sentence for the lab's journal; never a credential.</summary>
    public string Detail { get; }

    /// <summary>Whether the request may be served.</summary>
    public bool IsAccepted => Outcome == AuthenticationOutcome.Accepted;

    /// <summary>What to answer with when the request may not be served: 401, or 407 for a proxy.</summary>
    public int StatusCode { get; init; }

    /// <summary>The WWW-Authenticate or Proxy-Authenticate lines for that answer; empty when the request may be served.</summary>
    public IReadOnlyList<SipHeader> Headers { get; init; } = [];

    /// <summary>The association that signs the answer; null unless accepted.</summary>
    public RegistrarAssociation? Association { get; init; }
}
