# Many walks at once against pools whose every answer comes late.
BeforeAll {
    . $PSScriptRoot/LabJournal.ps1
    . $PSScriptRoot/Timing.ps1
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $lab = Start-ResilienceLab
    $ask = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot }
    $journal = Get-LabJournal $lab

    # What this process has open towards the laboratory's pools, as the kernel sees it.
    function Get-ClientSocket {
        $ports = $lab.Pools.Port
        [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() |
            Where-Object { $_.RemoteEndPoint.Port -in $ports -and $_.State -eq 'Established' }
    }

    # Every socket of this process, servers included, once the servers have noticed that their clients are gone.
    function Get-SocketCount([int] $Expected) {
        $deadline = [DateTime]::UtcNow.AddSeconds(5)
        do {
            $count = @([IO.Directory]::GetFileSystemEntries('/proc/self/fd') | Where-Object { [IO.FileInfo]::new($_).LinkTarget -like 'socket:*' }).Count
        } until ($count -le $Expected -or [DateTime]::UtcNow -gt $deadline)
        $count
    }

    # Pays for compilation.
    $null = $lab.Users | Test-SrvSignInPath @ask
    Set-ResilienceLab -Lab $lab -Fault Slow -FaultTarget * -FaultDelaySeconds 0.4
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe 'Two hundred users at limit 32' {
    It 'take at most 1.2 times the ideal, and stream' {
        $user = $lab.Users[0]

        # Two limits, so what is measured is how much of the tighter one was used up.
        Assert-BestBelow 1 {
            $single = (1..3 | ForEach-Object { Measure-Elapsed { $user | Test-SrvSignInPath @ask } } | Measure-Object -Minimum).Minimum
            $ideal = [Math]::Ceiling(200 / 32) * $single
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $first = 0
            $paths = @($user) * 200 | Test-SrvSignInPath @ask -ThrottleLimit 32 | ForEach-Object {
                if (-not $first) { $first = $watch.Elapsed.TotalMilliseconds }
                $_
            }
            $elapsed = $watch.Elapsed.TotalMilliseconds
            Write-Host ('      one {0:0} ms, ideal {1:0} ms, took {2:0} ms = {3:0.00} x, first result after {4:0} ms' -f $single, $ideal, $elapsed, ($elapsed / $ideal), $first)

            $paths.Count | Should -Be 200
            $paths.Mode | Select-Object -Unique | Should -Be 'Full'
            [Math]::Max($elapsed / (1.2 * $ideal), $first / (2 * $single))
        }
    }
}

Describe 'Ending early' {
    BeforeAll {
        $sockets = if ($IsLinux) { Get-SocketCount 0 }

        function Assert-NoSocketOpen {
            Get-ClientSocket | Should -BeNullOrEmpty

            # UDP and half-open sockets too.
            if ($IsLinux) { Get-SocketCount $sockets | Should -BeLessOrEqual $sockets }
        }
    }

    It 'Select-Object -First 1 ends within 200 ms of the first result and leaves no socket open' {
        Assert-BestBelow 200 {
            $watch = [Diagnostics.Stopwatch]::new()
            $path = @($lab.Users[0]) * 40 | Test-SrvSignInPath @ask -ThrottleLimit 32 | ForEach-Object { $watch.Start(); $_ } | Select-Object -First 1
            $watch.Stop()
            $watch.Elapsed.TotalMilliseconds

            $path.Mode | Should -Be 'Full'
            Assert-NoSocketOpen
        }
    }

    It 'Ctrl+C ends within 200 ms and leaves no socket open' {
        Assert-BestBelow 200 {
            $before = $journal.AcceptedConnections
            $shell = [PowerShell]::Create()
            try {
                $null = $shell.AddScript('param($module, $users, $ask) Import-Module $module; $users | Test-SrvSignInPath @ask -ThrottleLimit 32')
                $null = $shell.AddArgument($env:LYNCRESILIENCE_MODULE).AddArgument(@($lab.Users[0]) * 200).AddArgument($ask)
                $null = $shell.BeginInvoke()
                Wait-Until { $journal.AcceptedConnections - $before -ge 20 }

                Measure-Elapsed { $shell.Stop() }

                $shell.Streams.Error | Should -BeNullOrEmpty
            }
            finally {
                $shell.Dispose()
            }

            Assert-NoSocketOpen
        }
    }
}
