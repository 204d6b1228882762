using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>Lists folders and reports those that can't be listed instead of ending the search.</summary>
internal sealed class FolderListing
{
    private readonly Action<EndpointCacheProblem> _report;

    public FolderListing(Action<EndpointCacheProblem> report)
    {
        _report = report;
    }

    /// <summary>The files and folders directly in a folder, until it ends or fails.</summary>
    public IEnumerable<FileSystemInfo> Of(string folder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
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
