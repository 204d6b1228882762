using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
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
            Try(path, () => Resolve(path).ToList().ForEach(ReadFile));
        }

        foreach (string path in LiteralPath)
        {
            Try(path, () => ReadFile(Located(path)));
        }

        switch (InputObject?.BaseObject)
        {
            case null:
                break;
            case FileSystemInfo file:
                ReadFile(file.FullName);
                break;
            case { } document when GivenTopology.ContentOf(document) is { } content:
                Try("the document given", () => WriteObject(GivenTopology.ReadContent(content, Overrides)));
                break;
            case string path:
                Try(path, () => ReadFile(Located(path)));
                break;
            default:
                _objects.Add(NativeObjects.Of(InputObject));
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_objects.Count > 0)
        {
            Try("the pipeline", () => WriteObject(NativeObjects.Build(NativeTopology.Read(_objects, "the pipeline"), Overrides)));
        }
        else if (ParameterSetName == NativeSet && !MyInvocation.ExpectingInput)
        {
            AskSession();
        }
    }

    private static Dictionary<string, T> Pools<T>(Hashtable table, Func<object?, T> valueOf) =>
        table.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => valueOf(entry.Value), StringComparer.OrdinalIgnoreCase);

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

    private Collection<string> Resolve(string path)
    {
        try
        {
            Collection<string> files = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            Check(path, provider);
            return files.Count > 0 ? files : throw GivenTopology.Unreadable(path, $"No file is named like '{path}'.");
        }
        catch (RuntimeException exception)
        {
            throw GivenTopology.Unreadable(path, $"'{path}' can't be found: {exception.Message}", exception);
        }
    }

    private string Located(string path)
    {
        try
        {
            string file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            Check(path, provider);
            return file;
        }
        catch (RuntimeException exception)
        {
            throw GivenTopology.Unreadable(path, $"'{path}' is not the path of a file: {exception.Message}", exception);
        }
    }

    private static void Check(string path, ProviderInfo provider)
    {
        if (provider.Name != "FileSystem")
        {
            throw GivenTopology.Unreadable(path, string.Format(CultureInfo.InvariantCulture, "'{0}' is a path of {1}, not of a file.", path, provider.Name));
        }
    }
}
