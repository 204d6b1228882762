# Many users through one Test-SrvSignInPath -ThrottleLimit 64 while pools go down and up. A few here; LYNCRESILIENCE_SOAK=1 in the environment
# makes it 100,000, any greater number that many. Windows answers a full queue with a reset, so a pool that is down looks otherwise there.
BeforeAll {
    . $PSScriptRoot/LabJournal.ps1
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $lab = Start-ResilienceLab -Scenario shudlab-two-srv
    $journal = Get-LabJournal $lab
    $count = if (-not $env:LYNCRESILIENCE_SOAK) { 200 } elseif ($env:LYNCRESILIENCE_SOAK -eq '1') { 100000 } else { [int] $env:LYNCRESILIENCE_SOAK }

    # A quarter of the limit is the longest single wait: long enough that a busy machine doesn't look like a pool that is down.
    $ask = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot; ClientProfile = 'Lync2010'; ThrottleLimit = 64; TimeoutSeconds = 60 }
    $homes = @{}
    $lab.Users | ForEach-Object { $homes[$_.SipAddress] = $_.HomePool }

    # Takes one pool down and brings it up again, over and over; each outage is noted before it is so, and ended after it has ended.
    $outages = [Collections.Concurrent.ConcurrentQueue[object]]::new()
    $done = [Threading.ManualResetEventSlim]::new()
    $unrest = [PowerShell]::Create()
    $null = $unrest.AddScript({
            param($module, $lab, $outages, $done)
            Import-Module $module
            $random = [Random]::new(4711)
            while (-not $done.Wait($random.Next(20, 1500))) {
                $pool = $lab.Pools[$random.Next($lab.Pools.Count)].Fqdn
                $outage = [pscustomobject]@{ Pool = $pool; From = [DateTime]::UtcNow; To = [DateTime]::MaxValue }
                $outages.Enqueue($outage)
                Set-ResilienceLab -Lab $lab -PoolDown $pool
                $null = $done.Wait($random.Next(20, 1000))
                Set-ResilienceLab -Lab $lab -PoolUp $pool
                $outage.To = [DateTime]::UtcNow
            }
        }).AddArgument($env:LYNCRESILIENCE_MODULE).AddArgument($lab).AddArgument($outages).AddArgument($done)

    # Why an outcome can't be; nothing when it can. The clock of a path is the system's, whose steps are up to 16 ms on Windows.
    function Get-Fault($Path) {
        $homePool = $homes[$Path.SipAddress]
        $from = $Path.TimeUtc.AddMilliseconds(-20)
        $to = $Path.TimeUtc.AddMilliseconds($Path.DurationMs + 20)
        $met = @($outages | Where-Object { $_.From -lt $to -and $_.To -gt $from })
        switch ($Path.Mode) {
            'Full' {
                if ($Path.Registrar -ne $homePool) { "$($Path.Registrar) served a user of $homePool fully." }
                elseif ($met | Where-Object { $_.Pool -eq $homePool -and $_.From -lt $from -and $_.To -gt $to }) { "$homePool was down all the while and served its user." }
            }
            'None' {
                if (-not ($met | Where-Object Pool -EQ $homePool) -and -not ($met -and $Path.DurationMs -ge 990 * $ask.TimeoutSeconds)) { "$homePool was up all the while and did not serve its user: $($Path.Detail)" }
            }
            default { "$($Path.Mode): no pool was down for the failure detection interval, and every walk had credentials." }
        }
    }

    function Get-Holding {
        [pscustomobject]@{
            Handles = if ($IsLinux) { [IO.Directory]::GetFileSystemEntries('/proc/self/fd').Count } else { [Diagnostics.Process]::GetCurrentProcess().HandleCount }
            Threads = [Diagnostics.Process]::GetCurrentProcess().Threads.Count
            Memory  = [Math]::Round([GC]::GetTotalMemory($true) / 1MB, 1)
        }
    }

    function Get-Input([int] $Count) {
        for ($i = 0; $i -lt $Count; $i++) { $lab.Users[$i % $lab.Users.Count] }
    }

    function Wait-Quiet {
        $deadline = [DateTime]::UtcNow.AddSeconds(30)
        while ($journal.OpenConnections -gt 0 -and [DateTime]::UtcNow -lt $deadline) { $null = [Threading.Thread]::Yield() }
    }
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe 'Walks at -ThrottleLimit 64 while pools go down and up' {
    It 'end as the pools explain, and leave nothing behind' -Skip:([bool] $IsWindows) {
        # Pays for compilation, threads and the connections to PowerShell itself.
        Get-Input 200 | Test-SrvSignInPath @ask | Out-Null
        Wait-Quiet
        $before = Get-Holding
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $disturbing = $unrest.BeginInvoke()
        $modes = @{ Full = 0; None = 0 }
        $faults = [Collections.Generic.List[string]]::new()
        $ended = 0
        try {
            Get-Input $count | Test-SrvSignInPath @ask | ForEach-Object {
                $modes["$($_.Mode)"]++
                Get-Fault $_ | ForEach-Object { $faults.Add($_) }
                $ended++
                if ($count -ge 1000 -and $ended % [Math]::Floor($count / 10) -eq 0) { Write-Host "      $ended walks, $([int] $clock.Elapsed.TotalSeconds) s: $(Get-Holding)" }

                # Only what a walk under way can still have met.
                $head = $null
                while ($outages.TryPeek([ref] $head) -and $head.To -lt [DateTime]::UtcNow.AddSeconds(-60)) { $null = $outages.TryDequeue([ref] $head) }
            }
        }
        finally {
            $done.Set()
            $null = $unrest.EndInvoke($disturbing)
        }

        $unrest.Streams.Error | Should -BeNullOrEmpty
        $unrest.Dispose()
        Wait-Quiet
        $after = Get-Holding
        Write-Host "      $count walks in $([int] $clock.Elapsed.TotalSeconds) s, Full $($modes.Full), None $($modes.None): before $before, after $after"
        $ended | Should -Be $count
        $faults | Select-Object -First 5 | Should -BeNullOrEmpty
        $journal.OpenConnections | Should -Be 0

        # The disturber's runspace came and went in between; the laboratory's journal fills up to its 10,000 entries of each kind.
        if ($IsLinux) { $after.Handles | Should -BeLessOrEqual ($before.Handles + 8) }
        $after.Memory | Should -BeLessOrEqual ($before.Memory + 48)
    }
}
