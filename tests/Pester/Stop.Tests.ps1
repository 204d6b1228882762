# Ctrl+C at any moment. A few here; LYNCRESILIENCE_SOAK=1 in the environment makes it 1,000.
BeforeAll {
    . $PSScriptRoot/LabJournal.ps1
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $lab = Start-ResilienceLab -Scenario shudlab-two-srv
    $ask = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot }
    $journal = Get-LabJournal $lab
    $count = if (-not $env:LYNCRESILIENCE_SOAK) { 20 } elseif ($env:LYNCRESILIENCE_SOAK -eq '1') { 1000 } else { [int] $env:LYNCRESILIENCE_SOAK }
    $random = [Random]::new(4711)
    $runspace = [RunspaceFactory]::CreateRunspace()
    $runspace.Open()

    function Invoke-Stopped([int] $AfterMilliseconds) {
        $shell = [PowerShell]::Create()
        $shell.Runspace = $runspace
        try {
            $null = $shell.AddScript('param($module, $users, $ask) Import-Module $module; $users | Test-SrvSignInPath @ask -ThrottleLimit 16').
                AddArgument($env:LYNCRESILIENCE_MODULE).AddArgument(@($lab.Users[0], $lab.Users[1]) * 50).AddArgument($ask)
            $run = $shell.BeginInvoke()
            $null = $run.AsyncWaitHandle.WaitOne($AfterMilliseconds)
            $shell.Stop()
            $shell.InvocationStateInfo.State | Should -BeIn 'Stopped', 'Completed'
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }

    # The runtime's own threads come and go: idle ones of the pool wait 20 s for work, and the compiler of hot methods has one now and then.
    # Any other thread that stays is a leak, and so is one of the pool that is still busy.
    function Get-OwnThread {
        if (-not $IsLinux) { return [Diagnostics.Process]::GetCurrentProcess().Threads.Count - [Threading.ThreadPool]::ThreadCount }
        @([IO.Directory]::GetDirectories('/proc/self/task') | ForEach-Object { try { [IO.File]::ReadAllText("$_/comm").Trim() } catch { } } | Where-Object { $_ -notlike '.NET TP*' -and $_ -notlike '.NET Tiered*' }).Count
    }

    function Get-BusyPoolThread {
        $most = $free = $ports = 0
        [Threading.ThreadPool]::GetMaxThreads([ref] $most, [ref] $ports)
        [Threading.ThreadPool]::GetAvailableThreads([ref] $free, [ref] $ports)
        $most - $free
    }

    function Get-Holding {
        [pscustomobject]@{
            Sockets     = if ($IsLinux) { @([IO.Directory]::GetFileSystemEntries('/proc/self/fd') | Where-Object { [IO.FileInfo]::new($_).LinkTarget -like 'socket:*' }).Count } else { 0 }
            Connections = $journal.OpenConnections
            Threads     = Get-OwnThread
            PoolThreads = [Threading.ThreadPool]::ThreadCount
            PoolBusy    = Get-BusyPoolThread
            Memory      = '{0:0.0} MB' -f ([GC]::GetTotalMemory($true) / 1MB)
        }
    }

    # What is left once the servers have noticed that their clients are gone.
    function Get-SettledHolding($Expected) {
        $deadline = [DateTime]::UtcNow.AddSeconds(45)
        do {
            $now = Get-Holding
            $settled = $now.Connections -eq 0 -and $now.PoolBusy -eq 0 -and (-not $Expected -or ($now.Sockets -le $Expected.Sockets -and $now.Threads -le $Expected.Threads + 4))
            if (-not $settled) { $null = [Threading.Thread]::Yield() }
        } until ($settled -or [DateTime]::UtcNow -gt $deadline)
        $now
    }

    # Pays for compilation and threads.
    1..5 | ForEach-Object { Invoke-Stopped 400 }
}

AfterAll {
    $runspace.Dispose()
    $lab | Stop-ResilienceLab
}

Describe 'Ctrl+C at random moments' {
    It 'leaves no connection, socket, thread or memory behind' {
        $before = Get-SettledHolding
        for ($i = 0; $i -lt $count; $i++) {
            # Now and then a pool is down, so that connections are being waited for.
            if ($i % 4 -eq 0) { Set-ResilienceLab -Lab $lab -PoolDown $lab.Pools[0].Fqdn }
            Invoke-Stopped $random.Next(0, 250)
            if ($i % 4 -eq 0) { Set-ResilienceLab -Lab $lab -PoolUp $lab.Pools[0].Fqdn }
            if ($count -ge 100 -and ($i + 1) % [Math]::Floor($count / 5) -eq 0) { Write-Host "      $($i + 1) stops: $(Get-Holding)" }
        }

        $after = Get-SettledHolding $before
        Write-Host "      $count stops: before $before, after $after"
        $after.Connections | Should -Be 0
        $after.Sockets | Should -BeLessOrEqual $before.Sockets
        $after.PoolBusy | Should -Be 0

        # The platform starts one of its own now and then; a thread left by each stop would be many more.
        $after.Threads | Should -BeLessOrEqual ($before.Threads + 4)
        [GC]::GetTotalMemory($true) | Should -BeLessOrEqual ([double] $before.Memory.Split(' ')[0] * 1MB + 48MB)
    }
}
