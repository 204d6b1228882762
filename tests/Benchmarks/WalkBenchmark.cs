using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Lab;
using LyncResilience.Lab.Scenarios;

namespace LyncResilience.Benchmarks;

/// <summary>
/// One sign-in: SRV record, address, TLS, challenge, NTLM, registration, farewell. Beside it the bare conversation, in turns: the same
/// exchanges without a client. The difference is what the walk adds to the network's and the server's own time; the goal is below 5 ms.
/// </summary>
internal static class WalkBenchmark
{
    private const int WarmUp = 60;
    private const int Rounds = 300;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        using (Laboratory lab = await Laboratory.StartAsync(LabScenarios.Get("shudlab"), new LabOptions(), cancellationToken))
        {
            await MeasureAsync("laboratory in this process", WalkTarget.Of(lab), cancellationToken);
        }

        using LabHostProcess host = await LabHostProcess.StartAsync(cancellationToken);
        await MeasureAsync("laboratory in another process", host.Target, cancellationToken);
    }

    private static async Task MeasureAsync(string where, WalkTarget target, CancellationToken cancellationToken)
    {
        LiveSignIn client = new(
            new DnsClient(new DnsClientOptions { Servers = [target.DnsServer] }),
            new LiveSignInOptions { TrustedRoots = new X509Certificate2Collection(target.Root) });
        SignInRequest request = new()
        {
            SipAddress = target.SipAddress,
            Credential = target.Credential,

            // The profile that goes to the SRV record first.
            Settings = new SignInSettings { Profile = ClientProfile.Lync2010 },
        };

        List<double> walks = [];
        List<double> waits = [];
        for (int round = -WarmUp; round < Rounds; round++)
        {
            SignInPath path = await client.WalkAsync(request, cancellationToken);
            if (path.Registrar is null)
            {
                throw new InvalidOperationException("The walk did not sign in: " + path.Detail);
            }

            // On a thread of its own: blocking one of the pool's would hold up the laboratory.
            double wait = await Task.Factory.StartNew(
                () => new BareConversation(target).Hold(), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            if (round >= 0)
            {
                walks.Add(path.DurationMs);
                waits.Add(wait);
            }
        }

        Console.WriteLine($"{where}, {Rounds} rounds after {WarmUp} to warm up, in ms:");
        Print("walk", new Series(walks));
        Print("waits alone", new Series(waits));
        Print("beyond the waits", new Series(walks.Zip(waits, (walk, wait) => walk - wait)));
    }

    private static void Print(string name, Series series) => Console.WriteLine(FormattableString.Invariant(
        $"  {name,-17} mean {series.Mean,6:F2}  p50 {series.Median,6:F2}  p95 {series.Percentile(0.95),6:F2}  (lowest {series.Lowest:F2}, highest {series.Highest:F2})"));
}
