using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace LyncResilience.Instructions.Tests;

/// <summary>What the workloads took when they were last thought good enough: <c>baseline.json</c> beside this file.</summary>
/// <param name="Compilers">The versions that made the code: others make other instructions.</param>
/// <param name="TolerancePercent">How much more is no failure.</param>
/// <param name="Instructions">Counts by workload.</param>
internal sealed record Baseline(string Compilers, double TolerancePercent, SortedDictionary<string, long> Instructions)
{
    private static readonly string s_path = Cmdlets.Tests.Repository.PathOf("tests", "LyncResilience.Instructions.Tests", "baseline.json");
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    public static Baseline Read() => JsonSerializer.Deserialize<Baseline>(File.ReadAllText(s_path), s_options)!;

    public void Write() => File.WriteAllText(s_path, JsonSerializer.Serialize(this, s_options) + "\n");
}
