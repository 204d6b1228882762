using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Tests.Dns;

namespace LyncResilience.Benchmarks;

/// <summary>SRV look-ups against a real NSD on loopback, beside DnsClient.NET in builds with its package (<c>-p:UseDnsClient=true</c>).</summary>
internal static partial class DnsBenchmark
{
    private const int Rounds = 75;
    private const string Zone = "bench.example";
    private const string Question = "_sipinternaltls._tcp." + Zone;
    private static readonly TimeSpan s_roundTime = TimeSpan.FromSeconds(0.1);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        if (NsdServer.FindProgram("nsd") == null)
        {
            Console.WriteLine("Skipped: NSD is not installed.");
            return;
        }

        Dictionary<string, string> zones = new()
        {
            [Zone] = $"""
                $ORIGIN {Zone}.
                @ 3600 IN SOA ns hostmaster 1 3600 600 86400 300
                @ 3600 IN NS ns
                ns 3600 IN A 127.0.0.1
                pool1 3600 IN A 192.0.2.1
                _sipinternaltls._tcp 3600 IN SRV 10 0 5061 pool1

                """,
        };
        using NsdServer nsd = await NsdServer.StartAsync(zones, Zone, cancellationToken);
        List<Contender> contenders = [Ours(nsd)];
        AddPeer(contenders, nsd);
        foreach (int inFlight in new[] { 64, 1 })
        {
            await CompareAsync(contenders, inFlight, cancellationToken);
        }
    }

    private static Contender Ours(NsdServer nsd)
    {
        DnsClient client = new(new DnsClientOptions { Servers = [nsd.EndPoint] });
        return new Contender("LyncResilience", async cancellationToken =>
        {
            DnsAnswer answer = await client.ResolveAsync(Question, DnsRecordType.Srv, cancellationToken);
            return answer.Outcome == DnsOutcome.Answer && answer.Records[0] is SrvRecord { Port: 5061 };
        });
    }

    static partial void AddPeer(List<Contender> contenders, NsdServer nsd);

    // Rounds alternate between the contenders, so that noise of the machine hits both; medians are compared.
    private static async Task CompareAsync(List<Contender> contenders, int inFlight, CancellationToken cancellationToken)
    {
        Dictionary<Contender, List<Sample>> samples = contenders.ToDictionary(contender => contender, _ => new List<Sample>());
        foreach (Contender contender in contenders)
        {
            await MeasureAsync(contender, inFlight, cancellationToken);
        }

        for (int round = 0; round < Rounds; round++)
        {
            foreach (Contender contender in contenders)
            {
                samples[contender].Add(await MeasureAsync(contender, inFlight, cancellationToken));
            }
        }

        Console.WriteLine($"{inFlight} in flight, median (lowest to highest) of {Rounds} rounds of {s_roundTime.TotalSeconds} s:");
        foreach (Contender contender in contenders)
        {
            Series rates = new(samples[contender].Select(sample => sample.PerSecond));
            Console.WriteLine(FormattableString.Invariant(
                $"  {contender.Name,-16} {rates.Median,9:N0}/s ({rates.Lowest:N0} to {rates.Highest:N0})  {Bytes(contender),8:N0} B and {Processor(contender),6:N1} µs of processor per query  {samples[contender].Sum(sample => sample.Failures)} failed"));
        }

        foreach (Contender peer in contenders.Skip(1))
        {
            double speed = new Series(samples[contenders[0]].Zip(samples[peer], (ours, theirs) => ours.PerSecond / theirs.PerSecond)).Median;
            Console.WriteLine(FormattableString.Invariant(
                $"  against {peer.Name}: {speed:0.00} x the throughput (median of the rounds' ratios), {Bytes(contenders[0]) / Bytes(peer):0.00} x the allocation, {Processor(contenders[0]) / Processor(peer):0.00} x the processor time"));
        }

        double Bytes(Contender contender) => new Series(samples[contender].Select(sample => sample.BytesPerQuery)).Median;

        double Processor(Contender contender) => new Series(samples[contender].Select(sample => sample.ProcessorMicroseconds)).Median;
    }

    private static async Task<Sample> MeasureAsync(Contender contender, int inFlight, CancellationToken cancellationToken)
    {
        int queries = 0;
        int failures = 0;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        Stopwatch clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(
            async () =>
            {
                while (clock.Elapsed < s_roundTime)
                {
                    if (!await contender.AskAsync(cancellationToken))
                    {
                        Interlocked.Increment(ref failures);
                    }

                    Interlocked.Increment(ref queries);
                }
            },
            cancellationToken)));
        double seconds = clock.Elapsed.TotalSeconds;
        return new Sample(
            queries / seconds,
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)queries,
            (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / queries,
            failures);
    }

    private sealed record Contender(string Name, Func<CancellationToken, Task<bool>> AskAsync);

    private readonly record struct Sample(double PerSecond, double BytesPerQuery, double ProcessorMicroseconds, int Failures);
}
