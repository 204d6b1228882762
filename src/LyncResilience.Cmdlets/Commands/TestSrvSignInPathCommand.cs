using System;
using System.Management.Automation;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Walks the sign-in path that a real client would take and shows every hop: names, connection, certificate, challenge, redirect, registration.
/// What goes wrong on the way is in the result; an error means that there was nothing to walk.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "SrvSignInPath", DefaultParameterSetName = UserSet)]
[OutputType(typeof(SignInPath), typeof(bool))]
public sealed class TestSrvSignInPathCommand : WalkCmdlet
{
    private const string UserSet = "SipAddress";
    private const string DomainSet = "SipDomain";

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

    /// <summary>
    /// The server in the client's cache, as host or host:port: it is tried before any look-up. Empty for a fresh client. Entries of
    /// <c>Get-EndpointCache</c> bring it.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? CachedServer { get; set; }

    /// <summary>How an SRV target's name must relate to the SIP domain.</summary>
    [Parameter]
    public NameMatching NameMatching { get; set; } = NameMatching.Strict;

    /// <summary>Looks names up and stops there.</summary>
    [Parameter]
    public SwitchParameter SkipConnect { get; set; }

    /// <summary>Probes every candidate, not only the first that answers.</summary>
    [Parameter]
    public SwitchParameter AllCandidates { get; set; }

    /// <summary>
    /// Returns true or false instead of a path: true for the status Pass and Warn, also when the walk ended unauthenticated, and false for Fail.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!TryReadCachedServer(out ServerEndpoint? cachedServer))
        {
            return;
        }

        SignInSettings settings = Settings with
        {
            NameMatching = NameMatching,
            CachedServer = Server is null ? cachedServer : null,
            SkipConnect = SkipConnect,
            AllCandidates = AllCandidates,
        };

        foreach (string input in ParameterSetName == DomainSet ? SipDomain : SipAddress)
        {
            if (ReadRequest(input, settings) is { } request)
            {
                Walk(input, request, (path, output) => output.WriteObject(Quiet ? path.Status != ResultStatus.Fail : Marked(path)));
            }
        }
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
        try
        {
            return ParameterSetName == DomainSet
                ? new SignInRequest { Settings = settings with { SipDomain = SipNames.Domain(input) } }
                : new SignInRequest { SipAddress = SipNames.Address(input), Credential = ToNetworkCredential(Credential), Settings = settings };
        }
        catch (ResilienceException exception)
        {
            WriteError(Errors.From(exception, input));
            return null;
        }
    }

    private bool TryReadCachedServer(out ServerEndpoint? server)
    {
        server = null;
        if (string.IsNullOrWhiteSpace(CachedServer))
        {
            return true;
        }

        try
        {
            server = ServerEndpoint.Parse(CachedServer!);
            return true;
        }
        catch (FormatException exception)
        {
            WriteError(new ErrorRecord(exception, ErrorIds.ServerInvalid, ErrorCategory.InvalidArgument, CachedServer));
            return false;
        }
    }
}
