BeforeAll {
    . $PSScriptRoot/Timing.ps1
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $sample = Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/samples/topology.json'
    $topology = Get-ResilienceTopology $sample
    $command = 'LyncResilience.Cmdlets.GetBackupRegistrarCommand'
    $alice = [pscustomobject]@{ Identity = 'CN=Alice,OU=Users,DC=contoso,DC=com'; SipAddress = 'sip:alice@contoso.com'; RegistrarPool = 'red-pool01.contoso.com' }
}

Describe 'Users' {
    It 'come as <What>' -TestCases @(
        @{ What = 'Get-CsUser gives them'; Ask = { $alice | Get-BackupRegistrar -Topology $topology } }
        @{ What = 'an argument'; Ask = { Get-BackupRegistrar $alice -Topology $topology } }
        @{ What = 'Import-Clixml gives them'; Ask = { $alice | Export-Clixml "$TestDrive/u.xml"; Import-Clixml "$TestDrive/u.xml" | Get-BackupRegistrar -Topology $topology } }
        @{ What = 'rows of a CSV file'; Ask = { "SipAddress,RegistrarPool`nalice@contoso.com,RED-POOL01.contoso.com" | ConvertFrom-Csv | Get-BackupRegistrar -Topology $topology } }
        @{ What = 'rows with other names'; Ask = { "UserSipAddress,HomePool`nSIP:alice@contoso.com,Registrar:red-pool01.contoso.com" | ConvertFrom-Csv | Get-BackupRegistrar -Topology $topology } }
        @{ What = 'rows whose pool is a parameter'; Ask = { "Sip`nalice@contoso.com" | ConvertFrom-Csv | Get-BackupRegistrar -RegistrarPool red-pool01.contoso.com -Topology $topology } }
        @{ What = 'text whose pool is a parameter'; Ask = { 'sip:alice@contoso.com' | Get-BackupRegistrar -RegistrarPool red-pool01.contoso.com -Topology $topology } }
        @{ What = 'parameters'; Ask = { Get-BackupRegistrar -SipAddress sip:alice@contoso.com -RegistrarPool red-pool01.contoso.com -Topology $topology } }
        @{ What = 'results of this command'; Ask = { $alice | Get-BackupRegistrar -Topology $topology | Get-BackupRegistrar -Topology $topology } }
    ) {
        $result = & $Ask

        @($result).Count | Should -Be 1
        $result.SipAddress | Should -Be 'alice@contoso.com'
        $result.PrimaryRegistrar | Should -Be 'red-pool01.contoso.com'
        $result.BackupRegistrar | Should -Be 'dub-pool01.contoso.com'
        $result.Site | Should -Be 'Redmond'
        $result.BackupSite | Should -Be 'Dublin'
        $result.Source | Should -Be 'Topology'
        $result.FailureDetectionSeconds | Should -Be 300
        $result.FailbackSeconds | Should -Be 600
        $result.Status | Should -Be 'Warn'
        $result.Findings.Id | Should -Be 'EdgeNextHopFails'
    }

    It 'keep their own identity' {
        ($alice | Get-BackupRegistrar -Topology $topology).Identity | Should -Be $alice.Identity
        (Get-BackupRegistrar -SipAddress a@contoso.com -RegistrarPool red-pool01.contoso.com -Topology $topology).Identity | Should -Be 'a@contoso.com'
    }

    It 'homed on a Director or nowhere fail' {
        $results = [pscustomobject]@{ SipAddress = 'b@contoso.com'; RegistrarPool = 'dir01.contoso.com' }, [pscustomobject]@{ SipAddress = 'c@contoso.com'; RegistrarPool = 'old.contoso.com' } |
            Get-BackupRegistrar -Topology $topology

        $results.Findings.Id | Should -Be 'HomedOnDirector', 'PoolNotInTopology'
        $results.Status | Should -Be 'Fail', 'Fail'
    }

    It 'without a home pool are an error each, and the others go on' {
        $results = 'sip:bob@contoso.com', $alice, [pscustomobject]@{ SipAddress = 'carol@contoso.com'; RegistrarPool = $null } |
            Get-BackupRegistrar -Topology $topology -ErrorVariable problems -ErrorAction SilentlyContinue

        $results.SipAddress | Should -Be 'alice@contoso.com'
        $problems.FullyQualifiedErrorId | Should -Be "LyncResilience.HomePoolUnknown,$command", "LyncResilience.HomePoolUnknown,$command"
        $problems[0].TargetObject | Should -Be 'sip:bob@contoso.com'
        $problems[0].Exception.Message | Should -BeLike '*bob@contoso.com*RegistrarPool*'
    }

    It 'without a home pool are looked up where the session can' {
        function global:Get-CsUserPoolInfo { param($Identity) if ($Identity -eq 'sip:bob@contoso.com') { [pscustomobject]@{ Identity = 'CN=Bob'; PrimaryPoolFqdn = 'dub-pool01.contoso.com'; BackupPoolFqdn = 'x' } } }
        try {
            ('bob@contoso.com' | Get-BackupRegistrar -Topology $topology).BackupRegistrar | Should -Be 'red-pool01.contoso.com'
        }
        finally {
            Remove-Item function:Get-CsUserPoolInfo
        }
    }

    It 'with a bad address are an error' {
        [pscustomobject]@{ SipAddress = 'sip:two words@contoso.com'; RegistrarPool = 'x' }, '@contoso.com' |
            Get-BackupRegistrar -Topology $topology -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.Count | Should -Be 2
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.SipAddressInvalid,$command"
    }
}

