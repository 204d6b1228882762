using System;
using System.Collections.Generic;
using System.IO;
using LyncResilience.Discovery.Json;

namespace LyncResilience.Validation.Reports;

/// <summary>
/// Writes a report for programs, as module/schemas/report.schema.json describes it: whole results, enumerations as words, times as ISO 8601 in UTC. What nobody knows is null. Of
/// a simulation only so much is written that a million users give a file that still can be read: ways to fare in place of users.
/// </summary>
internal sealed class JsonReport : IReportWriter
{
    /// <summary>The version of the format.</summary>
    public const int SchemaVersion = 1;

    /// <inheritdoc/>
    public void Write(ReportContent content, TextWriter writer)
    {
        writer.Write("{\n");
        Member(writer, "schema", JsonShapes.Of(SchemaVersion), isFirst: true);
        Member(writer, "title", JsonShapes.Of(content.Title));
        Member(writer, "createdUtc", JsonShapes.Of(content.CreatedUtc));
        Member(writer, "summary", JsonShapes.Summary(ReportRows.Of(content)));
        Members(writer, "checks", content.Checks, JsonShapes.Of);
        Members(writer, "gaps", content.Gaps, JsonShapes.Of);
        Members(writer, "paths", content.Paths, JsonShapes.Of);
        Members(writer, "simulations", content.Simulations, JsonShapes.Of);
        Member(writer, "outcomes", JsonShapes.Of(OutcomeGroups.Of(content.Outcomes)));
        Members(writer, "differences", content.Differences, JsonShapes.Of);
        Members(writer, "backups", content.Backups, JsonShapes.Of);
        Members(writer, "caches", content.Caches, JsonShapes.Of);
        Members(writer, "topologies", content.Topologies, JsonShapes.Of);
        Members(writer, "messages", content.Messages, JsonShapes.Of);
        writer.Write("\n}\n");
    }

    private static void Member(TextWriter writer, string key, JsonValue value, bool isFirst = false)
    {
        writer.Write(isFirst ? $"  \"{key}\": " : $",\n  \"{key}\": ");
        writer.Write(Indented(value, 1));
    }

    /// <summary>One item after the other, so that a long report is never in memory as a whole.</summary>
    private static void Members<T>(TextWriter writer, string key, IReadOnlyList<T> items, Func<T, JsonValue> shape)
    {
        writer.Write($",\n  \"{key}\": [");
        for (int index = 0; index < items.Count; index++)
        {
            writer.Write(index == 0 ? "\n    " : ",\n    ");
            writer.Write(Indented(shape(items[index]), 2));
        }

        writer.Write(items.Count > 0 ? "\n  ]" : "]");
    }

    // In JSON a line end within a text is escaped: every line end is one between values.
    private static string Indented(JsonValue value, int depth) => JsonWriter.Write(value).Replace("\n", "\n" + new string(' ', 2 * depth));
}
