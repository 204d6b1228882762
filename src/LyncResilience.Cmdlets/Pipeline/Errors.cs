using System;
using System.IO;
using System.Management.Automation;
using System.Net.Sockets;
using LyncResilience.Simulation;

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

    /// <summary>The error of what a scenario, or a user of one, says that can't be played.</summary>
    internal static ResilienceException Of(ScenarioFormatException exception) =>
        new(ErrorIds.ScenarioInvalid, ErrorCategory.InvalidData, char.ToUpperInvariant(exception.Message[0]) + exception.Message.Substring(1), inner: exception);

    /// <summary>The record for an exception that work let out.</summary>
    internal static ErrorRecord From(Exception exception, object? target)
    {
        if (exception is ResilienceException known)
        {
            return new ErrorRecord(known, known.Id, known.Category, known.Target ?? target);
        }

        // What the platform says of these names no next step.
        (string id, ErrorCategory category, string advice) = exception switch
        {
            TimeoutException => (ErrorIds.TimedOut, ErrorCategory.OperationTimeout, "Look whether the other side is up, or wait longer with -TimeoutSeconds."),
            SocketException => (ErrorIds.ConnectionFailed, ErrorCategory.ConnectionError, "Look whether name and port are right, and whether a firewall is in the way."),
            UnauthorizedAccessException => (ErrorIds.AccessDenied, ErrorCategory.PermissionDenied, "Run this as somebody who may, or name another path."),
            IOException => (ErrorIds.FileUnreadable, ErrorCategory.ReadError, "Look whether the file is there and nobody else holds it open."),
            _ => (ErrorIds.Unexpected, ErrorCategory.NotSpecified, "This is an error of LyncResilience itself: please report it with what Get-Error shows."),
        };
        return new ErrorRecord(exception, id, category, target) { ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = advice } };
    }
}
