using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Turns paths of certificate files (PEM with any number of certificates, DER, PKCS #7) and certificate objects into certificates. A file
/// that can't be read or holds no certificate fails in binding.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TrustedRootArgumentAttribute : ArgumentTransformationAttribute
{
    private const int LargestFile = 1024 * 1024;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => Elements.Of(inputData).SelectMany(element => CertificatesOf(engineIntrinsics, element)).ToArray();

    private static IEnumerable<X509Certificate2> CertificatesOf(EngineIntrinsics engine, object element) => element switch
    {
        X509Certificate2 certificate => [certificate],
        X509Certificate certificate => [new X509Certificate2(certificate)],
        FileInfo file => Read(file.FullName),
        string path => Read(Resolve(engine, path)),
        _ => throw new ArgumentTransformationMetadataException(
            $"A trusted root is the path of a certificate file or an X509Certificate2, not a {element.GetType().Name}."),
    };

    private static string Resolve(EngineIntrinsics engine, string path) => new FilePaths(
        engine.SessionState.Path,
        (refused, exception) => throw new ArgumentTransformationMetadataException($"'{refused}' is not the path of a file: {exception.Message}", exception)).Literal(path)!;

    private static X509Certificate2[] Read(string path)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
            {
                throw new ArgumentTransformationMetadataException($"The trusted root '{path}' is larger than {LargestFile} bytes: that is no certificate file.");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException($"The trusted root '{path}' can't be read: {exception.Message}", exception);
        }

        X509Certificate2[] certificates;
        try
        {
            certificates = CertificateFile.Read(bytes);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw new ArgumentTransformationMetadataException(
                $"The trusted root '{path}' is no certificate in PEM, DER or PKCS #7: {exception.Message}", exception);
        }

        return certificates.Length > 0
            ? certificates
            : throw new ArgumentTransformationMetadataException($"The trusted root '{path}' holds no certificate.");
    }
}
