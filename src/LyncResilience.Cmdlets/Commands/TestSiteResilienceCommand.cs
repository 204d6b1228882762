using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Validation.Checks;
using LyncResilience.Validation.Configuration;
using LyncResilience.Validation.Facts;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Validates a deployment against a catalogue of checks: names, registrars, certificates, pairs, capacity, clients' caches, and what every single failure would do to users. Facts are
/// collected once; each check gives one result for each of its targets as soon as its facts are there. What is wrong with the deployment is a result; the command ends with an error
/// when the question can't be asked, so that no pipeline takes silence for health.
/// </summary>
/// <remarks>Each DNS server named is asked everything. What the command line says outranks the configuration.</remarks>
[Cmdlet(VerbsDiagnostic.Test, "SiteResilience", DefaultParameterSetName = ResultSet)]
[OutputType(typeof(CheckResult), typeof(ValidationSummary), ParameterSetName = [ResultSet])]
[OutputType(typeof(bool), ParameterSetName = [QuietSet])]
public sealed class TestSiteResilienceCommand : NetworkCmdlet
{
    private const string ResultSet = "Results";
    private const string QuietSet = "Quiet";

    private ValidationInputs _inputs = new(hasCredential: false);
    private ValidationConfiguration _configuration = ValidationConfiguration.Default;
    private ValidationPlan _plan = new(ValidationConfiguration.Default);
    private ResilienceTopology? _topology;

    /// <summary>The SIP domains. Without it those of the configuration, of the topology, or of the users.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SipDomainCompleter))]
    public string[] SipDomain { get; set; } = [];

    /// <summary>
    /// Users with SipAddress and RegistrarPool, such as those of <c>Get-CsUser</c>, <c>Import-Csv</c> and a laboratory, whom failures are simulated for and who sign in where they have a
    /// Credential; and entries of <c>Get-EndpointCache</c>. In any mixture.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Who backs whom: what <c>Get-ResilienceTopology</c> returns, as it is or after Export-Clixml or ConvertTo-Json, or the path of a file that it reads.
    /// Without it the configuration's, then what the native cmdlets of the session say; without any, checks that need it are skipped.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Topology { get; set; }

    /// <summary>
    /// The account of one user, who signs in with it: the one of <c>-SipAddress</c>, else the only user of the pipeline without a credential, else the user name if that is a SIP address.
    /// It leaves this machine only inside TLS validated for the name dialled, and only to the user's SIP domain or a <c>-TrustedDomain</c>.
    /// </summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The user whose account <c>-Credential</c> is, with or without <c>sip:</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("Sip", "UserSipAddress")]
    public string? SipAddress { get; set; }

    /// <summary>
    /// What to validate and how strictly: a .json or .psd1 file whose form module/schemas/validation.schema.json describes, or a hashtable of the same keys. Parameters of the command line
    /// are taken in place of what it says.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Configuration { get; set; }

    /// <summary>The tags of the checks to run: an id, a group, a severity or what a check needs, with wildcards. Without it the configuration's, then all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CheckTagCompleter))]
    [SupportsWildcards]
    public string[] Tag { get; set; } = [];

    /// <summary>The tags of checks not to run, besides those that the configuration leaves out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CheckTagCompleter))]
    [SupportsWildcards]
    public string[] ExcludeTag { get; set; } = [];

