using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LyncResilience.Discovery;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Json;
using LyncResilience.Discovery.Topology;
using LyncResilience.Simulation.Clients;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Scenarios;

/// <summary>Our file format of a scenario. Everything that doesn't fit is reported where it stands.</summary>
internal sealed class ScenarioJson
{
    private const int SchemaVersion = 1;
    private const int MostCount = 10_000_000;

    private readonly string _source;
    private readonly Func<string, ResilienceTopology>? _readTopology;
    private readonly CancellationToken _stop;

    public ScenarioJson(string source, Func<string, ResilienceTopology>? readTopology, CancellationToken stop)
    {
        _source = source;
        _readTopology = readTopology;
        _stop = stop;
    }

    internal static string[] ScenarioKeys { get; } = ["$schema", "schema", "name", "topology", "records", "users", "events", "duration", "seed", "assume"];

    internal static string[] UserKeys { get; } = ["sipAddress", "registrarPool", "cachedServer", "knowsBackup", "signedIn", "clientProfile", "location", "count"];

    internal static string[] EventKeys { get; } = ["at", "do", "pool", "server", "site", "sites", "dnsServer", "record", "user", "sessions"];

    /// <exception cref="JsonFormatException">It is no scenario.</exception>
    /// <exception cref="TopologyFormatException">Its topology is none.</exception>
    public SimulationScenario Read(JsonValue value)
    {
        JsonFields fields = JsonFields.Of(value, "a scenario", ScenarioKeys);
        if (fields.Whole("schema", least: 1) is > SchemaVersion)
        {
            throw fields.Error("schema", $"this scenario has schema {fields.Find("schema")}, but this version reads schema {SchemaVersion} only. Update LyncResilience.");
        }

        ResilienceTopology topology = Topology(fields);
        List<DnsRecord> records = [.. Items(fields, "records").SelectMany(RecordJson.Read)];
        List<SimulatedUser> users = Users(fields, topology);
        return new SimulationScenario
        {
            Name = fields.Text("name") ?? _source,
            Topology = topology,
            Records = records.AsReadOnly(),
            Users = users.AsReadOnly(),
            Events = Events(fields, topology, users, records).AsReadOnly(),
            Duration = fields.Seconds("duration", 1) is { } seconds ? TimeSpan.FromSeconds(seconds) : SimulationScenario.DefaultDuration,
            Seed = fields.Whole("seed", int.MinValue) ?? 0,
            Assumptions = Assumptions(fields),
        };
    }

    private ResilienceTopology Topology(JsonFields fields)
    {
        JsonValue value = fields.Find("topology") ?? throw fields.Error("topology", "a scenario needs the key 'topology', a topology or the path of its file.");
        if (value.Kind != JsonKind.Text)
        {
            return TopologyJson.Read(value, "its topology").Build();
        }

        if (_readTopology is null)
        {
            throw fields.Error("topology", "this scenario names its topology by path, but is no file itself; put the topology into it.");
        }

        try
        {
            return _readTopology(value.Text);
        }
        catch (Exception exception) when (exception is System.IO.IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw fields.Error("topology", $"the topology {value} can't be read: {exception.Message}");
        }
    }

    private List<SimulatedUser> Users(JsonFields fields, ResilienceTopology topology)
    {
        // The population knows what a user may be; what it says gets the place where the user stands.
        var judge = new Population(new SimulatedWorld(topology, []), SimulationAssumptions.Default, [], _stop);
        List<SimulatedUser> users = [];
        foreach (JsonFields user in fields.Objects("users", "a user", UserKeys))
        {
            var read = new SimulatedUser
            {
                SipAddress = user.RequiredText("sipAddress"),
                RegistrarPool = user.RequiredText("registrarPool"),
                CachedServer = Cached(user),
                KnowsBackup = user.Flag("knowsBackup") ?? false,
                SignedIn = user.Flag("signedIn") ?? true,
                ClientProfile = user.Choice<ClientProfile>("clientProfile") ?? ClientProfile.Lync2013,
                Location = user.Text("location"),
                Count = user.Whole("count", 1, MostCount) ?? 1,
            };
            Located(user, "registrarPool", () => judge.Add(read with { Count = 1 }));
            users.Add(read);
        }

        return users;
    }

    // An empty text means something here, which JsonFields.Text would refuse.
    private static string? Cached(JsonFields user) => user.Find("cachedServer") is { Kind: JsonKind.Text } text ? text.Text : user.Text("cachedServer");

    private List<SimulationEvent> Events(JsonFields fields, ResilienceTopology topology, List<SimulatedUser> users, List<DnsRecord> records)
    {
        HashSet<string> addresses = new(users.Select(user => Engine.WorldLife.Addressed(user.SipAddress)), StringComparer.OrdinalIgnoreCase);
        KnownRecords known = new(records);
        List<SimulationEvent> events = [];
        foreach (JsonFields happening in fields.Objects("events", "an event", EventKeys))
        {
            _stop.ThrowIfCancellationRequested();
            TimeSpan at = TimeSpan.FromSeconds(happening.Seconds("at") ?? throw happening.Error("at", "an event needs the key 'at', seconds or hh:mm:ss."));
            SimulationEventKind what = Kind(happening);
            var read = new SimulationEvent(at, what)
            {
                Pool = happening.Text("pool"),
                Server = happening.Text("server"),
                Site = happening.Text("site"),
                Sites = happening.Texts("sites"),
                DnsServer = happening.Text("dnsServer"),
                Record = Record(happening, what, known),
                User = happening.Text("user"),
                CutsSessions = Cuts(happening),
            };
            Check(happening, read, topology, addresses);
            known.Add(read.Record);
            events.Add(read);
        }

        return events;
    }

