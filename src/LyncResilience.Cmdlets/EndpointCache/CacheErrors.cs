using System;
using System.Management.Automation;
using LyncResilience.Discovery.EndpointCache;

namespace LyncResilience.Cmdlets;

/// <summary>Makes error records of what the file system has against reading or clearing caches.</summary>
internal static class CacheErrors
{
    /// <summary>The error of one file or folder, which is its target; the message ends with the next step.</summary>
    internal static ErrorRecord Of(EndpointCacheProblem problem)
    {
        (string id, ErrorCategory category) = problem.Kind switch
        {
            EndpointCacheProblemKind.AccessDenied => (ErrorIds.CacheAccessDenied, ErrorCategory.PermissionDenied),
            EndpointCacheProblemKind.Vanished => (ErrorIds.CacheVanished, ErrorCategory.ObjectNotFound),
            EndpointCacheProblemKind.Locked => (ErrorIds.CacheLocked, ErrorCategory.ResourceBusy),
            EndpointCacheProblemKind.TooLarge => (ErrorIds.CacheTooLarge, ErrorCategory.LimitsExceeded),
            _ => (ErrorIds.CacheUnreadable, ErrorCategory.ReadError),
        };
        return Errors.Create(id, category, problem.Path, $"{problem.Detail} {problem.NextStep}", problem.Cause);
    }

    /// <summary>The error of a path that can't be resolved, or is none of files.</summary>
    internal static ErrorRecord OfPath(string path, Exception exception) => EndpointCacheProblem.Of(path, exception) is { } problem
        ? Of(problem)
        : Errors.Create(ErrorIds.CacheUnreadable, ErrorCategory.InvalidArgument, path, $"'{path}' is not a path of files: {exception.Message}", exception);

    /// <summary>The error of a path that counts on another computer only.</summary>
    internal static ErrorRecord Elsewhere(CacheInput input) => Errors.Create(
        ErrorIds.CacheElsewhere,
        ErrorCategory.InvalidArgument,
        input.Given,
        $"'{input.Path}' is a path of {input.ComputerName}, and this is another computer. Run the command there (Invoke-Command), or read with -ComputerName, which gives network paths.");
}
