using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LyncResilience.Discovery.Json;
using Xunit;

namespace LyncResilience.Validation.Tests.Reports;

/// <summary>What is written is what module/schemas/report.schema.json says: the same members everywhere, and only words that it knows.</summary>
public sealed class ReportSchemaTests
{
    private readonly JsonValue _schema = JsonReader.Read(File.ReadAllText(SchemaPath()));

    [Fact]
    public void Every_kind_of_result_is_written_as_the_schema_says()
    {
        JsonValue report = JsonReader.Read(Contents.Write(Contents.Mixed, ReportFormat.Json));

        Assert.All(report.Members, member => Assert.False(member.Value.Kind == JsonKind.Array && member.Value.Items.Count == 0, $"{member.Key} is empty: nothing is tested."));
        Judge(report, _schema, "report");
    }

    [Fact]
    public void Words_that_a_schema_lists_are_all_those_of_one_shape()
    {
        // Words of no enumeration: how sessions end.
        string[] own = ["cut"];
        string[][] shapes = [.. new[] { typeof(SignInPath), typeof(FailoverSimulation), typeof(CheckResult) }.SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => type.IsEnum).Select(type => Enum.GetNames(type)), own];

        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(SchemaPath())!, "*.json"))
        {
            string[][] lists = [.. Lists(JsonReader.Read(File.ReadAllText(file)))];
            Assert.NotEmpty(lists);
            Assert.All(lists, words => Assert.True(shapes.Any(shape => shape.Order().SequenceEqual(words.Order())), $"{Path.GetFileName(file)}: {string.Join(", ", words)}"));
        }
    }

    private static IEnumerable<string[]> Lists(JsonValue value) =>
    [
        .. value.Members.Where(member => member.Key == "enum" && member.Value.Kind == JsonKind.Array)
            .Select(member => member.Value.Items.Where(word => word.Kind == JsonKind.Text).Select(word => word.Text).ToArray()),
        .. value.Members.Select(member => member.Value).Concat(value.Items).SelectMany(Lists),
    ];

    private void Judge(JsonValue value, JsonValue schema, string place)
    {
        if (Find(schema, "$ref") is { } reference)
        {
            schema = Find(Find(_schema, "definitions")!, reference.Text.Split('/').Last())!;
        }

        if (Find(schema, "enum") is { } words)
        {
            Assert.True(words.Items.Any(word => word.Text == value.Text && word.Kind == value.Kind), $"{place}: {value}");
        }

        if (Find(schema, "items") is { } items)
        {
            Assert.All(value.Items, item => Judge(item, items, place));
        }

        // The topology has a schema of its own.
        if (Find(schema, "properties") is { } properties)
        {
            Assert.Equal([place, .. properties.Members.Select(member => member.Key)], [place, .. value.Members.Select(member => member.Key)]);
            Assert.Equal(properties.Members.Select(member => member.Key), Find(schema, "required")!.Items.Select(key => key.Text));
            Assert.All(value.Members, member => Judge(member.Value, Find(properties, member.Key)!, $"{place}.{member.Key}"));
        }
    }

    private static JsonValue? Find(JsonValue value, string key) => value.Members.FirstOrDefault(member => member.Key == key)?.Value;

    private static string SchemaPath()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LyncResilience.psd1")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder!, "module", "schemas", "report.schema.json");
    }
}
