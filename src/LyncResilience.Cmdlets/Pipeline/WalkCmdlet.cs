using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Cmdlets;

/// <summary>Base of the cmdlets that walk sign-in paths: as which client, from which server on, and whether unencrypted.</summary>
public abstract class WalkCmdlet : NetworkCmdlet
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

    /// <summary>Allows unencrypted SIP. Credentials are never sent over it.</summary>
    [Parameter]
    public SwitchParameter AllowTcp { get; set; }

    /// <summary>What every walk of this command has in common.</summary>
    private protected SignInSettings Settings => new()
    {
        Profile = ClientProfile,
        TrustedDomains = TrustedDomain,
        AllowTcp = AllowTcp,
        Server = Server,
    };

    /// <inheritdoc/>
    private protected override string? Activity => "Walking sign-in paths";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _dnsServers = new NamedDnsServers(DnsServer, Patience, NewResolver);
        _options = new LiveSignInOptions { Timeout = Timeout, TrustedRoots = TrustedRoots };
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

    private async Task<SignInPath?> WalkAsync(SignInRequest request, CmdletOutput output, CancellationToken cancellationToken)
    {
        string who = request.SipAddress ?? request.Settings.SipDomain;
        string asked = DnsServer.Length > 0 ? string.Join(", ", DnsServer) : "the system's DNS servers";
        output.WriteVerbose(
            $"Walking the sign-in path of {who} as {request.Settings.Profile}, asking {asked}.");
        return await _dnsServers!.ResolverAsync(output, cancellationToken).ConfigureAwait(false) is { } resolver
            ? await new LiveSignIn(resolver, _options!).WalkAsync(request, Tell, cancellationToken).ConfigureAwait(false)
            : null;

        // Many walk at once, so every line says whose it is.
        void Tell(SignInHop hop)
        {
            output.WriteVerbose($"{who} {hop}: {hop.Detail}");
            output.Post(() => Status = $"{who} {hop}");
        }
    }
}
