using System;
using System.Diagnostics;
using System.Linq;

namespace LyncResilience.Hostile.Running;

/// <summary>Tries one case and holds it to the limits.</summary>
internal static class Judge
{
    /// <summary>A case may not take longer.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(1);

    /// <summary>A case may not allocate more bytes altogether, freed ones included.</summary>
    public const long LargestAllocation = 64L * 1024 * 1024;

    /// <summary>A message may not be longer: it is read by people, and what is wrong with a text isn't said by repeating all of it.</summary>
    public const int LongestMessage = 2000;

    // A machine with other work makes a fast case slow now and then, a slow one fast never.
    private const int Repetitions = 3;

    public static CaseResult Try(Target target, byte[] bytes)
    {
        CaseResult result = TryOnce(target, bytes);
        for (int i = 1; i < Repetitions && result.Elapsed > LongestTime && result.Fault is null; i++)
        {
            // What the process computed meanwhile: nothing here waits for anything, so more time than that went to others.
            TimeSpan before = Environment.CpuUsage.TotalTime;
            CaseResult again = TryOnce(target, bytes);
            TimeSpan computed = Environment.CpuUsage.TotalTime - before;
            TimeSpan elapsed = computed < again.Elapsed ? computed : again.Elapsed;
            result = elapsed < result.Elapsed ? again with { Elapsed = elapsed } : result;
        }

        string? fault = result.Fault
            ?? (result.Elapsed > LongestTime ? $"takes {result.Elapsed.TotalSeconds:0.0} s" : null)
            ?? (result.Allocated > LargestAllocation ? $"allocates {result.Allocated / 1024 / 1024} MB" : null)
            ?? (result.Refusal?.Message.Length > LongestMessage ? $"answers with a message of {result.Refusal.Message.Length} characters, {MessageKind.Of(result.Refusal)}" : null);
        return result with { Fault = fault };
    }

    private static CaseResult TryOnce(Target target, byte[] bytes)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        Exception? thrown = null;
        try
        {
            target.Read(bytes);
        }
        catch (Exception exception)
        {
            thrown = exception;
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        bool isDocumented = thrown is not null && target.Documented.Contains(thrown.GetType());
        return new CaseResult(isDocumented ? thrown : null, thrown is null || isDocumented ? null : thrown.ToString(), elapsed, allocated);
    }
}
