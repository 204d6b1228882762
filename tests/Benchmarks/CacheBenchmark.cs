using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.EndpointCache;

namespace LyncResilience.Benchmarks;

/// <summary>
/// Finds and reads 20,000 caches of 4 KB in the profiles of 200 computers; the goal is less than 10 s in constant memory. Beside it, in turns,
/// <c>find</c>, <c>strings -el</c> and <c>grep</c> on the same files.
/// </summary>
internal static class CacheBenchmark
{
    private const int Computers = 200;
    private const int ProfilesEach = 100;
    private const int Files = Computers * ProfilesEach;
    private const int FileBytes = 4096;
    private const int Rounds = 5;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("lync-cache-");
        try
        {
            Write(root.FullName, cancellationToken);
            await CompareAsync(root.FullName, cancellationToken);
            PrintMemory(root.FullName, cancellationToken);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(string root, CancellationToken cancellationToken)
    {
        string? missing = new[] { "sh", "find", "xargs", "strings", "grep" }.FirstOrDefault(tool => !IsOnPath(tool));
        List<double> ours = [];
        List<double> processor = [];
        List<double> peer = [];
        for (int round = -1; round < Rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Stopwatch clock = Stopwatch.StartNew();
            int right = Entries(root, cancellationToken).Count(entry => entry.Confidence == CacheConfidence.High && entry.Port == 5061);
            double seconds = clock.Elapsed.TotalSeconds;
            double used = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            double beside = missing is null ? await PeerAsync(root, cancellationToken) : 0;
            if (right != Files)
            {
                throw new InvalidOperationException($"{right} of {Files} caches were read right.");
            }

            // The first round fills the caches of the file system.
            if (round >= 0)
            {
                ours.Add(seconds);
                processor.Add(used);
                peer.Add(beside);
            }
        }

        Console.WriteLine($"{Files} files of {FileBytes} bytes, {Rounds} rounds, in s:");
        Print("found and read", new Series(ours));
        Print("processor time of it", new Series(processor));
        if (missing is null)
        {
            Print("find, strings -el, grep", new Series(peer));
            Print("ratio", new Series(ours.Zip(peer, (own, other) => own / other)));
        }
        else
        {
            Console.WriteLine($"  find, strings -el, grep: skipped, {missing} is not on PATH");
        }
    }

    // Two at once, as there are two cores for us; the file system's order, where we sort.
    private static async Task<double> PeerAsync(string root, CancellationToken cancellationToken)
    {
        const string Command = "find \"$0\" -type f -name EndpointConfiguration.cache -print0"
            + " | xargs -0 -P 2 -n 500 sh -c 'strings -el \"$@\" | grep -c \"contoso\\.com:5061\"' sh";
        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", Command, root]) { RedirectStandardOutput = true })!;
        string counts = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        double seconds = clock.Elapsed.TotalSeconds;
        int found = counts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(int.Parse);
        return found == 2 * Files ? seconds : throw new InvalidOperationException($"strings and grep found {found} of {2 * Files} lines.");
    }

    private static void PrintMemory(string root, CancellationToken cancellationToken)
    {
        List<double> megabytes = [];
        int count = 0;
        foreach (EndpointCacheEntry _ in Entries(root, cancellationToken))
        {
            if (++count % (Files / 10) == 0)
            {
                megabytes.Add(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0);
            }
        }

        Console.WriteLine($"  live memory after each tenth, in MiB: {string.Join("  ", megabytes.Select(size => FormattableString.Invariant($"{size:F2}")))}");
    }

    private static IEnumerable<EndpointCacheEntry> Entries(string root, CancellationToken cancellationToken)
    {
        EndpointCacheFinder finder = new(problem => throw new InvalidOperationException(problem.ToString()));
        return EndpointCacheReader.ReadAll(
            finder.InTree(root, cancellationToken), problem => throw new InvalidOperationException(problem.ToString()), null, cancellationToken);
    }

    private static void Write(string root, CancellationToken cancellationToken)
    {
        Random random = new(4);
        byte[] data = new byte[FileBytes];
        for (int number = 0; number < Files; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string user = $"user{number}";
            byte[] text = Encoding.Unicode.GetBytes($"\0sip:{user}@contoso.com\0pool{number % 7}.contoso.com:5061\0pool{number % 7}.contoso.com:5061\0");

            // Zeros with a quarter of noise that no text can hide in.
            Array.Clear(data);
            random.NextBytes(data.AsSpan(FileBytes - 1024));
            data.AsSpan().Replace((byte)'.', (byte)0);
            text.CopyTo(data, 64 + (number % 2));
            string folder = Path.Combine(
                root, $"pc{number / ProfilesEach:000}", "Users", user, "AppData", "Local", "Microsoft", "Office", "16.0", "Lync", $"sip_{user}@contoso.com");
            File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(folder).FullName, EndpointCachePath.FileName), data);
        }
    }

    private static bool IsOnPath(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));

    private static void Print(string name, Series series) => Console.WriteLine(FormattableString.Invariant(
        $"  {name,-24} median {series.Median:F2}  (lowest {series.Lowest:F2}, highest {series.Highest:F2})"));
}
