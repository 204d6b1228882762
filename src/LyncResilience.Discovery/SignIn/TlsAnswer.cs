using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>What came of negotiating TLS.</summary>
/// <param name="Outcome"><c>Ok</c>, <c>TlsFailed</c>, <c>NameMismatch</c> or <c>NoAnswer</c>.</param>
/// <param name="Certificate">What the server's certificate says; null when the world has none (a simulation) or the handshake got none.</param>
/// <param name="Detail">One sentence.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
public sealed record TlsAnswer(SignInOutcome Outcome, CertificateFacts? Certificate, string Detail, double DurationMs);
