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
[Cmdlet(VerbsLifecycle.Invoke, "FailoverSimulation")]
[OutputType(typeof(FailoverSimulation))]
public sealed class InvokeFailoverSimulationCommand : AsyncCmdlet
{
    private readonly List<SimulatedUser> _users = [];
    private ResilienceTopology? _topology;
    private SimulationAssumptions _assumptions = SimulationAssumptions.Default;
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
    [Parameter(Mandatory = true)]
    [ValidateNotNull]
    public object? Topology { get; set; }

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
        object? target = Topology;
        try
        {
            _topology = GivenTopology.Read(SessionState.Path, Topology!);
            target = Assume;
            foreach (DictionaryEntry entry in Assume)
            {
                _assumptions = _assumptions.With(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value);
            }
        }
        catch (Exception exception) when (exception is ResilienceException or ScenarioFormatException)
        {
            ThrowTerminatingError(Errors.From(Known(exception), target));
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
        if (_users.Count == 0)
        {
            WriteError(Errors.Create(
                ErrorIds.ScenarioInvalid,
                ErrorCategory.InvalidArgument,
                null,
                "There is no user to simulate. Pipe objects with SipAddress and RegistrarPool, such as those of Get-CsUser or Import-Csv."));
            return;
        }

        if (SrvRecord.Length + AddSrvRecord.Length + DnsServer.Length == 0)
        {
            WriteWarning("No records were given, so clients find no server in DNS. Give them with -SrvRecord, or name a server to ask with -DnsServer.");
        }

        PlannedFailure failure = new(_topology!, At, FailPool, FailSite, FailServer);
        SimulationScenario scenario = new()
        {
            Name = failure.Name,
            Topology = _topology!,
            Users = _users,
            Events = failure.Events(MyInvocation.BoundParameters.ContainsKey(nameof(RestoreAfter)) ? RestoreAfter : null),
            Duration = Duration,
            Seed = Seed,
            Assumptions = _assumptions,
        };
        Play(scenario);
    }

    private static Exception Known(Exception exception) => exception is ScenarioFormatException
        ? new ResilienceException(ErrorIds.ScenarioInvalid, ErrorCategory.InvalidData, char.ToUpperInvariant(exception.Message[0]) + exception.Message.Substring(1), inner: exception)
        : exception;

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

    private void Play(SimulationScenario scenario)
    {
        ProgressRecord progress = new(0, "Simulating", string.Format(CultureInfo.InvariantCulture, "{0}: {1:N0} users", scenario.Name, _users.Count));
        WriteProgress(progress);
        Start(scenario.Name, async (output, cancellationToken) =>
        {
            if (await RecordsAsync(output, cancellationToken).ConfigureAwait(false) is { } records)
            {
                output.WriteObject(Run(scenario with { Records = ZoneChange.Apply(records, RemoveSrvRecord, AddSrvRecord, output.WriteWarning) }, cancellationToken));
            }
        });
        progress.RecordType = ProgressRecordType.Completed;
        WriteProgress(progress);
    }

    private static FailoverSimulation Run(SimulationScenario scenario, CancellationToken cancellationToken)
    {
        try
        {
            return FailoverSimulator.Run(scenario, cancellationToken);
        }
        catch (ScenarioFormatException exception)
        {
            throw Known(exception);
        }
    }

    /// <summary>The records given and those that DNS servers hold; null when no server named has an address, which has been reported then.</summary>
    private async Task<IReadOnlyList<DnsRecord>?> RecordsAsync(CmdletOutput output, CancellationToken cancellationToken)
    {
        if (DnsServer.Length == 0)
        {
            return SrvRecord;
        }

        return await new NamedDnsServers(DnsServer, TimeSpan.FromSeconds(TimeoutSeconds)).ResolverAsync(output, cancellationToken).ConfigureAwait(false) is { } resolver
            ? [.. SrvRecord, .. await new LiveZone(resolver, _topology!).ReadAsync(_users, cancellationToken).ConfigureAwait(false)]
            : null;
    }
}
