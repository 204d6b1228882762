using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>
/// Reads caches of clients. The layout is unpublished, so this is detective work on the texts in the file;
/// <see cref="CacheConfidence"/> says how far it is to be trusted.
/// </summary>
public static class EndpointCacheReader
{
    /// <summary>The largest file that is read, in bytes: 1 MiB, hundreds of times what a cache of one server's name needs.</summary>
    public const int MaxBytes = 1 << 20;

    // Files read at once; more than the processors, for what waits is mostly the disk or the network.
    private const int FilesAtOnce = 4;
    private const int LargestBatch = 64;

    /// <summary>Reads one file.</summary>
    /// <param name="path">The file; the name of its folder tells the owner.</param>
    /// <param name="computerName">The computer whose disk holds it, for the result; without it, the computer of a network path.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="EndpointCacheTooLargeException">It is larger than <see cref="MaxBytes"/>.</exception>
    /// <exception cref="IOException">It is not there, locked or broken.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not read it.</exception>
    public static EndpointCacheEntry Read(string path, string? computerName = null)
    {
        FileInfo file = new(path ?? throw new ArgumentNullException(nameof(path)));

        // What is empty isn't opened: a pipe or a device of a mounted image is "empty" too, and opening it may wait forever.
        byte[] data = file.Exists && file.Length == 0 ? [] : ReadBytes(path);
        return Interpret(data, path, file.LastWriteTimeUtc, computerName);
    }

    /// <summary>Reads files as they come, several at once, and gives the results in their order. Never holds more than a few dozen.</summary>
    /// <param name="paths">The files, such as an <see cref="EndpointCacheFinder"/> finds.</param>
    /// <param name="report">Told of each file that can't be read, in order and on the caller's thread; the others go on.</param>
    /// <param name="computerName">The computer whose disk holds them; without it, the computer of a network path.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>An entry for each file that can be read.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<EndpointCacheEntry> ReadAll(
        IEnumerable<string> paths, Action<EndpointCacheProblem> report, string? computerName, CancellationToken cancellationToken)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = cancellationToken };
        foreach (List<string> batch in Batches(paths ?? throw new ArgumentNullException(nameof(paths))))
        {
            var results = new (EndpointCacheEntry? Entry, EndpointCacheProblem? Problem)[batch.Count];
            Parallel.For(0, batch.Count, options, index => results[index] = TryRead(batch[index], computerName));
            foreach ((EndpointCacheEntry? entry, EndpointCacheProblem? problem) in results)
            {
                if (problem is not null)
                {
                    report(problem);
                }

                if (entry is not null)
                {
                    yield return entry;
                }
            }
        }
    }

    /// <summary>Interprets the bytes of a cache that was read elsewhere.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="path">Where they come from, in the notation of any system; tells client, profile and owner.</param>
    /// <param name="lastWriteTimeUtc">When the file was last written, in UTC.</param>
    /// <param name="computerName">The computer whose disk holds the file; without it, the computer of a network path.</param>
    /// <returns>What they hold.</returns>
    /// <exception cref="EndpointCacheTooLargeException">They are more than <see cref="MaxBytes"/>.</exception>
    public static EndpointCacheEntry Interpret(byte[] data, string path, DateTime lastWriteTimeUtc, string? computerName = null)
    {
        if ((data ?? throw new ArgumentNullException(nameof(data))).Length > MaxBytes)
        {
            throw new EndpointCacheTooLargeException(path, MaxBytes);
        }

        string? owner = EndpointCachePath.OwnerOf(path);
        CacheEvidence evidence = new(data, owner?.Substring(owner.IndexOf('@') + 1));
        List<EndpointCacheCandidate> candidates = [];
        foreach (ServerEvidence server in evidence.Servers)
        {
            candidates.Add(server.ToCandidate());
        }

        return new EndpointCacheEntry
        {
            SipAddress = owner,
            Server = evidence.Best?.Host,
            Port = evidence.Best?.Port,
            ClientVersion = EndpointCachePath.ClientOf(path),
            Confidence = evidence.Confidence,
            ComputerName = computerName ?? EndpointCachePath.ComputerOf(path),
            UserProfile = EndpointCachePath.ProfileOf(path),
            LastWriteTimeUtc = lastWriteTimeUtc,
            SizeBytes = data.Length,
            Path = path,
            Candidates = candidates,
            Findings = [.. CacheFindings.Of(evidence, path)],
        };
    }

    private static (EndpointCacheEntry? Entry, EndpointCacheProblem? Problem) TryRead(string path, string? computerName)
    {
        try
        {
            return (Read(path, computerName), null);
        }
        catch (Exception exception) when (EndpointCacheProblem.Of(path, exception) is { } problem)
        {
            return (null, problem);
        }
    }

    // Shares with everybody, a client that is about to replace the file included. The stated length is a hint only: the file may grow.
    private static byte[] ReadBytes(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        byte[] buffer = new byte[Math.Min(stream.Length, MaxBytes) + 1];
        int length = 0;
        int count;
        while ((count = stream.Read(buffer, length, buffer.Length - length)) > 0)
        {
            length += count;
            if (length > MaxBytes)
            {
                throw new EndpointCacheTooLargeException(path, MaxBytes);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(2 * length, MaxBytes + 1));
            }
        }

        Array.Resize(ref buffer, length);
        return buffer;
    }

    // The first batch is one file, so that the first result comes at once.
    private static IEnumerable<List<string>> Batches(IEnumerable<string> paths)
    {
        int size = 1;
        List<string> batch = [];
        foreach (string path in paths)
        {
            batch.Add(path);
            if (batch.Count == size)
            {
                yield return batch;
                batch = [];
                size = Math.Min(2 * size, LargestBatch);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
