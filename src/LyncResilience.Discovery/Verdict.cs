using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery;

/// <summary>Draws the verdict from what was found.</summary>
internal static class Verdict
{
    /// <summary>Fail with an error among the findings, Warn with a warning, otherwise Pass.</summary>
    public static ResultStatus Of(IEnumerable<Finding> findings) => findings.Select(finding => finding.Severity).DefaultIfEmpty(FindingSeverity.Info).Max() switch
    {
        FindingSeverity.Error => ResultStatus.Fail,
        FindingSeverity.Warning => ResultStatus.Warn,
        FindingSeverity.Info => ResultStatus.Pass,
        var unknown => throw UnknownMember.Of(unknown),
    };
}
