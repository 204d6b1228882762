BeforeAll {
    . $PSScriptRoot/Timing.ps1
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $lab = Start-ResilienceLab
    $world = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot }
    $secret = $lab.Users[1].Credential.GetNetworkCredential().Password

    # Runs beside the test, so that what it says can be read before it ends.
    function Start-Shell([string] $Script) {
        $shell = [powershell]::Create().AddScript("param(`$module, `$world, `$users) Import-Module `$module; $Script").AddArgument($env:LYNCRESILIENCE_MODULE).AddArgument($world).AddArgument($lab.Users)
        $null = $shell.BeginInvoke()
        $shell
    }
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe 'The walk, told as it happens' {
    It 'is a line for each hop, in order, before the path' {
        $said = @($lab.Users[1] | Test-SrvSignInPath @world -Verbose 4>&1)
        $path = $said[-1]
        $said[0].Message | Should -BeLike 'Walking the sign-in path of ClientUser2@shudlab.net as Lync2013, asking *'
        $said[1..($said.Count - 2)].Message | Should -Be @($path.Hops | ForEach-Object { "ClientUser2@shudlab.net ${_}: $($_.Detail)" })
        "$($said.Message)" | Should -Not -BeLike "*$secret*"
    }

    It 'begins with what the client knows' {
        $said = @(Test-SrvSignInPath ClientUser2@shudlab.net @world -CachedServer A-L14FE2.shudlab.net -Verbose 4>&1)
        $said[1].Message | Should -BeLike 'ClientUser2@shudlab.net 1. Cache A-L14FE2.shudlab.net Ok: *'
    }

    It 'of Get-BackupRegistrar -Live is the same' {
        $said = @($lab.Users[1] | Get-BackupRegistrar -Live @world -Verbose 4>&1)
        $said[-1].BackupRegistrar | Should -Be 'A-L14FE1.shudlab.net'
        $said.Message -match 'ClientUser2@shudlab.net \d+\. Redirect A-L14FE1.shudlab.net Redirected: ' | Should -HaveCount 1
        "$($said.Message)" | Should -Not -BeLike "*$secret*"
    }

    It 'of Test-SiteResilience says what each question gave, and the hops of each sign-in in order' {
        $said = @($lab.Users | Test-SiteResilience shudlab.net @world -Topology $lab.Topology -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object Message)
        @($said -match '^Names: _sipinternaltls\._tcp\.shudlab\.net at 127\.0\.0\.1:\d+: .* SRV ').Count | Should -Be 1
        @($said -match '^Registrars: A-L14FE1\.shudlab\.net: 401 ').Count | Should -Be 1
        $steps = @($said -match '^SignIns: ClientUser2@shudlab.net: \d+\. ')
        @($steps | ForEach-Object { [int] ($_ -replace '^SignIns: \S+: (\d+)\..*', '$1') }) | Should -Be @(1..$steps.Count)
        @($said -match '^SignIns: ClientUser2@shudlab.net: (Pass|Warn): ').Count | Should -Be 1
        @($said -match '^Simulations: ').Count | Should -BeGreaterThan 0
        "$said" | Should -Not -BeLike "*$secret*"
    }
}

Describe 'A walk that a silent server holds up' {
    BeforeAll {
        Set-ResilienceLab -Lab $lab -Fault Silent -FaultTarget A-L14FE1
    }

    AfterAll {
        Set-ResilienceLab -Lab $lab -ClearFault
    }

    It 'has told what it did so far, and shows a bar meanwhile (<Script>)' -TestCases @(
        @{ Script = '$users | Test-SrvSignInPath @world -TimeoutSeconds 240 -Verbose' }
        @{ Script = '$users | Get-BackupRegistrar -Live @world -TimeoutSeconds 240 -Verbose' }
    ) {
        $shell = Start-Shell $Script
        try {
            Wait-Until { $shell.Streams.Progress.Count -gt 0 }
            $shell.InvocationStateInfo.State | Should -Be 'Running'
            $shell.Streams.Verbose.Message -match 'ClientUser2@shudlab.net \d+\. Srv A-L14FE1.shudlab.net Ok: ' | Should -HaveCount 1
            $bar = $shell.Streams.Progress[0]
            $bar.Activity | Should -Be 'Walking sign-in paths'
            $bar.StatusDescription | Should -Match '^0 of 2: ClientUser\d@shudlab.net \d+\. '
            $bar.PercentComplete | Should -Be 0
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        }
        finally {
            $shell.Dispose()
        }
    }
}