    /// <summary>Gives a summary with counts and an exit code after the results.</summary>
    [Parameter(ParameterSetName = ResultSet)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Gives true or false instead of results: true for nothing but passes, warnings and skipped checks, false with a failure or an error.</summary>
    [Parameter(Mandatory = true, ParameterSetName = QuietSet)]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Finds out what can be wrong with the question before the pipeline delivers its users.</summary>
    protected override void BeginProcessing() => Try(() =>
    {
        base.BeginProcessing();
        _inputs = new ValidationInputs(Credential is not null);
        if (SipAddress is not null && Credential is null)
        {
            throw new ResilienceException(ErrorIds.CredentialNeeded, ErrorCategory.InvalidArgument, $"{SipAddress} can't sign in without an account. Give it with -Credential.", SipAddress);
        }

        _configuration = Configuration is null ? ValidationConfiguration.Default : GivenConfiguration.Read(SessionState.Path, Configuration);
        _plan = Planned();
        _topology = ReadTopology();
        try
        {
            _plan.CheckSites(_topology);
        }
        catch (ValidationFormatException exception)
        {
            throw GivenConfiguration.Invalid(Configuration, exception.Message, exception);
        }
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject input in Elements.Inputs(InputObject))
        {
            try
            {
                _inputs.Add(input);
            }
            catch (ResilienceException exception)
            {
                WriteError(Errors.From(exception, input));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Try(() =>
    {
        FactRequest request = new()
        {
            SipDomains = Domains(),
            Topology = _topology,
            TrustedRoots = TrustedRoots,
            TrustedDomains = TrustedDomain.Length > 0 ? TrustedDomain : _configuration.TrustedDomains,
            SignIns = _inputs.SignIns(SipAddress is null ? null : SipNames.Address(SipAddress, target: SipAddress), Credential),
            Caches = _inputs.Caches,
            Users = _inputs.Users,
            Timeout = Timeout,
            MaximumConcurrency = ThrottleLimit,
            NewResolver = NewResolver,
        };
        Exception? failure = null;
        Start(null, async (output, cancellationToken) =>
        {
            try
            {
                await ValidateAsync(request, output, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failure = exception;
            }
        });
        Drain();
        if (failure is not null)
        {
            ThrowTerminatingError(Errors.From(failure, null));
        }
    });

    private async Task ValidateAsync(FactRequest request, CmdletOutput output, CancellationToken cancellationToken)
    {
        request = request with { DnsServers = await EndPointsAsync(output, cancellationToken).ConfigureAwait(false) };
        ValidationProgressBar progress = new($"Validating {string.Join(", ", request.SipDomains)}", _plan.Checks.Select(check => check.Needs), output);
        ValidationSummary summary = await SiteValidation.RunAsync(
            request, _plan, result =>
            {
                if (!Quiet)
                {
                    output.WriteObject(result);
                }
            },
            new ValidationListener(output, progress),
            cancellationToken).ConfigureAwait(false);
        progress.Complete();
        if (PassThru)
        {
            output.WriteObject(summary);
        }

        if (Quiet)
        {
            output.WriteObject(summary.Status != ResultStatus.Fail);
        }
    }

    private async Task<IReadOnlyList<IPEndPoint>> EndPointsAsync(CmdletOutput output, CancellationToken cancellationToken)
    {
        string[] servers = DnsServer.Length > 0 ? DnsServer : [.. _configuration.DnsServers];
        ConcurrentQueue<ErrorRecord> unknown = [];
        IReadOnlyList<IPEndPoint> found = await new NamedDnsServers(servers, Patience, NewResolver).FindAsync(unknown.Enqueue, cancellationToken).ConfigureAwait(false);
        if (servers.Length > 0 && found.Count == 0)
        {
            // An empty list would mean the system's servers, which nobody asked for.
            ErrorRecord first = unknown.First();
            throw new ResilienceException(ErrorIds.DnsServerUnreachable, first.CategoryInfo.Category, first.Exception.Message, first.TargetObject, first.Exception);
        }

        foreach (ErrorRecord error in unknown)
        {
            output.WriteError(error);
        }

        return found;
    }

    private ValidationPlan Planned()
    {
        try
        {
            _ = new ValidationPlan(_configuration);
        }
        catch (ValidationFormatException exception)
        {
            throw GivenConfiguration.Invalid(Configuration, exception.Message, exception);
        }

        try
        {
            return new ValidationPlan(_configuration, Tag, ExcludeTag);
        }
        catch (ValidationFormatException exception)
        {
            throw new ResilienceException(ErrorIds.TagUnknown, ErrorCategory.InvalidArgument, exception.Message, string.Join(", ", Tag.Concat(ExcludeTag)), exception);
        }
    }

    private ResilienceTopology? ReadTopology()
    {
        if ((Topology ?? _configuration.Topology) is { } given)
        {
            return GivenTopology.Read(SessionState.Path, given);
        }

        try
        {
            return SessionTopology.TryRead(new NativeSession(InvokeCommand, WriteWarning));
        }
        catch (ResilienceException exception)
        {
            WriteWarning($"{exception.Message} Without one, checks that need it are skipped.");
            return null;
        }
    }

    private IReadOnlyList<string> Domains()
    {
        string[] domains = SipDomain.Length > 0 ? [.. SipDomain.Select(domain => SipNames.Domain(domain, target: domain))]
            : _configuration.SipDomains.Count > 0 ? [.. _configuration.SipDomains]
            : _topology is { SipDomains.Count: > 0 } ? [.. _topology.SipDomains]
            : [.. _inputs.Users.Select(user => user.SipAddress).Concat(SipAddress is null ? [] : [SipNames.Address(SipAddress, target: SipAddress)]).Select(address => address.Substring(address.IndexOf('@') + 1))];
        domains = [.. domains.Distinct(StringComparer.OrdinalIgnoreCase)];
        return domains.Length > 0 ? domains : throw new ResilienceException(
            ErrorIds.SipDomainNeeded,
            ErrorCategory.InvalidArgument,
            "Nobody says which SIP domain to validate. Name it with -SipDomain, or give a -Topology or -Configuration that does.");
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (ResilienceException exception)
        {
            ThrowTerminatingError(Errors.From(exception, exception.Target));
        }
    }
}
