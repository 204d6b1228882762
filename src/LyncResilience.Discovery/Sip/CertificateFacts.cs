using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.Sip;

/// <summary>What a server's certificate says and what was made of it. Without a certificate (handshake failed or timed out) only verdict and detail.</summary>
public sealed class CertificateFacts
{
    internal CertificateFacts(CertificateVerdict verdict, string detail)
    {
        Verdict = verdict;
        Detail = detail;
    }

    /// <summary>The verdict.</summary>
    public CertificateVerdict Verdict { get; }

    /// <summary>One sentence that names the server and what was found.</summary>
    public string Detail { get; }

    /// <summary>The subject's distinguished name.</summary>
    public string? Subject { get; internal init; }

    /// <summary>The issuer's distinguished name.</summary>
    public string? Issuer { get; internal init; }

    /// <summary>Host names and addresses that it is good for; the common name only when it has no subject alternative names.</summary>
    public IReadOnlyList<string> Names { get; internal init; } = [];

    /// <summary>Valid from, UTC.</summary>
    public DateTime? NotBeforeUtc { get; internal init; }

    /// <summary>Valid until, UTC.</summary>
    public DateTime? NotAfterUtc { get; internal init; }

    /// <summary>SHA-1 thumbprint in hexadecimal, as the certificate stores of Windows show it.</summary>
    public string? Thumbprint { get; internal init; }

    /// <summary>The kind of its public key: <c>RSA</c> or <c>ECDSA</c>; null for any other.</summary>
    public string? KeyAlgorithm { get; internal init; }

    /// <summary>The length of its public key in bits; null when the kind is neither.</summary>
    public int? KeyBits { get; internal init; }

    /// <summary>How it was signed, such as <c>sha256RSA</c>, or the number of the algorithm where the platform has no name for it.</summary>
    public string? SignatureAlgorithm { get; internal init; }

    /// <summary>The subjects of the chain, from the server's certificate to the last one found.</summary>
    public IReadOnlyList<string> Chain { get; internal init; } = [];

    /// <summary>The version agreed on, such as <c>TLS 1.2</c>; null when the handshake did not end well.</summary>
    public string? Protocol { get; private set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Verdict}: {Detail}";

    internal CertificateFacts WithProtocol(string protocol)
    {
        var copy = (CertificateFacts)MemberwiseClone();
        copy.Protocol = protocol;
        return copy;
    }
}
