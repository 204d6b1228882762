using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using Xunit;

namespace LyncResilience.Lab.Tests;

/// <summary>
/// Many walks at once while pools go down and up: every outcome must be one that the state of the pools during the walk explains. 500 walks
/// here, 100,000 with LYNCRESILIENCE_SOAK=1 in the environment, or as many as that says. Alone in the process, because it counts what the process holds.
/// </summary>
[Collection(nameof(SoakTests))]
[CollectionDefinition(nameof(SoakTests), DisableParallelization = true)]
public sealed class SoakTests
{
    private const int AtOnce = 64;

    // A single wait is a quarter of it. 64 walks at once on a machine with other work to do have been seen to keep a handshake waiting for over 5 s,
    // and an answer that is late only because of that must not look like a pool that is down.
    private const double WalkSeconds = 60;
    private const int Parts = 20;

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Every_walk_ends_as_the_pools_explain_and_leaves_nothing_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows answers a full queue with a reset, so a pool that is down looks otherwise there.");
        int count = int.TryParse(Environment.GetEnvironmentVariable("LYNCRESILIENCE_SOAK"), out int wanted) ? (wanted == 1 ? 100_000 : wanted) : 500;
        using Laboratory lab = await Labs.StartAsync("shudlab-two-srv");
        var history = new PoolHistory();
        await WalkManyAsync(lab, history, 4 * AtOnce, () => { });
        await QuietAsync(lab);
        Holding before = Holding.Now();

