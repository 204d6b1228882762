using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Traces;
using TraceFilter = LyncResilience.Discovery.Traces.TraceFilter;

namespace LyncResilience.Benchmarks;

/// <summary>
/// Reading traces: megabytes per second to counted messages, beside <c>grep -c</c> over the same file in the same run. The goals
/// are 200 MB/s for logs of servers and 150 MB/s for those of clients on one core, the first message within 100 ms, and less than 120 MB of
/// memory on a file of 2 GB.
/// </summary>
internal static class TraceBenchmark
{
    private const int Rounds = 7;
    private const double Megabyte = 1e6;
    private const long SmallSize = 300_000_000;
    private const long LargeSize = 2_000_000_000;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("LyncResilience-traces-");
        try
        {
            string large = Path.Combine(directory.FullName, "large.log");
            long messages = TraceLogFile.Write(large, true, LargeSize);
            Large(large, messages);
            File.Delete(large);
            foreach (bool isServer in new[] { true, false })
            {
                string small = Path.Combine(directory.FullName, "small.log");
                messages = TraceLogFile.Write(small, isServer, SmallSize);
                Console.WriteLine($"{(isServer ? "Server" : "Client")} log of {new FileInfo(small).Length / Megabyte:F0} MB, {messages} messages:");
                await MeasureAsync(small, cancellationToken);
            }
        }
        finally
        {
            directory.Delete(true);
        }
    }

    // First of all in the process, so that the first message pays for all that the runtime does once.
    private static void Large(string path, long messages)
    {
        Stopwatch watch = Stopwatch.StartNew();
        _ = new TraceReader().Read(path).First();
        Console.WriteLine($"First message of {new FileInfo(path).Length / Megabyte:F0} MB: {watch.Elapsed.TotalMilliseconds:F0} ms in a cold process");
        watch.Restart();
        long count = new TraceReader().Read(path).LongCount();
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"All {count} of {messages} messages of it: {new FileInfo(path).Length / Megabyte / watch.Elapsed.TotalSeconds:F0} MB/s, "
            + $"peak memory of the process {process.PeakWorkingSet64 / Megabyte:F0} MB");
    }

    private static async Task MeasureAsync(string path, CancellationToken cancellationToken)
    {
        (string Name, Func<long> Run)[] contenders =
        [
            ("all messages counted", () => Count(path, new TraceFilter())),
            ("those with status 301", () => Count(path, new TraceFilter { StatusCode = [301] })),
            ("those of one user", () => Count(path, new TraceFilter { SipAddress = ["user17@contoso.com"] })),
            ("those of one Call-ID", () => Count(path, new TraceFilter { CallId = ["7a2e3c9b" + 17.ToString("x24")] })),
            ("all, with Call-ID and From read", () => new TraceReader().Read(path).LongCount(message => message.CallId is not null && message.From is not null)),
        ];

        double size = new FileInfo(path).Length / Megabyte;
        double[][] elapsed = [.. contenders.Select(_ => new double[Rounds])];
        double[][] processor = [.. contenders.Select(_ => new double[Rounds])];
        double[] grep = new double[Rounds];
        long[] counts = new long[contenders.Length];
        for (int round = -1; round < Rounds; round++)
        {
            // The first round warms up.
            int place = Math.Max(round, 0);
            grep[place] = size / await GrepAsync(path, cancellationToken);
            for (int i = 0; i < contenders.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using Process process = Process.GetCurrentProcess();
                TimeSpan before = process.TotalProcessorTime;
                Stopwatch watch = Stopwatch.StartNew();
                counts[i] = contenders[i].Run();
                elapsed[i][place] = size / watch.Elapsed.TotalSeconds;
                process.Refresh();
                processor[i][place] = size / (process.TotalProcessorTime - before).TotalSeconds;
            }
        }

        Console.WriteLine($"  {"grep -c 'SIP/2.0 301'",-34} {Text(grep)} MB/s");
        for (int i = 0; i < contenders.Length; i++)
        {
            Console.WriteLine($"  {contenders[i].Name,-34} {Text(elapsed[i])} MB/s, {Text(processor[i])} per processor second, {counts[i]} messages");
        }
    }

    private static string Text(double[] values)
    {
        Series series = new(values);
        return $"{series.Median,5:F0} ({series.Lowest:F0} to {series.Highest:F0})";
    }

    private static long Count(string path, TraceFilter filter) => new TraceReader(new TraceReaderOptions { Filter = filter }).Read(path).LongCount();

    private static async Task<double> GrepAsync(string path, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("grep", ["-c", "SIP/2.0 301", path]) { RedirectStandardOutput = true };
        start.Environment["LC_ALL"] = "C";
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return watch.Elapsed.TotalSeconds;
    }
}
