using System;
using System.IO;
using System.Threading;
using LyncResilience.Discovery.Json;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Simulation;

/// <summary>Reads scenarios from files of our JSON, which module/schemas/scenario.schema.json describes.</summary>
public static class ScenarioFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file. A topology that it names by path is looked for relative to it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentException">There is no path.</exception>
    /// <exception cref="ScenarioFormatException">It is no JSON, exceeds a limit, or is no scenario. The message names file, line and key.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SimulationScenario Read(string path, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(path))
        {
            throw new ArgumentException("There is no path.", nameof(path));
        }

        string full = Path.GetFullPath(path);
        return Read(File.ReadAllText(full), path, named => TopologyFile.Read(Path.Combine(Path.GetDirectoryName(full), named)), cancellationToken);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <param name="readTopology">Reads a topology that the scenario names by path; null when it must hold it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ScenarioFormatException">It is no JSON, exceeds a limit, or is no scenario. The message names line and key.</exception>
    public static SimulationScenario Parse(
        string json, string source = "the scenario", Func<string, ResilienceTopology>? readTopology = null, CancellationToken cancellationToken = default) =>
        Read(json ?? throw new ArgumentNullException(nameof(json)), source, readTopology, cancellationToken);

    private static SimulationScenario Read(string json, string source, Func<string, ResilienceTopology>? readTopology, CancellationToken cancellationToken)
    {
        try
        {
            return new Scenarios.ScenarioJson(source, readTopology, cancellationToken).Read(JsonReader.Read(json));
        }
        catch (Exception exception) when (exception is JsonFormatException or TopologyFormatException)
        {
            throw new ScenarioFormatException($"{source}, {exception.Message}", exception);
        }
    }
}
