using System;
using System.Collections.Generic;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LyncResilience.Lab.Certificates;

/// <summary>
/// The platform's own certificate maker. <c>CertificateRequest</c>, <c>SubjectAlternativeNameBuilder</c> and <c>CopyWithPrivateKey</c> are in
/// .NET Framework 4.7.2 and in every .NET that runs this library, but not in the netstandard2.0 reference set that it is compiled against.
/// So these, and only these, are reached by name.
/// </summary>
internal sealed class PlatformCertificateRequest
{
    private readonly object _request;
    private readonly RSA _key;

    public PlatformCertificateRequest(string subject, RSA key, IEnumerable<X509Extension> extensions)
    {
        _key = key;
        _request = Activator.CreateInstance(Find("CertificateRequest"), subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)!;
        var list = (ICollection<X509Extension>)_request.GetType().GetProperty("CertificateExtensions")!.GetValue(_request)!;
        foreach (X509Extension extension in extensions)
        {
            list.Add(extension);
        }
    }

    /// <summary>Makes a root: signed with its own key, which it carries.</summary>
    public X509Certificate2 SelfSign(DateTimeOffset from, DateTimeOffset to) =>
        (X509Certificate2)Call(_request, "CreateSelfSigned", from, to);

    /// <summary>Makes a certificate that another one signs, and that carries its own key.</summary>
    public X509Certificate2 Sign(X509Certificate2 issuer, DateTimeOffset from, DateTimeOffset to, byte[] serialNumber)
    {
        using var bare = (X509Certificate2)Call(_request, "Create", issuer, from, to, serialNumber);
        MethodInfo copy = Find("RSACertificateExtensions").GetMethod("CopyWithPrivateKey", [typeof(X509Certificate2), typeof(RSA)])!;
        using var whole = (X509Certificate2)copy.Invoke(null, [bare, _key])!;

        // SslStream can't use an in-memory key on every platform; one that came out of a PFX it can.
        return new X509Certificate2(whole.Export(X509ContentType.Pfx), (string?)null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>Makes the extension that lists a certificate's host names.</summary>
    public static X509Extension AlternativeNames(IEnumerable<string> hosts)
    {
        object builder = Activator.CreateInstance(Find("SubjectAlternativeNameBuilder"))!;
        foreach (string host in hosts)
        {
            Call(builder, "AddDnsName", host);
        }

        return (X509Extension)Call(builder, "Build", false);
    }

    private static Type Find(string name)
    {
        string full = "System.Security.Cryptography.X509Certificates." + name;
        return Type.GetType(full + ", System.Security.Cryptography.X509Certificates")
            ?? Type.GetType(full + ", System.Core, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089", throwOnError: true)!;
    }

    private static object Call(object target, string method, params object[] arguments) =>
        target.GetType().GetMethod(method, Array.ConvertAll(arguments, argument => argument.GetType()))!.Invoke(target, arguments)!;
}
