using System.Collections.Generic;

namespace LyncResilience.Validation.Reports;

/// <summary>How many results there are of each status. Immutable.</summary>
internal sealed class ReportSummary
{
    private readonly Dictionary<CheckStatus, int> _counts = [];

    private ReportSummary()
    {
    }

    /// <summary>All that were judged.</summary>
    public int Total { get; private set; }

    /// <summary>The worst status: Fail before Error, for a failure is known and an error might be nothing; Skip when nothing was judged.</summary>
    public CheckStatus Worst =>
        CountOf(CheckStatus.Fail) > 0 ? CheckStatus.Fail
        : CountOf(CheckStatus.Error) > 0 ? CheckStatus.Error
        : CountOf(CheckStatus.Warn) > 0 ? CheckStatus.Warn
        : CountOf(CheckStatus.Pass) > 0 ? CheckStatus.Pass
        : CheckStatus.Skip;

    /// <summary>Counts.</summary>
    public static ReportSummary Of(IEnumerable<ReportRow> rows)
    {
        ReportSummary summary = new();
        foreach (ReportRow row in rows)
        {
            if (row.Status is { } status)
            {
                summary._counts[status] = summary.CountOf(status) + 1;
                summary.Total++;
            }
        }

        return summary;
    }

    /// <summary>How many have a status.</summary>
    public int CountOf(CheckStatus status) => _counts.TryGetValue(status, out int count) ? count : 0;
}
