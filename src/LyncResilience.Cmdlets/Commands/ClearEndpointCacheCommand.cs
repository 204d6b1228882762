using System;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.EndpointCache;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Takes clients' caches away, so that their next sign-in begins with discovery: renames each to <c>.bak</c> (<c>.bak1</c> and so on when that name is
/// taken) or deletes it. Touches nothing but files EndpointConfiguration.cache in a client's folder <c>sip_user@domain</c>.
/// </summary>
[Cmdlet(VerbsCommon.Clear, "EndpointCache", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = InputSet)]
[OutputType(typeof(EndpointCacheEntry))]
public sealed class ClearEndpointCacheCommand : PSCmdlet
{
    private const string InputSet = "InputObject";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>Entries of <c>Get-EndpointCache</c>, files of <c>Get-ChildItem</c>, or paths of files.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = InputSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Files. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files by their names as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Deletes instead of renaming.</summary>
    [Parameter]
    public SwitchParameter Permanent { get; set; }

    /// <summary>Hands on what each cache held, with its path as it was. With <c>-WhatIf</c> too, so that a pipeline can be rehearsed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private FilePaths Files => new(SessionState.Path, (path, exception) => WriteError(CacheErrors.OfPath(path, exception)));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path.SelectMany(path => Files.Matching(path)))
        {
            Clear(path, null, path);
        }

        foreach (string path in LiteralPath)
        {
            Clear(Files.Literal(path), null, path);
        }

        foreach (PSObject given in InputObject)
        {
            Take(CacheInput.Of(given));
        }
    }

    private void Take(CacheInput input)
    {
        if (input.IsElsewhere)
        {
            WriteError(CacheErrors.Elsewhere(input));
        }
        else if ((input.Path ?? input.Given.BaseObject as string) is { } path)
        {
            Clear(Files.Literal(path), input.Given.BaseObject as EndpointCacheEntry, input.Given);
        }
        else
        {
            WriteError(Errors.Create(
                ErrorIds.InputUnknown,
                ErrorCategory.InvalidArgument,
                input.Given,
                $"'{input.Given}' is no cache: it has no Path, PSPath or FullName. Pipe entries of Get-EndpointCache, files of Get-ChildItem, or paths."));
        }
    }

    private void Clear(string? path, EndpointCacheEntry? entry, object target)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            string file = EndpointCacheRemoval.Checked(path);

            // Before it is gone.
            EndpointCacheEntry? held = !PassThru ? null : entry ?? EndpointCacheReader.Read(file, EndpointCachePath.ComputerOf(file) ?? Environment.MachineName);
            string what = Permanent ? $"Delete '{file}'." : $"Rename '{file}' to '{EndpointCachePath.FileName}.bak'.";
            if (ShouldProcess(what, what, "Clear-EndpointCache", out ShouldProcessReason reason))
            {
                Remove(file);
            }
            else if (reason != ShouldProcessReason.WhatIf)
            {
                return;
            }

            if (held is not null)
            {
                WriteObject(held);
            }
        }
        catch (EndpointCacheRefusedException exception)
        {
            WriteError(new ErrorRecord(exception, ErrorIds.CacheRefused, ErrorCategory.InvalidArgument, target));
        }
        catch (Exception exception) when (EndpointCacheProblem.Of(path, exception) is not null)
        {
            WriteError(CacheErrors.Of(EndpointCacheProblem.Of(path, exception)!));
        }
    }

    private void Remove(string file)
    {
        if (Permanent)
        {
            EndpointCacheRemoval.Delete(file);
            WriteVerbose($"Deleted '{file}'.");
        }
        else
        {
            WriteVerbose($"Renamed '{file}' to '{EndpointCacheRemoval.Rename(file)}'.");
        }
    }
}
