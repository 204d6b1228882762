using System;
using System.Management.Automation;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Cmdlets;

/// <summary>Base of the cmdlets that ask DNS servers and registrars: whom to ask, whom to trust, how long to wait, how much at once.</summary>
public abstract class NetworkCmdlet : AsyncCmdlet
{
    /// <summary>Root certificates to trust instead of the system's: paths (PEM, DER, PKCS #7) or certificate objects.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [TrustedRootArgument]
    public X509Certificate2[] TrustedRoot { get; set; } = [];

    /// <summary>Further domains whose hosts may have the credentials: contoso.com or *.contoso.com, which mean the same.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [TrustedDomainArgument]
    public string[] TrustedDomain { get; set; } = [];

    /// <summary>The longest that one walk may take, in seconds. A single wait gets a quarter of it.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>How many walks are under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>DNS servers to ask instead of the system's: host, address or address:port.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [DnsServerArgument]
    public string[] DnsServer { get; set; } = [];

    /// <summary>
    /// Who asks them: the module's own resolver, or DnsClient.NET as a second opinion. Builds have DnsClient.NET when they were made with <c>-UseDnsClient</c>;
    /// it is loaded when it is asked for, apart from other modules' copies.
    /// </summary>
    [Parameter]
    public DnsResolverKind Resolver { get; set; } = DnsResolverKind.BuiltIn;

    /// <inheritdoc/>
    private protected override int Concurrency => ThrottleLimit;

    /// <summary>The longest that one walk may take.</summary>
    private protected TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>The longest single wait.</summary>
    private protected TimeSpan Patience => TimeSpan.FromTicks(Timeout.Ticks / 4);

    /// <summary>Makes the resolver that was asked for.</summary>
    private protected Func<DnsClientOptions, IDnsResolver> NewResolver { get; private set; } = BuiltInResolver;

    /// <summary>The roots to trust; null for the system's.</summary>
    private protected X509Certificate2Collection? TrustedRoots => TrustedRoot.Length > 0 ? new X509Certificate2Collection(TrustedRoot) : null;

    /// <summary>Makes the module's own resolver.</summary>
    internal static IDnsResolver BuiltInResolver(DnsClientOptions options) => new DnsClient(options);

    // Not GetNetworkCredential: that splits user@domain as if the UPN suffix were the account's domain, which it often is not.
    internal static NetworkCredential? ToNetworkCredential(PSCredential? credential) =>
        credential is null ? null : new NetworkCredential(credential.UserName, credential.Password);

    /// <summary>Loads the resolver; without it nothing that was asked can be answered.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            NewResolver = Resolver == DnsResolverKind.DnsClient ? DnsClientNet.Load() : BuiltInResolver;
        }
        catch (ResilienceException exception)
        {
            ThrowTerminatingError(Errors.From(exception, Resolver));
        }
    }
}