Describe 'Pools' {
    It 'come as <What>' -TestCases @(
        @{ What = 'text'; Ask = { 'DUB-pool01.contoso.com' | Get-BackupRegistrar -Topology $topology } }
        @{ What = 'an argument'; Ask = { Get-BackupRegistrar Registrar:dub-pool01.contoso.com -Topology $topology } }
        @{ What = 'a parameter'; Ask = { Get-BackupRegistrar -PoolFqdn dub-pool01.contoso.com -Topology $topology } }
        @{ What = 'Get-CsPool gives them'; Ask = { [pscustomobject]@{ Identity = 'dub-pool01.contoso.com'; Services = @('Registrar:dub-pool01.contoso.com'); Computers = @('x'); Fqdn = 'dub-pool01.contoso.com'; Site = 'Site:Dublin' } | Get-BackupRegistrar -Topology $topology } }
        @{ What = 'Get-CsService -Registrar gives them'; Ask = { [pscustomobject]@{ Identity = 'Registrar:dub-pool01.contoso.com'; PoolFqdn = 'dub-pool01.contoso.com'; BackupRegistrar = 'Registrar:x' } | Get-BackupRegistrar -Topology $topology } }
        @{ What = 'an identity alone'; Ask = { [pscustomobject]@{ Identity = 'Registrar:dub-pool01.contoso.com' } | Get-BackupRegistrar -Topology $topology } }
        @{ What = 'Get-CsUserPoolInfo names them'; Ask = { [pscustomobject]@{ Identity = 'CN=Bob'; PrimaryPoolFqdn = 'dub-pool01.contoso.com'; BackupPoolFqdn = 'x' } | Get-BackupRegistrar -Topology $topology } }
        @{ What = 'pools of a topology'; Ask = { $topology.Pools | Where-Object Site -EQ 'Dublin' | Get-BackupRegistrar -Topology $topology } }
    ) {
        $result = & $Ask

        @($result).Count | Should -Be 1
        $result.SipAddress | Should -BeNullOrEmpty
        $result.PrimaryRegistrar | Should -Be 'dub-pool01.contoso.com'
        $result.BackupRegistrar | Should -Be 'red-pool01.contoso.com'
        $result.Status | Should -Be 'Pass'
    }

    It 'and users come in a list as an argument' {
        (Get-BackupRegistrar 'dub-pool01.contoso.com', $alice, 'sba01.contoso.com' -Topology $topology).PrimaryRegistrar |
            Should -Be 'dub-pool01.contoso.com', 'red-pool01.contoso.com', 'sba01.contoso.com'
    }

    It 'are all told when none is named, and none when the pipeline is empty' {
        (Get-BackupRegistrar -Topology $topology).PrimaryRegistrar | Should -Be $topology.Pools.Fqdn
        @() | Get-BackupRegistrar -Topology $topology | Should -BeNullOrEmpty
    }

    It 'of Get-CsPool without a registrar are left out, and -Verbose shows it' {
        $said = [pscustomobject]@{ Identity = 'edge01.contoso.com'; Services = @('EdgeServer:edge01.contoso.com'); Fqdn = 'edge01.contoso.com' } |
            Get-BackupRegistrar -Topology $topology -Verbose 4>&1
        @($said).Count | Should -Be 1
        $said.Message | Should -BeLike 'edge01.contoso.com runs no registrar*'
    }

    It 'an object that is neither user nor pool is an error, and the others go on' {
        $odd = [pscustomobject]@{ Colour = 'red' }
        ($odd, 'dub-pool01.contoso.com' | Get-BackupRegistrar -Topology $topology -ErrorVariable problems -ErrorAction SilentlyContinue).Status | Should -Be 'Pass'
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.InputUnknown,$command"
        [object]::ReferenceEquals($problems[0].TargetObject, $odd) | Should -BeTrue
    }
}

