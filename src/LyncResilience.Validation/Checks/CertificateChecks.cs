using System;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;
using LyncResilience.Validation.Facts;
using static LyncResilience.Validation.Checks.CheckVerdict;
using static LyncResilience.Validation.Checks.Text;

namespace LyncResilience.Validation.Checks;

/// <summary>Whether registrars' certificates are good for the names that clients dial, now and for a while.</summary>
internal static class CertificateChecks
{
    // MD2, MD4, MD5 and SHA-1 with RSA (RFC 8017 A.2.4), SHA-1 with ECDSA (RFC 3279): where the platform has no name for them.
    private static readonly string[] s_brokenHashes = ["md2", "md4", "md5", "sha1", "1.2.840.113549.1.1.2", "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10045.4.1"];

    public static readonly CheckDefinition[] All =
    [
        new("LR-TLS-001", CheckSeverity.Critical, "Registrars speak TLS")
        {
            Needs = FactStage.Registrars,
            Expected = "a TLS handshake",
            Why = "Clients register over TLS; a port that doesn't speak it, or shares no version with the client, serves nobody.",
            Source = Sources.Tls12,
            Remedy = "Check what listens on that port, that a certificate is assigned (Get-CsCertificate), and which TLS versions both sides allow.",
            Ask = facts => RegistrarChecks.Of(facts, (registrar, _) => registrar.WhyNoConnection is { } why ? Skip(why)
                : registrar.Certificate is not null ? Pass(registrar.Certificate.Protocol ?? "a certificate", "The server showed its certificate.")
                : Fail(registrar.Tls?.Certificate?.Verdict == CertificateVerdict.TimedOut ? "no end" : "failed", registrar.Tls?.Detail ?? "There was no handshake.")),
            WhyNothing = RegistrarChecks.WhyNoRegistrar,
        },
        OfCertificates("LR-TLS-002", CheckSeverity.Critical, "Certificates lead to a trusted root", "an unbroken chain to a root that is trusted here",
            "A client shows an error instead of signing in to a server whose authority it doesn't trust.",
            Sources.CertificateInfrastructure, "Install the root of your authority on the clients and the missing intermediates on the server, or name the root with -TrustedRoot.", [],
            (_, _, certificate, _) => certificate.Verdict switch
            {
                CertificateVerdict.UntrustedRoot or CertificateVerdict.ChainInvalid => Fail(certificate.Issuer ?? "unknown issuer", certificate.Detail),
                CertificateVerdict.Expired => Skip("It has expired (LR-TLS-004), so its chain doesn't matter."),
                CertificateVerdict.NotYetValid => Skip("It isn't valid yet (LR-TLS-005), so its chain doesn't matter."),
                _ => Pass(certificate.Issuer ?? "trusted", $"It was issued by {certificate.Issuer}, which is trusted."),
            }),
        OfCertificates("LR-TLS-003", CheckSeverity.Critical, "Certificates hold the name dialled", "the host among the subject alternative names",
            "A client refuses a certificate for another name; a target or redirect whose name isn't on it leads nowhere.",
            Sources.CertificateNames, "Request a certificate that holds the name, or correct the record that points to it.", [],
            (_, registrar, certificate, _) => CertificateNames.Cover(certificate.Names, registrar.Host)
                ? Pass(registrar.Host, $"It holds {registrar.Host}.")
                : Fail(NamesOf(certificate), $"It doesn't hold {registrar.Host}, only {NamesOf(certificate)}.")),
        OfCertificates("LR-TLS-004", CheckSeverity.Critical, "Certificates haven't expired", "a day in the future as their last",
            "From the day of expiry nobody signs in there, and a backup that nobody uses expires unnoticed.",
            Sources.CertificateInfrastructure, "Renew it and assign it (Request-CsCertificate, Set-CsCertificate).", [],
            (facts, _, certificate, _) => certificate.NotAfterUtc >= facts.TimeUtc
                ? Pass(Day(certificate.NotAfterUtc), $"It is valid until {Day(certificate.NotAfterUtc)}.")
                : Fail(Day(certificate.NotAfterUtc), $"It expired on {Day(certificate.NotAfterUtc)}.")),
        OfCertificates("LR-TLS-005", CheckSeverity.Critical, "Certificates are valid already", "a first day that has come",
            "A certificate from the future means a wrong clock, and nobody signs in before its day.",
            Sources.CertificateProfile, "Check the clocks of this machine, the server and the authority.", [],
            (facts, _, certificate, _) => certificate.NotBeforeUtc <= facts.TimeUtc
                ? Pass(Day(certificate.NotBeforeUtc), $"It has been valid since {Day(certificate.NotBeforeUtc)}.")
                : Fail(Day(certificate.NotBeforeUtc), $"It is valid only from {Day(certificate.NotBeforeUtc)}.")),
        OfCertificates("LR-TLS-006", CheckSeverity.High, "Certificates don't expire soon", "more days than the limit",
            "Ordering, installing and assigning a certificate takes days, and both pools of a pair often got theirs on one day.",
            Sources.CertificateInfrastructure, "Renew it and assign it (Request-CsCertificate, Set-CsCertificate) before that day.", [new("minExpiryDays", 30, "days")],
            (facts, _, certificate, limits) =>
            {
                double days = (certificate.NotAfterUtc!.Value - facts.TimeUtc).TotalDays;
                return days < 0 ? Skip("It has expired (LR-TLS-004).")
                    : days >= limits["minExpiryDays"] ? Pass(Days(days), $"It is valid for another {Days(days)}, until {Day(certificate.NotAfterUtc)}.")
                    : Warn(Days(days), $"It expires in {Days(days)}, on {Day(certificate.NotAfterUtc)}; the limit is {Days(limits["minExpiryDays"])}.");
            }),
        OfCertificates("LR-TLS-007", CheckSeverity.High, "Certificates hold the name of the pool", "the pool's name beside the server's",
            "Redirects name pools: a server that is dialled by its own name, but whose certificate lacks the pool's, fails after the first redirect.",
            Sources.Certificates, "Request a certificate with the pool's name among the subject alternative names.", [],
            (facts, registrar, certificate, _) => facts.PoolOf(registrar.Host) is not { } pool ? Skip($"{registrar.Host} is not known to belong to a pool.")
                : Same(pool.Fqdn, registrar.Host) ? Skip("It was dialled by the pool's name, which LR-TLS-003 looks for.")
                : CertificateNames.Cover(certificate.Names, pool.Fqdn) ? Pass(pool.Fqdn, $"It holds {pool.Fqdn}.")
                : Fail(NamesOf(certificate), $"It doesn't hold {pool.Fqdn}, the name of the pool.")),
        OfCertificates("LR-TLS-008", CheckSeverity.Medium, "Certificates hold sip.<SIP domain> where clients dial it", "sip.<SIP domain> for every SIP domain with such a host record",
            "Clients that fall back to the host record sip.<SIP domain> dial that name, and refuse a certificate without it.",
            Sources.Certificates, "Request a certificate with sip.<SIP domain> for every SIP domain, or remove the host record.", [],
            (facts, registrar, certificate, _) =>
            {
                string[] addresses = [.. facts.Find(registrar.Host, isHost: true)?.Records.OfType<AddressRecord>().Select(record => record.Address.ToString()) ?? []];
                string[] dialled = [.. facts.SipDomains.Select(domain => "sip." + domain)
                    .Where(name => facts.Find(name, isHost: true)?.Records.OfType<AddressRecord>().Any(record => addresses.Contains(record.Address.ToString())) == true)];
                string[] missing = [.. dialled.Where(name => !CertificateNames.Cover(certificate.Names, name))];
                return dialled.Length == 0 ? Skip($"No host record sip.<SIP domain> leads to {registrar.Host}.")
                    : missing.Length == 0 ? Pass(Some(dialled), $"It holds {Some(dialled)}.")
                    : Fail(NamesOf(certificate), $"It doesn't hold {Some(missing)}.");
            }),
        OfCertificates("LR-TLS-009", CheckSeverity.Medium, "Keys are long enough", "at least the limit for their kind",
            "Windows and authorities refuse short keys with each update more of them, most likely on the day of the failover.",
            Sources.CertificateInfrastructure, "Request a certificate with a longer key (Request-CsCertificate -KeySize 2048).", [new("minRsaBits", 2048, "bits"), new("minEcBits", 256, "bits")],
            (_, _, certificate, limits) => certificate.KeyBits is not { } bits ? Skip("The kind of its key is neither RSA nor ECDSA.")
                : bits >= limits[certificate.KeyAlgorithm == "RSA" ? "minRsaBits" : "minEcBits"]
                    ? Pass(Invariant($"{certificate.KeyAlgorithm} {bits}"), Invariant($"Its key has {bits} bits ({certificate.KeyAlgorithm})."))
                : Fail(Invariant($"{certificate.KeyAlgorithm} {bits}"), Invariant($"Its key has only {bits} bits ({certificate.KeyAlgorithm})."))),
        OfCertificates("LR-TLS-010", CheckSeverity.Medium, "Certificates are signed with a sound hash", "SHA-256 or better",
            "Clients refuse certificates signed with MD5 or SHA-1 with each update more of them.",
            Sources.CertificateInfrastructure, "Have the authority issue it anew with SHA-256.", [],
            (_, _, certificate, _) => certificate.SignatureAlgorithm is not { } algorithm ? Skip("How it was signed isn't known.")
                : s_brokenHashes.Any(hash => IsSignedWith(algorithm, hash)) ? Fail(algorithm, $"It was signed with {algorithm}.")
                : Pass(algorithm, $"It was signed with {algorithm}.")),
        OfCertificates("LR-TLS-011", CheckSeverity.Medium, "Registrars use TLS 1.2 or later", "TLS 1.2 or TLS 1.3",
            "Clients and servers that were updated no longer speak earlier versions.",
            Sources.Tls12, "Enable TLS 1.2 on the server.", [],
            (_, _, certificate, _) => certificate.Protocol switch
            {
                null => Skip("The handshake didn't end well (LR-TLS-002 to LR-TLS-005), so no version was agreed on."),
                "TLS 1.2" or "TLS 1.3" => Pass(certificate.Protocol, $"{certificate.Protocol} was agreed on."),
                var old => Fail(old, $"{old} was agreed on."),
            }),
    ];

    private static string NamesOf(CertificateFacts certificate) => certificate.Names.Count == 0 ? "no name at all" : Some(certificate.Names, most: 4);

    // Names go on with the kind of key (sha1RSA); numbers are whole.
    private static bool IsSignedWith(string algorithm, string hash) => hash.IndexOf('.') < 0 ? algorithm.StartsWith(hash, StringComparison.OrdinalIgnoreCase) : algorithm == hash;

    private static CheckDefinition OfCertificates(
        string id, CheckSeverity severity, string title, string expected, string why, string source, string remedy, CheckThreshold[] thresholds,
        Func<SiteFacts, RegistrarFacts, CertificateFacts, CheckLimits, CheckVerdict> judge) => new(id, severity, title)
        {
            Needs = FactStage.Registrars,
            Expected = expected,
            Why = why,
            Source = source,
            Remedy = remedy,
            Thresholds = thresholds,
            Ask = facts => RegistrarChecks.Of(facts, (registrar, limits) => registrar.WhyNoCertificate is { } none ? Skip(none) : judge(facts, registrar, registrar.Certificate!, limits)),
            WhyNothing = RegistrarChecks.WhyNoRegistrar,
        };
}
