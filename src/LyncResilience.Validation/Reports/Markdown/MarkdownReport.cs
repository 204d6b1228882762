using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LyncResilience.Validation.Reports;

/// <summary>Writes a report for a ticket or a wiki: first how it stands and what to do, then each kind of results with its tables.</summary>
internal sealed class MarkdownReport : IReportWriter
{
    /// <inheritdoc/>
    public void Write(ReportContent content, TextWriter writer)
    {
        ReportRow[] rows = [.. ReportRows.Of(content)];
        MarkdownTables tables = new(writer);
        tables.Heading(1, content.Title.Length == 0 ? "Resilience report" : content.Title);
        tables.Paragraph($"Made {ReportText.Time(content.CreatedUtc)} by LyncResilience.");
        WriteGlance(tables, rows);
        WriteWhatToDo(tables, rows);
        WriteChecks(tables, content.Checks);
        WriteGaps(tables, content.Gaps);
        WritePaths(tables, content.Paths);
        foreach (FailoverSimulation simulation in content.Simulations)
        {
            MarkdownSimulation.Write(tables, simulation);
        }

        if (content.Outcomes.Count > 0)
        {
            tables.Heading(2, "Users");
            MarkdownSimulation.WriteGroups(tables, content.Outcomes);
        }

        WriteDifferences(tables, content.Differences);
        WriteBackups(tables, content.Backups);
        WriteCaches(tables, content.Caches);
        foreach (ResilienceTopology topology in content.Topologies)
        {
            WriteTopology(tables, topology);
        }

        WriteMessages(tables, content.Messages);
    }

    private static void WriteGlance(MarkdownTables tables, IReadOnlyList<ReportRow> rows)
    {
        var all = ReportSummary.Of(rows);
        tables.Heading(2, "At a glance");
        tables.Paragraph($"**{all.Worst}**. Of {all.Total} results {all.CountOf(CheckStatus.Pass)} pass, {all.CountOf(CheckStatus.Warn)} warn and {all.CountOf(CheckStatus.Fail)} fail; "
            + $"{all.CountOf(CheckStatus.Error)} could not be had, {all.CountOf(CheckStatus.Skip)} skipped.");
        tables.Table(
            rows.Where(row => row.Status is not null).GroupBy(row => row.Kind).Select(kind => (kind.Key, Summary: ReportSummary.Of(kind))).ToArray(),
            ("Results", kind => kind.Key),
            ("Pass", kind => kind.Summary.CountOf(CheckStatus.Pass)),
            ("Warn", kind => kind.Summary.CountOf(CheckStatus.Warn)),
            ("Fail", kind => kind.Summary.CountOf(CheckStatus.Fail)),
            ("Error", kind => kind.Summary.CountOf(CheckStatus.Error)),
            ("Skip", kind => kind.Summary.CountOf(CheckStatus.Skip)));
    }

    private static void WriteWhatToDo(MarkdownTables tables, IEnumerable<ReportRow> rows)
    {
        ReportRow[] bad = [.. rows
            .Where(row => row.Status is CheckStatus.Fail or CheckStatus.Error or CheckStatus.Warn)
            .OrderBy(row => row.Status == CheckStatus.Fail ? 0 : row.Status == CheckStatus.Error ? 1 : 2)];
        tables.Section(
            "What to do",
            bad,
            ("Status", row => row.Status),
            ("What", row => row.Name),
            ("Target", row => row.Target),
            ("Found", row => row.Detail),
            ("Next step", row => row.Recommendation));
    }

    private static void WriteChecks(MarkdownTables tables, IReadOnlyList<CheckResult> checks) => tables.Section(
        "Checks",
        checks,
        ("Status", check => check.Status),
        ("Id", check => check.Id),
        ("Check", check => check.Title),
        ("Target", check => check.Target),
        ("Expected", check => check.Expected),
        ("Actual", check => check.Actual),
        ("Severity", check => check.Severity));

    private static void WriteGaps(MarkdownTables tables, IReadOnlyList<ResilienceGap> gaps) => tables.Section(
        "Gaps",
        gaps,
        ("Failure", gap => gap.Failure),
        ("Cause", gap => gap.Cause),
        ("Affected", gap => gap.UsersAffected),
        ("Offline", gap => gap.UsersOffline),
        ("Limited", gap => gap.UsersLimited),
        ("Why", gap => gap.Detail),
        ("Fix", gap => gap.Fix),
        ("Saves", gap => gap.UsersSavedByFix));

