using System.Collections.Generic;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Json;
using LyncResilience.Hostile.Running;
using LyncResilience.Lab.Scenarios;
using LyncResilience.Simulation;
using LyncResilience.Validation.Configuration;
using Xunit;

namespace LyncResilience.Hostile.Targets;

internal static class JsonTargets
{
    private const string Json = """{"a": [1.5e3, "x\u0041\n\ud83d\ude00", true, null], "b": {"c": {}}}""";

    private static readonly string[] s_scenarios = ["live-migration", "patch-tuesday", "shudlab-director", "site-drill"];

    // What a scenario that names its topology by path gets.
    private static readonly ResilienceTopology s_topology = ResilienceTopology.FromJson(Encoding.UTF8.GetString(Input.Sample("topology.json")));

    public static IReadOnlyList<string> Words { get; } =
        ["{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0000", "\\ud83d", "null", "true", "false", "-0", "1e999", "\"a\":", "{}", "[]", "\"schema\": 2,", "\"01:00:00\"", "\"99.23:59:59\"", "\uFEFF"];

    public static IEnumerable<Target> All =>
    [
        new("json", "JsonReader.Read", [.. Input.Texts(Json), Input.Units(Json)], Words, [typeof(JsonFormatException)], ReadJson),
        new("scenario-json", "ScenarioFile.Parse, LabScenarioFile.Of", [.. s_scenarios.Select(name => Input.Sample($"scenarios/{name}.json"))], Words, [typeof(ScenarioFormatException)], ReadScenario),
        new("validation-json", "ValidationConfiguration.Parse", [Input.Sample("validation.json")], Words, [typeof(ValidationFormatException)], ReadValidation),
    ];

    private static void ReadJson(byte[] bytes)
    {
        string written = JsonWriter.Write(JsonReader.Read(Input.Text(bytes)));
        Assert.Equal(written, JsonWriter.Write(JsonReader.Read(written)));
    }

    private static void ReadScenario(byte[] bytes) => LabScenarioFile.Of(ScenarioFile.Parse(Input.Text(bytes), readTopology: _ => s_topology), "scenario.json");

    private static void ReadValidation(byte[] bytes)
    {
        string written = ValidationConfiguration.Parse(Input.Text(bytes)).ToJson();
        Assert.Equal(written, ValidationConfiguration.Parse(written).ToJson());
    }
}
