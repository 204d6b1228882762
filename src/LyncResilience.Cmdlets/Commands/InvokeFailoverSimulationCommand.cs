using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Predicts who stays signed in, who gets limited service and who is offline when pools, sites or servers fail: plays the clients' own sign-in logic against
/// a topology and its records in virtual time. Nothing is contacted, but for the DNS servers named with <c>-DnsServer</c>.
/// </summary>
/// <remarks>
/// What a scenario file says can be outranked one by one: users of the pipeline, a topology, records, duration, seed and assumptions replace its own; failures come in addition.
/// </remarks>
[Cmdlet(VerbsLifecycle.Invoke, "FailoverSimulation", DefaultParameterSetName = TopologySet)]
[OutputType(typeof(FailoverSimulation))]
public sealed class InvokeFailoverSimulationCommand : AsyncCmdlet
{
    private const string TopologySet = "Topology";
    private const string ScenarioSet = "Scenario";

    private readonly List<SimulatedUser> _users = [];
    private ResilienceTopology? _topology;
    private Dictionary<string, object> _given = [];

    /// <summary>
    /// The users: objects or rows with SipAddress, RegistrarPool and, where they are known, CachedServer (empty when nothing is cached), KnowsBackup, SignedIn, ClientProfile and
    /// Location, such as those of <c>Get-CsUser</c>, <c>Import-Csv</c> and a laboratory.
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
    [Alias("HomePool", "PoolFqdn", "PrimaryPoolFqdn")]
    public string? RegistrarPool { get; set; }

    /// <summary>The server in the cache of every user's client, whatever the users' own property says; empty when nothing is cached.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? CachedServer { get; set; }

    /// <summary>Whether a redirect has told every client its backup registrar, whatever the users' own property says.</summary>
    [Parameter]
    public bool KnowsBackup { get; set; }

    /// <summary>Whether every user is signed in when the simulation starts, whatever the users' own property says.</summary>
    [Parameter]
    public bool SignedIn { get; set; } = true;

    /// <summary>Whose discovery order and name rule every client follows, whatever the users' own property says.</summary>
    [Parameter]
    public ClientProfile ClientProfile { get; set; } = ClientProfile.Lync2013;

    /// <summary>The site where every client is, whatever the users' own property says.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Location { get; set; }

    /// <summary>Who backs whom: what <c>Get-ResilienceTopology</c> returns, as it is or after Export-Clixml or ConvertTo-Json, or the path of a file that it reads.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TopologySet)]
    [Parameter(ParameterSetName = ScenarioSet)]
    [ValidateNotNull]
    public object? Topology { get; set; }

    /// <summary>
    /// Scenario files, whose form module/schemas/scenario.schema.json describes; module/samples/scenarios has some. One simulation each. Wildcards are allowed.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ScenarioSet)]
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

    /// <summary>Pools that fail; the first label is enough where only one pool has it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] FailPool { get; set; } = [];

    /// <summary>Sites whose servers all fail.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] FailSite { get; set; } = [];

    /// <summary>Single Front Ends that fail; the first label is enough where only one server has it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] FailServer { get; set; } = [];

    /// <summary>When they fail, from the start: seconds, hh:mm:ss or a TimeSpan.</summary>
    [Parameter]
    [TimeSpanArgument]
    public TimeSpan At { get; set; }

    /// <summary>How long they stay down: seconds, hh:mm:ss or a TimeSpan. Without it they don't come back.</summary>
    [Parameter]
    [TimeSpanArgument]
    public TimeSpan RestoreAfter { get; set; }

    /// <summary>How long is simulated: seconds, hh:mm:ss or a TimeSpan.</summary>
    [Parameter]
    [TimeSpanArgument]
    public TimeSpan Duration { get; set; } = SimulationScenario.DefaultDuration;

    /// <summary>What every draw comes from: the same seed gives the same simulation.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Values for what the model assumes: <c>@{ RetrySeconds = 60 }</c>. The result's Assumptions list all of them.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable Assume { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Before the pipeline binds anything: what is bound now was on the command line.
        _given = MyInvocation.BoundParameters.Where(bound => bound.Value is not null).ToDictionary(bound => bound.Key, bound => bound.Value, StringComparer.OrdinalIgnoreCase);
        try
        {
            _topology = Topology is null ? null : GivenTopology.Read(SessionState.Path, Topology);
        }
        catch (ResilienceException exception)
        {
            ThrowTerminatingError(Errors.From(exception, Topology));
        }

