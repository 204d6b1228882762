using System.Collections.Generic;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Validation.Facts;

/// <summary>What a registrar's port answered: a connection, TLS, and a REGISTER without credentials.</summary>
public sealed record RegistrarFacts
{
    /// <summary>The name dialled.</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>The port.</summary>
    public int Port { get; init; } = ServerEndpoint.DefaultTlsPort;

    /// <summary>The first address that accepted a connection, or how the last one failed; null when the host has no address.</summary>
    public ConnectionAnswer? Connection { get; init; }

    /// <summary>How each address took a connection, when the host has several; empty when it has one.</summary>
    public IReadOnlyList<ConnectionAnswer> Addresses { get; init; } = [];

    /// <summary>What came of TLS; null when it didn't come to that.</summary>
    public TlsAnswer? Tls { get; init; }

    /// <summary>The answer to the REGISTER; null when it didn't come to that.</summary>
    public RegistrarAnswer? Answer { get; init; }

    /// <summary>How long all this took, in milliseconds.</summary>
    public double DurationMs { get; init; }

    /// <summary><c>host:port</c>, which is what checks name as their target.</summary>
    public string Endpoint => new ServerEndpoint(Host, Port).ToString();

    /// <summary>The certificate, good or bad; null when none was seen.</summary>
    public CertificateFacts? Certificate => Tls?.Certificate is { NotAfterUtc: not null } certificate ? certificate : null;

    /// <summary>Why there is no connection to judge; null when there is one.</summary>
    public string? WhyNoConnection => Connection switch
    {
        null => $"Not asked: {Host} has no address (LR-DNS-012).",
        { Outcome: not SignInOutcome.Ok } => $"Not asked: {Endpoint} could not be reached (LR-REG-001).",
        _ => null,
    };

    /// <summary>Why there is no certificate to judge; null when there is one.</summary>
    public string? WhyNoCertificate => WhyNoConnection ?? (Certificate is null ? $"Not seen: the TLS handshake with {Endpoint} failed (LR-TLS-001)." : null);

    /// <summary>Why no REGISTER was sent; null when one was.</summary>
    public string? WhyNotAsked => WhyNoCertificate ?? (Certificate!.Verdict switch
    {
        CertificateVerdict.Trusted => null,
        CertificateVerdict.NameMismatch => NotSent("LR-TLS-003"),
        CertificateVerdict.Expired => NotSent("LR-TLS-004"),
        CertificateVerdict.NotYetValid => NotSent("LR-TLS-005"),
        _ => NotSent("LR-TLS-002"),
    });

    /// <summary>Why there is no SIP answer to judge; null when there is one.</summary>
    public string? WhyNoAnswer => WhyNotAsked ?? (Answer is null or { Kind: RegistrarAnswerKind.Silent or RegistrarAnswerKind.Closed or RegistrarAnswerKind.Unusable }
        ? $"Not known: {Endpoint} gave no SIP answer (LR-REG-003)."
        : null);

    private string NotSent(string check) => $"Not asked: the certificate of {Endpoint} is not acceptable ({check}), and nothing is sent behind such a one.";
}
