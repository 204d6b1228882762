using System;
using System.Collections;
using System.Linq;
using LyncResilience.Discovery.Json;
using LyncResilience.Validation.Checks;
using LyncResilience.Validation.Configuration;
using Xunit;

namespace LyncResilience.Validation.Tests.Configuration;

/// <summary>The configuration file: JSON and tables, its schema, its sample, its errors.</summary>
public sealed class ValidationConfigurationTests
{
    private static readonly string s_sample = RepositoryFile.Read("module/samples/validation.json");

    [Fact]
    public void The_sample_is_read_whole()
    {
        ValidationConfiguration configuration = ValidationConfiguration.Parse(s_sample);

        Assert.Equal(["contoso.com"], configuration.SipDomains);
        Assert.Equal("topology.json", configuration.Topology);
        Assert.Equal(["192.0.2.53", "198.51.100.53"], configuration.DnsServers);
        Assert.Equal(["corp.contoso.com"], configuration.TrustedDomains);
        Assert.Equal(["LR-DNS-003"], configuration.ExcludeTags);
        Assert.Equal((CheckSeverity.Critical, 60), (configuration.Checks["lr-tls-006"].Severity, configuration.Checks["LR-TLS-006"].Thresholds["MinExpiryDays"]));
        Assert.Equal(900, configuration.Sites["portland"].Checks["LR-SIM-005"].Thresholds["maxOfflineSeconds"]);
        Assert.Equal(("LR-CAP-*", new DateTime(2027, 3, 31)), (configuration.Exclusions[0].Check, configuration.Exclusions[0].Until));
        new ValidationPlan(configuration).CheckSites(ResilienceTopology.FromJson(RepositoryFile.Read("module/samples/topology.json")));
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        string written = ValidationConfiguration.Parse(s_sample).ToJson();

        Assert.Equal(written, ValidationConfiguration.Parse(written).ToJson());
        Assert.Equal(Without("$schema", s_sample), Without("none", written));
    }

    [Fact]
    public void A_table_says_the_same_as_the_json()
    {
        // What PowerShell's safe parser makes of the psd1; a Pester suite reads the sample itself.
        var table = (Hashtable)ToTable(JsonReader.Read(s_sample))!;

        Assert.Equal(ValidationConfiguration.Parse(s_sample).ToJson(), ValidationConfiguration.FromDictionary(table).ToJson());
    }

