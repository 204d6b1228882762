using System;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Tells the backup registrar of users and pools: from a topology, from the native cmdlets of the session, with <c>-Live</c> from what a
/// sign-in is told, or with <c>-TracePath</c> from what sign-ins were told. What is wrong with a pair is in the result; an error means that the question could not be asked.
/// </summary>
[Cmdlet(VerbsCommon.Get, "BackupRegistrar", DefaultParameterSetName = TopologySet)]
[OutputType(typeof(BackupRegistrar))]
public sealed class GetBackupRegistrarCommand : WalkCmdlet
{
    private const string TopologySet = "Topology";
    private const string LiveSet = "Live";
    private const string TraceSet = "Trace";

    private readonly SeenUsers _seen = new();
    private BackupAnswers? _answers;
    private ResilienceTopology? _given;
    private TracedBackups? _traced;

    /// <summary>
    /// Users and pools: SIP addresses and pool names with or without <c>sip:</c> and <c>Registrar:</c>, or objects, such as those of
    /// <c>Get-CsUser</c>, <c>Get-CsPool</c>, <c>Get-CsService -Registrar</c>, <c>Get-CsUserPoolInfo</c> and <c>Import-Csv</c>. Without any
    /// input, all pools of the topology.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The user's SIP address. An input with one is a user, an input without one is a pool.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [Alias("Sip", "UserSipAddress")]
    public string? SipAddress { get; set; }

    /// <summary>The user's home pool, or the pool to ask about.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [Alias("PoolFqdn", "Fqdn", "HomePool", "PrimaryPoolFqdn")]
    [NativeNameArgument]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string? RegistrarPool { get; set; }

    /// <summary>What the result is to be called; without it the SIP address or the pool.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Identity { get; set; }

    /// <summary>
    /// Who backs whom: what <c>Get-ResilienceTopology</c> returns, as it is or after Export-Clixml or ConvertTo-Json, or the path of a file that
    /// it reads. Without it the native cmdlets of the session are asked. With <c>-Live</c> and <c>-TracePath</c> the answers are
    /// compared with it.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Topology { get; set; }

    /// <summary>Signs in as each user and tells what the 301 redirect said.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiveSet)]
    public SwitchParameter Live { get; set; }

    /// <summary>
    /// The user's account. It leaves this machine only inside TLS validated for the name dialled, and only to the user's SIP domain or a
    /// <c>-TrustedDomain</c>. Each user needs one, here or as a property.
    /// </summary>
    [Parameter(ParameterSetName = LiveSet, ValueFromPipelineByPropertyName = true)]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// Logs of servers and clients, as <c>Get-SignInTrace</c> reads them: tells what their sign-ins were told, of the users named or of all. Of several
    /// sign-ins of a user the last one with a redirect counts, or without any the last one. Wildcards are allowed.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = TraceSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] TracePath { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RefuseStrayParameters();
        base.BeginProcessing();
        try
        {
            _given = Topology is null ? null : GivenTopology.Read(SessionState.Path, Topology);
        }
        catch (ResilienceException exception)
        {
            ThrowTerminatingError(Errors.From(exception, Topology));
        }

        _traced = TracePath.Length > 0 ? new TracedBackups(_given) : null;
        _answers = new BackupAnswers(_given, new NativeSession(InvokeCommand, WriteWarning));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool isAsked = InputObject is not null || SipAddress is not null || RegistrarPool is not null || Identity is not null;
        try
        {
            if (!isAsked && !MyInvocation.ExpectingInput && _traced is not null)
            {
                _traced.IsForAll = true;
                return;
            }

            if (!isAsked && !MyInvocation.ExpectingInput && !Live)
            {
                BackupLookup lookup = _answers!.Lookup();
                WriteObject(_answers.Topology!.Pools.Select(pool => Marked(lookup.OfPool(pool.Fqdn))), enumerateCollection: true);
                return;
            }

            if (InputObject is null)
            {
                Ask(BackupQuestion.Of(null, SipAddress, RegistrarPool, Identity));
            }

            foreach (PSObject input in Elements.Inputs(InputObject))
            {
                Ask(BackupQuestion.Of(input, SipAddress, RegistrarPool, Identity));
            }
        }
        catch (ResilienceException exception)
        {
            ThrowTerminatingError(Errors.From(exception, InputObject));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_traced is { IsIdle: false } traced)
        {
            ReadTraces(traced);
        }