    private static SimulationEventKind Kind(JsonFields happening)
    {
        string typed = happening.RequiredText("do");
        string[] known = Enum.GetNames(typeof(SimulationEventKind));
        string? name = Array.Find(known, candidate => string.Equals(candidate, typed, StringComparison.OrdinalIgnoreCase));
        return name is null
            ? throw happening.Error("do", $"{happening.Find("do")} is no event.{Discovery.NearestName.Question(typed, known)} Events: {string.Join(", ", known)}.")
            : (SimulationEventKind)Enum.Parse(typeof(SimulationEventKind), name);
    }

    private static DnsRecord? Record(JsonFields happening, SimulationEventKind what, KnownRecords known)
    {
        if (happening.Find("record") is not { } value)
        {
            return null;
        }

        if (what == SimulationEventKind.SrvRemove)
        {
            return RecordJson.Recognise(value, known);
        }

        List<DnsRecord> read = [.. RecordJson.Read(value)];
        return read.Count == 1 ? read[0] : throw happening.Error("record", "an event adds one record.");
    }

    private static bool Cuts(JsonFields happening) => happening.Text("sessions") switch
    {
        null => false,
        { } word when string.Equals(word, "cut", StringComparison.OrdinalIgnoreCase) => true,
        _ => throw happening.Error("sessions", $"'sessions' must be \"cut\", found {happening.Find("sessions")}."),
    };

    private static void Check(JsonFields fields, SimulationEvent happening, ResilienceTopology topology, HashSet<string> users)
    {
        // A key that an event does not use is a mistake in the scenario, not something to pass over.
        string[] used = KeysOf(happening.Do);
        if (EventKeys.Skip(2).FirstOrDefault(key => fields.Find(key) is not null && !used.Contains(key)) is { } stray)
        {
            throw fields.Error(stray, $"the event {happening.Do} takes {(used.Length == 0 ? "no further key" : string.Join(", ", used))}, not '{stray}'.");
        }

        if (ScenarioRules.WhyWrong(topology, happening) is { } why)
        {
            throw fields.Error(used.Length > 0 && fields.Find(used[0]) is not null ? used[0] : "do", $"the event {happening.Do} {why}");
        }

        if (happening.User is { } user && !users.Contains(Engine.WorldLife.Addressed(user)))
        {
            throw fields.Error("user", $"there is no user '{user}' in this scenario.{Discovery.NearestName.Question(user, [.. users.Take(1000)])}");
        }
    }

    /// <summary>The keys that an event takes besides <c>at</c> and <c>do</c>, its subject first.</summary>
    internal static string[] KeysOf(SimulationEventKind what) => what switch
    {
        SimulationEventKind.PoolDown or SimulationEventKind.UserServicesDown => ["pool", "sessions"],
        SimulationEventKind.PoolUp or SimulationEventKind.UserServicesUp or SimulationEventKind.PoolFailover or SimulationEventKind.PoolFailback => ["pool"],
        SimulationEventKind.ServerDown => ["server", "pool", "sessions"],
        SimulationEventKind.ServerUp => ["server", "pool"],
        SimulationEventKind.SiteDown => ["site", "sessions"],
        SimulationEventKind.SiteUp => ["site"],
        SimulationEventKind.LinkDown => ["sites", "sessions"],
        SimulationEventKind.LinkUp => ["sites"],
        SimulationEventKind.DnsDown => ["dnsServer", "sessions"],
        SimulationEventKind.DnsUp => ["dnsServer"],
        SimulationEventKind.SrvAdd or SimulationEventKind.SrvRemove => ["record"],
        SimulationEventKind.SignIn or SimulationEventKind.SignOut or SimulationEventKind.ClientRestart or SimulationEventKind.CacheClear => ["user"],
        _ => throw UnknownMember.Of(what),
    };

    private static SimulationAssumptions Assumptions(JsonFields fields)
    {
        SimulationAssumptions assumptions = SimulationAssumptions.Default;
        if (fields.Find("assume") is not { } value)
        {
            return assumptions;
        }

        JsonFields named = JsonFields.Of(value, "the assumptions", SimulationAssumptions.Names);
        foreach (JsonMember member in value.Members.Where(member => member.Value.Kind != JsonKind.Null))
        {
            Located(named, member.Key, () => assumptions = assumptions.With(member.Key, Plain(member.Value)));
        }

        return assumptions;
    }

    private static object Plain(JsonValue value) =>
        value.Kind == JsonKind.Boolean ? value.Text == "true" : value.Kind is JsonKind.Number or JsonKind.Text ? value.Text : value.ToString();

    private static IReadOnlyList<JsonValue> Items(JsonFields fields, string key) => fields.Find(key) switch
    {
        null => [],
        { Kind: JsonKind.Array } array => array.Items,
        _ => throw fields.Error(key, $"'{key}' must be an array, found {fields.Find(key)}."),
    };

    private static void Located(JsonFields fields, string key, Action act)
    {
        try
        {
            act();
        }
        catch (ScenarioFormatException exception)
        {
            throw fields.Error(key, exception.Message);
        }
    }
}
