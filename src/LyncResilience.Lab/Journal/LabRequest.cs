namespace LyncResilience.Lab.Journal;

/// <summary>A SIP request as a host of the laboratory received it. Headers and tokens aren't kept.</summary>
/// <param name="Host">The pool, or the adversary, that received it.</param>
/// <param name="Method">Its method.</param>
/// <param name="SipAddress">The sender's address, without <c>sip:</c>, as its From header claims; null when that is unreadable.</param>
/// <param name="IsSecure">Whether it came over TLS.</param>
/// <param name="HasAuthorization">Whether it had an Authorization or Proxy-Authorization header at all.</param>
/// <param name="HasToken">Whether that header carried a token or a signature: something made from the user's password.</param>
/// <param name="Seconds">When, by the laboratory's clock.</param>
internal sealed record LabRequest(string Host, string Method, string? SipAddress, bool IsSecure, bool HasAuthorization, bool HasToken, double Seconds);
