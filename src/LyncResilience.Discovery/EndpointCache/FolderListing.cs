using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>Lists folders and reports those that can't be listed instead of ending the search.</summary>
internal sealed class FolderListing
{
    private readonly Action<EndpointCacheProblem> _report;
    private readonly Action<string>? _visit;

    /// <param name="report">Told of each folder that can't be listed.</param>
    /// <param name="visit">Told of each folder before it is listed; null for nobody.</param>
    public FolderListing(Action<EndpointCacheProblem> report, Action<string>? visit)
    {
        _report = report;
        _visit = visit;
    }

    /// <summary>The files and folders directly in a folder, until it ends or fails.</summary>
    public IEnumerable<FileSystemInfo> Of(string folder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _visit?.Invoke(folder);
        using IEnumerator<FileSystemInfo>? items = Open(folder);
        while (items is not null && TryMoveNext(items, folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return items.Current;
        }
    }

    private IEnumerator<FileSystemInfo>? Open(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFileSystemInfos().GetEnumerator();
        }
        catch (Exception exception) when (EndpointCacheProblem.Of(folder, exception) is { } problem)
        {
            _report(problem);
            return null;
        }
    }

    private bool TryMoveNext(IEnumerator<FileSystemInfo> items, string folder)
    {
        try
        {
            return items.MoveNext();
        }
        catch (Exception exception) when (EndpointCacheProblem.Of(folder, exception) is { } problem)
        {
            _report(problem);
            return false;
        }
    }
}