    private static void WritePaths(MarkdownTables tables, IReadOnlyList<SignInPath> paths)
    {
        tables.Section(
            "Sign-ins",
            paths,
            ("Status", path => path.Status),
            ("User", path => path.SipAddress ?? path.SipDomain),
            ("Mode", path => path.Mode),
            ("Registrar", path => path.Registrar),
            ("Backup told", path => path.BackupRegistrar),
            ("Result", path => path.Detail));

        // The bad ones first: they are what somebody reads hop by hop.
        foreach (SignInPath path in paths.OrderByDescending(path => path.Status).Take(ReportLimits.PathSections))
        {
            tables.Heading(3, $"{path.SipAddress ?? path.SipDomain}: {path.Status}");
            tables.Table(
                path.Hops,
                ("Hop", hop => hop.Order),
                ("Stage", hop => hop.Stage),
                ("Target", hop => hop.Target ?? hop.Query),
                ("Outcome", hop => hop.StatusCode is { } code ? $"{hop.Outcome} ({code})" : hop.Outcome),
                ("What happened", hop => hop.Detail));
            tables.Findings(path.Findings);
        }

        tables.LeftOut(paths.Count - ReportLimits.PathSections, "sign-ins are not shown hop by hop");
    }

    private static void WriteDifferences(MarkdownTables tables, IReadOnlyList<FailoverDifference> differences) => tables.Section(
        "What the change does",
        differences,
        ("Effect", difference => difference.Effect),
        ("Users", difference => difference.Users),
        ("Home pool", difference => difference.HomePool),
        ("Before", difference => difference.Before),
        ("After", difference => difference.After),
        ("Seconds gained each", difference => difference.SecondsGained),
        ("Why", difference => difference.Detail));

    private static void WriteMessages(MarkdownTables tables, IReadOnlyList<SipTraceMessage> messages) => tables.Section(
        "Messages",
        messages,
        ("Time", message => message.TimeUtc ?? message.Time),
        ("Direction", message => message.Direction),
        ("Message", message => message.StartLine),
        ("Peer", message => message.Peer),
        ("Call-ID", message => message.CallId),
        ("Diagnostics", message => message.DiagnosticsReason));

    private static void WriteBackups(MarkdownTables tables, IReadOnlyList<BackupRegistrar> backups) => tables.Section(
        "Backup registrars",
        backups,
        ("Status", backup => backup.Status),
        ("Of", backup => backup.Identity),
        ("Primary", backup => backup.PrimaryRegistrar),
        ("Backup", backup => backup.BackupRegistrar),
        ("Source", backup => backup.Source),
        ("Result", backup => backup.Detail));

    private static void WriteCaches(MarkdownTables tables, IReadOnlyList<EndpointCacheEntry> caches) => tables.Section(
        "Caches of clients",
        caches,
        ("Status", cache => ReportRows.Of(cache).Status),
        ("User", cache => cache.SipAddress),
        ("Cached server", cache => cache.CachedServer),
        ("Is the owner's", cache => cache.Standing),
        ("Confidence", cache => cache.Confidence),
        ("Written", cache => cache.LastWriteTimeUtc),
        ("File", cache => cache.Path));

    private static void WriteTopology(MarkdownTables tables, ResilienceTopology topology)
    {
        tables.Heading(2, $"Topology {topology.DefaultSipDomain ?? topology.Source}");
        tables.Fence("mermaid", topology.ToMermaid());
        tables.Table(
            topology.Pools.Zip(ReportRows.PairsOf(topology), (pool, pair) => (Pool: pool, Pair: pair)).ToArray(),
            ("Status", row => row.Pair.Status),
            ("Pool", row => row.Pool.Fqdn),
            ("Site", row => row.Pool.Site),
            ("Kind", row => row.Pool.Kind),
            ("Version", row => row.Pool.Version),
            ("Backup", row => row.Pool.BackupPool),
            ("Result", row => row.Pair.Detail));
    }
}
