using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using LyncResilience.Discovery.Traces;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Base of the cmdlets that read traces: which files, which messages of them, in which time zone. Files are gathered and then read together, on the
/// pipeline thread, so that reading goes no faster than its consumer and ends with it.
/// </summary>
public abstract class TraceCmdlet : AsyncCmdlet
{
    /// <summary>The parameter set of -Path.</summary>
    private protected const string PathSet = "Path";

    private const string LiteralPathSet = "LiteralPath";
    private const string InputSet = "InputObject";

    private TraceFileList? _list;

    /// <summary>
    /// Logs of servers (SIPStack text of OCSLogger, Snooper, Search-CsClsLogging) and of clients (.uccapilog), in any mixture; also compressed (.gz, .zip).
    /// Several are merged by time. Wildcards are allowed.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Logs by their names as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Files from <c>Get-ChildItem</c> or paths, which are read together when all have come.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Only messages of these users: in From, To or the request's URI. With or without <c>sip:</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("Sip", "UserSipAddress")]
    public string[] SipAddress { get; set; } = [];

    /// <summary>Only what happened then or later, by the log's clock; a time in UTC or of this computer is converted when <c>-TimeZone</c> is given.</summary>
    [Parameter]
    public DateTime? After { get; set; }

    /// <summary>Only what happened then or before; see <c>-After</c>.</summary>
    [Parameter]
    public DateTime? Before { get; set; }

    /// <summary>
    /// The time zone of the machines that wrote the logs, which the logs don't tell: its id, such as UTC or 'W. Europe Standard Time', or what
    /// <c>Get-TimeZone</c> returns. Without it there is no TimeUtc.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [TimeZoneArgument]
    public TimeZoneInfo? TimeZone { get; set; }

    /// <summary>Goes on reading what is written to the files, until Ctrl+C.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private protected TraceFileList List => _list ??= new TraceFileList(SessionState.Path, WriteError);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Array.ForEach(Path, List.AddMatching);
        Array.ForEach(LiteralPath, List.AddLiteral);
        foreach (PSObject input in Elements.Inputs(InputObject))
        {
            Take(input);
        }
    }

    /// <summary>Takes an object from the pipeline: a file, unless a cmdlet knows better.</summary>
    private protected virtual void Take(PSObject input)
    {
        if (!List.TryAdd(input))
        {
            WriteError(Errors.Create(
                ErrorIds.InputUnknown,
                ErrorCategory.InvalidArgument,
                input,
                $"'{input}' is no file: it has no PSPath, FullName or Path. Pipe files from Get-ChildItem, or paths."));
        }
    }

    /// <summary>Called on the pipeline thread while files are followed.</summary>
    /// <param name="quiet">For how long nothing has come.</param>
    private protected virtual void StandsStill(TimeSpan quiet)
    {
    }

    /// <summary>Reads the files, on the pipeline thread.</summary>
    /// <param name="filter">Which messages are wanted.</param>
    /// <param name="includeDiagnostics">Whether servers' own records are wanted beside messages.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    private protected IEnumerable<SipTraceMessage> Messages(TraceFilter filter, bool includeDiagnostics, CancellationToken cancellationToken)
    {
        TraceFileReader reader = new(this, List.Files) { Filter = filter, TimeZone = TimeZone, IncludeDiagnostics = includeDiagnostics, StandsStill = StandsStill };
        return Wait ? reader.Follow(cancellationToken) : reader.Read(cancellationToken);
    }
}
