using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.Topology;
using LyncResilience.Discovery.Topology.Native;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Reads who backs whom: from files, from objects of the native cmdlets in the pipeline, or by calling the native cmdlets of the session. What was
/// inferred or assumed stands in the topology's Warnings.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ResilienceTopology", DefaultParameterSetName = NativeSet)]
[OutputType(typeof(ResilienceTopology))]
public sealed class GetResilienceTopologyCommand : PSCmdlet
{
    private const string NativeSet = "Native";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<NativeObject> _objects = [];

    /// <summary>Files: the topology as XML, Topology Builder's .tbxml, the .zip of Export-CsConfiguration, our JSON. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files by their names as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Files from <c>Get-ChildItem</c>, their names, what <c>Get-CsTopology -AsXml</c> gives, or objects of Get-CsPool, Get-CsService, Get-CsUserPoolInfo, Get-CsPoolBackupRelationship,
    /// Get-CsSite and Get-CsSipDomain in any mixture. Objects make one topology together, files and documents one each.
    /// </summary>
    [Parameter(ParameterSetName = NativeSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The backup of pools, which outranks the source: a table of pool and backup, $null for none.</summary>
    [Parameter]
    [ValidateNotNull]
    [PoolTableArgument]
    public Hashtable BackupMap { get; set; } = [];

    /// <summary>The most users that pools can serve, which outranks the planning guides: a table of pool and number.</summary>
    [Parameter]
    [ValidateNotNull]
    [PoolTableArgument(IsNumeric = true)]
    public Hashtable UserCapacity { get; set; } = [];

    /// <summary>How many users pools home: a table of pool and number, or what <c>Get-CsUser | Group-Object RegistrarPool</c> gives.</summary>
    [Parameter]
    [ValidateNotNull]
    [PoolTableArgument(IsNumeric = true)]
    public Hashtable UserCount { get; set; } = [];

    private TopologyOverrides Overrides => new()
    {
        Backups = Pools(BackupMap, value => (string?)value),
        Capacities = Pools(UserCapacity, value => (int)value!),
        UserCounts = Pools(UserCount, value => (int)value!),
    };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            ReadMatching(path);
        }

        foreach (string path in LiteralPath)
        {
            ReadLiteral(path);
        }

        foreach (PSObject input in Elements.Inputs(InputObject))
        {
            Take(input);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_objects.Count > 0)
        {
            Try("the pipeline", () => WriteObject(NativeObjects.Build(NativeTopology.Read(_objects, "the pipeline"), Overrides)));
        }
        else if (ParameterSetName == NativeSet && InputObject is null && !MyInvocation.ExpectingInput)
        {
            AskSession();
        }
    }

    private static Dictionary<string, T> Pools<T>(Hashtable table, Func<object?, T> valueOf) =>
        table.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => valueOf(entry.Value), StringComparer.OrdinalIgnoreCase);

    private void Take(PSObject input)
    {
        switch (input.BaseObject)
        {
            case FileSystemInfo file:
                ReadFile(file.FullName);
                break;
            case { } document when GivenTopology.ContentOf(document) is { } content:
                Try("the document given", () => WriteObject(GivenTopology.ReadContent(content, Overrides)));
                break;
            case string path:
                ReadLiteral(path);
                break;
            default:
                _objects.Add(NativeObjects.Of(input));
                break;
        }
    }

    private void AskSession()
    {
        NativeSession session = new(InvokeCommand, WriteWarning);
        if (!session.CanDescribe)
        {
            ThrowTerminatingError(Errors.Create(
                ErrorIds.NativeCmdletMissing,
                ErrorCategory.ObjectNotFound,
                null,
                "This session has no Get-CsPool and no Get-CsService to ask. Name a file with -Path (on a server: (Get-CsTopology -AsXml).ToString() > topology.xml), "
                    + "or run this in the Management Shell of Lync Server or Skype for Business Server."));
        }

        Try("this session", () => WriteObject(NativeObjects.Build(NativeObjects.Describe(session), Overrides)));
    }

    private void ReadFile(string path) => Try(path, () => WriteObject(GivenTopology.ReadFile(path, Overrides)));

    /// <summary>Turns what may go wrong with one input into its error, so that the others go on.</summary>
    private void Try(string target, Action read)
    {
        try
        {
            read();
        }
        catch (ResilienceException exception)
        {
            WriteError(Errors.From(exception, target));
        }
        catch (TopologyFormatException exception)
        {
            WriteError(new ErrorRecord(exception, ErrorIds.TopologyUnreadable, ErrorCategory.InvalidData, target));
        }
    }

    private void ReadMatching(string path)
    {
        bool isRefused = false;
        FilePaths paths = new(SessionState.Path, (refused, exception) =>
        {
            isRefused = true;
            Refuse(refused, exception);
        });
        IReadOnlyList<string> files = paths.Matching(path);
        foreach (string file in files)
        {
            ReadFile(file);
        }

        if (files.Count == 0 && !isRefused)
        {
            WriteError(Errors.From(GivenTopology.Unreadable(path, $"No file is named like '{path}'."), path));
        }
    }

    private void ReadLiteral(string path)
    {
        if (new FilePaths(SessionState.Path, Refuse).Literal(path) is { } file)
        {
            ReadFile(file);
        }
    }

    private void Refuse(string path, Exception exception) =>
        WriteError(Errors.From(GivenTopology.Unreadable(path, $"'{path}' is not a path of files: {exception.Message}", exception), path));
}
