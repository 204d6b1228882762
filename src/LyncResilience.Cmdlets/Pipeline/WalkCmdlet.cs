using System;
using System.Management.Automation;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Cmdlets;

/// <summary>Base of the cmdlets that walk sign-in paths: how to look up, whom to trust, how long to wait, how many at once.</summary>
public abstract class WalkCmdlet : AsyncCmdlet
{
    private NamedDnsServers? _dnsServers;
    private LiveSignInOptions? _options;

    /// <summary>Whose discovery order and name rule to follow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public ClientProfile ClientProfile { get; set; } = ClientProfile.Lync2013;

    /// <summary>Skips discovery, the cached server included, and goes to this host or host:port.</summary>
    [Parameter]
    [ServerArgument]
    public ServerEndpoint? Server { get; set; }

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

    /// <summary>Allows unencrypted SIP. Credentials are never sent over it.</summary>
    [Parameter]
    public SwitchParameter AllowTcp { get; set; }

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

    /// <inheritdoc/>
    private protected override int Concurrency => ThrottleLimit;

    /// <summary>What every walk of this command has in common.</summary>
    private protected SignInSettings Settings => new()
    {
        Profile = ClientProfile,
        TrustedDomains = TrustedDomain,
        AllowTcp = AllowTcp,
        Server = Server,
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        TimeSpan timeout = TimeSpan.FromSeconds(TimeoutSeconds);
        _dnsServers = new NamedDnsServers(DnsServer, TimeSpan.FromTicks(timeout.Ticks / 4));
        _options = new LiveSignInOptions
        {
            Timeout = timeout,
            TrustedRoots = TrustedRoot.Length > 0 ? new X509Certificate2Collection(TrustedRoot) : null,
        };
    }

    /// <summary>Walks beside the pipeline. Without a DNS server to ask there is no path; the server's error has been written then.</summary>
    /// <param name="input">The input, for error records.</param>
    /// <param name="request">Who is to sign in.</param>
    /// <param name="write">Says what came of it.</param>
    private protected void Walk(object input, SignInRequest request, Action<SignInPath, CmdletOutput> write) =>
        Start(input, async (output, cancellationToken) =>
        {
            if (await WalkAsync(request, output, cancellationToken).ConfigureAwait(false) is { } path)
            {
                write(path, output);
            }
        });

    // Not GetNetworkCredential: that splits user@domain as if the UPN suffix were the account's domain, which it often is not.
    private protected static NetworkCredential? ToNetworkCredential(PSCredential? credential) =>
        credential is null ? null : new NetworkCredential(credential.UserName, credential.Password);

    private async Task<SignInPath?> WalkAsync(SignInRequest request, CmdletOutput output, CancellationToken cancellationToken)
    {
        string asked = DnsServer.Length > 0 ? string.Join(", ", DnsServer) : "the system's DNS servers";
        output.WriteVerbose(
            $"Walking the sign-in path of {request.SipAddress ?? request.Settings.SipDomain} as {request.Settings.Profile}, asking {asked}.");
        return await _dnsServers!.ResolverAsync(output, cancellationToken).ConfigureAwait(false) is { } resolver
            ? await new LiveSignIn(resolver, _options!).WalkAsync(request, cancellationToken).ConfigureAwait(false)
            : null;
    }
}