        var watch = Stopwatch.StartNew();
        var course = new List<string>();
        ConcurrentDictionary<string, int> outcomes;
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(Labs.Token))
        {
            Task unrest = Task.WhenAll(DisturbAsync(lab, history, new Random(4711), stop.Token), history.FeelPulseAsync(stop.Token));
            int ended = 0;
            outcomes = await WalkManyAsync(lab, history, count, () =>
            {
                int number = Interlocked.Increment(ref ended);
                if (number % (count / Parts) == 0)
                {
                    string line = $"{number} walks, {watch.Elapsed.TotalSeconds:0} s: {Holding.Now()}";
                    TestContext.Current.SendDiagnosticMessage(line);
                    lock (course)
                    {
                        course.Add(line);
                    }
                }
            });
            await stop.CancelAsync();
            await unrest;
        }

        await QuietAsync(lab);
        Holding after = await Holding.NotAboveAsync(before);
        string text = $"{count} walks in {watch.Elapsed.TotalSeconds:0} s, {history.Changes} changes, a timer at most {history.WorstDelay.TotalSeconds:0.0} s late, {string.Join(", ", outcomes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}; "
            + $"before {before}, after {after}";
        TestContext.Current.SendDiagnosticMessage(text);

        // The laboratory's journal fills up to its 10,000 entries of each kind, and then stays. The platform opens a descriptor of its own now and then.
        Assert.True(
            after.Sockets <= before.Sockets && after.Handles <= before.Handles + 8 && after.Bytes <= before.Bytes + (32 << 20),
            string.Join(Environment.NewLine, [text, .. course]));
    }

    /// <summary>As <c>Test-SrvSignInPath -ThrottleLimit 64</c> does it: one resolver and one set of options for all, a driver for each walk, work on the thread pool.</summary>
    private static async Task<ConcurrentDictionary<string, int>> WalkManyAsync(Laboratory lab, PoolHistory history, int count, Action ended)
    {
        var outcomes = new ConcurrentDictionary<string, int>();
        DnsClient resolver = Labs.Resolver(lab, WalkSeconds / 4);
        LiveSignInOptions options = Labs.Options(lab, WalkSeconds);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Labs.Token }, async (number, token) =>
        {
            LabUser user = lab.Users[number % lab.Users.Count];
            long from = Stopwatch.GetTimestamp();
            SignInPath path = await new LiveSignIn(resolver, options).WalkAsync(Labs.Request(user), token);
            string? wrong = history.WhyWrong(path, user.HomePool, from, Stopwatch.GetTimestamp());
            Assert.True(wrong is null, $"{wrong} A timer was at most {history.WorstDelay.TotalSeconds:0.0} s late.{Environment.NewLine}{path.Detail}{Environment.NewLine}{string.Join(Environment.NewLine, path.Hops.Select(hop => $"{hop.Stage} {hop.Outcome} {hop.DurationMs:0} ms: {hop.Detail}"))}");
            outcomes.AddOrUpdate(path.Mode.ToString(), 1, (_, known) => known + 1);
            ended();
        });
        return outcomes;
    }

    private static async Task DisturbAsync(Laboratory lab, PoolHistory history, Random random, CancellationToken token)
    {
        try
        {
            while (true)
            {
                await Task.Delay(random.Next(20, 1500), token);
                string pool = lab.Pools[random.Next(lab.Pools.Count)].Fqdn;
                history.Down(pool, () => lab.TakeDown(pool, cutSessions: random.Next(2) == 0));
                try
                {
                    await Task.Delay(random.Next(20, 1000), token);
                }
                finally
                {
                    history.Up(pool, () => lab.BringUp(pool));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The walks are done.
        }
    }

    private static Task QuietAsync(Laboratory lab) => Labs.EventuallyAsync(() => lab.Journal.OpenConnections == 0);

    /// <summary>What the process holds. Handles are descriptors, sockets among them; where there are none to count, both are 0.</summary>
    private sealed record Holding(int Sockets, int Handles, int Threads, long Bytes)
    {
        public static Holding Now()
        {
            long bytes = GC.GetTotalMemory(forceFullCollection: true);
            using var process = Process.GetCurrentProcess();
            string[] handles = OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries("/proc/self/fd") : [];
            return new Holding(
                handles.Count(path => new FileInfo(path).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true), handles.Length, process.Threads.Count, bytes);
        }

        /// <summary>Waits for what the peers close a moment later.</summary>
        public static async Task<Holding> NotAboveAsync(Holding before)
        {
            Holding now = Now();
            for (var patience = Stopwatch.StartNew(); now.Sockets > before.Sockets && patience.Elapsed < Labs.Patience; now = Now())
            {
                await Task.Delay(100, Labs.Token);
            }

            return now;
        }

        public override string ToString() => $"{Sockets} sockets, {Handles} handles, {Threads} threads, {Bytes / 1024.0 / 1024.0:0.0} MB managed";
    }

    /// <summary>When which pool was down.</summary>
    private sealed class PoolHistory
    {
        private readonly List<(string Pool, long From, long To)> _outages = [];

        public int Changes { get; private set; }

        /// <summary>By how much a timer was late at worst: what the machine itself added to a wait.</summary>
        public TimeSpan WorstDelay { get; private set; }

        public async Task FeelPulseAsync(CancellationToken token)
        {
            TimeSpan beat = TimeSpan.FromMilliseconds(100);
            while (!token.IsCancellationRequested)
            {
                long from = Stopwatch.GetTimestamp();
                await Task.Delay(beat, token).ContinueWith(_ => { }, TaskScheduler.Default);
                TimeSpan late = Stopwatch.GetElapsedTime(from) - beat;
                WorstDelay = late > WorstDelay ? late : WorstDelay;
            }
        }

        public void Down(string pool, Action act)
        {
            lock (_outages)
            {
                // Noted before it is so, and ended after it has ended: what a walk meets lies inside.
                _outages.Add((pool, Stopwatch.GetTimestamp(), long.MaxValue));
                Changes++;
            }

            act();
        }

        public void Up(string pool, Action act)
        {
            act();
            lock (_outages)
            {
                int last = _outages.FindLastIndex(outage => outage.Pool == pool);
                _outages[last] = _outages[last] with { To = Stopwatch.GetTimestamp() };
                Changes++;
            }
        }

        /// <summary>Why an outcome can't be; null when it can.</summary>
        public string? WhyWrong(SignInPath path, string home, long from, long to)
        {
            bool homeFailed, anyFailed, homeWasAway;
            lock (_outages)
            {
                homeFailed = _outages.Exists(outage => outage.Pool == home && outage.From < to && outage.To > from);
                anyFailed = _outages.Exists(outage => outage.From < to && outage.To > from);
                homeWasAway = _outages.Exists(outage => outage.Pool == home && outage.From < from && outage.To > to);
            }

            bool ranOut = path.DurationMs >= 1000 * WalkSeconds * 0.99;
            return path.Mode switch
            {
                SignInMode.Full when path.Registrar != home => $"{path.Registrar} served a user of {home} fully.",
                SignInMode.Full when homeWasAway => $"{home} was down all the while and served its user.",
                SignInMode.Full => null,
                SignInMode.None when homeFailed || (anyFailed && ranOut) => null,
                SignInMode.None => $"{home} was up all the while and did not serve its user.",
                _ => $"{path.Mode}: no pool was down for the failure detection interval, and every walk had credentials.",
            };
        }
    }
}
