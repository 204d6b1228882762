using System;
using System.IO;
using System.Management.Automation;
using LyncResilience.Discovery.Traces;

namespace LyncResilience.Cmdlets;

/// <summary>Makes error records of what stands against reading traces.</summary>
internal static class TraceErrors
{
    /// <summary>The error of one file that can't be opened or is no trace; the file is its target.</summary>
    internal static ErrorRecord Of(string file, Exception exception)
    {
        (ErrorCategory category, string nextStep) = exception switch
        {
            TraceFormatException => (ErrorCategory.InvalidData, string.Empty),
            FileNotFoundException or DirectoryNotFoundException => (ErrorCategory.ObjectNotFound, " Check the path."),
            { InnerException: UnauthorizedAccessException } when Directory.Exists(file) => (ErrorCategory.InvalidArgument, " It is a folder: name the files in it, as with a wildcard."),
            { InnerException: UnauthorizedAccessException } => (ErrorCategory.PermissionDenied, " Read it as an administrator, or copy it where you may read it."),
            _ => (ErrorCategory.ReadError, " Copy it to a local disk and read the copy."),
        };
        string reason = exception.Message.Contains(file) ? exception.Message : $"'{file}' can't be read: {exception.Message}";
        return Errors.Create(ErrorIds.TraceUnreadable, category, file, reason + nextStep, exception);
    }

    /// <summary>The error of a path that can't be resolved, or is none of files.</summary>
    internal static ErrorRecord OfPath(string path, Exception exception) => Errors.Create(
        ErrorIds.TraceUnreadable, ErrorCategory.InvalidArgument, path, $"'{path}' is not a path of files: {exception.Message} Name a log by its path.", exception);
}
