using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Json;

namespace LyncResilience.Validation.Reports;

/// <summary>Results as JSON.</summary>
internal static class JsonShapes
{
    private static readonly JsonValue s_null = JsonValue.OfWord(JsonKind.Null, "null", 0, 0);

    public static JsonValue Of(CheckResult check) => Of(ReportColumns.Checks, check, ("tags", JsonValue.Of(check.Tags)));

    public static JsonValue Of(ResilienceGap gap) => Of(
        ReportColumns.Gaps,
        gap,
        ("homePools", JsonValue.Of(gap.HomePools)),
        ("sampleUsers", JsonValue.Of(gap.SampleUsers)),
        ("alternatives", List(gap.Alternatives, fix => Of(ReportColumns.GapFixes, fix))));

    public static JsonValue Of(SignInPath path) => Of(
        ReportColumns.Paths, path, ("hops", List(path.Hops, hop => Of(ReportColumns.Hops, hop))), ("findings", Findings(path.Findings)));

    public static JsonValue Of(FailoverSimulation simulation)
    {
        IReadOnlyList<SimulationEntry> timeline = Bounded.Timeline(simulation, ReportLimits.TimelineEntries);
        int points = Math.Max(3, ReportLimits.LoadPoints / Math.Max(1, simulation.Load.Count));
        return Of(
            ReportColumns.Simulations,
            simulation,
            ("outcomes", Of(OutcomeGroups.Of(simulation.Outcomes))),
            ("timeline", List(timeline, entry => Of(ReportColumns.Timeline, entry))),
            ("timelineLeftOut", JsonValue.Of(simulation.Timeline.Count - timeline.Count)),
            ("load", List(simulation.Load, load => Of(load, Bounded.Points(load, points)))),
            ("assumptions", List(simulation.Assumptions, assumption => Of(ReportColumns.Assumptions, assumption))),
            ("findings", Findings(simulation.Findings.Take(ReportLimits.SimulationFindings))),
            ("findingsLeftOut", JsonValue.Of(Math.Max(0, simulation.Findings.Count - ReportLimits.SimulationFindings))));
    }

    public static JsonValue Of(OutcomeGroups groups) => JsonValue.Of(
        ("users", JsonValue.Of(groups.Users)),
        ("groups", List(groups.Shown, Of)),
        ("groupsLeftOut", JsonValue.Of(groups.GroupsLeftOut)),
        ("usersLeftOut", JsonValue.Of(groups.UsersLeftOut)));

    public static JsonValue Of(FailoverDifference difference) => Of(
        ReportColumns.Differences,
        difference,
        ("sipAddresses", JsonValue.Of(difference.SipAddresses.Take(ReportLimits.UsersOfDifference))),
        ("usersLeftOut", JsonValue.Of(Math.Max(0, difference.Users - ReportLimits.UsersOfDifference))));

    /// <summary>Without headers and bodies, which no report needs and which may hold what nobody meant to hand on.</summary>
    public static JsonValue Of(SipTraceMessage message) => Of(ReportColumns.Messages, message);

    public static JsonValue Of(BackupRegistrar backup) => Of(ReportColumns.Backups, backup, ("findings", Findings(backup.Findings)));

    public static JsonValue Of(EndpointCacheEntry cache) => Of(
        ReportColumns.Caches, cache, ("candidates", List(cache.Candidates, candidate => Of(ReportColumns.Candidates, candidate))), ("findings", Findings(cache.Findings)));

    /// <summary>With the topology as in a file of its own, so that it can be cut out and used.</summary>
    public static JsonValue Of(ResilienceTopology topology) => JsonValue.Of(
        ("source", JsonValue.Of(topology.Source)),
        ("warnings", JsonValue.Of(topology.Warnings)),
        ("topology", JsonReader.Read(topology.ToJson())));

    /// <summary>How many results there are of each status, and the worst of them.</summary>
    public static JsonValue Summary(IEnumerable<ReportRow> rows)
    {
        ReportSummary summary = ReportSummary.Of(rows);
        return JsonValue.Of(
            ("status", Of(summary.Worst)),
            ("pass", JsonValue.Of(summary.CountOf(CheckStatus.Pass))),
            ("warn", JsonValue.Of(summary.CountOf(CheckStatus.Warn))),
            ("fail", JsonValue.Of(summary.CountOf(CheckStatus.Fail))),
            ("error", JsonValue.Of(summary.CountOf(CheckStatus.Error))),
            ("skip", JsonValue.Of(summary.CountOf(CheckStatus.Skip))));
    }

    public static JsonValue Of(object? value) => value switch
    {
        null => s_null,
        bool flag => JsonValue.Of(flag),
        int or long or double => JsonValue.OfNumber(ReportText.Of(value), 0, 0),
        _ => JsonValue.Of(ReportText.Of(value)),
    };

    private static JsonValue Of(OutcomeGroup group) => JsonValue.OfMembers(
        [
            new("users", JsonValue.Of(group.Users)),
            new("sipAddresses", JsonValue.Of(group.SipAddresses)),
            .. ReportColumns.Outcomes.Where(column => column.Name != nameof(FailoverOutcome.SipAddress)).Select(column => MemberOf(column, group.Example)),
            new("timeline", List(group.Example.Timeline.Take(ReportLimits.OutcomeEntries), entry => Of(ReportColumns.OutcomeEntries, entry))),
            new("timelineLeftOut", JsonValue.Of(Math.Max(0, group.Example.Timeline.Count - ReportLimits.OutcomeEntries))),
        ],
        0,
        0);

    private static JsonValue Of(PoolLoad load, IReadOnlyList<PoolLoadPoint> points) => Of(
        ReportColumns.Load, load, ("points", List(points, point => Of(ReportColumns.LoadPoints, point))), ("pointsLeftOut", JsonValue.Of(load.Points.Count - points.Count)));

    private static JsonValue Findings(IEnumerable<Finding> findings) => List(findings, finding => Of(ReportColumns.Findings, finding));

    private static JsonValue List<T>(IEnumerable<T> items, Func<T, JsonValue> shape) => JsonValue.Of(items.Select(shape));

    private static JsonValue Of<T>(IReadOnlyList<ReportColumn<T>> columns, T item, params (string Key, JsonValue Value)[] more) =>
        JsonValue.OfMembers([.. columns.Select(column => MemberOf(column, item)), .. more.Select(member => new JsonMember(member.Key, member.Value))], 0, 0);

    private static JsonMember MemberOf<T>(ReportColumn<T> column, T item) => new(char.ToLowerInvariant(column.Name[0]) + column.Name.Substring(1), Of(column.ValueOf(item)));
}
