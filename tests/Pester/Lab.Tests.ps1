BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force

    function Test-Port([int] $Port) {
        $client = [Net.Sockets.TcpClient]::new()
        try { $client.Connect('127.0.0.1', $Port); $true } catch { $false } finally { $client.Dispose() }
    }
}

Describe 'Life of a laboratory' {
    It 'starts with everything that is needed to ask it' {
        $lab = Start-ResilienceLab
        try {
            $lab.Scenario | Should -Be 'shudlab'
            $lab.SipDomain | Should -Be 'shudlab.net'
            $lab.DnsServer | Should -Match '^127\.0\.0\.1:\d+$'
            $lab.TrustedRoot | Should -Exist
            $lab.IsRunning | Should -BeTrue
            $lab.Users.SipAddress | Should -Be 'ClientUser1@shudlab.net', 'ClientUser2@shudlab.net'
            $lab.Users.HomePool | Should -Be 'A-L14FE1.shudlab.net', 'A-L14FE2.shudlab.net'
            $lab.Users[0].Credential | Should -BeOfType pscredential
            $lab.Pools.Fqdn | Should -Be 'A-L14FE1.shudlab.net', 'A-L14FE2.shudlab.net'
            $lab.Pools[0].Kind | Should -Be 'Enterprise'
            [object]::ReferenceEquals($ResilienceLab, $lab) | Should -BeTrue
            Test-Port $lab.Pools[0].Port | Should -BeTrue
        }
        finally {
            $lab | Stop-ResilienceLab
        }
    }

    It 'stops without leaving a listener, a file or a variable' {
        $lab = Start-ResilienceLab
        Stop-ResilienceLab

        $lab.IsRunning | Should -BeFalse
        Test-Port $lab.Pools[0].Port | Should -BeFalse
        $lab.TrustedRoot | Should -Not -Exist
        Split-Path $lab.TrustedRoot | Should -Not -Exist
        Get-Variable -Scope Global -Name ResilienceLab -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'can be stopped twice' {
        $lab = Start-ResilienceLab
        $lab | Stop-ResilienceLab
        { $lab | Stop-ResilienceLab -ErrorAction Stop } | Should -Not -Throw
    }

    It 'lets several run side by side; the variable names the newest' {
        $first = Start-ResilienceLab
        $second = Start-ResilienceLab -Scenario shudlab-two-srv
        try {
            $ResilienceLab.Scenario | Should -Be 'shudlab-two-srv'
            $first | Stop-ResilienceLab
            $ResilienceLab.Scenario | Should -Be 'shudlab-two-srv'
            Test-Port $second.Pools[0].Port | Should -BeTrue
        }
        finally {
            Stop-ResilienceLab
        }
    }

    It 'ends with the runspace that started it' {
        $shell = [PowerShell]::Create()
        $lab = $shell.AddScript("Import-Module '$env:LYNCRESILIENCE_MODULE'; Start-ResilienceLab").Invoke()[0]
        Test-Port $lab.Pools[0].Port | Should -BeTrue
        $shell.Runspace.Dispose()
        $shell.Dispose()

        Test-Port $lab.Pools[0].Port | Should -BeFalse
        $lab.TrustedRoot | Should -Not -Exist
    }

    It 'ends with the process that started it' {
        $root = & (Get-Process -Id $PID).Path -NoProfile -Command "Import-Module '$env:LYNCRESILIENCE_MODULE'; (Start-ResilienceLab).TrustedRoot"

        $root | Should -Not -BeNullOrEmpty
        $root | Should -Not -Exist
    }
}

Describe 'Changes' {
    BeforeAll {
        $lab = Start-ResilienceLab
        $ask = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot; TimeoutSeconds = 12 }
    }

    AfterAll {
        $lab | Stop-ResilienceLab
    }

    It 'take pools down and up by short or full name, seen at once' {
        Set-ResilienceLab -PoolDown a-l14fe1
        $lab.Pools.IsUp | Should -Be $false, $true
        $lab | Set-ResilienceLab -PoolUp A-L14FE1.shudlab.net
        $lab.Pools.IsUp | Should -Be $true, $true
    }

    It 'are only announced with -WhatIf' {
        Set-ResilienceLab -Lab $lab -PoolDown A-L14FE1 -WhatIf
        $lab.Pools.IsUp | Should -Be $true, $true
        $lab | Stop-ResilienceLab -WhatIf
        $lab.IsRunning | Should -BeTrue
    }

    It 'are announced alike in every culture' {
        $script = "[cultureinfo]::CurrentCulture = 'de-DE'; Import-Module '$env:LYNCRESILIENCE_MODULE'; Start-ResilienceLab | Set-ResilienceLab -AdvanceSeconds 1.5 -WhatIf"
        (& (Get-Process -Id $PID).Path -NoProfile -Command $script) -join ' ' | Should -BeLike '*by 1.5 s*'
    }

    It 'hand the laboratory on with -PassThru only' {
        Set-ResilienceLab -Lab $lab -AdvanceSeconds 1 | Should -BeNullOrEmpty
        (Set-ResilienceLab -Lab $lab -AdvanceSeconds 1 -PassThru).Scenario | Should -Be 'shudlab'
    }

    It 'add and remove a record given as <What>' -TestCases @(
        @{ What = 'a zone-file line'; Record = { '_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 10 0 5061 A-L14FE2.shudlab.net.' } }
        @{ What = 'an object'; Record = { [pscustomobject]@{ Name = '_sipinternaltls._tcp.shudlab.net'; Priority = 10; Weight = 0; Port = 5061; Target = 'A-L14FE2.shudlab.net'; Ttl = 3600 } } }
        @{ What = 'a hashtable'; Record = { @{ Name = '_sipinternaltls._tcp.shudlab.net'; Priority = '10'; Port = 5061; Target = 'A-L14FE2.shudlab.net.' } } }
        @{ What = 'a zone file'; Record = { '_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 10 0 5061 A-L14FE2.shudlab.net.' | Set-Content "$TestDrive/zone.txt"; "$TestDrive/zone.txt" } }
        @{ What = 'a zone file whose path has a blank'; Record = { '_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 10 0 5061 A-L14FE2.shudlab.net.' | Set-Content "$TestDrive/my zone.txt"; "$TestDrive/my zone.txt" } }
    ) {
        $given = & $Record
        Set-ResilienceLab -Lab $lab -AddSrvRecord $given
        (Test-SrvSignInPath -SipDomain shudlab.net @ask -SkipConnect).Findings.Id | Should -Not -Contain 'SingleSrvTarget'
        Set-ResilienceLab -Lab $lab -RemoveSrvRecord $given -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        (Test-SrvSignInPath -SipDomain shudlab.net @ask -SkipConnect).Findings.Id | Should -Contain 'SingleSrvTarget'
    }

    It 'warn when there was no such record' {
        Set-ResilienceLab -Lab $lab -RemoveSrvRecord '_sip._tls.shudlab.net. 60 IN SRV 0 0 1 x.shudlab.net.' -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 1
    }

    It 'set a fault and clear it' {
        Set-ResilienceLab -Lab $lab -Fault ExpiredCertificate -FaultTarget A-L14FE1
        ($lab.Users[0] | Test-SrvSignInPath @ask).Hops.Outcome | Should -Contain 'TlsFailed'
        Set-ResilienceLab -Lab $lab -ClearFault
        ($lab.Users[0] | Test-SrvSignInPath @ask).Mode | Should -Be 'Full'
    }

    It 'let the failure detection interval pass without waiting: the backup takes the user in, limited' {
        Set-ResilienceLab -Lab $lab -PoolDown A-L14FE2
        ($lab.Users[1] | Test-SrvSignInPath @ask).Mode | Should -Be 'None'
        Set-ResilienceLab -Lab $lab -AdvanceSeconds 331
        $path = $lab.Users[1] | Test-SrvSignInPath @ask
        $path.Mode | Should -Be 'Limited'
        $path.Registrar | Should -Be 'A-L14FE1.shudlab.net'
        Set-ResilienceLab -Lab $lab -PoolUp A-L14FE2
    }
}