Describe 'DNS servers that keep a simulation waiting' {
    It 'are named in a bar' {
        $silent = [Net.Sockets.UdpClient]::new([Net.IPEndPoint]::new([Net.IPAddress]::Loopback, 0))
        $silentServer = "$($silent.Client.LocalEndPoint)"
        $shell = [powershell]::Create().AddScript({
                param($module, $topology, $server)
                Import-Module $module
                [pscustomobject] @{ SipAddress = 'x@shudlab.net'; RegistrarPool = 'A-L14FE1.shudlab.net' } | Invoke-FailoverSimulation -Topology $topology -DnsServer $server -TimeoutSeconds 240
            }).AddArgument($env:LYNCRESILIENCE_MODULE).AddArgument($lab.Topology).AddArgument($silentServer)
        try {
            $null = $shell.BeginInvoke()
            Wait-Until { $shell.Streams.Progress.Count -gt 0 }
            $shell.Streams.Progress[0].Activity | Should -Be "Asking $silentServer for the records"
            $shell.Stop()
        }
        finally {
            $shell.Dispose()
            $silent.Dispose()
        }
    }
}

Describe 'The world of a simulation, told' {
    It 'has its users, pools, records, events and assumptions that were changed' {
        $record = '_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 0 0 5061 A-L14FE1.shudlab.net.'
        $said = @($lab.Users | Invoke-FailoverSimulation -Topology $lab.Topology -SrvRecord $record -FailPool A-L14FE1 -Seed 7 -Assume @{ RetrySeconds = 60 } -Verbose 4>&1)
        $said[-1] | Should -BeOfType LyncResilience.FailoverSimulation
        $said[0].Message | Should -Be "The world of 'A-L14FE1.shudlab.net down': 2 users, 2 pools, 1 records, 1 events, seed 7."
        $said.Message | Should -Contain 'Pool: A-L14FE1.shudlab.net, backed up by A-L14FE2.shudlab.net'
        $said.Message | Should -Contain "Record: $record"
        $said.Message | Should -Contain 'Event: 00:00:00 PoolDown A-L14FE1.shudlab.net'
        @($said.Message -like 'Assumption: *') | Should -Be 'Assumption: RetrySeconds = 60 in place of 30 (s)'
    }

    It 'is that of a search for gaps, too' {
        $said = @($lab.Users | Find-ResilienceGap -Topology $lab.Topology -NoFix -WarningAction Ignore -Verbose 4>&1)
        $said[0].Message | Should -BeLike "The world of *: 2 users, 2 pools, 0 records, 0 events, seed 0."
    }
}

Describe 'What changes something' {
    It 'can be rehearsed and asked about: <_>' -ForEach 'Clear-EndpointCache', 'Export-ResilienceReport', 'Start-ResilienceLab', 'Set-ResilienceLab', 'Stop-ResilienceLab' {
        (Get-Command $_).Parameters.Keys | Should -Contain 'WhatIf'
        (Get-Command $_).Parameters.Keys | Should -Contain 'Confirm'
    }

    It 'is nothing else' {
        (Get-Command -Module LyncResilience | Where-Object { $_.Parameters.ContainsKey('WhatIf') }).Count | Should -Be 5
    }

    It 'starts no laboratory and makes no folder with -WhatIf' {
        $before = $global:ResilienceLab
        Start-ResilienceLab -TracePath "$TestDrive/logs" -WhatIf | Should -BeNullOrEmpty
        Test-Path "$TestDrive/logs" | Should -BeFalse
        $global:ResilienceLab | Should -Be $before
    }

    It 'leaves a report as it was with -WhatIf' {
        'mine' | Set-Content "$TestDrive/report.md"
        $lab.Users[0] | Test-SrvSignInPath @world -SkipConnect | Export-ResilienceReport "$TestDrive/report.md" -WhatIf
        Get-Content "$TestDrive/report.md" | Should -Be 'mine'
    }
}
