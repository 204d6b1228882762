using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Lab.Certificates;

/// <summary>
/// Makes the laboratory's certificates. One key pair serves the root and all servers: making RSA keys is what a start would spend its time
/// on, and on loopback, for as long as one process lives, there is nobody to protect them from one another.
/// </summary>
internal sealed class LabCertificateAuthority : IDisposable
{
    private const int KeySize = 2048;
    private const int Validity = 365;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly RandomNumberGenerator _random;
    private readonly DateTimeOffset _now;
    private readonly RSA _key;
    private readonly X509Certificate2 _issuer;
    private readonly Lazy<(RSA Key, X509Certificate2 Issuer)> _stranger;
    private readonly ConcurrentDictionary<(string Host, CertificateVariant Variant), Lazy<X509Certificate2>> _issued = new();
    private readonly string _folder;

    private LabCertificateAuthority(string name, RandomNumberGenerator random, DateTimeOffset now, RSA key)
    {
        _random = random;
        _now = now;
        _key = key;
        _issuer = MakeRoot($"CN=LyncResilience lab {name} root", key);
        _stranger = new Lazy<(RSA Key, X509Certificate2 Issuer)>(MakeStranger);
        Root = new X509Certificate2(_issuer.RawData);

        // The name can't be guessed, and what is in the folder is public: a certificate without its key.
        _folder = Path.Combine(Path.GetTempPath(), "lyncresilience-lab-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(_folder);
        RootPath = Path.Combine(_folder, "root.pem");
        File.WriteAllText(RootPath, ToPem(Root));
    }

    /// <summary>The root without its private key.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The root as a PEM file; it goes when the authority is disposed.</summary>
    public string RootPath { get; }

    /// <summary>Makes an authority with a fresh key.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="random">Where serial numbers come from.</param>
    /// <param name="now">What time the certificates' validity is counted from.</param>
    /// <param name="cancellationToken">Gives up before the key is made.</param>
    public static async Task<LabCertificateAuthority> CreateAsync(string name, RandomNumberGenerator random, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(name, random, now, await Task.Run(NewKey, cancellationToken).ConfigureAwait(false));

    /// <summary>Makes a server certificate, or returns the one made before.</summary>
    /// <param name="host">The host that shows it.</param>
    /// <param name="variant">Whether and how it is wrong.</param>
    public X509Certificate2 Issue(string host, CertificateVariant variant) =>
        _issued.GetOrAdd((host, variant), key => new Lazy<X509Certificate2>(() => Make(key.Host, key.Variant))).Value;

    /// <summary>
    /// Removes the root's file and the signing keys. The servers' certificates are left to the garbage collector: a handshake that is just
    /// beginning reads their native handle, and freeing that under its hands corrupts the process's memory.
    /// </summary>
    public void Dispose()
    {
        if (_stranger.IsValueCreated)
        {
            _stranger.Value.Issuer.Dispose();
            _stranger.Value.Key.Dispose();
        }

        _issuer.Dispose();
        Root.Dispose();
        _key.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // Somebody still reads the file (Windows). The system's own clean-up of the temporary folder gets it.
        }
    }

    private static RSA NewKey()
    {
        var key = RSA.Create();
        key.KeySize = KeySize;

        // Keys are made on first use; that is to happen here, where it is awaited.
        key.ExportParameters(includePrivateParameters: false);
        return key;
    }

    // Has to have a key of its own, or it would be no stranger.
    private (RSA Key, X509Certificate2 Issuer) MakeStranger()
    {
        RSA key = NewKey();
        return (key, MakeRoot("CN=Nobody's root", key));
    }

    private X509Certificate2 MakeRoot(string subject, RSA key) =>
        new PlatformCertificateRequest(
            subject,
            key,
            [
                new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true),
                new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true),
                new X509SubjectKeyIdentifierExtension(KeyIdOf(key), critical: false),
            ])
            .SelfSign(_now.AddDays(-Validity), _now.AddDays(Validity));

    private X509Certificate2 Make(string host, CertificateVariant variant)
    {
        (RSA signingKey, X509Certificate2 issuer) = variant == CertificateVariant.UntrustedRoot ? _stranger.Value : (_key, _issuer);
        string name = variant == CertificateVariant.WrongName ? "wrong-name." + host : host;
        byte[] serial = new byte[16];
        _random.GetBytes(serial);
        serial[0] &= 0x7F; // RFC 5280 4.1.2.2: a positive number.
        serial[0] |= 0x40;

        return new PlatformCertificateRequest(
            "CN=" + name,
            _key,
            [
                new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true),
                new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true),
                new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false),
                PlatformCertificateRequest.AlternativeNames([name]),
                AuthorityKeyId(KeyIdOf(signingKey)),
            ])
            .Sign(
                issuer,
                _now.AddDays(variant == CertificateVariant.Expired ? -7 : -1),
                _now.AddDays(variant == CertificateVariant.Expired ? -1 : Validity),
                serial);
    }

    // RFC 5280 4.2.1.2: any value that tells keys apart will do. Strict clients insist on having one.
    private static byte[] KeyIdOf(RSA key)
    {
        using var hash = SHA256.Create();
        return [.. hash.ComputeHash(key.ExportParameters(includePrivateParameters: false).Modulus!).Take(20)];
    }

    // RFC 5280 4.2.1.1: SEQUENCE { [0] keyIdentifier }.
    private static X509Extension AuthorityKeyId(byte[] id) =>
        new("2.5.29.35", [0x30, (byte)(id.Length + 2), 0x80, (byte)id.Length, .. id], critical: false);

    private static string ToPem(X509Certificate2 certificate) =>
        "-----BEGIN CERTIFICATE-----\n"
        + Convert.ToBase64String(certificate.RawData, Base64FormattingOptions.InsertLineBreaks).Replace("\r\n", "\n")
        + "\n-----END CERTIFICATE-----\n";
}
