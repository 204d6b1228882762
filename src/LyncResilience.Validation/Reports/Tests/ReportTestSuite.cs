using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports;

/// <summary>Results that belong together, as a suite of tests: a group of checks, or a kind of results. Immutable.</summary>
internal sealed class ReportTestSuite
{
    private ReportTestSuite(string name, IReadOnlyList<ReportTest> tests)
    {
        Name = name;
        Tests = tests;
        Summary = ReportSummary.Of(tests.Select(test => test.Row));
    }

    /// <summary>The suite's name, such as <c>LyncResilience.CheckResult.DNS</c>.</summary>
    public string Name { get; }

    /// <summary>Its tests.</summary>
    public IReadOnlyList<ReportTest> Tests { get; }

    /// <summary>How they ended.</summary>
    public ReportSummary Summary { get; }

    /// <summary>How long they took together, in seconds.</summary>
    public string Seconds => ReportText.Number(Tests.Sum(test => test.Row.DurationMs) / 1000);

    /// <summary>All results that somebody judged, in suites.</summary>
    public static IReadOnlyList<ReportTestSuite> Of(IReadOnlyList<ReportRow> rows) =>
    [
        .. rows.Where(row => row.Status is not null)
            .GroupBy(row => ReportText.Line(row.Group.Length == 0 ? $"LyncResilience.{row.Kind}" : $"LyncResilience.{row.Kind}.{row.Group}"))
            .Select(suite => new ReportTestSuite(suite.Key, Named(suite.Key, suite))),
    ];

    /// <summary>Tools take tests of one name for one test: a second walk of a user is told from the first by a number.</summary>
    private static ReportTest[] Named(string className, IEnumerable<ReportRow> rows)
    {
        Dictionary<string, int> seen = [];
        List<ReportTest> tests = [];
        foreach (ReportRow row in rows)
        {
            string name = ReportText.Shortened(ReportText.Line(row.TestName ?? row.Name), ReportLimits.TestNameLength);
            seen[name] = seen.TryGetValue(name, out int count) ? ++count : count = 1;
            tests.Add(new ReportTest(row, className, count == 1 ? name : $"{name} ({ReportText.Of(count)})"));
        }

        return [.. tests];
    }
}