Describe 'A scenario file' {
    BeforeAll {
        $samples = Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/samples/scenarios'
    }

    It 'is played by its path, with a warning for what a laboratory does not play' {
        Push-Location $samples
        try {
            $lab = Start-ResilienceLab -Scenario ./shudlab-two-srv.json -WarningVariable warnings -WarningAction SilentlyContinue
        }
        finally {
            Pop-Location
        }

        try {
            $lab.Scenario | Should -BeLike 'A-L14FE1 fails*'
            "$warnings" | Should -BeLike '*does not play 2 events on the timeline, from 00:10:00 PoolDown A-L14FE1.shudlab.net on: a laboratory changes when Set-ResilienceLab says so.'
            $path = $lab.Users[1] | Test-SrvSignInPath -DnsServer $lab.DnsServer -TrustedRoot $lab.TrustedRoot
            $path.Mode | Should -Be 'Full'
            $path.BackupRegistrar | Should -Be 'A-L14FE1.shudlab.net'
        }
        finally {
            $lab | Stop-ResilienceLab
        }
    }

    It 'and its laboratory give the simulator the ports that the zone names' {
        $lab = Start-ResilienceLab -Scenario (Join-Path $samples 'shudlab-two-srv.json') -WarningAction SilentlyContinue
        try {
            $lab.Topology.Pools.Port | Should -Be $lab.Pools.Port
            $result = $lab.Users | Invoke-FailoverSimulation -Topology $lab.Topology -DnsServer $lab.DnsServer -FailPool A-L14FE1
            $result.LimitedAtEnd | Should -Be 1
        }
        finally {
            $lab | Stop-ResilienceLab
        }
    }

    It 'that is <What> is ScenarioInvalid and names the place' -TestCases @(
        @{ What = 'misspelt'; Json = "{`n`"topology`": {},`n`"recrods`": [] }"; Message = '*bad.json, line 3*recrods*records*' }
        @{ What = 'not JSON'; Json = "{`n]"; Message = '*bad.json, line 2*' }
        @{ What = 'not for a laboratory'; Json = '{ "topology": { "pools": [] } }'; Message = '*bad.json*defaultSipDomain*' }
    ) {
        Set-Content "$TestDrive/bad.json" $Json
        { Start-ResilienceLab -Scenario "$TestDrive/bad.json" } | Should -Throw -ExpectedMessage $Message -ErrorId 'LyncResilience.ScenarioInvalid,LyncResilience.Cmdlets.StartResilienceLabCommand'
    }

    It 'that is not there, or no name that is known, is ScenarioInvalid' {
        { Start-ResilienceLab -Scenario "$TestDrive/gone.json" } | Should -Throw -ExpectedMessage "The scenario '*gone.json' can't be read:*" -ErrorId 'LyncResilience.ScenarioInvalid,*'
        { Start-ResilienceLab -Scenario shudlb } | Should -Throw -ExpectedMessage "*Did you mean 'shudlab'?*name a file of your own, ending in .json." -ErrorId 'LyncResilience.ScenarioInvalid,*'
        { Start-ResilienceLab -Scenario 'nodrive:/x.json' } | Should -Throw -ErrorId 'LyncResilience.ScenarioInvalid,*'
    }
}
