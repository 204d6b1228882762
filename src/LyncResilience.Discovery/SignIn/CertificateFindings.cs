using System;
using System.Collections.Generic;
using System.Globalization;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>What the certificates of a path give away.</summary>
internal static class CertificateFindings
{
    /// <summary>Less than this is too little time to order and install a certificate without haste.</summary>
    public static readonly TimeSpan NearExpiry = TimeSpan.FromDays(30);

    public static IEnumerable<Finding> Of(PathFacts facts)
    {
        foreach ((string host, CertificateFacts certificate) in facts.Result.Certificates)
        {
            Finding? finding = certificate.Verdict switch
            {
                CertificateVerdict.Trusted when certificate.NotAfterUtc - facts.TimeUtc < NearExpiry => new Finding(
                    "CertificateExpiresSoon", FindingSeverity.Warning, host,
                    string.Format(CultureInfo.InvariantCulture, "The certificate of {0} expires on {1:yyyy-MM-dd}.", host, certificate.NotAfterUtc),
                    "Renew it and assign it with Set-CsCertificate before that day: nobody signs in afterwards."),
                CertificateVerdict.NameMismatch => new Finding(
                    "CertificateNameMismatch", FindingSeverity.Error, host,
                    certificate.Names.Count == 0 ? $"The certificate of {host} holds no name at all."
                        : $"The certificate of {host} does not hold that name, only {CertificateNames.Text(certificate.Names)}.",
                    $"Request a certificate that holds {host}, or correct the record that points to it."),
                CertificateVerdict.Expired => new Finding(
                    "CertificateExpired", FindingSeverity.Error, host,
                    string.Format(CultureInfo.InvariantCulture, "The certificate of {0} expired on {1:yyyy-MM-dd}.", host, certificate.NotAfterUtc),
                    "Renew it and assign it with Set-CsCertificate."),
                CertificateVerdict.NotYetValid => new Finding(
                    "CertificateNotYetValid", FindingSeverity.Error, host, certificate.Detail, "Check the clocks of this machine and of the server."),
                CertificateVerdict.UntrustedRoot => new Finding(
                    "CertificateUntrusted", FindingSeverity.Error, host,
                    $"The certificate of {host}, issued by {certificate.Issuer}, does not lead to a root that is trusted here.",
                    "Install the root certificate of your authority, or name it with -TrustedRoot."),
                CertificateVerdict.ChainInvalid => new Finding(
                    "CertificateChainInvalid", FindingSeverity.Error, host, certificate.Detail, "Install the missing or corrected intermediate certificates on the server."),
                CertificateVerdict.HandshakeFailed => new Finding(
                    "TlsHandshakeFailed", FindingSeverity.Error, host, certificate.Detail, "Check what listens on that port, and which TLS versions both sides allow."),
                _ => null,
            };
            if (finding is not null)
            {
                yield return finding;
            }
        }
    }
}
