using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Benchmarks;

/// <summary>
/// 100,000 users through <c>Get-BackupRegistrar</c>, all results kept; the goals are 10 s and 300 MB. Beside it what an administrator would
/// write without the module: a table of pools and a <c>ForEach-Object</c> that makes an object of four properties.
/// </summary>
internal static class BackupBenchmark
{
    private const int Rounds = 5;

    private const string Script = """
        $users = foreach ($number in 1..100000) {
            [pscustomobject]@{ Identity = "CN=User $number,OU=Users,DC=contoso,DC=com"; SipAddress = "sip:user$number@contoso.com"; RegistrarPool = "pool$($number % 20).contoso.com" }
        }
        $pools = foreach ($number in 0..19) { @{ fqdn = "pool$number.contoso.com"; site = "Site$($number -bxor 1)"; kind = 'Enterprise'; version = 'Lync2013'; servers = @('a', 'b', 'c'); backupPool = "pool$($number -bxor 1).contoso.com" } }
        $topology = [LyncResilience.ResilienceTopology]::FromJson((@{ defaultSipDomain = 'contoso.com'; pools = $pools } | ConvertTo-Json -Depth 4))
        $backups = @{}
        $topology.Pools | ForEach-Object { $backups[$_.Fqdn] = $_.BackupPool }
        [GC]::Collect()
        $process = [Diagnostics.Process]::GetCurrentProcess()
        $before = $process.WorkingSet64
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $results = $users | WORK
        $seconds = $watch.Elapsed.TotalSeconds
        $process.Refresh()
        if ($results.Count -ne 100000 -or $results[99999].BackupRegistrar -ne 'pool1.contoso.com') { throw 'wrong answers' }
        [string]::Format([cultureinfo]::InvariantCulture, '{0} {1}', $seconds, ($process.WorkingSet64 - $before) / 1MB)
        """;

    private const string Ours = "Get-BackupRegistrar -Topology $topology -WarningAction SilentlyContinue";

    private const string Peer =
        "ForEach-Object { [pscustomobject]@{ Identity = $_.Identity; SipAddress = $_.SipAddress; PrimaryRegistrar = $_.RegistrarPool; BackupRegistrar = $backups[$_.RegistrarPool] } }";

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        if (PowerShellEngine.Find() is not { } engine)
        {
            return;
        }

        List<(double Seconds, double Megabytes)> ours = [];
        List<(double Seconds, double Megabytes)> peer = [];
        for (int round = 0; round < Rounds; round++)
        {
            ours.Add(await MeasureAsync(engine, Ours, cancellationToken));
            peer.Add(await MeasureAsync(engine, Peer, cancellationToken));
        }

        Console.WriteLine($"100,000 users, {Rounds} rounds:");
        Print("Get-BackupRegistrar", ours);
        Print("ForEach-Object", peer);
    }

    private static async Task<(double Seconds, double Megabytes)> MeasureAsync(PowerShellEngine engine, string work, CancellationToken cancellationToken)
    {
        string output = await engine.RunAsync($"{engine.Import}\n{Script.Replace("WORK", work, StringComparison.Ordinal)}", cancellationToken);
        double[] numbers = [.. output.Trim().Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return (numbers[0], numbers[1]);
    }

    private static void Print(string name, List<(double Seconds, double Megabytes)> rounds)
    {
        Series seconds = new(rounds.Select(round => round.Seconds));
        Series megabytes = new(rounds.Select(round => round.Megabytes));
        Console.WriteLine(FormattableString.Invariant(
            $"  {name,-20} median {seconds.Median,5:F2} s ({seconds.Lowest:F2} to {seconds.Highest:F2}), working set grows by {megabytes.Median,4:F0} MB ({megabytes.Lowest:F0} to {megabytes.Highest:F0})"));
    }
}
