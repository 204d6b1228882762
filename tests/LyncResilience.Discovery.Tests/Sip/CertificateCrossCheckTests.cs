using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.Sip;

/// <summary>OpenSSL as the second opinion: it reads our certificates, and its server shows us one.</summary>
public sealed class CertificateCrossCheckTests
{
    private const string Host = "pool01.contoso.com";

    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_the_same_names_and_dates_as_openssl()
    {
        using var root = new TestAuthority();
        using X509Certificate2 certificate = root.Issue(Host, [Host, "*.sip.contoso.com", "192.0.2.5", "2001:db8::5"]);
        CertificateFacts facts = new CertificateJudge(Host, root.AsRoots, DateTime.UtcNow).Judge(certificate, []);
        using Process openssl = Start("x509", "-noout", "-dates", "-ext", "subjectAltName", "-fingerprint", "-sha1");
        await openssl.StandardInput.WriteAsync(certificate.ExportCertificatePem());
        openssl.StandardInput.Close();
        string text = await openssl.StandardOutput.ReadToEndAsync(Token);
        await openssl.WaitForExitAsync(Token);

        Assert.Equal(facts.NotBeforeUtc, Date(text, "notBefore"));
        Assert.Equal(facts.NotAfterUtc, Date(text, "notAfter"));
        Assert.Equal(facts.Thumbprint, Regex.Match(text, "Fingerprint=([0-9A-F:]+)").Groups[1].Value.Replace(":", string.Empty, StringComparison.Ordinal));
        Assert.Equal(
            facts.Names,
            Regex.Matches(text, "(DNS|IP Address):([^,\\s]+)").Select(match => IPAddress.TryParse(match.Groups[2].Value, out IPAddress? address) ? address.ToString() : match.Groups[2].Value));
    }

    [Theory]
    [InlineData("-tls1_2", "TLS 1.2")]
    [InlineData("-tls1_3", "TLS 1.3")]
    public async Task Trusts_an_openssl_server(string version, string protocol)
    {
        using var root = new TestAuthority();
        using X509Certificate2 certificate = root.Issue(Host, [Host]);
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), Token);
            using Process openssl = Start("s_server", "-accept", "127.0.0.1:0", "-cert", file, "-naccept", "1", version);
            try
            {
                using SipConnection connection = await SipConnection.OpenAsync(IPAddress.Loopback, await PortAsync(openssl), s_long, Token);
                CertificateFacts facts = await connection.SecureAsync(Host, root.AsRoots, DateTime.UtcNow, s_long, Token);
                Assert.Equal((CertificateVerdict.Trusted, protocol), (facts.Verdict, facts.Protocol));
            }
            finally
            {
                openssl.Kill();
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static DateTime Date(string text, string name) => DateTime.ParseExact(
        Regex.Replace(Regex.Match(text, name + "=(.*) GMT").Groups[1].Value, " +", " "),
        "MMM d HH:mm:ss yyyy",
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    // s_server says "ACCEPT 127.0.0.1:40123" once it listens.
    private static async Task<int> PortAsync(Process openssl)
    {
        while (await openssl.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            if (Regex.Match(line, "^ACCEPT .*:([0-9]+)$") is { Success: true } match)
            {
                return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException("openssl s_server ended: " + await openssl.StandardError.ReadToEndAsync(Token));
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("openssl is not installed.");
            throw;
        }
    }
}
