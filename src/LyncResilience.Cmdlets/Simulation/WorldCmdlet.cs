using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using LyncResilience.Discovery.Dns;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Base of the cmdlets that ask questions about a modelled world: a topology, the records that clients find, and the users whose clients these are. Nothing
/// is contacted, but for the DNS servers named with <c>-DnsServer</c>.
/// </summary>
/// <remarks>
/// What a scenario file says can be outranked one by one: users of the pipeline, a topology, records, seed and assumptions replace its own.
/// </remarks>
public abstract class WorldCmdlet : AsyncCmdlet
{
    private readonly List<SimulatedUser> _users = [];
    private Dictionary<string, object> _given = [];
    private ResilienceTopology? _topology;
    private PipedUsers? _piped;
    private GivenZone? _zone;
    private bool _isUserGiven;
    private bool _isUserExpected;
    private volatile bool _isAskingDns;

    /// <summary>
    /// The users: objects or rows with SipAddress, RegistrarPool and, where they are known, CachedServer (empty when nothing is cached), KnowsBackup, SignedIn, ClientProfile and
    /// Location, such as those of <c>Get-CsUser</c>, <c>Import-Csv</c> and a laboratory. Of <c>Get-EndpointCache</c> the home pool is inferred from the cached server. Of
    /// <c>Test-SrvSignInPath</c> and <c>Get-SignInTrace</c> the client knows its backup when the path shows that it was told. Without users those that the topology counts are taken.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The user's SIP address, with or without <c>sip:</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [Alias("Sip", "UserSipAddress")]
    public string? SipAddress { get; set; }

    /// <summary>The user's home pool.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [Alias("HomePool", "PoolFqdn", "PrimaryPoolFqdn", "PrimaryRegistrar")]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string? RegistrarPool { get; set; }

    /// <summary>The server in the cache of every user's client, whatever the users' own property says; empty when nothing is cached.</summary>
    [Parameter]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string? CachedServer { get; set; }

    /// <summary>Whose discovery order and name rule every client follows, whatever the users' own property says.</summary>
    [Parameter]
    public ClientProfile ClientProfile { get; set; } = ClientProfile.Lync2013;

    /// <summary>The site where every client is, whatever the users' own property says.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SiteCompleter))]
    public string? Location { get; set; }

    /// <summary>
    /// Who backs whom: what <c>Get-ResilienceTopology</c> returns, as it is or after Export-Clixml or ConvertTo-Json, or the path of a file that it reads. Without it, and without a
    /// scenario, the native cmdlets of the session are asked.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Topology { get; set; }

    /// <summary>
    /// Scenario files, whose form module/schemas/scenario.schema.json describes; module/samples/scenarios has some. One answer each. Wildcards are allowed.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Scenario { get; set; } = [];

    /// <summary>The records that clients find: zone-file lines, a zone file's path, or objects with Name, Priority, Weight, Port, Target and Ttl.</summary>
    [Parameter]
    [ValidateNotNull]
    [DnsRecordArgument]
    public DnsRecord[] SrvRecord { get; set; } = [];

    /// <summary>What if these records were there too? In the same shapes.</summary>
    [Parameter]
    [ValidateNotNull]
    [DnsRecordArgument]
    public DnsRecord[] AddSrvRecord { get; set; } = [];

    /// <summary>What if these records were not there? In the same shapes; the TTL doesn't matter.</summary>
    [Parameter]
    [ValidateNotNull]
    [DnsRecordArgument]
    public DnsRecord[] RemoveSrvRecord { get; set; } = [];

    /// <summary>DNS servers that are asked now for the records that the users' clients look up: host, address or address:port.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [DnsServerArgument]
    public string[] DnsServer { get; set; } = [];

    /// <summary>The longest wait for one DNS answer, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 5;

    /// <summary>What every draw comes from: the same seed gives the same answer.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Values for what the model assumes: <c>@{ RetrySeconds = 60 }</c>. The Assumptions of a simulation list all of them.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AssumptionCompleter))]
    public Hashtable Assume { get; set; } = [];

