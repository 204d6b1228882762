using System;
using System.Collections;
using System.Collections.Generic;
using LyncResilience.Discovery.Json;

namespace LyncResilience.Validation.Configuration;

/// <summary>
/// What to validate and how strictly: module/schemas/validation.schema.json describes the file, which is JSON or a PowerShell data file of the
/// same keys. Immutable.
/// </summary>
public sealed record ValidationConfiguration
{
    /// <summary>Nothing configured: every check with its own severity and thresholds.</summary>
    public static ValidationConfiguration Default { get; } = new();

    /// <summary>The SIP domains; empty when the file names none.</summary>
    public IReadOnlyList<string> SipDomains { get; init; } = [];

    /// <summary>The path of the topology, as written: relative ones are meant from the configuration's folder. Null when the file names none.</summary>
    public string? Topology { get; init; }

    /// <summary>DNS servers as <c>-DnsServer</c> takes them; empty when the file names none.</summary>
    public IReadOnlyList<string> DnsServers { get; init; } = [];

    /// <summary>Domains whose hosts clients trust; empty when the file names none.</summary>
    public IReadOnlyList<string> TrustedDomains { get; init; } = [];

    /// <summary>The tags to choose checks by; empty for all.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The tags of checks to leave out.</summary>
    public IReadOnlyList<string> ExcludeTags { get; init; } = [];

    /// <summary>Checks by id.</summary>
    public IReadOnlyDictionary<string, CheckSetting> Checks { get; init; } = new Dictionary<string, CheckSetting>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sites by name.</summary>
    public IReadOnlyDictionary<string, SiteSetting> Sites { get; init; } = new Dictionary<string, SiteSetting>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Exclusions that hold everywhere.</summary>
    public IReadOnlyList<CheckExclusion> Exclusions { get; init; } = [];

    /// <summary>Reads JSON.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="ValidationFormatException">It is no JSON, exceeds a limit, or is no configuration. The message names line and key.</exception>
    public static ValidationConfiguration Parse(string json, string source = "the configuration") =>
        Read(() => JsonReader.Read(json ?? throw new ArgumentNullException(nameof(json))), source);

    /// <summary>Reads what a PowerShell data file (psd1) was parsed into, or a hashtable.</summary>
    /// <param name="table">Tables, lists, texts, numbers and truth values.</param>
    /// <param name="source">Where it comes from, for messages, which can't name a line then.</param>
    /// <exception cref="ValidationFormatException">It is no configuration. The message names the key.</exception>
    public static ValidationConfiguration FromDictionary(IDictionary table, string source = "the configuration") =>
        Read(() => DictionaryTree.Of(table ?? throw new ArgumentNullException(nameof(table))), source);

    /// <summary>Writes the configuration as JSON. Reading the text back and writing it again gives the same text.</summary>
    /// <returns>JSON, indented, with LF as line end.</returns>
    public string ToJson() => ValidationJson.Write(this);

    private static ValidationConfiguration Read(Func<JsonValue> read, string source)
    {
        try
        {
            return ValidationJson.Read(read());
        }
        catch (JsonFormatException exception)
        {
            throw new ValidationFormatException($"{source}, {exception.Message}", exception);
        }
    }
}