Describe '-Topology' {
    It 'takes <What>' -TestCases @(
        @{ What = 'a path'; Given = { $sample } }
        @{ What = 'a relative path'; Given = { Copy-Item $sample "$TestDrive/t.json"; 'TestDrive:/t.json' } }
        @{ What = 'a file'; Given = { Get-Item $sample } }
        @{ What = 'a document'; Given = { [IO.File]::ReadAllText($sample) } }
        @{ What = 'a deserialized topology'; Given = { $topology | Export-Clixml "$TestDrive/t.xml" -Depth 3; Import-Clixml "$TestDrive/t.xml" } }
        @{ What = 'one that went through JSON'; Given = { $topology | ConvertTo-Json -Depth 4 | ConvertFrom-Json } }
        @{ What = 'one that went through JSON with names'; Given = { $topology | ConvertTo-Json -Depth 4 -EnumsAsStrings | ConvertFrom-Json } }
        @{ What = 'our JSON after ConvertFrom-Json'; Given = { [IO.File]::ReadAllText($sample) | ConvertFrom-Json } }
    ) {
        $given = & $Given
        $results = Get-BackupRegistrar -Topology $given

        $results.BackupRegistrar | Should -Be (Get-BackupRegistrar -Topology $topology).BackupRegistrar
        $results.Status | Should -Be (Get-BackupRegistrar -Topology $topology).Status
    }

    It '<What> ends the command' -TestCases @(
        @{ What = 'no such file'; Given = 'nowhere.xml'; Says = '*nowhere.xml*' }
        @{ What = 'JSON that was cut off'; Given = $([pscustomobject]@{ Pools = @([pscustomobject]@{ Fqdn = 'a.b'; Servers = 'x y' }) }); Says = '*-Depth 5*' }
        @{ What = 'another object'; Given = 42; Says = '*Int32 is no topology*' }
        @{ What = 'an object with other pools'; Given = [pscustomobject]@{ Pools = @([pscustomobject]@{ Fqdn = 'a.b'; Colour = 'red' }) }; Says = "*Colour*" }
    ) {
        { 'x' | Get-BackupRegistrar -Topology $Given } | Should -Throw -ErrorId "LyncResilience.TopologyUnreadable,$command" -ExpectedMessage $Says
    }

    It 'and native cmdlets are missing: an error that says what to do' {
        { Get-BackupRegistrar } | Should -Throw -ErrorId "LyncResilience.NativeCmdletMissing,$command" -ExpectedMessage '*-Topology*(Get-CsTopology -AsXml).ToString() > topology.xml*Management Shell*'
        { $alice | Get-BackupRegistrar } | Should -Throw -ErrorId "LyncResilience.NativeCmdletMissing,$command"
    }
}

