using System;
using System.Linq;
using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using LyncResilience.Discovery.EndpointCache;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Reads the registrar that clients have cached (EndpointConfiguration.cache): of the current user, of profiles of this computer, of other computers
/// through their administrative share, or wherever the files are. The layout of the file is unpublished; Confidence says how sure each reading is.
/// </summary>
[Cmdlet(VerbsCommon.Get, "EndpointCache", DefaultParameterSetName = ProfileSet)]
[OutputType(typeof(EndpointCacheEntry))]
public sealed class GetEndpointCacheCommand : AsyncCmdlet
{
    private const string ProfileSet = "UserProfile";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string ComputerSet = "ComputerName";
    private const string AllProfiles = "*";

    private CacheSearch? _search;

    /// <summary>Files of any name, and folders, in which and below which caches are looked for. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files and folders by their names as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Computers to read through their administrative share, which only Windows can. Needs the rights of an administrator there, and TCP port 445.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ComputerSet)]
    [ValidateNotNullOrEmpty]
    [Alias("Name", "DNSHostName", "Cn")]
    public string[] ComputerName { get; set; } = [];

    /// <summary>
    /// Files and folders from <c>Get-ChildItem</c>; computers, such as those of <c>Get-ADComputer</c>; text, which is a path when it has a slash, a
    /// backslash or a colon, and a computer otherwise; or entries read before, which are judged by <c>-Topology</c> without being read again.
    /// </summary>
    [Parameter(ParameterSetName = ProfileSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Profiles of the computer: names of their folders, wildcards, or * for all. On this computer also paths of profile folders. Without it the
    /// current user's here, all on other computers.
    /// </summary>
    [Parameter(ParameterSetName = ProfileSet)]
    [Parameter(ParameterSetName = ComputerSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] UserProfile { get; set; } = [];

    /// <summary>
    /// Judges each entry: what <c>Get-ResilienceTopology</c> returns, as it is or after Export-Clixml or ConvertTo-Json, or the path of a file that it reads.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Topology { get; set; }

    /// <summary>
    /// The users' home pools, which a topology doesn't know: objects with SipAddress and RegistrarPool, such as those of <c>Get-CsUser</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public PSObject[] User { get; set; } = [];

    /// <summary>How many computers are read at once. Files of one place are always read several at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    private FilePaths Files => new(SessionState.Path, (path, exception) => WriteError(CacheErrors.OfPath(path, exception)));

    /// <inheritdoc/>
    private protected override int Concurrency => ThrottleLimit;

    /// <inheritdoc/>
    private protected override string? Activity => "Reading caches of other computers";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Topology is null && User.Length > 0)
        {
            ThrowTerminatingError(new ErrorRecord(
                new ParameterBindingException("-User tells the users' home pools, which -Topology needs. Give a topology with -Topology."),
                ErrorIds.TopologyNeeded,
                ErrorCategory.InvalidArgument,
                User));
        }

        try
        {
            _search = new CacheSearch(Topology is null ? null : new CacheStandingJudge(GivenTopology.Read(SessionState.Path, Topology), HomePools.Of(User, WriteError)));
        }
        catch (ResilienceException exception)
        {
            ThrowTerminatingError(Errors.From(exception, Topology));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path.SelectMany(path => Files.Matching(path)))
        {
            ReadAt(path);
        }

        foreach (string path in LiteralPath)
        {
            ReadAt(Files.Literal(path));
        }

        foreach (string computer in ComputerName)
        {
            ReadComputer(computer, computer);
        }

        foreach (PSObject input in Elements.Inputs(InputObject))
        {
            Take(CacheInput.Of(input));
        }

        if (InputObject is null && ParameterSetName == ProfileSet && !MyInvocation.ExpectingInput)
        {
            ReadThisComputer();
        }
    }

    private void Take(CacheInput input)
    {
        if (input.IsEntry)
        {
            TakeEntry(input);
        }
        else if (input.IsElsewhere)
        {
            WriteError(CacheErrors.Elsewhere(input));
        }
        else if (input.Path is { } path)
        {
            if (UserProfile.Length > 0)
            {
                WriteError(Errors.Create(
                    ErrorIds.UserProfileInvalid, ErrorCategory.InvalidArgument, input.Given, $"-UserProfile picks profiles of computers, and '{path}' is a path. Leave one of them away."));
                return;
            }

            ReadAt(Files.Literal(path));
        }
        else if (input.ComputerName is { } computer)
        {
            ReadComputer(computer, input.Given);
        }
        else
        {
            WriteError(Errors.Create(
                ErrorIds.InputUnknown,
                ErrorCategory.InvalidArgument,
                input.Given,
                $"'{input.Given}' is neither a file nor a computer: it has no PSPath, FullName or Path, and no ComputerName, DNSHostName or Name. Name the columns so, or pass the names themselves."));
        }
    }

    private void TakeEntry(CacheInput input)
    {
        try
        {
            WriteObject(_search!.Judged(input.ReadEntry()));
        }
        catch (ResilienceException exception)
        {
            WriteError(Errors.From(exception, input.Given));
        }
    }

    private void ReadAt(string? path)
    {
        if (path is not null)
        {
            Work((output, cancellationToken) => _search!.At(path, output, cancellationToken));
        }
    }

    private void ReadThisComputer()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            WriteVerbose("The clients that write such caches don't run on Linux; caches of other systems can be read here with -Path.");
        }

        if (UserProfile.Length == 0)
        {
            Work((output, cancellationToken) => _search!.InProfile(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), output, cancellationToken));
        }

        string root = System.IO.Path.GetPathRoot(Environment.SystemDirectory) is { Length: > 0 } disk ? disk : "/";
        foreach (string profile in UserProfile)
        {
            if (!CacheInput.IsPath(profile))
            {
                Work((output, cancellationToken) => _search!.InComputer(root, Environment.MachineName, profile, output, new CacheProgressBar(root, output), cancellationToken));
                continue;
            }

            foreach (string folder in Files.Matching(profile))
            {
                Work((output, cancellationToken) => _search!.InProfile(folder, output, cancellationToken));
            }
        }
    }

    private void ReadComputer(string computer, object target)
    {
        if (UserProfile.FirstOrDefault(CacheInput.IsPath) is { } folder)
        {
            ThrowTerminatingError(new ErrorRecord(
                new ParameterBindingException($"'{folder}' is a path of this computer. Name profiles of other computers by the names of their folders, or * for all."),
                ErrorIds.UserProfileInvalid,
                ErrorCategory.InvalidArgument,
                folder));
        }

        string share;
        try
        {
            share = EndpointCachePath.AdminShareOf(computer);
        }
        catch (FormatException exception)
        {
            WriteError(new ErrorRecord(exception, ErrorIds.ComputerNameInvalid, ErrorCategory.InvalidArgument, target));
            return;
        }

        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            WriteError(Errors.Create(
                ErrorIds.CacheElsewhere,
                ErrorCategory.NotImplemented,
                target,
                $"The share {share} can be opened from Windows only. Mount it and name the folder with -Path, or run Get-EndpointCache -UserProfile * on {computer} (Invoke-Command)."));
            return;
        }

        // A thread of its own, because a computer that is off holds it for a while, and the thread pool gives few.
        string[] profiles = UserProfile.Length > 0 ? UserProfile : [AllProfiles];
        Start(target, (output, cancellationToken) => Task.Factory.StartNew(
            () => Array.ForEach(profiles, profile => _search!.InComputer(share, computer, profile, output, bar: null, cancellationToken)),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
    }
}
