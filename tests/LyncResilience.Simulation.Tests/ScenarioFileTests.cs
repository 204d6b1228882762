using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Json;
using Xunit;

namespace LyncResilience.Simulation.Tests;

public class ScenarioFileTests
{
    private const string Head = """
        { "topology": { "defaultSipDomain": "a.net", "sites": ["North", "South"], "dnsServers": [ { "name": "ns1" } ], "pools": [
            { "fqdn": "p1.a.net", "site": "North", "version": "Lync2013", "backupPool": "p2.a.net", "servers": ["fe1.a.net", "fe2.a.net"] },
            { "fqdn": "p2.a.net", "site": "South", "version": "Lync2010", "backupPool": "p1.a.net" },
            { "fqdn": "dir.a.net", "kind": "Director" }, { "fqdn": "lone.a.net" } ] },
        """;

    private static SimulationScenario Read(string rest) => Parse(Head + "\n" + rest + "\n}");

    private static SimulationScenario Parse(string json) => ScenarioFile.Parse(json, cancellationToken: TestContext.Current.CancellationToken);

    private static string Samples()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LyncResilience.psd1")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new InvalidOperationException("The repository is not above the tests."), "module");
    }

    public static TheoryData<string> SampleFiles { get; } = [.. Directory.GetFiles(Path.Combine(Samples(), "samples", "scenarios"), "*.json").Select(Path.GetFileName).OfType<string>().Order()];

    [Theory]
    [MemberData(nameof(SampleFiles))]
    public void A_sample_is_read_and_played(string file)
    {
        SimulationScenario scenario = ScenarioFile.Read(Path.Combine(Samples(), "samples", "scenarios", file), TestContext.Current.CancellationToken);
        FailoverSimulation simulation = scenario.Run();
        Assert.Equal(scenario.Users.Sum(user => user.Count), simulation.Users);
        Assert.NotEmpty(simulation.Timeline);

        // Every sample ends with everybody at home.
        Assert.Equal((simulation.Users, 0, 0), (simulation.FullAtEnd, simulation.LimitedAtEnd, simulation.OfflineAtEnd));
    }

    [Theory]
    [MemberData(nameof(SampleFiles))]
    public void A_sample_is_searched_for_gaps(string file)
    {
        SimulationScenario scenario = ScenarioFile.Read(Path.Combine(Samples(), "samples", "scenarios", file), TestContext.Current.CancellationToken);
        ResilienceGap[] gaps = [.. GapSearch.Run(scenario, new GapSearchOptions { FailureCount = 2 }, TestContext.Current.CancellationToken)];

        // No deployment stands the loss of everything.
        Assert.NotEmpty(gaps);
        Assert.All(gaps, gap => Assert.InRange(gap.UsersOffline, 0, scenario.Users.Sum(user => user.Count)));
    }

    [Fact]
    public void The_schema_knows_the_keys_that_are_read()
    {
        JsonValue schema = JsonReader.Read(File.ReadAllText(Path.Combine(Samples(), "schemas", "scenario.schema.json")));
        Assert.Equal(Scenarios.ScenarioJson.ScenarioKeys.Order(), Keys(schema));
        Assert.Equal(Scenarios.ScenarioJson.UserKeys.Order(), Keys(Find(schema, "properties", "users", "items")));
        Assert.Equal(Scenarios.ScenarioJson.EventKeys.Order(), Keys(Find(schema, "properties", "events", "items")));
        Assert.Equal(SimulationAssumptions.Names.Order(), Keys(Find(schema, "properties", "assume")));
        Assert.Equal(Scenarios.RecordJson.Keys.Order(), Keys(Find(schema, "definitions", "record", "anyOf").Items[1]));
        JsonValue kinds = Find(schema, "properties", "events", "items", "properties", "do", "enum");
        Assert.Equal(Enum.GetNames<SimulationEventKind>().Order(), kinds.Items.Select(kind => kind.Text).Order());
        JsonValue profiles = Find(schema, "properties", "users", "items", "properties", "clientProfile", "enum");
        Assert.Equal([.. Enum.GetNames<ClientProfile>(), "null"], profiles.Items.Select(profile => profile.Text));
    }

    [Fact]
    public void The_schema_says_which_events_take_a_key()
    {
        JsonValue properties = Find(JsonReader.Read(File.ReadAllText(Path.Combine(Samples(), "schemas", "scenario.schema.json"))), "properties", "events", "items", "properties");
        foreach (string key in Scenarios.ScenarioJson.EventKeys.Except(["at", "do", "sessions"]))
        {
            IEnumerable<string> named = Regex.Matches(Find(properties, key, "description").Text, @"\b[A-Z][a-z]+[A-Z]\w+").Cast<Match>().Select(match => match.Value);
            Assert.Equal(Enum.GetValues<SimulationEventKind>().Where(kind => Scenarios.ScenarioJson.KeysOf(kind).Contains(key)).Select(kind => $"{kind}").Order(), named.Order());
        }

        Assert.All(Enum.GetValues<SimulationEventKind>(), kind => Assert.Equal(kind.ToString().EndsWith("Down", StringComparison.Ordinal), Scenarios.ScenarioJson.KeysOf(kind).Contains("sessions")));
    }

    [Fact]
    public void Keys_and_words_are_read_without_regard_to_case_and_times_as_seconds_or_clock()
    {
        SimulationScenario scenario = Read("""
            "NAME": "n", "seed": 7, "duration": "1.02:00:00", "assume": { "lossdetectionseconds": "00:00:05", "promptaccepted": false },
            "records": [ { "name": "_sipinternaltls._tcp.a.net", "target": "p1.a.net." }, "_sip._tls.a.net. 60 IN SRV 1 2 443 p2.a.net.", { "name": "sip.a.net", "target": "p1.a.net" }, { "name": "sipinternal.a.net", "target": "10.0.0.1" } ],
            "users": [ { "sipAddress": "sip:x@a.net", "registrarPool": "P1.A.NET", "cachedServer": "", "clientProfile": "phone", "location": "north", "count": 3 } ],
            "events": [ { "AT": "00:01:00", "do": "serverdown", "server": "FE1.a.net", "sessions": "CUT" }, { "at": 90, "do": "SrvRemove", "record": { "name": "_sip._tls.a.net", "target": "p2.a.net" } },
                        { "at": 91, "do": "LinkDown", "sites": ["North", "South"] }, { "at": 92, "do": "SignOut", "user": "X@a.net" }, { "at": 93, "do": "DnsDown" } ]
            """);
        Assert.Equal(("n", 7, TimeSpan.FromHours(26)), (scenario.Name, scenario.Seed, scenario.Duration));
        Assert.Equal(
            [
                "_sipinternaltls._tcp.a.net. 3600 IN SRV 0 0 5061 p1.a.net.", "_sip._tls.a.net. 60 IN SRV 1 2 443 p2.a.net.",
                "sip.a.net. 3600 IN CNAME p1.a.net.", "sipinternal.a.net. 3600 IN A 10.0.0.1",
            ],
            scenario.Records.Select(ZoneFile.ToLine));
        SimulatedUser user = Assert.Single(scenario.Users);
        Assert.Equal((string.Empty, ClientProfile.Phone, 3, true), (user.CachedServer, user.ClientProfile, user.Count, user.SignedIn));
        Assert.Equal((60, true), (scenario.Events[0].At.TotalSeconds, scenario.Events[0].CutsSessions));

        // What is to be removed is recognised by what is said of it.
        Assert.Equal(scenario.Records[1], scenario.Events[1].Record);
        Assert.Equal(5, scenario.Assumptions.All.Single(assumption => assumption.Name == "LossDetectionSeconds").Value);
        Assert.Equal(3, scenario.Run().Users);
    }

    [Theory]
    [InlineData("\"event\": []", "line 5,", "unknown key 'event' in a scenario. Did you mean 'events'?")]
    [InlineData("\"users\": [ { \"sipAddress\": \"x@a.net\", \"registrarPol\": \"p1.a.net\" } ]", "line 5,", "Did you mean 'registrarPool'?")]
    [InlineData("\"users\": [ { \"sipAddress\": \"x@a.net\", \"registrarPool\": \"p3.a.net\" } ]", "line 5,", "'p3.a.net', which is not in the topology. Did you mean 'p1.a.net'?")]
    [InlineData("\"users\": [ { \"sipAddress\": \"x@a.net\", \"registrarPool\": \"dir.a.net\" } ]", "line 5,", "Directors home nobody")]
    [InlineData("\"users\": [ { \"sipAddress\": \"x\", \"registrarPool\": \"p1.a.net\" } ]", "line 5,", "'x' is not a SIP address")]
    [InlineData("\"users\": [ { \"sipAddress\": \"x@a.net\", \"registrarPool\": \"p1.a.net\", \"location\": \"Nort\" } ]", "line 5,", "Did you mean 'North'?")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"PoolDwn\", \"pool\": \"p1.a.net\" } ]", "line 5,", "Did you mean 'PoolDown'?")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"PoolDown\", \"pool\": \"p9.a.net\" } ]", "line 5,", "Did you mean 'p1.a.net'?")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"PoolDown\" } ]", "line 5,", "needs a pool")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"ServerDown\", \"server\": \"fe3.a.net\" } ]", "line 5,", "Did you mean 'fe1.a.net'?")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"SiteDown\", \"site\": \"Nrth\" } ]", "line 5,", "Did you mean 'North'?")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"LinkDown\", \"sites\": [\"North\", \"North\"] } ]", "line 5,", "needs two different sites")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"DnsDown\", \"dnsServer\": \"ns2\" } ]", "line 5,", "Did you mean 'ns1'?")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"SrvAdd\" } ]", "line 5,", "needs a record")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"SrvAdd\", \"record\": { \"name\": \"_a._tcp.a.net\", \"tarket\": \"x\" } } ]", "line 5,", "Did you mean 'target'?")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"SrvAdd\", \"record\": \"_a._tcp.a.net. IN SRV 1 2\" } ]", "line 5,", "no line of a zone file")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"SignIn\", \"user\": \"y@a.net\" } ], \"users\": [ { \"sipAddress\": \"x@a.net\", \"registrarPool\": \"p1.a.net\" } ]", "line 5,", "Did you mean 'x@a.net'?")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"PoolFailover\", \"pool\": \"p2.a.net\" } ]", "line 5,", "Lync Server 2010")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"PoolFailover\", \"pool\": \"lone.a.net\" } ]", "line 5,", "no backup pool")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"PoolUp\", \"pool\": \"p1.a.net\", \"sessions\": \"cut\" } ]", "line 5,", "not 'sessions'")]
    [InlineData("\"events\": [ { \"at\": 1, \"do\": \"PoolDown\", \"pool\": \"p1.a.net\", \"sessions\": \"drop\" } ]", "line 5,", "must be \"cut\"")]
    [InlineData("\"events\": [ { \"do\": \"PoolDown\", \"pool\": \"p1.a.net\" } ]", "line 5,", "needs the key 'at'")]
    [InlineData("\"events\": [ { \"at\": -1, \"do\": \"PoolDown\", \"pool\": \"p1.a.net\" } ]", "line 5,", "'at' must be seconds")]
    [InlineData("\"assume\": { \"RetrySecond\": 5 }", "line 5,", "Did you mean 'RetrySeconds'?")]
    [InlineData("\"assume\": { \"RetrySeconds\": 0 }", "line 5,", "a whole number from 1 to 86400")]
    [InlineData("\"assume\": { \"PromptAccepted\": 1 }", "line 5,", "must be true or false")]
    [InlineData("\"duration\": 0", "line 5,", "'duration' must be seconds")]
    [InlineData("\"schema\": 2", "line 5,", "schema 2")]
    [InlineData("\"records\": {}", "line 5,", "'records' must be an array")]
    [InlineData("\"records\": [ }", "line 5,", "a value")]
    public void A_mistake_is_reported_with_its_line_and_what_would_be_right(string rest, string line, string says)
    {
        ScenarioFormatException exception = Assert.Throws<ScenarioFormatException>(() => Read(rest));
        Assert.Contains(line, exception.Message, StringComparison.Ordinal);
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_needs_a_topology_that_can_be_read()
    {
        Assert.Contains("needs the key 'topology'", Assert.Throws<ScenarioFormatException>(() => Parse("{}")).Message, StringComparison.Ordinal);
        Assert.Contains("by path", Assert.Throws<ScenarioFormatException>(() => Parse("""{ "topology": "t.json" }""")).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'pools'?", Assert.Throws<ScenarioFormatException>(() => Parse("""{ "topology": { "pool": [] } }""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assumption_takes_numbers_flags_and_times_and_refuses_what_does_not_suit()
    {
        Assert.Equal(90, Of("retryseconds", TimeSpan.FromSeconds(90)));
        Assert.Equal(90, Of("RetrySeconds", "90"));
        Assert.Equal(false, Of("PromptAccepted", "False"));
        Assert.Contains("Did you mean 'RetryJitterPercent'?", Assert.Throws<ScenarioFormatException>(() => Of("RetryJiterPercent", 1)).Message, StringComparison.Ordinal);
        Assert.All(new object?[] { 0, -1, 86_401, "x", null, true, 1.5, TimeSpan.FromSeconds(0.5) }, value => Assert.Throws<ScenarioFormatException>(() => Of("RetrySeconds", value)));
        Assert.Throws<ScenarioFormatException>(() => Of("RetryJitterPercent", 91));
        Assert.All(SimulationAssumptions.Default.All, assumption => Assert.Equal(assumption.Default, assumption.Value));

        static object Of(string name, object? value) =>
            SimulationAssumptions.Default.With(name, value).All.Single(assumption => string.Equals(assumption.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    private static JsonValue Find(JsonValue value, params string[] keys) =>
        keys.Aggregate(value, (current, key) => current.Members.Single(member => member.Key == key).Value);

    private static IEnumerable<string> Keys(JsonValue schema) => Find(schema, "properties").Members.Select(member => member.Key).Order();
}
