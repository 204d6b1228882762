using System.Management.Automation;
using LyncResilience.Validation.Reports;

namespace LyncResilience.Cmdlets;

/// <summary>Takes one thing that a report is to be about.</summary>
internal static class ReportItem
{
    /// <summary>The result itself, also of a stored one.</summary>
    /// <exception cref="ResilienceException">A report can't show it, or too much of it was lost where it was stored.</exception>
    internal static object Of(PSObject given, PathIntrinsics paths)
    {
        if (TopologyObject.IsTopology(given))
        {
            return GivenTopology.Read(paths, given);
        }

        object item = StoredReader.Restored(given).BaseObject;
        return ReportContent.CanShow(item) || item is ValidationSummary ? item : throw new ResilienceException(
            ErrorIds.InputUnknown,
            ErrorCategory.InvalidArgument,
            $"A report can't show a {(given.TypeNames.Count > 0 ? given.TypeNames[0] : item.GetType().FullName)}. "
                + "Pipe what our commands give, such as Test-SrvSignInPath, Invoke-FailoverSimulation and Get-ResilienceTopology.",
            given);
    }
}
