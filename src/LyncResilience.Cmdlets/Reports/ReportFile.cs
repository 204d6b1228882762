using System;
using System.IO;
using System.Management.Automation;
using LyncResilience.Validation.Reports;

namespace LyncResilience.Cmdlets;

/// <summary>The file of a report.</summary>
internal sealed class ReportFile
{
    private ReportFile(string path, ReportFormat format)
    {
        Path = path;
        Format = format;
    }

    /// <summary>Its full path.</summary>
    internal string Path { get; }

    /// <summary>How it is written.</summary>
    internal ReportFormat Format { get; }

    /// <summary>Finds the file and the format.</summary>
    /// <exception cref="ResilienceException">The path is none of a file, or its extension stands for no format.</exception>
    internal static ReportFile Of(PathIntrinsics paths, string given, bool isLiteral, ReportFormat? format)
    {
        FilePaths files = new(paths, (path, exception) => throw new ResilienceException(
            ErrorIds.FileUnreadable, ErrorCategory.InvalidArgument, $"'{path}' is not the path of a file: {exception.Message}", path, exception));
        string[] found = isLiteral ? [files.Literal(given)!] : [.. files.Matching(given)];
        if (found.Length != 1)
        {
            throw new ResilienceException(
                ErrorIds.FileUnreadable,
                ErrorCategory.InvalidArgument,
                $"'{given}' stands for {(found.Length == 0 ? "no file" : "several files")}, and a report is one file. Name one; with -LiteralPath wildcards are characters like others.",
                given);
        }

        return new ReportFile(found[0], format ?? ReportWriters.FormatOf(found[0]) ?? throw new ResilienceException(
            ErrorIds.ReportFormatUnknown,
            ErrorCategory.InvalidArgument,
            $"'{found[0]}' doesn't tell by its extension how the report is to be written. Say -Format {string.Join(", ", Enum.GetNames(typeof(ReportFormat)))}, or name a file .html, .md, .json or .csv.",
            given));
    }

    /// <summary>Whether it can be written as far as can be told without writing.</summary>
    /// <exception cref="ResilienceException">It can't.</exception>
    internal void Check(bool isNew, bool isForced)
    {
        if (Directory.Exists(Path))
        {
            throw Unwritable("it is a folder. Name a file in it.");
        }

        if (!Directory.Exists(System.IO.Path.GetDirectoryName(Path)))
        {
            throw Unwritable($"there is no folder '{System.IO.Path.GetDirectoryName(Path)}'. Make it, or name another file.");
        }

        if (!File.Exists(Path))
        {
            return;
        }

        if (isNew)
        {
            throw new ResilienceException(
                ErrorIds.FileExists, ErrorCategory.ResourceExists, $"'{Path}' is there already, and -NoClobber leaves it alone. Name another file, or leave -NoClobber out.", Path);
        }

        if (IsReadOnly && !isForced)
        {
            throw new ResilienceException(ErrorIds.AccessDenied, ErrorCategory.PermissionDenied, $"'{Path}' is read-only. -Force replaces it.", Path);
        }
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="ResilienceException">It can't be written; what was there before is still there.</exception>
    internal void Write(ReportContent content, bool isNew, bool isForced)
    {
        // Somebody may have made the file while the results came.
        Check(isNew, isForced);
        try
        {
            if (File.Exists(Path) && IsReadOnly)
            {
                File.SetAttributes(Path, File.GetAttributes(Path) & ~FileAttributes.ReadOnly);
            }

            ReportWriters.WriteFile(content, Format, Path);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ResilienceException(ErrorIds.AccessDenied, ErrorCategory.PermissionDenied, $"'{Path}' may not be written: {exception.Message} Run this as somebody who may, or name another file.", Path, exception);
        }
        catch (IOException exception)
        {
            throw Unwritable($"{exception.Message} Look whether somebody holds it open, or name another file.", exception);
        }
    }

    private bool IsReadOnly => (File.GetAttributes(Path) & FileAttributes.ReadOnly) != 0;

    private ResilienceException Unwritable(string reason, Exception? inner = null) =>
        new(ErrorIds.FileUnreadable, ErrorCategory.WriteError, $"'{Path}' can't be written: {reason}", Path, inner);
}
