using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LyncResilience.Cmdlets;

/// <summary>Reads certificate files: PEM (RFC 7468) with any number of certificates, or whatever binary form the platform knows.</summary>
internal static class CertificateFile
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    /// <summary>Reads the certificates of a file.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <returns>The certificates; none when there is no block of them in a PEM file.</returns>
    /// <exception cref="FormatException">A PEM block isn't closed, or isn't base 64.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The bytes are no certificate.</exception>
    internal static X509Certificate2[] Read(byte[] content)
    {
        string text = Encoding.ASCII.GetString(content);
        if (text.Contains(Begin))
        {
            return [.. Blocks(text).Select(block => new X509Certificate2(Convert.FromBase64String(block)))];
        }

        X509Certificate2Collection certificates = [];
        certificates.Import(content);
        return [.. certificates.Cast<X509Certificate2>()];
    }

    private static IEnumerable<string> Blocks(string text)
    {
        int at = 0;
        while ((at = text.IndexOf(Begin, at, StringComparison.Ordinal)) >= 0)
        {
            at += Begin.Length;
            int end = text.IndexOf(End, at, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new FormatException("a certificate block is not closed.");
            }

            yield return text.Substring(at, end - at);
            at = end + End.Length;
        }
    }
}
