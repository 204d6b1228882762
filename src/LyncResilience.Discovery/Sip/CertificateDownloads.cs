using System;
using System.Net.Security;
using System.Reflection;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.Sip;

/// <summary>
/// Keeps the platform from fetching missing issuers from the addresses that a certificate names (RFC 5280 4.2.2.1). Whoever answers a TLS
/// handshake writes those addresses: fetching tells a stranger who is asking from where, and may wait longer than a walk does.
/// </summary>
/// <remarks>
/// netstandard2.0 has no word for it: X509ChainPolicy.DisableCertificateDownloads came with .NET 5, SslClientAuthenticationOptions.CertificateChainPolicy
/// with .NET 7. On .NET Framework, where neither is, Windows may still fetch; there only the time limits hold.
/// </remarks>
internal static class CertificateDownloads
{
    private static readonly PropertyInfo? s_disable = typeof(X509ChainPolicy).GetProperty("DisableCertificateDownloads");
    private static readonly Type? s_options = typeof(SslStream).Assembly.GetType("System.Net.Security.SslClientAuthenticationOptions");
    private static readonly PropertyInfo? s_policyOfOptions = s_options?.GetProperty("CertificateChainPolicy");
    private static readonly MethodInfo? s_authenticate = s_options is null ? null : typeof(SslStream).GetMethod("AuthenticateAsClientAsync", [s_options, typeof(CancellationToken)]);

    /// <summary>Turns fetching off for a chain, where that can be done.</summary>
    public static void Disable(X509ChainPolicy policy) => s_disable?.SetValue(policy, true);

    /// <summary>Begins a client's handshake that fetches nothing; the stream's own callback judges the certificate.</summary>
    /// <returns>The handshake; null where the platform has no such handshake.</returns>
    public static Task? TryAuthenticateAsync(SslStream tls, string host)
    {
        if (s_options is null || s_policyOfOptions is null || s_authenticate is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        Disable(policy);
        object options = Activator.CreateInstance(s_options)!;
        s_options.GetProperty("TargetHost")!.SetValue(options, host);
        s_options.GetProperty("EnabledSslProtocols")!.SetValue(options, SslProtocols.None);
        s_policyOfOptions.SetValue(options, policy);
        return (Task)s_authenticate.Invoke(tls, [options, CancellationToken.None])!;
    }
}
