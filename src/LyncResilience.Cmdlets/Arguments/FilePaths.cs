using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>Turns paths as people type them into paths of the file system. One that is none is reported, and the others go on.</summary>
internal sealed class FilePaths
{
    private const string FileSystem = "FileSystem";

    private readonly PathIntrinsics _paths;
    private readonly Action<string, Exception> _refuse;

    /// <param name="paths">The session's paths.</param>
    /// <param name="refuse">Told of each path that is none of files, and why.</param>
    internal FilePaths(PathIntrinsics paths, Action<string, Exception> refuse)
    {
        _paths = paths;
        _refuse = refuse;
    }

    /// <summary>What a path with wildcards stands for; nothing when nothing is like it. One without wildcards stands for itself.</summary>
    internal IReadOnlyList<string> Matching(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            // The Tab key writes a file's brackets with a backtick before each.
            return Literal(WildcardPattern.Unescape(path)) is { } literal ? [literal] : [];
        }

        return Try(path, () => Checked(_paths.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider), provider)) ?? [];
    }

    /// <summary>A path as it is, whether it exists or not; null when it is none of the file system.</summary>
    internal string? Literal(string path) => Try(path, () => Checked(_paths.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _), provider));

    private static T Checked<T>(T found, ProviderInfo provider) =>
        provider.Name == FileSystem ? found : throw new NotSupportedException($"It is a path of {provider.Name}.");

    private T? Try<T>(string path, Func<T> resolve)
        where T : class
    {
        try
        {
            return resolve();
        }
        catch (Exception exception) when (exception is (RuntimeException and not PipelineStoppedException) or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            _refuse(path, exception);
            return null;
        }
    }
}
