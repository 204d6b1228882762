using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using LyncResilience.Lab.Scenarios;

namespace LyncResilience.Lab.Tests.Conformance;

/// <summary>A case of cases.json: a deployment, and what is done in it.</summary>
internal sealed record ConformanceCase
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    public required string Name { get; init; }

    public required string Scenario { get; init; }

    public required IReadOnlyList<ConformanceStep> Steps { get; init; }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Conformance");

    public static IReadOnlyList<ConformanceCase> ReadAll() =>
        JsonSerializer.Deserialize<List<ConformanceCase>>(File.ReadAllText(Path.Combine(Folder, "cases.json")), s_options)!;

    public static ConformanceCase Named(string name) => ReadAll().Single(candidate => candidate.Name == name);

    /// <summary>A built-in scenario, or a scenario file beside cases.json.</summary>
    public LabScenario ReadScenario() => LabScenarios.Get(Scenario, path => Path.Combine(Folder, path));
}