    /// <inheritdoc/>
    private protected override string? Activity => _isAskingDns ? $"Asking {string.Join(", ", DnsServer)} for the records" : null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Before the pipeline binds anything: what is bound now was on the command line.
        _isUserExpected = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));
        _given = MyInvocation.BoundParameters.Where(bound => bound.Value is not null).ToDictionary(bound => bound.Key, bound => bound.Value, StringComparer.OrdinalIgnoreCase);
        try
        {
            _ = Assumed(SimulationAssumptions.Default);
            _topology = Topology is not null ? GivenTopology.Read(SessionState.Path, Topology)
                : Scenario.Length == 0 ? SessionTopology.Read(new NativeSession(InvokeCommand, WriteWarning))
                : null;
        }
        catch (ScenarioFormatException exception)
        {
            ThrowTerminatingError(Errors.From(Errors.Of(exception), Assume));
        }
        catch (ResilienceException exception)
        {
            ThrowTerminatingError(Errors.From(exception, Topology));
        }

        _piped = _topology is null ? null : new PipedUsers(_topology, WriteWarning);
        _zone = new GivenZone
        {
            Records = Has(nameof(SrvRecord)) ? SrvRecord : null,
            DnsServers = DnsServer,
            Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
            Added = AddSrvRecord,
            Removed = RemoveSrvRecord,
        };
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject input in Elements.Inputs(InputObject))
        {
            Add(input);
        }

        if (InputObject is null && !MyInvocation.ExpectingInput && SipAddress is not null)
        {
            Add(PSObject.AsPSObject(SipAddress));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Scenario.Length == 0)
        {
            Ask(null, () => new SimulationScenario { Name = string.Empty });
            return;
        }

        foreach (string path in Scenario)
        {
            IReadOnlyList<string> files = new FilePaths(SessionState.Path, Refuse).Matching(path);
            foreach (string file in files)
            {
                Ask(file, () => ScenarioFile.Read(file));
            }

            if (files.Count == 0 && WildcardPattern.ContainsWildcardCharacters(path))
            {
                WriteError(Errors.Create(ErrorIds.ScenarioInvalid, ErrorCategory.ObjectNotFound, path, $"No scenario file is named like '{path}'. Check the path; the folder samples/scenarios of the module has some to begin with."));
            }
        }
    }

    /// <summary>Whether a parameter was on the command line.</summary>
    private protected bool Has(string parameter) => _given.ContainsKey(parameter);

    /// <summary>What else this command says of the scenario.</summary>
    private protected virtual SimulationScenario Completed(SimulationScenario scenario) => scenario;

    /// <summary>The users of a scenario for which nobody named any.</summary>
    private protected virtual IReadOnlyList<SimulatedUser> NamelessUsers(ResilienceTopology topology, CmdletOutput output) => CountedUsers.Of(topology, output.WriteWarning);

    /// <summary>Answers for a scenario that is complete.</summary>
    private protected abstract void Answer(SimulationScenario scenario, CmdletOutput output, CancellationToken cancellationToken);

    private void Refuse(string path, Exception exception) =>
        WriteError(Errors.Create(ErrorIds.ScenarioInvalid, ErrorCategory.InvalidArgument, path, $"'{path}' is not the path of a scenario file: {exception.Message}", exception));

    private void Add(PSObject input)
    {
        _isUserGiven = true;
        try
        {
            SimulatedUser user = new UserRow(input, name => _given.TryGetValue(name, out object value) ? value : null).Read();
            _users.Add(_piped is null ? user : _piped.Fit(user));
        }
        catch (ResilienceException exception)
        {
            WriteError(Errors.From(exception, input));
        }
    }

    private void Ask(string? file, Func<SimulationScenario> read) => Start(file, async (output, cancellationToken) =>
    {
        try
        {
            SimulationScenario scenario = Completed(World(read(), output));
            _isAskingDns = DnsServer.Length > 0;
            if (scenario.Users.Any() && await _zone!.OfAsync(scenario, output, cancellationToken).ConfigureAwait(false) is { } records)
            {
                _isAskingDns = false;
                scenario = scenario with { Records = records };
                WorldReport.Write(scenario, output);
                Answer(scenario, output, cancellationToken);
            }
        }
        catch (ScenarioFormatException exception)
        {
            throw Errors.Of(exception);
        }
    });

    /// <summary>A scenario with what the command line and the pipeline say of its world, but for the records. Without users when those that were given have been reported.</summary>
    private SimulationScenario World(SimulationScenario scenario, CmdletOutput output)
    {
        ResilienceTopology topology = _topology ?? scenario.Topology;
        return scenario with
        {
            Topology = topology,
            Users = _isUserGiven ? Fitting(topology, output)
                : _isUserExpected ? throw Nobody()
                : scenario.Users.Any() ? scenario.Users
                : Nameless(topology, output),
            Seed = Has(nameof(Seed)) ? Seed : scenario.Seed,
            Assumptions = Assumed(scenario.Assumptions),
        };
    }

    // Where only the scenario names the topology, the users that came before it was read are fitted into it now.
    private List<SimulatedUser> Fitting(ResilienceTopology topology, CmdletOutput output)
    {
        if (_piped is not null)
        {
            return _users;
        }

        PipedUsers piped = new(topology, output.WriteWarning);
        List<SimulatedUser> fitting = [];
        foreach (SimulatedUser user in _users)
        {
            try
            {
                fitting.Add(piped.Fit(user));
            }
            catch (ResilienceException exception)
            {
                output.WriteError(Errors.From(exception, user));
            }
        }

        return fitting;
    }

    // Nothing would look like nobody in danger, and other users than those asked about would be a wrong answer.
    private static ResilienceException Nobody() => new(
        ErrorIds.ScenarioInvalid,
        ErrorCategory.InvalidArgument,
        "No user came down the pipeline, so there is nobody to simulate. Look why it is empty; without a pipeline the scenario's users are taken, or as many as the topology counts.");

    private IReadOnlyList<SimulatedUser> Nameless(ResilienceTopology topology, CmdletOutput output) =>
        NamelessUsers(topology, output) is { Count: > 0 } users ? users : throw new ResilienceException(
            ErrorIds.ScenarioInvalid,
            ErrorCategory.InvalidArgument,
            "There is no user to simulate. Pipe objects with SipAddress and RegistrarPool, such as those of Get-CsUser or Import-Csv.");

    private SimulationAssumptions Assumed(SimulationAssumptions assumptions) => Assume.Cast<DictionaryEntry>().Aggregate(
        assumptions,
        (known, entry) => known.With(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value));
}
