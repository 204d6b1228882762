using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery;
using LyncResilience.Discovery.Json;
using LyncResilience.Validation.Checks;

namespace LyncResilience.Validation.Configuration;

/// <summary>The file format of a validation configuration.</summary>
internal static class ValidationJson
{
    /// <summary>The version of the format, written as <c>schema</c>.</summary>
    public const int SchemaVersion = 1;

    /// <summary>How days are written.</summary>
    public const string DayFormat = "yyyy-MM-dd";

    internal static readonly string[] ConfigurationKeys =
        ["$schema", "schema", "sipDomains", "topology", "dnsServers", "trustedDomains", "tags", "excludeTags", "checks", "sites", "exclusions"];

    internal static readonly string[] SiteKeys = ["checks", "exclusions"];
    internal static readonly string[] CheckKeys = ["severity", "thresholds"];
    internal static readonly string[] ExclusionKeys = ["check", "target", "reason", "until"];

    /// <exception cref="JsonFormatException">It is no configuration.</exception>
    public static ValidationConfiguration Read(JsonValue value)
    {
        JsonFields fields = JsonFields.Of(value, "a validation configuration", ConfigurationKeys);
        if (fields.Whole("schema", least: 1) is > SchemaVersion)
        {
            throw fields.Error("schema", $"this LyncResilience reads validation configurations of schema {SchemaVersion}; the file was written for a later one.");
        }

        return new ValidationConfiguration
        {
            SipDomains = fields.Texts("sipDomains"),
            Topology = fields.Text("topology"),
            DnsServers = fields.Texts("dnsServers"),
            TrustedDomains = fields.Texts("trustedDomains"),
            Tags = fields.Texts("tags"),
            ExcludeTags = fields.Texts("excludeTags"),
            Checks = ReadChecks(fields.Find("checks")),
            Sites = ReadSites(fields.Find("sites")),
            Exclusions = ReadExclusions(fields),
        };
    }

    public static string Write(ValidationConfiguration configuration) => JsonWriter.Write(JsonValue.Of(
        ("schema", JsonValue.Of(SchemaVersion)),
        ("sipDomains", Texts(configuration.SipDomains)),
        ("topology", configuration.Topology is null ? null : JsonValue.Of(configuration.Topology)),
        ("dnsServers", Texts(configuration.DnsServers)),
        ("trustedDomains", Texts(configuration.TrustedDomains)),
        ("tags", Texts(configuration.Tags)),
        ("excludeTags", Texts(configuration.ExcludeTags)),
        ("checks", WriteChecks(configuration.Checks)),
        ("sites", Table(configuration.Sites, site => JsonValue.Of(("checks", WriteChecks(site.Checks)), ("exclusions", WriteExclusions(site.Exclusions))))),
        ("exclusions", WriteExclusions(configuration.Exclusions))));

    private static Dictionary<string, CheckSetting> ReadChecks(JsonValue? value)
    {
        Dictionary<string, CheckSetting> settings = new(StringComparer.OrdinalIgnoreCase);
        if (value is null)
        {
            return settings;
        }

        JsonFields.Of(value, "'checks'", [.. CheckCatalog.All.Select(check => check.Id)]);
        foreach (JsonMember member in value.Members)
        {
            CheckDefinition check = CheckCatalog.Find(member.Key)!;
            JsonFields fields = JsonFields.Of(member.Value, check.Id, CheckKeys);
            settings[check.Id] = new CheckSetting { Severity = fields.Choice<CheckSeverity>("severity"), Thresholds = ReadThresholds(check, fields.Find("thresholds")) };
        }

        return settings;
    }

    private static Dictionary<string, int> ReadThresholds(CheckDefinition check, JsonValue? value)
    {
        Dictionary<string, int> thresholds = new(StringComparer.OrdinalIgnoreCase);
        if (value is null)
        {
            return thresholds;
        }

        if (check.Thresholds.Count == 0)
        {
            throw new JsonFormatException(value.Line, value.Column, $"{check.Id} has no thresholds.");
        }

        JsonFields fields = JsonFields.Of(value, $"the thresholds of {check.Id}", [.. check.Thresholds.Select(threshold => threshold.Name)]);
        foreach (CheckThreshold threshold in check.Thresholds)
        {
            if (fields.Whole(threshold.Name) is { } number)
            {
                thresholds[threshold.Name] = number;
            }
        }

        return thresholds;
    }

    // What sites there are only a topology knows.
    private static Dictionary<string, SiteSetting> ReadSites(JsonValue? value)
    {
        Dictionary<string, SiteSetting> sites = new(StringComparer.OrdinalIgnoreCase);
        if (value is { Kind: not JsonKind.Object })
        {
            throw new JsonFormatException(value.Line, value.Column, $"expected an object for 'sites', found {value}.");
        }

        foreach (JsonMember member in value?.Members ?? [])
        {
            JsonFields fields = JsonFields.Of(member.Value, "a site", SiteKeys);
            sites[member.Key] = new SiteSetting { Checks = ReadChecks(fields.Find("checks")), Exclusions = ReadExclusions(fields) };
        }

        return sites;
    }

    private static List<CheckExclusion> ReadExclusions(JsonFields parent)
    {
        List<CheckExclusion> exclusions = [];
        foreach (JsonFields fields in parent.Objects("exclusions", "an exclusion", ExclusionKeys))
        {
            string check = fields.RequiredText("check");
            if (!CheckCatalog.All.Any(known => Wildcard.IsMatch(check, known.Id)))
            {
                throw fields.Error("check", $"no check is called '{check}'. Did you mean '{NearestName.Of(check, [.. CheckCatalog.All.Select(known => known.Id)])}'?");
            }

            string until = fields.RequiredText("until");
            if (!DateTime.TryParseExact(until, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime day))
            {
                throw fields.Error("until", $"'until' must be a day like 2027-01-31, found '{until}'.");
            }

            exclusions.Add(new CheckExclusion { Check = check, Target = fields.Text("target") ?? "*", Reason = fields.RequiredText("reason"), Until = day });
        }

        return exclusions;
    }

    private static JsonValue? Texts(IReadOnlyList<string> texts) => texts.Count == 0 ? null : JsonValue.Of(texts);

    private static JsonValue? WriteChecks(IReadOnlyDictionary<string, CheckSetting> checks) => Table(checks, setting => JsonValue.Of(
        ("severity", setting.Severity is { } severity ? JsonValue.Of(severity.ToString()) : null),
        ("thresholds", Table(setting.Thresholds, number => JsonValue.Of(number)))));

    private static JsonValue? WriteExclusions(IReadOnlyList<CheckExclusion> exclusions) => exclusions.Count == 0 ? null : JsonValue.Of(exclusions.Select(exclusion => JsonValue.Of(
        ("check", JsonValue.Of(exclusion.Check)),
        ("target", JsonValue.Of(exclusion.Target)),
        ("reason", JsonValue.Of(exclusion.Reason)),
        ("until", JsonValue.Of(exclusion.Until.ToString(DayFormat, CultureInfo.InvariantCulture))))));

    private static JsonValue? Table<T>(IReadOnlyDictionary<string, T> table, Func<T, JsonValue> write) => table.Count == 0
        ? null
        : JsonValue.Of([.. table.OrderBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).Select(entry => (entry.Key, (JsonValue?)write(entry.Value)))]);
}
