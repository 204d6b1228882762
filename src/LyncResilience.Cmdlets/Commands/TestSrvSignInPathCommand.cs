using System;
using System.Management.Automation;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Walks the sign-in path that a real client would take and shows every hop: names, connection, certificate, challenge, redirect, registration.
/// What goes wrong on the way is in the result; an error means that there was nothing to walk.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "SrvSignInPath", DefaultParameterSetName = UserSet)]
[OutputType(typeof(SignInPath), typeof(bool))]
public sealed class TestSrvSignInPathCommand : AsyncCmdlet
{
    private const string UserSet = "SipAddress";
    private const string DomainSet = "SipDomain";

    private NamedDnsServers? _dnsServers;
    private LiveSignInOptions? _options;

    /// <summary>The users, with or without <c>sip:</c>. Output of <c>Get-CsUser</c> pipes in.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = UserSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Sip", "UserSipAddress")]
    public string[] SipAddress { get; set; } = [];

    /// <summary>Walks for SIP domains instead of users: as far as a registrar's challenge.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DomainSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] SipDomain { get; set; } = [];

    /// <summary>
    /// The user's account. It leaves this machine only inside TLS validated for the name dialled, and only to the user's SIP domain or a
    /// <c>-TrustedDomain</c>. Without it the walk ends at the registrar's challenge.
    /// </summary>
    [Parameter(ParameterSetName = UserSet, ValueFromPipelineByPropertyName = true)]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Whose discovery order and name rule to follow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public ClientProfile ClientProfile { get; set; } = ClientProfile.Lync2013;

    /// <summary>
    /// The server in the client's cache, as host or host:port: it is tried before any look-up. Empty for a fresh client. Without it, an object
    /// in the pipeline with SipAddress, Server and Port is taken for a cache entry and tells it.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? CachedServer { get; set; }

    /// <summary>Skips discovery, the cached server included, and goes to this host or host:port.</summary>
    [Parameter]
    [ServerArgument]
    public ServerEndpoint? Server { get; set; }

    /// <summary>How an SRV target's name must relate to the SIP domain.</summary>
    [Parameter]
    public NameMatching NameMatching { get; set; } = NameMatching.Strict;

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

    /// <summary>Looks names up and stops there.</summary>
    [Parameter]
    public SwitchParameter SkipConnect { get; set; }

    /// <summary>Probes every candidate, not only the first that answers.</summary>
    [Parameter]
    public SwitchParameter AllCandidates { get; set; }

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
    /// Returns true or false instead of a path: true for the status Pass and Warn, also when the walk ended unauthenticated, and false for Fail.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>The pipeline's object as a whole, which tells a cache entry from other inputs.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    private protected override int Concurrency => ThrottleLimit;

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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!TryReadCachedServer(out ServerEndpoint? cachedServer))
        {
            return;
        }

        SignInSettings settings = new()
        {
            Profile = ClientProfile,
            NameMatching = NameMatching,
            TrustedDomains = TrustedDomain,
            AllowTcp = AllowTcp,
            Server = Server,
            CachedServer = Server is null ? cachedServer : null,
            SkipConnect = SkipConnect,
            AllCandidates = AllCandidates,
        };

        foreach (string input in ParameterSetName == DomainSet ? SipDomain : SipAddress)
        {
            if (ReadRequest(input, settings) is { } request)
            {
                Start(input, (output, cancellationToken) => WalkAsync(request, output, cancellationToken));
            }
        }
    }

    private async Task WalkAsync(SignInRequest request, CmdletOutput output, CancellationToken cancellationToken)
    {
        string asked = DnsServer.Length > 0 ? string.Join(", ", DnsServer) : "the system's DNS servers";
        output.WriteVerbose(
            $"Walking the sign-in path of {request.SipAddress ?? request.Settings.SipDomain} as {request.Settings.Profile}, asking {asked}.");
        if (await _dnsServers!.ResolverAsync(output, cancellationToken).ConfigureAwait(false) is not { } resolver)
        {
            return;
        }

        SignInPath path = await new LiveSignIn(resolver, _options!).WalkAsync(request, cancellationToken).ConfigureAwait(false);
        output.WriteObject(Quiet ? path.Status != ResultStatus.Fail : Marked(path));
    }

    /// <summary>A walk for a domain carries a second type name, by which the table view shows the domain in place of the user.</summary>
    private static PSObject Marked(SignInPath path)
    {
        var marked = PSObject.AsPSObject(path);
        if (path.SipAddress is null)
        {
            marked.TypeNames.Insert(0, $"{typeof(SignInPath).FullName}#Domain");
        }

        return marked;
    }

    private SignInRequest? ReadRequest(string input, SignInSettings settings)
    {
        if (ParameterSetName == DomainSet)
        {
            if (SipName.TryParseDomain(input, out string domain))
            {
                return new SignInRequest { Settings = settings with { SipDomain = domain } };
            }

            WriteError(Errors.Create(
                ErrorIds.SipDomainInvalid, ErrorCategory.InvalidArgument, input, $"'{input}' is not a SIP domain. Write it like contoso.com."));
            return null;
        }

        if (SipName.TryParseAddress(input, out string address))
        {
            return new SignInRequest { SipAddress = address, Credential = ToNetworkCredential(Credential), Settings = settings };
        }

        WriteError(Errors.Create(
            ErrorIds.SipAddressInvalid,
            ErrorCategory.InvalidArgument,
            input,
            $"'{input}' is not a SIP address. Write user@domain, with or without 'sip:'."));
        return null;
    }

    // Not GetNetworkCredential: that splits user@domain as if the UPN suffix were the account's domain, which it often is not.
    private static NetworkCredential? ToNetworkCredential(PSCredential? credential) =>
        credential is null ? null : new NetworkCredential(credential.UserName, credential.Password);

    private bool TryReadCachedServer(out ServerEndpoint? server)
    {
        server = null;
        string? cached = MyInvocation.BoundParameters.ContainsKey(nameof(CachedServer)) ? CachedServer : CacheEntry.ServerOf(InputObject);
        if (string.IsNullOrWhiteSpace(cached))
        {
            return true;
        }

        try
        {
            server = ServerEndpoint.Parse(cached!);
            return true;
        }
        catch (FormatException exception)
        {
            WriteError(new ErrorRecord(exception, ErrorIds.ServerInvalid, ErrorCategory.InvalidArgument, cached));
            return false;
        }
    }
}
