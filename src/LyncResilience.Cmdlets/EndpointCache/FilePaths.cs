using System;
using System.Collections.Generic;
using System.Management.Automation;
using LyncResilience.Discovery.EndpointCache;

namespace LyncResilience.Cmdlets;

/// <summary>Turns paths as people type them into paths of the file system.</summary>
internal static class FilePaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>What a path with wildcards stands for; nothing when nothing is like it.</summary>
    /// <param name="paths">The session's paths.</param>
    /// <param name="path">The path.</param>
    /// <param name="report">Told when it can't be resolved.</param>
    internal static IReadOnlyList<string> Matching(PathIntrinsics paths, string path, Action<ErrorRecord> report)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return Literal(paths, path, report) is { } literal ? [literal] : [];
        }

        return Try(path, report, () =>
        {
            IReadOnlyList<string> found = paths.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            return provider.Name == FileSystem ? found : throw new NotSupportedException($"It is a path of {provider.Name}.");
        }) ?? [];
    }

    /// <summary>A path as it is, whether it exists or not; null when it is none of the file system.</summary>
    /// <param name="paths">The session's paths.</param>
    /// <param name="path">The path.</param>
    /// <param name="report">Told when it is none.</param>
    internal static string? Literal(PathIntrinsics paths, string path, Action<ErrorRecord> report) => Try(path, report, () =>
    {
        string file = paths.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == FileSystem ? file : throw new NotSupportedException($"It is a path of {provider.Name}.");
    });

    private static T? Try<T>(string path, Action<ErrorRecord> report, Func<T> resolve)
        where T : class
    {
        try
        {
            return resolve();
        }
        catch (Exception exception) when (exception is RuntimeException and not PipelineStoppedException || EndpointCacheProblem.Of(path, exception) is not null)
        {
            EndpointCacheProblem? problem = EndpointCacheProblem.Of(path, exception);
            report(problem is not null ? CacheErrors.Of(problem) : Errors.Create(
                ErrorIds.CacheUnreadable, ErrorCategory.InvalidArgument, path, $"'{path}' is not a path of files: {exception.Message}", exception));
            return null;
        }
    }
}
