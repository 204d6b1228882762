using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.SignIn;

/// <summary>What an administrator should know about a path: a pure function of its facts.</summary>
internal static class PathFindings
{
    /// <summary>The findings, most serious first.</summary>
    public static IReadOnlyList<Finding> Of(PathFacts facts)
    {
        IEnumerable<Finding> all = RecordFindings.Of(facts).Concat(CertificateFindings.Of(facts)).Concat(RegistrarFindings.Of(facts));
        return [.. all.GroupBy(finding => (finding.Id, Target: finding.Target.ToUpperInvariant(), finding.Detail)).Select(same => same.First()).OrderByDescending(finding => finding.Severity)];
    }
}
