using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LyncResilience.Discovery.Tests.Sip;

/// <summary>A certificate authority for one test.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly Oid s_serverAuthentication = new("1.3.6.1.5.5.7.3.1");

    public TestAuthority(string name = "Contoso Test Root", TestAuthority? issuer = null, DateTimeOffset? notAfter = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}, O=Contoso", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        if (issuer is null)
        {
            Certificate = request.CreateSelfSigned(now.AddYears(-3), notAfter ?? now.AddYears(3));
        }
        else
        {
            using X509Certificate2 signed = issuer.Sign(request, now.AddYears(-2), notAfter ?? now.AddYears(2));
            Certificate = signed.CopyWithPrivateKey(key);
        }
    }

    public X509Certificate2 Certificate { get; }

    public X509Certificate2Collection AsRoots => [X509CertificateLoader.LoadCertificate(Certificate.RawData)];

    /// <summary>Issues a server certificate; names that are addresses become iPAddress names, none means no extension at all.</summary>
    public X509Certificate2 Issue(
        string commonName, IEnumerable<string> names, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null, bool forServers = true,
        IEnumerable<X509Extension>? more = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(commonName, names, key, forServers ? s_serverAuthentication : new Oid("1.3.6.1.5.5.7.3.2"));
        foreach (X509Extension extension in more ?? [])
        {
            request.CertificateExtensions.Add(extension);
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 signed = Sign(request, notBefore ?? now.AddDays(-1), notAfter ?? now.AddDays(90));
        return signed.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 SelfSigned(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Request(name, [name], key, s_serverAuthentication).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
    }

    public void Dispose() => Certificate.Dispose();

    private static CertificateRequest Request(string commonName, IEnumerable<string> names, ECDsa key, Oid usage)
    {
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([usage], false));
        var builder = new SubjectAlternativeNameBuilder();
        bool any = false;
        foreach (string name in names)
        {
            any = true;
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(name);
            }
        }

        if (any)
        {
            request.CertificateExtensions.Add(builder.Build());
        }

        return request;
    }

    // By the generator, because the other overload refuses to outlive the issuer, which tests want.
    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using ECDsa key = Certificate.GetECDsaPrivateKey()!;
        var generator = X509SignatureGenerator.CreateForECDsa(key);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        return request.Create(Certificate.SubjectName, generator, notBefore, notAfter, RandomNumberGenerator.GetBytes(8));
    }
}