        try
        {
            _ = Assumed(SimulationAssumptions.Default);
        }
        catch (ScenarioFormatException exception)
        {
            ThrowTerminatingError(Errors.From(Invalid(exception), Assume));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // The pipeline takes lists apart, an argument comes whole.
        if (InputObject?.BaseObject is not IDictionary && LanguagePrimitives.GetEnumerable(InputObject) is { } inputs)
        {
            foreach (object input in inputs.OfType<object>())
            {
                Add(PSObject.AsPSObject(input));
            }
        }
        else if (InputObject is not null)
        {
            Add(InputObject);
        }
        else if (!MyInvocation.ExpectingInput && SipAddress is not null)
        {
            Add(PSObject.AsPSObject(SipAddress));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == TopologySet)
        {
            Play(null, () => new SimulationScenario { Name = string.Empty });
            return;
        }

        foreach (string path in Scenario)
        {
            IReadOnlyList<string> files = new FilePaths(SessionState.Path, Refuse).Matching(path);
            foreach (string file in files)
            {
                Play(file, () => ScenarioFile.Read(file));
            }

            if (files.Count == 0 && WildcardPattern.ContainsWildcardCharacters(path))
            {
                WriteError(Errors.Create(ErrorIds.ScenarioInvalid, ErrorCategory.ObjectNotFound, path, $"No scenario file is named like '{path}'."));
            }
        }
    }

    private static ResilienceException Invalid(ScenarioFormatException exception) =>
        new(ErrorIds.ScenarioInvalid, ErrorCategory.InvalidData, char.ToUpperInvariant(exception.Message[0]) + exception.Message.Substring(1), inner: exception);

    private void Refuse(string path, Exception exception) =>
        WriteError(Errors.Create(ErrorIds.ScenarioInvalid, ErrorCategory.InvalidArgument, path, $"'{path}' is not the path of a scenario file: {exception.Message}", exception));

    private void Add(PSObject input)
    {
        try
        {
            _users.Add(new UserRow(input, name => _given.TryGetValue(name, out object value) ? value : null).Read());
        }
        catch (ResilienceException exception)
        {
            WriteError(Errors.From(exception, input));
        }
    }

    private void Play(string? file, Func<SimulationScenario> read)
    {
        ProgressRecord progress = new(0, "Simulating", file ?? string.Format(CultureInfo.InvariantCulture, "{0:N0} users", _users.Count));
        WriteProgress(progress);
        Start(file, async (output, cancellationToken) =>
        {
            try
            {
                SimulationScenario scenario = Completed(read());
                if (await RecordsAsync(scenario, output, cancellationToken).ConfigureAwait(false) is { } records)
                {
                    output.WriteObject(FailoverSimulator.Run(scenario with { Records = records }, cancellationToken));
                }
            }
            catch (ScenarioFormatException exception)
            {
                throw Invalid(exception);
            }
        });
        progress.RecordType = ProgressRecordType.Completed;
        WriteProgress(progress);
    }

    /// <summary>A scenario with what the command line and the pipeline say of it, but for the records.</summary>
    private SimulationScenario Completed(SimulationScenario scenario)
    {
        ResilienceTopology topology = _topology ?? scenario.Topology;
        PlannedFailure failure = new(topology, At, FailPool, FailSite, FailServer);
        SimulationScenario completed = scenario with
        {
            Name = failure.NameAfter(scenario.Name),
            Topology = topology,
            Users = _users.Count > 0 ? _users : scenario.Users,
            Events = [.. scenario.Events, .. failure.Events(Has(nameof(RestoreAfter)) ? RestoreAfter : null)],
            Duration = Has(nameof(Duration)) ? Duration : scenario.Duration,
            Seed = Has(nameof(Seed)) ? Seed : scenario.Seed,
            Assumptions = Assumed(scenario.Assumptions),
        };
        return completed.Users.Any() ? completed : throw new ResilienceException(
            ErrorIds.ScenarioInvalid,
            ErrorCategory.InvalidArgument,
            "There is no user to simulate. Pipe objects with SipAddress and RegistrarPool, such as those of Get-CsUser or Import-Csv.");
    }

    private bool Has(string parameter) => _given.ContainsKey(parameter);

    private SimulationAssumptions Assumed(SimulationAssumptions assumptions) => Assume.Cast<DictionaryEntry>().Aggregate(
        assumptions,
        (known, entry) => known.With(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value));

    /// <summary>The records that the scenario is played with; null when no DNS server named has an address, which has been reported then.</summary>
    private async Task<IReadOnlyList<DnsRecord>?> RecordsAsync(SimulationScenario scenario, CmdletOutput output, CancellationToken cancellationToken)
    {
        IReadOnlyList<DnsRecord> records = Has(nameof(SrvRecord)) || DnsServer.Length > 0 ? SrvRecord : scenario.Records;
        if (DnsServer.Length > 0)
        {
            if (await new NamedDnsServers(DnsServer, TimeSpan.FromSeconds(TimeoutSeconds)).ResolverAsync(output, cancellationToken).ConfigureAwait(false) is not { } resolver)
            {
                return null;
            }

            records = [.. records, .. await new LiveZone(resolver, scenario.Topology).ReadAsync(scenario.Users, cancellationToken).ConfigureAwait(false)];
        }

        records = ZoneChange.Apply(records, RemoveSrvRecord, AddSrvRecord, output.WriteWarning);
        if (records.Count == 0 && !Has(nameof(SrvRecord)) && DnsServer.Length == 0)
        {
            output.WriteWarning("No records were given, so clients find no server in DNS. Give them with -SrvRecord, or name a server to ask with -DnsServer.");
        }

        return records;
    }
}