Describe 'Native cmdlets' {
    BeforeAll {
        $registrars = @(
            [pscustomobject]@{ Identity = 'Registrar:red.contoso.com'; PoolFqdn = 'red.contoso.com'; SiteId = 'Site:Redmond'; Version = 6; BackupRegistrar = 'Registrar:dub.contoso.com'; FailureDetectionInterval = [timespan] '00:01:00' }
            [pscustomobject]@{ Identity = 'Registrar:dub.contoso.com'; PoolFqdn = 'dub.contoso.com'; SiteId = 'Site:Dublin'; Version = 6; BackupRegistrar = 'Registrar:red.contoso.com' }
        )
    }

    It 'of the session are asked once' {
        $global:nativeCalls = 0
        $global:nativeRegistrars = $registrars
        function global:Get-CsService { param([switch] $Registrar, [switch] $EdgeServer) if ($Registrar) { $global:nativeCalls++; $nativeRegistrars } }
        try {
            $results = 'red.contoso.com', [pscustomobject]@{ SipAddress = 'a@contoso.com'; RegistrarPool = 'dub.contoso.com' } | Get-BackupRegistrar

            $results.BackupRegistrar | Should -Be 'dub.contoso.com', 'red.contoso.com'
            $results.Source | Should -Be 'Cmdlet', 'Cmdlet'
            $results[0].Findings.Id | Should -Contain 'FailureDetectionTooShort'
            $nativeCalls | Should -Be 1
            (Get-BackupRegistrar).Count | Should -Be 2
        }
        finally {
            Remove-Item function:Get-CsService
            Remove-Variable -Scope Global nativeCalls, nativeRegistrars
        }
    }

    It 'gave objects that state their backup themselves: <What>' -TestCases @(
        @{ What = 'Get-CsUserPoolInfo'; Objects = { [pscustomobject]@{ Identity = 'CN=A'; PrimaryPoolFqdn = 'red.contoso.com'; BackupPoolFqdn = 'dub.contoso.com' } } }
        @{ What = 'Get-CsService -Registrar'; Objects = { $registrars[0] } }
        @{ What = 'Get-CsService -Registrar after Import-Clixml'; Objects = { $registrars | Export-Clixml "$TestDrive/r.xml"; Import-Clixml "$TestDrive/r.xml" | Select-Object -First 1 } }
    ) {
        $result = & $Objects | Get-BackupRegistrar

        $result.PrimaryRegistrar | Should -Be 'red.contoso.com'
        $result.BackupRegistrar | Should -Be 'dub.contoso.com'
        $result.Source | Should -Be 'Cmdlet'
        $result.Status | Should -Not -Be 'Fail'
        $result.Findings.Id | Should -Not -Contain 'BackupNotReciprocal'
    }

    It 'gave registrars that are judged together' {
        ($registrars | Get-BackupRegistrar).Findings.Id | Should -Be 'FailureDetectionTooShort'
        $registrars[1].BackupRegistrar = $null
        try {
            $results = $registrars | Get-BackupRegistrar
            $results[0].Findings.Id | Should -Contain 'BackupNotReciprocal'
            $results[1].Findings.Id | Should -Be 'NoBackupRegistrar'
        }
        finally {
            $registrars[1].BackupRegistrar = 'Registrar:red.contoso.com'
        }
    }

    It 'say that a user has no backup' {
        $result = [pscustomobject]@{ Identity = 'CN=A'; PrimaryPoolFqdn = 'red.contoso.com'; BackupPoolFqdn = $null } | Get-BackupRegistrar
        $result.Status | Should -Be 'Fail'
        $result.Findings.Id | Should -Be 'NoBackupRegistrar'
        $result.Identity | Should -Be 'CN=A'
    }
}

