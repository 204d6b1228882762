using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LyncResilience.Discovery.Sip;

/// <summary>
/// Judges a server's certificate for the name that was dialled. With roots of the caller's, the chain must end in one of
/// them and the system's store doesn't count; without, the system's store decides. Revocation isn't checked: the lists of
/// private authorities are often out of reach from where this runs, most of all during the outages it is made for, and
/// waiting for them would use up the time limit. Issuers that the server didn't send aren't fetched either, see <see cref="CertificateDownloads"/>.
/// </summary>
internal sealed class CertificateJudge
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    // For .NET Framework alone, which can't be kept from it.
    private static readonly TimeSpan s_issuerDownload = TimeSpan.FromSeconds(2);

    private readonly string _host;
    private readonly X509Certificate2Collection? _trustedRoots;
    private readonly DateTime _now;

    /// <param name="host">The name dialled.</param>
    /// <param name="trustedRoots">The only roots to trust; null or empty for those of the system.</param>
    /// <param name="now">The time of judgement, UTC.</param>
    public CertificateJudge(string host, X509Certificate2Collection? trustedRoots, DateTime now)
    {
        _host = host;
        _trustedRoots = trustedRoots is { Count: > 0 } ? trustedRoots : null;
        _now = now;
    }

    /// <summary>Judges the certificate that a TLS handshake presents, in the place of its validation callback.</summary>
    /// <param name="certificate">What the peer presented; null when it presented nothing.</param>
    /// <param name="handshakeChain">The chain that the handshake built; it holds the issuers that the peer sent along.</param>
    public CertificateFacts Judge(X509Certificate? certificate, X509Chain? handshakeChain)
    {
        if (certificate is null)
        {
            return new CertificateFacts(CertificateVerdict.HandshakeFailed, $"{_host} presented no certificate.");
        }

        var sent = new X509Certificate2Collection();
        if (handshakeChain is not null)
        {
            sent.AddRange(handshakeChain.ChainPolicy.ExtraStore);
            foreach (X509ChainElement element in handshakeChain.ChainElements)
            {
                sent.Add(element.Certificate);
            }
        }

        using var leaf = new X509Certificate2(certificate);
        return Judge(leaf, sent);
    }

    /// <summary>Judges a certificate.</summary>
    /// <param name="leaf">The server's certificate.</param>
    /// <param name="sent">The issuers that came with it.</param>
    public CertificateFacts Judge(X509Certificate2 leaf, X509Certificate2Collection sent)
    {
        IReadOnlyList<string> names = CertificateNames.Of(leaf).All;
        using var chain = new X509Chain();
        (CertificateVerdict verdict, string detail) = JudgeChain(chain, leaf, sent);
        (verdict, detail) = JudgeDates(leaf) ?? (verdict, detail);
        if (verdict == CertificateVerdict.Trusted && !CertificateNames.Cover(names, _host))
        {
            verdict = CertificateVerdict.NameMismatch;
            detail = $"The certificate is not for {_host}, but for {CertificateNames.Text(names)}.";
        }

        (string? keyAlgorithm, int? keyBits) = KeyOf(leaf);
        return new CertificateFacts(verdict, detail)
        {
            KeyAlgorithm = keyAlgorithm,
            KeyBits = keyBits,
            SignatureAlgorithm = leaf.SignatureAlgorithm.FriendlyName ?? leaf.SignatureAlgorithm.Value,
            Subject = leaf.Subject,
            Issuer = leaf.Issuer,
            Names = names,
            NotBeforeUtc = leaf.NotBefore.ToUniversalTime(),
            NotAfterUtc = leaf.NotAfter.ToUniversalTime(),
            Thumbprint = leaf.Thumbprint,
            Chain = [.. chain.ChainElements.Cast<X509ChainElement>().Select(element => element.Certificate.Subject)],
        };
    }

    private static (string? Algorithm, int? Bits) KeyOf(X509Certificate2 leaf)
    {
        try
        {
            using RSA? rsa = leaf.GetRSAPublicKey();
            using ECDsa? curve = rsa is null ? leaf.GetECDsaPublicKey() : null;
            return rsa is not null ? ("RSA", rsa.KeySize) : curve is not null ? ("ECDSA", curve.KeySize) : (null, null);
        }
        catch (CryptographicException)
        {
            // A key that the platform can't read is one that it wouldn't accept either; the handshake tells.
            return (null, null);
        }
    }

    private static string Text(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private (CertificateVerdict Verdict, string Detail)? JudgeDates(X509Certificate2 leaf)
    {
        DateTime notBefore = leaf.NotBefore.ToUniversalTime();
        DateTime notAfter = leaf.NotAfter.ToUniversalTime();
        return _now < notBefore ? (CertificateVerdict.NotYetValid, $"The certificate of {_host} is valid only from {Text(notBefore)}; it is {Text(_now)} here.")
            : _now > notAfter ? (CertificateVerdict.Expired, $"The certificate of {_host} expired at {Text(notAfter)}; it is {Text(_now)} here.")
            : null;
    }

    private (CertificateVerdict Verdict, string Detail) JudgeChain(X509Chain chain, X509Certificate2 leaf, X509Certificate2Collection sent)
    {
        X509ChainPolicy policy = chain.ChainPolicy;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.UrlRetrievalTimeout = s_issuerDownload;
        CertificateDownloads.Disable(policy);
        policy.VerificationTime = _now.ToLocalTime();
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        policy.ExtraStore.AddRange(sent);
        if (_trustedRoots is not null)
        {
            // netstandard2.0 has no CustomRootTrust: any root may end the chain here, and EndsInTrustedRoot decides whether it may.
            policy.ExtraStore.AddRange(_trustedRoots);
            policy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        }

        try
        {
            chain.Build(leaf);
        }
        catch (CryptographicException exception)
        {
            return (CertificateVerdict.ChainInvalid, $"The certificate chain of {_host} can't be built: {exception.Message}");
        }

        X509ChainElement[] elements = [.. chain.ChainElements.Cast<X509ChainElement>()];
        if (FindFault(elements) is { } fault)
        {
            return (CertificateVerdict.ChainInvalid, fault);
        }

        X509Certificate2 last = elements.Length > 0 ? elements[elements.Length - 1].Certificate : leaf;
        X509ChainStatusFlags all = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);
        bool trusted = _trustedRoots is not null ? EndsInTrustedRoot(last) : (all & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) == 0;
        if (trusted)
        {
            return (CertificateVerdict.Trusted, $"The certificate of {_host} is valid until {Text(leaf.NotAfter.ToUniversalTime())}.");
        }

        string where = _trustedRoots is not null ? "one of the trusted roots given" : "trusted on this computer";
        string missing = (all & X509ChainStatusFlags.PartialChain) != 0 ? $"; its issuer {last.Issuer} was not sent and is not known here" : string.Empty;
        return (CertificateVerdict.UntrustedRoot, $"The certificate chain of {_host} ends in {last.Subject}, which is not {where}{missing}.");
    }

    private bool EndsInTrustedRoot(X509Certificate2 last) =>
        _trustedRoots!.Cast<X509Certificate2>().Any(root => root.RawData.SequenceEqual(last.RawData));

    // Trust in the root and the dates of the first certificate have verdicts of their own; everything else is a broken chain.
    private string? FindFault(X509ChainElement[] elements)
    {
        const X509ChainStatusFlags JudgedElsewhere = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain
            | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;
        for (int i = 0; i < elements.Length; i++)
        {
            foreach (X509ChainStatus status in elements[i].ChainElementStatus)
            {
                X509ChainStatusFlags flags = status.Status & ~JudgedElsewhere;
                if (i == 0)
                {
                    flags &= ~X509ChainStatusFlags.NotTimeValid;
                }

                if (flags != X509ChainStatusFlags.NoError)
                {
                    return $"The certificate {elements[i].Certificate.Subject} in the chain of {_host} is not usable: {flags}.";
                }
            }
        }

        return null;
    }
}
