using System;
using System.Management.Automation;
using LyncResilience.Validation.Reports;

namespace LyncResilience.Cmdlets;

/// <summary>Takes one thing that a report is to be about.</summary>
internal static class ReportItem
{
    private const string DeserializedPrefix = "Deserialized.";

    /// <summary>The result itself. A topology may be a stored one: nothing of it is lost on its way.</summary>
    /// <exception cref="ResilienceException">A report can't show it.</exception>
    internal static object Of(PSObject given, PathIntrinsics paths) =>
        ReportContent.CanShow(given.BaseObject) ? given.BaseObject
        : TopologyObject.IsTopology(given) ? GivenTopology.Read(paths, given)
        : throw new ResilienceException(ErrorIds.InputUnknown, ErrorCategory.InvalidArgument, WhyNot(given), given);

    private static string WhyNot(PSObject given)
    {
        string type = given.TypeNames.Count > 0 ? given.TypeNames[0] : given.BaseObject.GetType().FullName;
        return type.StartsWith(DeserializedPrefix, StringComparison.Ordinal)
            ? $"A report can't show a {type}: this result was stored or came from another session, and something of it stayed behind. Export the report where the result is made."
            : $"A report can't show a {type}. Pipe what our commands give, such as Test-SrvSignInPath, Invoke-FailoverSimulation and Get-ResilienceTopology.";
    }
}
