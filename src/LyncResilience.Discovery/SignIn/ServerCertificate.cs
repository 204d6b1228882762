using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>A certificate that a server showed.</summary>
/// <param name="Host">The name that it had to be valid for.</param>
/// <param name="Facts">What it says and how it was judged.</param>
public sealed record ServerCertificate(string Host, CertificateFacts Facts);
