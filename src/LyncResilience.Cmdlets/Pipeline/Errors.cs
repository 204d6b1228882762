using System;
using System.IO;
using System.Management.Automation;
using System.Net.Sockets;

namespace LyncResilience.Cmdlets;

/// <summary>Makes error records. An error means that the question could not be asked; bad news about the world is a result.</summary>
internal static class Errors
{
    internal static ErrorRecord Create(string id, ErrorCategory category, object? target, string message, Exception? inner = null)
        => new(new InvalidOperationException(message, inner), id, category, target);

    /// <summary>The message without the parameter's name, which the platform appends and which no user of a cmdlet knows.</summary>
    internal static string SentenceOf(ArgumentException exception)
    {
        int end = exception.ParamName is null ? -1 : exception.Message.LastIndexOfAny(['(', '\n']);
        return end < 0 ? exception.Message : exception.Message.Substring(0, end).TrimEnd();
    }

    /// <summary>The record for an exception that work let out.</summary>
    internal static ErrorRecord From(Exception exception, object? target)
    {
        if (exception is ResilienceException known)
        {
            return new ErrorRecord(known, known.Id, known.Category, known.Target ?? target);
        }

        (string id, ErrorCategory category) = exception switch
        {
            TimeoutException => (ErrorIds.TimedOut, ErrorCategory.OperationTimeout),
            SocketException => (ErrorIds.ConnectionFailed, ErrorCategory.ConnectionError),
            UnauthorizedAccessException => (ErrorIds.AccessDenied, ErrorCategory.PermissionDenied),
            IOException => (ErrorIds.FileUnreadable, ErrorCategory.ReadError),
            _ => (ErrorIds.Unexpected, ErrorCategory.NotSpecified),
        };
        return new ErrorRecord(exception, id, category, target);
    }
}
