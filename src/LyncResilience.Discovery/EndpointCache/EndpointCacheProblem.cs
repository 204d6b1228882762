using System;
using System.IO;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>A file or folder that could not be read while the search went on.</summary>
public sealed class EndpointCacheProblem
{
    private const int ErrorSharingViolation = unchecked((int)0x80070020);
    private const int ErrorLockViolation = unchecked((int)0x80070021);

    // On Unix the code of an IOException is errno; EWOULDBLOCK is what flock answers for a file that somebody holds.
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;

    private EndpointCacheProblem(EndpointCacheProblemKind kind, string path, string nextStep, Exception cause)
    {
        Kind = kind;
        Path = path;
        NextStep = nextStep;
        Cause = cause;
    }

    /// <summary>Why.</summary>
    public EndpointCacheProblemKind Kind { get; }

    /// <summary>The file or folder.</summary>
    public string Path { get; }

    /// <summary>What went wrong, in one sentence with the path.</summary>
    public string Detail => Kind switch
    {
        EndpointCacheProblemKind.AccessDenied => $"Access to '{Path}' is denied.",
        EndpointCacheProblemKind.Vanished => $"'{Path}' is not there.",
        EndpointCacheProblemKind.Locked => $"'{Path}' is held open by another process.",
        EndpointCacheProblemKind.TooLarge => Cause.Message,
        _ => $"'{Path}' can't be read: {Cause.Message}",
    };

    /// <summary>What to do about it.</summary>
    public string NextStep { get; }

    /// <summary>The exception behind it.</summary>
    public Exception Cause { get; }

    /// <summary>Reads the reason from an exception of the file system.</summary>
    /// <param name="path">The file or folder that was being read, renamed or deleted.</param>
    /// <param name="exception">What the file system threw.</param>
    /// <returns>Null when it has nothing to do with the file system.</returns>
    public static EndpointCacheProblem? Of(string path, Exception exception) => exception switch
    {
        EndpointCacheTooLargeException => new(EndpointCacheProblemKind.TooLarge, path, "Check where the file comes from; a client writes a few kilobytes.", exception),
        UnauthorizedAccessException or System.Security.SecurityException => new(
            EndpointCacheProblemKind.AccessDenied, path, "Run as an administrator of the computer, or as the owner of the profile.", exception),
        FileNotFoundException or DirectoryNotFoundException => new(
            EndpointCacheProblemKind.Vanished, path, "Check the path; a client that has signed in since has written the file anew, so search again.", exception),
        IOException { HResult: ErrorSharingViolation or ErrorLockViolation or WouldBlockLinux or WouldBlockMac } => new(
            EndpointCacheProblemKind.Locked, path, "Sign the client out or end it, then try again.", exception),
        IOException or NotSupportedException or ArgumentException => new(
            EndpointCacheProblemKind.Unreadable, path, StepAfterUnreadable(path), exception),
        _ => null,
    };

    private static string StepAfterUnreadable(string path) => EndpointCachePath.ComputerOf(path) is { } computer
        ? $"Check that {computer} is on and that its file sharing (TCP port 445) and this share are open to this account."
        : "Check the disk, and that the path is one of this system.";

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Detail} {NextStep}";
}