Describe '-Live' {
    BeforeAll {
        $lab = Start-ResilienceLab
        $ask = @{ Live = $true; DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot }
    }

    AfterAll {
        $lab | Stop-ResilienceLab
    }

    It 'tells what each user of shudlab was told' {
        $results = $lab.Users | Get-BackupRegistrar @ask | Sort-Object SipAddress

        $results.SipAddress | Should -Be 'ClientUser1@shudlab.net', 'ClientUser2@shudlab.net'
        $results.PrimaryRegistrar | Should -Be 'A-L14FE1.shudlab.net', 'A-L14FE2.shudlab.net'
        $results[0].BackupRegistrar | Should -BeNullOrEmpty
        $results[0].Status | Should -Be 'Warn'
        $results[0].Findings.Id | Should -Be 'BackupNotLearned'
        $results[0].Detail | Should -BeLike '*answered ClientUser1@shudlab.net directly*'
        $results[1].BackupRegistrar | Should -Be 'A-L14FE1.shudlab.net'
        $results[1].Status | Should -Be 'Pass'
        $results.Source | Should -Be 'Redirect', 'Redirect'
    }

    It 'beside the topology, which knows what a client does not' {
        ($lab.Users | Get-BackupRegistrar -Topology $lab.Topology).BackupRegistrar | Should -Be 'A-L14FE2.shudlab.net', 'A-L14FE1.shudlab.net'
    }

    It 'takes text and one credential' {
        $user = $lab.Users[1]
        ("sip:$($user.SipAddress)" | Get-BackupRegistrar @ask -Credential $user.Credential).BackupRegistrar | Should -Be 'A-L14FE1.shudlab.net'
    }

    It 'learns more through another pool, and compares with a topology' {
        $user = $lab.Users[0]
        $other = ($lab.Pools | Where-Object Fqdn -Like 'A-L14FE2*')
        $result = $user | Get-BackupRegistrar @ask -Server "$($other.Fqdn):$($other.Port)" -Topology $lab.Topology

        $result.BackupRegistrar | Should -Be 'A-L14FE2.shudlab.net'
        $result.Site | Should -Not -BeNullOrEmpty
        $result.Status | Should -Be 'Pass'
        ($lab.Users[1] | Get-BackupRegistrar @ask -Topology $topology).Status | Should -Be 'Pass'
        $wrong = [LyncResilience.ResilienceTopology]::FromJson(($lab.Topology.ToJson() -replace '"backupPool": "A-L14FE1.shudlab.net",?', ''))
        ($lab.Users[1] | Get-BackupRegistrar @ask -Topology $wrong).Findings.Id | Should -Be 'TopologyDisagrees'
    }

    It 'refuses <What>, and the others go on' -TestCases @(
        @{ What = 'pools'; Bad = { $lab.Pools[0] | Add-Member Credential $lab.Users[0].Credential -PassThru -Force }; Id = 'UserNeeded' }
        @{ What = 'users without a credential'; Bad = { [pscustomobject]@{ SipAddress = 'ClientUser1@shudlab.net' } }; Id = 'CredentialNeeded' }
        @{ What = 'bad addresses'; Bad = { [pscustomobject]@{ SipAddress = 'x' } }; Id = 'SipAddressInvalid' }
    ) {
        $results = (& $Bad), $lab.Users[1] | Get-BackupRegistrar @ask -ErrorVariable problems -ErrorAction SilentlyContinue

        @($results).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.$Id,$command"
    }

    It 'a sign-in that fails is an error that says why' {
        $wrong = [pscredential]::new('SHUDLAB\ClientUser1', (ConvertTo-SecureString 'wrong' -AsPlainText -Force))
        'ClientUser1@nowhere.shudlab.net' | Get-BackupRegistrar @ask -Credential $wrong -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.SignInFailed,$command"
        $problems[0].TargetObject | Should -Be 'ClientUser1@nowhere.shudlab.net'
        $problems[0].Exception.Message | Should -BeLike 'ClientUser1@nowhere.shudlab.net did not sign in*Test-SrvSignInPath shows each hop.'
    }

    It 'ends with Select-Object -First 1' {
        @($lab.Users[1]) * 50 | Get-BackupRegistrar @ask -ThrottleLimit 4 | Select-Object -First 1 | ForEach-Object BackupRegistrar | Should -Be 'A-L14FE1.shudlab.net'
    }

    It 'is needed for what says how to sign in' {
        { $alice | Get-BackupRegistrar -Topology $topology -DnsServer 127.0.0.1 -AllowTcp } |
            Should -Throw -ExceptionType ([System.Management.Automation.ParameterBindingException]) -ErrorId "LyncResilience.LiveNeeded,$command" -ExpectedMessage '*-DnsServer*-Live*'
        { $alice | Get-BackupRegistrar -Topology $topology -Credential $lab.Users[0].Credential } | Should -Throw -ExceptionType ([System.Management.Automation.ParameterBindingException])
    }
}