    [Theory]
    [InlineData("{ \"sipDomain\": [] }", "line 1, column 3", "Did you mean 'sipDomains'?")]
    [InlineData("{\n \"checks\": {\n  \"LR-DNS-02\": {} } }", "line 3, column 3", "Did you mean 'LR-DNS-0")]
    [InlineData("{ \"checks\": { \"LR-TLS-006\": { \"sevrity\": \"Low\" } } }", "line 1", "Did you mean 'severity'?")]
    [InlineData("{ \"checks\": { \"LR-TLS-006\": { \"severity\": \"Bad\" } } }", "line 1", "one of Low, Medium, High, Critical")]
    [InlineData("{ \"checks\": { \"LR-TLS-006\": { \"thresholds\": { \"minDays\": 3 } } } }", "line 1", "Did you mean 'minExpiryDays'?")]
    [InlineData("{ \"checks\": { \"LR-TLS-006\": { \"thresholds\": { \"minExpiryDays\": -3 } } } }", "line 1", "at least 0")]
    [InlineData("{ \"checks\": { \"LR-TLS-001\": { \"thresholds\": { } } } }", "line 1", "LR-TLS-001 has no thresholds")]
    [InlineData("{ \"sites\": [] }", "line 1", "expected an object for 'sites'")]
    [InlineData("{ \"sites\": { \"A\": { \"check\": {} } } }", "line 1", "Did you mean 'checks'?")]
    [InlineData("{ \"exclusions\": [ { \"check\": \"LR-DNS-001\", \"until\": \"2027-01-01\" } ] }", "line 1", "needs the key 'reason'")]
    [InlineData("{ \"exclusions\": [ { \"check\": \"LR-DNS-001\", \"reason\": \"r\" } ] }", "line 1", "needs the key 'until'")]
    [InlineData("{ \"exclusions\": [ { \"check\": \"LR-DNS-001\", \"reason\": \"r\", \"until\": \"tomorrow\" } ] }", "line 1", "a day like 2027-01-31")]
    [InlineData("{ \"exclusions\": [ { \"check\": \"LR-DSN-001\", \"reason\": \"r\", \"until\": \"2027-01-01\" } ] }", "line 1", "Did you mean 'LR-DNS-001'?")]
    [InlineData("{ \"schema\": 2 }", "line 1", "for a later one")]
    [InlineData("{ \"sipDomains\": \"contoso.com\" }", "line 1", "an array of texts")]
    [InlineData("{", "line 1", "expected")]
    [InlineData("[]", "line 1", "expected an object")]
    public void What_is_wrong_is_named_with_its_place(string json, string place, string problem)
    {
        var refused = Assert.Throws<ValidationFormatException>(() => ValidationConfiguration.Parse(json, "site.json"));

        Assert.StartsWith("site.json, " + place, refused.Message, StringComparison.Ordinal);
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_with_what_no_file_could_hold_is_refused()
    {
        Assert.Contains("Version", Refused(new Hashtable { ["topology"] = new Version(1, 0) }), StringComparison.Ordinal);
        Assert.Contains("Did you mean 'topology'", Refused(new Hashtable { ["topolgy"] = "x" }), StringComparison.Ordinal);
        Assert.Contains("twice", Refused(new Hashtable { ["topology"] = "x", ["Topology"] = "y" }), StringComparison.Ordinal);

        Hashtable endless = [];
        endless["sites"] = endless;
        Assert.Contains("deep", Refused(endless), StringComparison.Ordinal);

        static string Refused(Hashtable table) => Assert.Throws<ValidationFormatException>(() => ValidationConfiguration.FromDictionary(table, "site.psd1")).Message;
    }

    [Fact]
    public void Truncated_anywhere_the_sample_is_refused_with_a_sentence()
    {
        for (int length = 0; length < s_sample.TrimEnd().Length; length++)
        {
            Assert.Throws<ValidationFormatException>(() => ValidationConfiguration.Parse(s_sample.Substring(0, length)));
        }
    }

    [Fact]
    public void The_schema_knows_the_keys_the_checks_and_their_thresholds_and_no_others()
    {
        JsonValue schema = JsonReader.Read(RepositoryFile.Read("module/schemas/validation.schema.json"));
        JsonValue definitions = Member(schema, "definitions");
        JsonValue checks = Member(Member(definitions, "checks"), "properties");

        Assert.Equal(ValidationJson.ConfigurationKeys, Keys(Member(schema, "properties")));
        Assert.Equal(ValidationJson.ExclusionKeys, Keys(Member(Member(Member(definitions, "exclusions"), "items"), "properties")));
        Assert.Equal(ValidationJson.SiteKeys, Keys(Member(Member(Member(Member(schema, "properties"), "sites"), "additionalProperties"), "properties")));
        Assert.Equal(CheckCatalog.All.Select(check => check.Id), Keys(checks));
        foreach (CheckDefinition check in CheckCatalog.All)
        {
            Assert.Equal(check.Title + ".", Member(Member(checks, check.Id), "description").Text);
            JsonValue properties = Member(Member(checks, check.Id), "properties");
            string[] thresholds = Keys(properties).Contains("thresholds") ? Keys(Member(Member(properties, "thresholds"), "properties")) : [];
            Assert.Equal(check.Thresholds.Select(threshold => threshold.Name), thresholds);
            Assert.All(check.Thresholds, limit => Assert.Contains($" {limit.Default} when absent", Member(Member(Member(Member(properties, "thresholds"), "properties"), limit.Name), "description").Text, StringComparison.Ordinal));
            Assert.Contains($"{check.Severity} when absent", Member(Member(properties, "severity"), "description").Text, StringComparison.Ordinal);
        }
    }

    private static string[] Keys(JsonValue value) => [.. value.Members.Select(member => member.Key)];

    private static JsonValue Member(JsonValue value, string key) => value.Members.Single(member => member.Key == key).Value;

    private static string Without(string key, string json) =>
        JsonWriter.Write(JsonValue.Of([.. JsonReader.Read(json).Members.Where(member => member.Key != key).Select(member => (member.Key, (JsonValue?)member.Value))]));

    private static object? ToTable(JsonValue value) => value.Kind switch
    {
        JsonKind.Null => null,
        JsonKind.Number => int.Parse(value.Text, System.Globalization.CultureInfo.InvariantCulture),
        JsonKind.Text => value.Text,
        JsonKind.Array => value.Items.Select(ToTable).ToArray(),
        _ => new Hashtable(value.Members.ToDictionary(member => member.Key, member => ToTable(member.Value))),
    };
}