        WriteObject(_answers!.Waiting().Select(Marked), enumerateCollection: true);
        if (!Live && _traced is null && _answers!.Topology is { } topology && _seen.Overload(topology) is { } overload)
        {
            WriteWarning(overload);
        }
    }

    /// <summary>A pool's result carries a second type name, by which the table view leaves out the SIP address.</summary>
    private static PSObject Marked(BackupRegistrar result)
    {
        const string Mark = "LyncResilience.BackupRegistrar#Pool";
        var marked = PSObject.AsPSObject(result);
        if (marked.TypeNames[0] != Mark)
        {
            marked.TypeNames.Insert(0, Mark);
        }

        return marked;
    }

    private void Ask(BackupQuestion question)
    {
        string? address = null;
        if (question.SipAddress is { } given && !SipName.TryParseAddress(given, out address))
        {
            WriteError(Errors.From(SipNames.NoAddress(given), question.Input));
        }
        else if (_traced is not null && address is not null)
        {
            _traced.Ask(question, address);
        }
        else if ((Live || _traced is not null) && address is null)
        {
            WriteError(Errors.Create(
                ErrorIds.UserNeeded,
                ErrorCategory.InvalidArgument,
                question.Input,
                $"'{question.Pool ?? question.Input}' is no user, and only users sign in. Name a user's SIP address, or ask about a pool without {(Live ? "-Live" : "-TracePath")}."));
        }
        else if (Live)
        {
            SignIn(question, address!);
        }
        else if (address is not null)
        {
            OfUser(question, address);
        }
        else if (NativeObjects.IsPoolWithoutRegistrar(question.Object))
        {
            WriteVerbose($"{question.Pool} runs no registrar, so it has no backup registrar to tell.");
        }
        else if (question.Pool is { } pool)
        {
            if (_answers!.LookupFor(question) is { } lookup)
            {
                WriteObject(Marked(lookup.OfPool(pool, question.Identity)));
            }
        }
        else
        {
            WriteError(Errors.Create(
                ErrorIds.InputUnknown,
                ErrorCategory.InvalidArgument,
                question.Input,
                $"'{question.Input}' is neither a user nor a pool: it has no SipAddress, no RegistrarPool, PoolFqdn or Fqdn, and no Identity. Name the columns so, or pass the names themselves."));
        }
    }

    private void OfUser(BackupQuestion question, string address)
    {
        BackupLookup lookup = _answers!.Lookup();
        if ((question.Pool ?? _answers.HomePoolOf(address)) is not { } pool)
        {
            WriteError(Errors.Create(
                ErrorIds.HomePoolUnknown,
                ErrorCategory.ObjectNotFound,
                question.Input,
                $"Nobody says which pool homes {address}. Pipe Get-CsUser or a file with the columns SipAddress and RegistrarPool, name the pool with -RegistrarPool, or ask by signing in (-Live)."));
            return;
        }

        _seen.Add(pool);
        WriteObject(lookup.OfUser(address, pool, question.Identity));
    }

    private void ReadTraces(TracedBackups traced)
    {
        TraceFileList list = new(SessionState.Path, WriteError);
        Array.ForEach(TracePath, list.AddMatching);
        Work((output, cancellationToken) =>
        {
            traced.Read(new TraceFileReader(this, list.Files) { Filter = traced.Filter }.Read(cancellationToken));
            traced.Answer(output);
        });
    }

    private void SignIn(BackupQuestion question, string address)
    {
        if (Credential is null)
        {
            WriteError(Errors.Create(
                ErrorIds.CredentialNeeded,
                ErrorCategory.InvalidArgument,
                question.Input,
                $"{address} can't sign in without a credential: give one with -Credential, or as a property of the input."));
            return;
        }

        SignInRequest request = new() { SipAddress = address, Credential = ToNetworkCredential(Credential), Settings = Settings };
        Walk(question.Input, request, (path, output) =>
        {
            if (ToldBackup.Of(path, BackupRegistrarSource.Redirect, _given) is { } told)
            {
                output.WriteObject(told);
                return;
            }

            output.WriteError(Errors.Create(
                ErrorIds.SignInFailed,
                ErrorCategory.ConnectionError,
                question.Input,
                $"{address} did not sign in, so nobody told a backup registrar: {path.Detail} Test-SrvSignInPath shows each hop."));
        });
    }

    /// <summary>How to sign in says nothing without -Live. Parameter sets can't tell: these parameters belong to the bases, which know no sets.</summary>
    private void RefuseStrayParameters()
    {
        string[] stray = [.. typeof(WalkCmdlet).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => property.Name).Where(MyInvocation.BoundParameters.ContainsKey)];
        if (!Live && stray.Length > 0)
        {
            string names = string.Join(", ", stray.Select(name => "-" + name));
            ThrowTerminatingError(new ErrorRecord(
                new ParameterBindingException($"{names} {(stray.Length == 1 ? "says" : "say")} how to sign in, which only -Live with -Credential does."),
                ErrorIds.LiveNeeded,
                ErrorCategory.InvalidArgument,
                stray));
        }
    }
}
