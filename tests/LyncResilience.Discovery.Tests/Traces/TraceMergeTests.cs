using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LyncResilience.Discovery.Traces;
using Xunit;

namespace LyncResilience.Discovery.Tests.Traces;

public sealed class TraceMergeTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("LyncResilience-traces-");

    public void Dispose() => _directory.Delete(true);

    [Fact]
    public void Merges_files_by_time_and_keeps_the_order_of_equal_times()
    {
        string server = Write("server.log", TraceSamples.Server(TraceSamples.Challenge, At(1)) + TraceSamples.Server(TraceSamples.Redirect, At(3)) + TraceSamples.Server(TraceSamples.Registered, At(5)));
        string client = Write("client.uccapilog", Client(2) + Client(3) + Client(4));
        Assert.Equal(["server.log", "client.uccapilog", "server.log", "client.uccapilog", "client.uccapilog", "server.log"], Names([server, client]));
        Assert.Equal(["server.log", "client.uccapilog", "client.uccapilog", "server.log", "client.uccapilog", "server.log"], Names([client, server]));
    }

    [Fact]
    public void Keeps_the_order_of_a_file_whose_clock_was_set_back()
    {
        string jumping = Write("jumping.log", TraceSamples.Server(TraceSamples.Challenge, At(5)) + TraceSamples.Server(TraceSamples.Redirect, At(2)) + TraceSamples.Server(TraceSamples.Registered, At(6)));
        string client = Write("client.uccapilog", Client(1) + Client(4) + Client(7));
        Assert.Equal([200, 200, 401, 301, 200, 200], TraceSamples.ReadFiles(null, jumping, client).Select(message => message.StatusCode));
    }

    [Fact]
    public void Merges_many_files()
    {
        string[] paths = [.. Enumerable.Range(0, 50).Select(i => Write($"{i}.log", Client(i % 60) + Client(59)))];
        List<SipTraceMessage> messages = TraceSamples.ReadFiles(null, paths);
        Assert.Equal(100, messages.Count);
        Assert.Equal(messages.Select(message => message.Time).Order(), messages.Select(message => message.Time));
    }

    [Fact]
    public void Reads_the_other_files_when_one_is_unreadable_and_somebody_wants_to_know()
    {
        string good = Write("good.log", Client(1));
        string bad = Write("bad.txt", "nothing\n");
        string missing = Path.Combine(_directory.FullName, "missing.log");
        var told = new List<(string Path, Exception Exception)>();
        var options = new TraceReaderOptions { Unreadable = (path, exception) => told.Add((path, exception)) };
        Assert.Single(TraceSamples.ReadFiles(options, bad, good, missing));
        Assert.Equal([bad, missing], told.Select(item => item.Path));
        Assert.IsType<TraceFormatException>(told[0].Exception);
        Assert.IsType<FileNotFoundException>(told[1].Exception);
        Assert.Throws<TraceFormatException>(() => TraceSamples.ReadFiles(null, bad, good));
    }

    [Fact]
    public void Tells_the_damage_of_each_file_once()
    {
        string first = Write("first.log", TraceSamples.Server(TraceSamples.Redirect)[..^20]);
        string second = Write("second.log", "\n" + Client(1) + TraceSamples.Server(TraceSamples.Redirect)[..^20]);
        var damage = new List<TraceDamage>();
        TraceSamples.ReadFiles(new TraceReaderOptions { Damaged = damage.Add }, first, second);
        Assert.Equal([first, second], damage.Select(item => item.File).Order());
    }

    [Fact]
    public void Tells_how_far_it_has_come()
    {
        string path = Write("large.log", string.Concat(Enumerable.Repeat(Client(1), 6000)));
        var progress = new List<TraceProgress>();
        TraceSamples.ReadFiles(new TraceReaderOptions { Progress = new Listener(progress) }, path);
        long length = new FileInfo(path).Length;
        Assert.InRange(progress.Count, length / 2_000_000, (length / 1_000_000) + 1);
        Assert.All(progress, item => Assert.Equal(length, item.Length));
        Assert.Equal(progress.Select(item => item.Position).Order(), progress.Select(item => item.Position));
        Assert.Equal(length, progress[^1].Position);
        Assert.Equal(path, progress[0].File);
    }

    [Fact]
    public void Stops_when_it_is_cancelled_and_closes_the_files()
    {
        string path = Write("large.log", string.Concat(Enumerable.Repeat(Client(1), 6000)));
        using var stop = new System.Threading.CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (SipTraceMessage _ in new TraceReader().Read(path, stop.Token))
            {
                stop.Cancel();
            }
        });
        using FileStream alone = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void Reads_again_for_each_enumeration()
    {
        IEnumerable<SipTraceMessage> messages = new TraceReader().Read(Write("a.log", Client(1)), TestContext.Current.CancellationToken);
        Assert.Equal(messages.Count(), messages.Count());
    }

    private static string At(int second) => TraceSamples.Stamp2010.Replace("05:00:43.101", $"05:00:{second:00}.000", StringComparison.Ordinal);

    private static string Client(int second) => TraceSamples.Client(TraceSamples.Registered, time: $"01/18/2012|05:00:{second:00}.000");

    private static IEnumerable<string> Names(string[] paths) => TraceSamples.ReadFiles(null, paths).Select(message => Path.GetFileName(message.File));

    private string Write(string name, string text)
    {
        string path = Path.Combine(_directory.FullName, name);
        File.WriteAllBytes(path, TraceSamples.Bytes(text));
        return path;
    }

    private sealed class Listener(List<TraceProgress> progress) : IProgress<TraceProgress>
    {
        public void Report(TraceProgress value) => progress.Add(value);
    }
}
