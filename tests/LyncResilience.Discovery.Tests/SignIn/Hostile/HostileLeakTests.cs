using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Tests.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>
/// Walk after walk against every hostile peer there is: nothing may pile up. A few hundred walks here, 10,000 with LYNCRESILIENCE_SOAK=1 in
/// the environment. Alone in the process, because it counts what the process holds.
/// </summary>
[Collection(nameof(HostileLeakTests))]
[CollectionDefinition(nameof(HostileLeakTests), DisableParallelization = true)]
public sealed class HostileLeakTests
{
    private const int AtOnce = 32;

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Many_walks_leave_no_socket_thread_task_or_memory_behind()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        List<HostileCase> rows =
        [
            .. new[] { HostileRegistrarTests.Cases, HostileChallengeTests.Cases, HostileTlsTests.Cases, HostileNamesTests.Cases, HostileAutodiscoverTests.Cases }.SelectMany(cases => cases.Values).Select(row => row with { Seconds = 1 }),
        ];
        int rounds = Environment.GetEnvironmentVariable("LYNCRESILIENCE_SOAK") == "1" ? (10_000 / rows.Count) + 1 : 2;
        var unobserved = new ConcurrentQueue<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, failed) => unobserved.Enqueue(failed.Exception);
        using var authority = new TestAuthority();
        List<HostileWalk> walks = [.. rows.Select(row => new HostileWalk(row, authority))];
        TaskScheduler.UnobservedTaskException += note;
        try
        {
            await PlayAsync(walks, rounds: 2, token);
            Holdings before = await Holdings.SettledAsync(null, token);
            var watch = Stopwatch.StartNew();
            await PlayAsync(walks, rounds, token);
            Holdings after = await Holdings.SettledAsync(before, token);

            string text = $"{rounds * walks.Count} walks in {watch.Elapsed.TotalSeconds:0} s: before {before}, after {after}";
            TestContext.Current.SendDiagnosticMessage(text);
            Assert.True(after.Sockets <= before.Sockets, text);
            Assert.True(after.Threads <= before.Threads + 8, text);
            Assert.True(after.Bytes <= before.Bytes + (8 << 20), text);
            Assert.DoesNotContain(unobserved, failure => failure.ToString().Contains("at LyncResilience.Discovery.", StringComparison.Ordinal)
                && !failure.ToString().Contains("at LyncResilience.Discovery.Tests.", StringComparison.Ordinal));
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= note;
            foreach (HostileWalk walk in walks)
            {
                await walk.DisposeAsync();
            }
        }
    }

    private static async Task PlayAsync(IReadOnlyList<HostileWalk> walks, int rounds, CancellationToken token)
    {
        for (int round = 0; round < rounds; round++)
        {
            await Parallel.ForEachAsync(walks, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = token }, async (walk, stop) =>
            {
                await walk.WalkAsync(stop);
                walk.Forget();
            });
        }
    }

    /// <summary>What the process holds.</summary>
    private sealed record Holdings(int Sockets, int Threads, long Bytes)
    {
        /// <summary>Counts once the peers have noticed that their clients are gone.</summary>
        public static async Task<Holdings> SettledAsync(Holdings? expected, CancellationToken token)
        {
            var patience = Stopwatch.StartNew();
            while (true)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                var now = new Holdings(CountSockets(), ThreadPool.ThreadCount, GC.GetTotalMemory(forceFullCollection: true));
                bool isSettled = expected is null
                    ? patience.Elapsed > TimeSpan.FromSeconds(3)
                    : now.Sockets <= expected.Sockets && now.Threads <= expected.Threads + 8;
                if (isSettled || patience.Elapsed > TimeSpan.FromSeconds(20))
                {
                    return now;
                }

                await Task.Delay(100, token);
            }
        }

        public override string ToString() => $"{Sockets} sockets, {Threads} pool threads, {Bytes / 1024} KB";

        // Elsewhere the other counts have to do.
        private static int CountSockets() => !OperatingSystem.IsLinux() ? 0
            : Directory.GetFileSystemEntries("/proc/self/fd").Count(path => new FileInfo(path).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);
    }
}