Describe 'Many users' {
    BeforeAll {
        $counted = [LyncResilience.ResilienceTopology]::FromJson(([IO.File]::ReadAllText($sample) -replace ',\s*"userCount": \d+', ''))
        $users = foreach ($number in 1..100000) {
            [pscustomobject]@{ Identity = "CN=User $number,OU=Users,DC=contoso,DC=com"; SipAddress = "sip:user$number@contoso.com"; RegistrarPool = 'red-pool01.contoso.com' }
        }
    }

    It '100,000 take less than 10 s and 300 MB, and overload is said once' {
        Assert-BestBelow 1 {
            [GC]::Collect()
            $process = [Diagnostics.Process]::GetCurrentProcess()
            $before = $process.WorkingSet64
            $processor = $process.TotalProcessorTime
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $results = $users | Get-BackupRegistrar -Topology $counted -WarningVariable warnings -WarningAction SilentlyContinue
            $seconds = $watch.Elapsed.TotalSeconds
            $process.Refresh()
            $megabytes = ($process.WorkingSet64 - $before) / 1MB
            $processor = ($process.TotalProcessorTime - $processor).TotalSeconds
            Write-Host ('      100,000 users, all results kept: {0:0.0} s ({1:0.0} s of processor time), working set grew by {2:0} MB' -f $seconds, $processor, $megabytes)

            $results.Count | Should -Be 100000
            $results[99999].SipAddress | Should -Be 'user100000@contoso.com'
            $warnings.Count | Should -Be 1
            $warnings[0].Message | Should -BeLike 'dub-pool01.contoso.com can serve 19,980 users*100,000 of red-pool01.contoso.com*-UserCount*'
            [Math]::Max($seconds / 10, $megabytes / 300)
        }
    }

    It 'end with Select-Object -First 1' {
        Assert-BestBelow 2000 { Measure-Elapsed { $users | Get-BackupRegistrar -Topology $counted | Select-Object -First 1 } }
    }

    It 'that fit say nothing' {
        $null = $users[0..9] | Get-BackupRegistrar -Topology $counted -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }
}

Describe 'Shape' {
    BeforeAll {
        $results = @($alice | Get-BackupRegistrar -Topology $topology) + @(Get-BackupRegistrar -Topology $topology)
    }

    It 'has scalars only beside Findings' {
        foreach ($property in $results[0].PSObject.Properties | Where-Object Name -NE 'Findings') {
            $property.Value -is [string] -or $property.Value -is [ValueType] -or $null -eq $property.Value | Should -BeTrue -Because $property.Name
        }
    }

    It 'survives JSON, CSV and CliXml' {
        $json = $results[0] | ConvertTo-Json -Depth 3 -EnumsAsStrings | ConvertFrom-Json
        $json.BackupRegistrar | Should -Be 'dub-pool01.contoso.com'
        $json.Source | Should -Be 'Topology'
        $json.Findings[0].Id | Should -Be 'EdgeNextHopFails'
        $csv = $results[0] | ConvertTo-Csv | ConvertFrom-Csv
        $csv.Status | Should -Be 'Warn'
        $csv.PrimaryRegistrar | Should -Be 'red-pool01.contoso.com'
        $results | Export-Clixml -Depth 3 "$TestDrive/results.xml"
        $copy = Import-Clixml "$TestDrive/results.xml"
        $copy.BackupRegistrar | Should -Be $results.BackupRegistrar
    }

    It 'is a table of real properties: <What>' -TestCases @(
        @{ What = 'users'; Select = { $results[0] }; Columns = 'SipAddress', 'PrimaryRegistrar', 'BackupRegistrar', 'Status' }
        @{ What = 'pools'; Select = { $results[1..4] }; Columns = 'PrimaryRegistrar', 'Site', 'BackupRegistrar', 'BackupSite', 'Status' }
    ) {
        $shown = & $Select
        $lines = $shown | Out-String -Stream -Width 80 | Where-Object { $_.Trim() }
        -split $lines[0] | Should -Be $Columns
        $lines -join "`n" | Should -BeLike '*red-pool01.contoso.com*dub-pool01.contoso.com*Warn*'
        foreach ($column in $Columns) { @($shown)[0].PSObject.Properties.Name | Should -Contain $column }
    }

    It 'lists findings in words' {
        $results[0] | Format-List | Out-String -Width 300 | Should -BeLike '*Detail*When red-pool01.contoso.com dies*Findings*Warning EdgeNextHopFails: *'
    }
}
