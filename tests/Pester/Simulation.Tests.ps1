# The story of the two-pool laboratory: FE1 dies, and what a second SRV record is worth.
BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $module = Split-Path $env:LYNCRESILIENCE_MODULE
    $scenarios = Join-Path $module 'module/samples/scenarios'
    $lab = Start-ResilienceLab

    # The laboratory's pools listen where there was a free port; its topology says where, and records must agree.
    $ports = @{}
    $lab.Topology.Pools | ForEach-Object { $ports[$_.Fqdn] = $_.Port }
    $one = "_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 0 0 $($ports['A-L14FE1.shudlab.net']) A-L14FE1.shudlab.net."
    $second = "_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 10 0 $($ports['A-L14FE2.shudlab.net']) A-L14FE2.shudlab.net."
    $world = @{ Topology = $lab.Topology; SrvRecord = $one }
    $fail = $world + @{ FailPool = 'A-L14FE1' }
    $command = 'LyncResilience.Cmdlets.InvokeFailoverSimulationCommand'
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe 'A pool that dies' {
    It 'strands its users with one SRV record' {
        $result = $lab.Users | Invoke-FailoverSimulation @fail

        @($result).Count | Should -Be 1
        $result.Scenario | Should -Be 'A-L14FE1.shudlab.net down'
        $result.Users, $result.FullAtEnd, $result.LimitedAtEnd, $result.OfflineAtEnd | Should -Be 2, 1, 0, 1
        $result.Outcomes[0].RecoveredBy | Should -Be 'None'
        $result.Outcomes[0].Reason | Should -BeLike '*only SRV target*A-L14FE1.shudlab.net*never told its backup*'
        $result.Outcomes[1].RecoveredBy | Should -Be 'Unaffected'
    }

    It 'leaves them limited service with a second record' {
        $result = $lab.Users | Invoke-FailoverSimulation @fail -AddSrvRecord $second

        $result.FullAtEnd, $result.LimitedAtEnd, $result.OfflineAtEnd | Should -Be 1, 1, 0
        $result.Outcomes[0].RecoveredBy | Should -Be 'Srv'
        $result.Outcomes[0].FinalRegistrar | Should -Be 'A-L14FE2.shudlab.net'
    }

    It 'has them back when it returns' {
        $result = $lab.Users | Invoke-FailoverSimulation @fail -AddSrvRecord $second -At 60 -RestoreAfter '04:00:00' -Duration ([timespan]::FromHours(8))

        $result.Duration | Should -Be 28800
        $result.FullAtEnd | Should -Be 2
        $result.Outcomes[0].ReturnedHome | Should -BeTrue
        @($result.Timeline | Where-Object Kind -EQ World).AtSeconds | Should -Be 60, 14460
    }

    It 'can be <What>' -TestCases @(
        @{ What = 'its only server'; Failure = @{ FailServer = 'A-L14FE1' } }
        @{ What = 'in a site that fails'; Failure = @{ FailSite = 'Site:{0}' } }
        @{ What = 'one of several'; Failure = @{ FailPool = 'a-l14fe1.SHUDLAB.net'; FailServer = 'A-L14FE1' } }
    ) {
        $site = $lab.Topology.Pools[0].Site
        if ($Failure.FailSite) { $Failure.FailSite = $Failure.FailSite -f $site }
        $result = $lab.Users[0] | Invoke-FailoverSimulation @world @Failure

        $result.OfflineAtEnd | Should -Be 1
    }
}

Describe 'Users' {
    It 'come as <What>' -TestCases @(
        @{ What = 'objects of the laboratory'; Ask = { $lab.Users[0] | Invoke-FailoverSimulation @fail } }
        @{ What = 'an argument'; Ask = { Invoke-FailoverSimulation @($lab.Users[0]) @fail } }
        @{ What = 'hashtables'; Ask = { @{ Sip = 'sip:ClientUser1@shudlab.net'; RegistrarPool = 'A-L14FE1.shudlab.net' } | Invoke-FailoverSimulation @fail } }
        @{ What = 'text whose pool is a parameter'; Ask = { 'ClientUser1@shudlab.net' | Invoke-FailoverSimulation @fail -HomePool A-L14FE1.shudlab.net } }
        @{ What = 'parameters'; Ask = { Invoke-FailoverSimulation @fail -SipAddress ClientUser1@shudlab.net -RegistrarPool A-L14FE1.shudlab.net } }
        @{ What = 'rows of a CSV file'; Ask = { "SipAddress,PoolFqdn`nsip:ClientUser1@shudlab.net,Registrar:A-L14FE1.shudlab.net" | ConvertFrom-Csv | Invoke-FailoverSimulation @fail } }
    ) {
        $result = & $Ask

        $result.Users | Should -Be 1
        $result.Outcomes[0].SipAddress | Should -Be 'ClientUser1@shudlab.net'
        $result.Outcomes[0].HomePool | Should -Be 'A-L14FE1.shudlab.net'
        $result.OfflineAtEnd | Should -Be 1
    }

    It 'tell what is known of their clients, as text too' {
        $rows = 'SipAddress,RegistrarPool,CachedServer,KnowsBackup,SignedIn,ClientProfile,Location',
            'told@shudlab.net,A-L14FE1.shudlab.net,A-L14FE1.shudlab.net,TRUE,,,',
            'cached@shudlab.net,A-L14FE1.shudlab.net,A-L14FE2.shudlab.net,0,true,Lync2010,',
            'bare@shudlab.net,A-L14FE1.shudlab.net,,,,,',
            'late@shudlab.net,A-L14FE1.shudlab.net,,False,false,Phone,' | ConvertFrom-Csv
        $result = $rows | Invoke-FailoverSimulation @fail

        $result.Outcomes.RecoveredBy | Should -Be 'KnownBackup', 'Cache', 'None', 'None'
        $result.Outcomes[2].Reason | Should -BeLike '*no server is cached*'
        $result.Outcomes[3].Timeline[0].Detail | Should -Be 'Is not signed in.'
    }

    It 'are outranked by the command line' {
        ($lab.Users[0] | Invoke-FailoverSimulation @fail -KnowsBackup $true).Outcomes[0].RecoveredBy | Should -Be 'KnownBackup'
        ($lab.Users[0] | Invoke-FailoverSimulation @fail -CachedServer A-L14FE2.shudlab.net).Outcomes[0].RecoveredBy | Should -Be 'Cache'
        ($lab.Users[0] | Invoke-FailoverSimulation @fail -SignedIn $false -CachedServer '').Outcomes[0].Reason | Should -BeLike '*no server is cached*'
    }

    It 'that say <What> are an error each, and the others go on' -TestCases @(
        @{ What = 'no address'; User = @{ RegistrarPool = 'x' }; Id = 'InputUnknown' }
        @{ What = 'a bad address'; User = @{ SipAddress = 'x' }; Id = 'SipAddressInvalid' }
        @{ What = 'no pool'; User = @{ SipAddress = 'x@shudlab.net' }; Id = 'HomePoolUnknown' }
        @{ What = 'an unknown pool'; User = @{ SipAddress = 'x@shudlab.net'; HomePool = 'A-L14FE9.shudlab.net' }; Id = 'ScenarioInvalid' }
        @{ What = 'a Director'; User = @{ SipAddress = 'x@shudlab.net'; HomePool = 'dir.shudlab.net' }; Id = 'ScenarioInvalid' }
        @{ What = 'an unknown site'; User = @{ SipAddress = 'x@shudlab.net'; HomePool = 'A-L14FE1.shudlab.net'; Location = 'Nowhere' }; Id = 'ScenarioInvalid' }
        @{ What = 'a cached server that is no host'; User = @{ SipAddress = 'x@shudlab.net'; HomePool = 'A-L14FE1.shudlab.net'; CachedServer = 'a b' }; Id = 'ScenarioInvalid' }
        @{ What = 'a cache of another deployment'; User = @{ SipAddress = 'x@shudlab.net'; CachedServer = 'old.shudlab.net' }; Id = 'HomePoolUnknown' }
        @{ What = 'a cache without a server'; User = @{ SipAddress = 'x@shudlab.net'; CachedServer = $null }; Id = 'HomePoolUnknown' }
        @{ What = 'a flag that is none'; User = @{ SipAddress = 'x@shudlab.net'; HomePool = 'A-L14FE1.shudlab.net'; SignedIn = 'maybe' }; Id = 'ScenarioInvalid' }
        @{ What = 'an unknown profile'; User = @{ SipAddress = 'x@shudlab.net'; HomePool = 'A-L14FE1.shudlab.net'; ClientProfile = '17' }; Id = 'ScenarioInvalid' }
    ) {
        $bad = [pscustomobject] $User
        $director = $lab.Topology.ToJson() | ConvertFrom-Json
        $director.pools += [pscustomobject]@{ fqdn = 'dir.shudlab.net'; kind = 'Director' }
        $with = $fail.Clone()
        $with.Topology = $director
        $result = $bad, $lab.Users[0] | Invoke-FailoverSimulation @with -ErrorVariable problems -ErrorAction SilentlyContinue

        $result.Users | Should -Be 1
        $problems.FullyQualifiedErrorId | Should -Be "LyncResilience.$Id,$command"
        $problems[0].TargetObject | Should -Be $bad
    }
}

Describe 'Users whose home pool is inferred' {
    It 'come from their caches, which is said once' {
        $entries = 'ClientUser1', 'ClientUser2', 'Other' | ForEach-Object {
            $folder = New-Item -ItemType Directory -Force "$TestDrive/Users/$_/AppData/Local/Microsoft/Communicator/sip_$_@shudlab.net"
            $server = if ($_ -eq 'ClientUser2') { 'A-L14FE2' } else { 'A-L14FE1' }
            [IO.File]::WriteAllBytes("$folder/EndpointConfiguration.cache", [Text.Encoding]::Unicode.GetBytes("`0$server.shudlab.net:5061`0$server.shudlab.net:5061`0"))
            $folder.FullName
        } | Get-EndpointCache
        $entries.Count | Should -Be 3
        $result = $entries | Invoke-FailoverSimulation @fail -WarningVariable warnings -WarningAction SilentlyContinue

        $result.Outcomes.SipAddress | Sort-Object | Should -Be 'ClientUser1@shudlab.net', 'ClientUser2@shudlab.net', 'Other@shudlab.net'
        ($result.Outcomes | Where-Object SipAddress -EQ 'ClientUser2@shudlab.net').HomePool | Should -Be 'A-L14FE2.shudlab.net'
        $result.FullAtEnd, $result.OfflineAtEnd | Should -Be 1, 2
        @($warnings).Count | Should -Be 1
        $warnings | Should -BeLike '*RegistrarPool*homed where their cached server is*'
    }

    It 'are homed where they say all the same' {
        $row = [pscustomobject]@{ SipAddress = 'x@shudlab.net'; CachedServer = "A-L14FE2.shudlab.net:$($ports['A-L14FE2.shudlab.net'])"; RegistrarPool = '' }
        $result = $row | Invoke-FailoverSimulation @fail -RegistrarPool A-L14FE1.shudlab.net -WarningVariable warnings
        $result.Outcomes[0].HomePool, "$($result.Outcomes[0].RecoveredBy)" | Should -Be 'A-L14FE1.shudlab.net', 'Cache'
        $warnings | Should -BeNullOrEmpty
    }

    It 'come from walks, which show whether a client was told its backup' {
        $walks = $lab.Users | Test-SrvSignInPath -DnsServer $lab.DnsServer -TrustedRoot $lab.TrustedRoot
        $result = $walks | Invoke-FailoverSimulation -Topology $lab.Topology -SrvRecord $one -FailPool A-L14FE2
        ($result.Outcomes | Where-Object SipAddress -EQ 'ClientUser2@shudlab.net').RecoveredBy | Should -Be 'KnownBackup'
        ($walks | Invoke-FailoverSimulation @fail).OfflineAtEnd | Should -Be 1
    }

    It 'come from Get-BackupRegistrar' {
        ($lab.Users | Get-BackupRegistrar -Topology $lab.Topology | Invoke-FailoverSimulation @fail).OfflineAtEnd | Should -Be 1
    }

    It 'fit into the topology of the scenario where no other is given' {
        $users = @{ SipAddress = 'ClientUser1@shudlab.net'; CachedServer = 'A-L14FE1.shudlab.net' }, @{ SipAddress = 'x@shudlab.net'; CachedServer = 'old.shudlab.net' }
        $result = $users | Invoke-FailoverSimulation -Scenario "$scenarios/shudlab-one-srv.json" -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -Contain "LyncResilience.HomePoolUnknown,$command"
    }
}

Describe 'The topology' {
    It 'of the native cmdlets is taken where none is given' {
        function Get-CsPool { $lab.Topology.Pools | ForEach-Object { [pscustomobject]@{ Identity = $_.Fqdn; Fqdn = $_.Fqdn; Site = 'Site:1'; Services = "Registrar:$($_.Fqdn)", "UserServer:$($_.Fqdn)" } } }
        function Get-CsService([switch] $Registrar) {
            if ($Registrar) { $lab.Topology.Pools | ForEach-Object { [pscustomobject]@{ Identity = "Registrar:$($_.Fqdn)"; PoolFqdn = $_.Fqdn; BackupRegistrar = "Registrar:$($_.BackupPool)"; SiteId = 'Site:1' } } }
        }
        # The native cmdlets name no ports, so the usual one is taken.
        $usual = '_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 0 0 5061 A-L14FE1.shudlab.net.'
        ($lab.Users | Invoke-FailoverSimulation -SrvRecord $usual -FailPool A-L14FE2).LimitedAtEnd | Should -Be 1
    }

    It 'of a session without them is an error that says where to get one' {
        { $lab.Users | Invoke-FailoverSimulation -SrvRecord $one } | Should -Throw -ErrorId "LyncResilience.NativeCmdletMissing,$command" -ExpectedMessage '*-Topology*Get-CsTopology*'
    }

    It 'may have been stored as <How>' -TestCases @(
        @{ How = 'CliXml'; Store = { $lab.Topology | Export-Clixml "$TestDrive/t.xml"; Import-Clixml "$TestDrive/t.xml" } }
        @{ How = 'JSON'; Store = { $lab.Topology | ConvertTo-Json -Depth 4 | ConvertFrom-Json } }
        @{ How = 'a file'; Store = { [IO.File]::WriteAllText("$TestDrive/t.json", $lab.Topology.ToJson()); "$TestDrive/t.json" } }
    ) {
        $stored = & $Store
        ($lab.Users | Invoke-FailoverSimulation -Topology $stored -SrvRecord $one -FailPool A-L14FE1).OfflineAtEnd | Should -Be 1
    }

    It 'says how many users there are where nobody names any' {
        $counted = $lab.Topology.ToJson() | ConvertFrom-Json
        $counted.pools | ForEach-Object { $_ | Add-Member -NotePropertyName userCount -NotePropertyValue 1000 -Force }
        $result = Invoke-FailoverSimulation -Topology $counted -SrvRecord $one -FailPool A-L14FE1
        $result.Users, $result.FullAtEnd, $result.OfflineAtEnd | Should -Be 2000, 1000, 1000
    }
}

Describe 'Records' {
    It 'are asked for where a DNS server is named' {
        $ask = @{ Topology = $lab.Topology; DnsServer = $lab.DnsServer; FailPool = 'A-L14FE1'; WarningVariable = 'warnings' }
        $result = $lab.Users | Invoke-FailoverSimulation @ask
        $result.Outcomes[0].Reason | Should -BeLike '*only SRV target*A-L14FE1.shudlab.net*'
        ($lab.Users | Invoke-FailoverSimulation @ask -AddSrvRecord $second).LimitedAtEnd | Should -Be 1

        Set-ResilienceLab -Lab $lab -AddSrvRecord $second
        ($lab.Users | Invoke-FailoverSimulation @ask).LimitedAtEnd | Should -Be 1
        ($lab.Users | Invoke-FailoverSimulation @ask -RemoveSrvRecord $second).LimitedAtEnd | Should -Be 0
        Set-ResilienceLab -Lab $lab -RemoveSrvRecord $second
        $warnings | Should -BeNullOrEmpty
    }

    It 'that a silent DNS server keeps are an error, not an empty zone' {
        $result = $lab.Users | Invoke-FailoverSimulation -Topology $lab.Topology -DnsServer 127.0.0.1:1 -TimeoutSeconds 1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $result | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be "LyncResilience.DnsServerUnreachable,$command"
    }

    It 'to remove that are not there are a warning' {
        $null = $lab.Users | Invoke-FailoverSimulation @world -RemoveSrvRecord $second -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*A-L14FE2*'
    }

    It 'that nobody gives are a warning' {
        $null = $lab.Users | Invoke-FailoverSimulation -Topology $lab.Topology -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*-SrvRecord*-DnsServer*'
    }
}

Describe 'A scenario file' {
    It 'is played' {
        $results = Invoke-FailoverSimulation -Scenario "$scenarios/shudlab-*.json"
        $results.Count | Should -Be @(Get-ChildItem "$scenarios/shudlab-*.json").Count
        $results.Scenario | Should -Contain 'A-L14FE1 fails, one SRV record'
    }

    It 'is outranked by the command line' {
        $result = $lab.Users | Invoke-FailoverSimulation -Scenario "$scenarios/shudlab-one-srv.json" -Topology $lab.Topology -Seed 7 -Duration 3600 -Assume @{ retryseconds = '60' } -FailPool A-L14FE2
        $result.Users, $result.Seed, $result.Duration | Should -Be 2, 7, 3600
        ($result.Assumptions | Where-Object Name -EQ RetrySeconds).Value | Should -Be 60
        $result.Scenario | Should -Be 'A-L14FE1 fails, one SRV record, A-L14FE2.shudlab.net down'
    }

    It 'that <What> is an error, and the others go on' -TestCases @(
        @{ What = 'has an unknown key'; Text = "{`n""topology"":{},""user"":[]}"; Id = 'ScenarioInvalid'; Says = '*line 2*user*users*' }
        @{ What = 'is no JSON'; Text = 'hello'; Id = 'ScenarioInvalid'; Says = '*line 1*' }
        @{ What = 'has no users'; Text = '{"topology":{}}'; Id = 'ScenarioInvalid'; Says = '*no user*' }
        @{ What = 'is not there'; Text = $null; Id = 'FileUnreadable'; Says = '*bad.json*' }
    ) {
        $bad = Join-Path $TestDrive 'bad.json'
        if ($Text) { [IO.File]::WriteAllText($bad, $Text) } else { Remove-Item $bad -ErrorAction Ignore }
        $result = Invoke-FailoverSimulation -Scenario $bad, "$scenarios/shudlab-one-srv.json" -ErrorVariable problems -ErrorAction SilentlyContinue

        @($result).Count | Should -Be 1
        $problems.FullyQualifiedErrorId | Should -Be "LyncResilience.$Id,$command"
        $problems[0].Exception.Message | Should -BeLike $Says
        $problems[0].TargetObject | Should -Be $bad
    }
}

Describe 'What can not be simulated' {
    It 'is <What>' -TestCases @(
        @{ What = 'a pool that is not there'; More = @{ FailPool = 'A-L14FE9' }; Says = "*A-L14FE9*Did you mean 'A-L14FE1.shudlab.net'*" }
        @{ What = 'a site that is not there'; More = @{ FailSite = 'Nowhere' }; Says = '*Nowhere*' }
        @{ What = 'no time at all'; More = @{ Duration = 0 }; Says = '*duration*more than 0*' }
        @{ What = 'a home that is not there'; More = @{ RegistrarPool = 'old.shudlab.net' }; Says = '*old.shudlab.net*not in the topology*' }
    ) {
        $lab.Users[0] | Invoke-FailoverSimulation @world @More -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be "LyncResilience.ScenarioInvalid,$command"
        $problems[0].Exception.Message | Should -BeLike $Says
    }

    It 'is nobody' {
        Invoke-FailoverSimulation @world -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be "LyncResilience.ScenarioInvalid,$command"
    }

    It 'is an empty <What>, rather than other users' -TestCases @(
        @{ What = 'pipeline'; Ask = { @() | Invoke-FailoverSimulation -Scenario "$scenarios/shudlab-one-srv.json" -ErrorVariable +problems -ErrorAction SilentlyContinue } }
        @{ What = 'list'; Ask = { Invoke-FailoverSimulation -InputObject @() -Scenario "$scenarios/shudlab-one-srv.json" -ErrorVariable +problems -ErrorAction SilentlyContinue } }
        @{ What = 'pipeline of a search'; Ask = { @() | Find-ResilienceGap -Scenario "$scenarios/shudlab-one-srv.json" -ErrorVariable +problems -ErrorAction SilentlyContinue } }
    ) {
        $problems = @()
        . $Ask | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -BeLike 'LyncResilience.ScenarioInvalid,*'
        $problems[0].Exception.Message | Should -BeLike 'No user came down the pipeline*'
    }

    It 'is an assumption that nobody makes' {
        { $lab.Users | Invoke-FailoverSimulation @world -Assume @{ RetrySecond = 1 } } | Should -Throw -ErrorId "LyncResilience.ScenarioInvalid,$command" -ExpectedMessage '*RetrySeconds*'
    }

    It 'is the time <Time>, which fails in binding' -TestCases @(@{ Time = 'soon' }, @{ Time = -1 }, @{ Time = '-00:01' }, @{ Time = [double]::NaN }, @{ Time = 1e300 }) {
        { $lab.Users | Invoke-FailoverSimulation @world -At $Time } | Should -Throw -ErrorId "ParameterArgumentTransformationError,$command"
    }
}

Describe 'Views' {
    It 'show <What> as a table of its own properties' -TestCases @(
        @{ What = 'a simulation'; Object = { $result }; Columns = 'Scenario', 'Users', 'FullAtEnd', 'LimitedAtEnd', 'OfflineAtEnd' }
        @{ What = 'outcomes'; Object = { $result.Outcomes }; Columns = 'SipAddress', 'FinalState', 'FinalRegistrar', 'OfflineSeconds', 'RecoveredBy' }
        @{ What = 'loads'; Object = { $result.Load }; Columns = 'Pool', 'Capacity', 'PeakRegistrations', 'PeakAtSeconds', 'IsOverCapacity' }
        @{ What = 'the timeline'; Object = { $result.Timeline }; Columns = 'AtSeconds', 'Full', 'Limited', 'Offline', 'Detail' }
        @{ What = 'the timeline of a user'; Object = { $result.Outcomes[0].Timeline }; Columns = 'AtSeconds', 'State', 'Registrar', 'Detail' }
        @{ What = 'assumptions'; Object = { $result.Assumptions }; Columns = 'Name', 'Value', 'Default', 'Unit', 'Reason' }
    ) {
        $result = $lab.Users | Invoke-FailoverSimulation @fail
        $shown = & $Object
        $header = $shown | Out-String -Stream -Width 200 | ForEach-Object { $_ -replace "`e\[[0-9;]*m" } | Where-Object { $_.Trim() } | Select-Object -First 1

        -split $header | Should -Be $Columns
        foreach ($column in $Columns) {
            @($shown)[0].PSObject.Properties.Name | Should -Contain $column
        }
    }

    It 'survive CliXml with outcomes and their timelines' {
        $lab.Users | Invoke-FailoverSimulation @fail | Export-Clixml "$TestDrive/s.xml"
        $back = Import-Clixml "$TestDrive/s.xml"
        $back.Outcomes[0].Reason | Should -BeLike '*only SRV target*'
        $back.Outcomes[0].Timeline[0].AtSeconds | Should -Be 0
        $back | Out-String | Should -BeLike '*OfflineAtEnd*'
    }
}

Describe 'A simulation that takes long' {
    BeforeAll {
        . $PSScriptRoot/Timing.ps1

        # Two thousand clients of which each knows another server, and a home pool that comes and goes each second.
        $happenings = 0..86000 | ForEach-Object { '{"at":' + $_ + ',"do":"Pool' + ('Down', 'Up')[$_ % 2] + '","pool":"A-L14FE1.shudlab.net"}' }
        [IO.File]::WriteAllText("$TestDrive/restless.json", '{"name":"restless","topology":' + $lab.Topology.ToJson() + ',"events":[' + ($happenings -join ",`n") + ']}')

        function Start-Simulation([hashtable] $Arguments) {
            $shell = [powershell]::Create().AddScript({
                    param($module, $arguments)
                    Import-Module $module
                    1..2000 | ForEach-Object { [pscustomobject]@{ SipAddress = "u$_@shudlab.net"; RegistrarPool = 'A-L14FE1.shudlab.net'; CachedServer = "s$_.shudlab.net" } } |
                        Invoke-FailoverSimulation @arguments -WarningAction Ignore
                }).AddArgument($env:LYNCRESILIENCE_MODULE).AddArgument($Arguments)
            $null = $shell.BeginInvoke()
            $shell
        }
    }

    It 'shows how far its own time has come, and ends at once with Ctrl+C' {
        Assert-BestBelow 200 {
            $shell = Start-Simulation @{ Scenario = "$TestDrive/restless.json"; SrvRecord = $one }
            try {
                Wait-Until { $shell.Streams.Progress.Count -gt 0 }
                $shell.Streams.Progress[0].Activity | Should -Be 'Simulating restless'
                $shell.Streams.Progress[0].StatusDescription | Should -Match '^2,000 users, [\d:.]+ of 1\.00:00:00$'
                Measure-Elapsed { $shell.Stop() }
                $shell.InvocationStateInfo.State | Should -Be 'Stopped'
                $shell.Streams.Error.Count | Should -Be 0
            }
            finally {
                $shell.Dispose()
            }
        }
    }

    It 'because a DNS server keeps it waiting ends at once too' {
        Assert-BestBelow 200 {
            $silent = [Net.Sockets.UdpClient]::new([Net.IPEndPoint]::new([Net.IPAddress]::Loopback, 0))
            $shell = Start-Simulation @{ Topology = $lab.Topology; DnsServer = "$($silent.Client.LocalEndPoint)"; TimeoutSeconds = 60 }
            try {
                Wait-Until { $silent.Available -gt 0 }
                Measure-Elapsed { $shell.Stop() }
                $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            }
            finally {
                $shell.Dispose()
                $silent.Dispose()
            }
        }
    }

    It 'because of 100,000 rows takes a bounded time for each' {
        $rows = 1..100000 | ForEach-Object { [pscustomobject]@{ SipAddress = "u$_@shudlab.net"; RegistrarPool = ('A-L14FE1.shudlab.net', 'A-L14FE2.shudlab.net')[$_ % 2]; KnowsBackup = $_ % 3 -eq 0 } }
        Assert-BestBelow 20000 {
            $elapsed = Measure-Elapsed { $script:result = $rows | Invoke-FailoverSimulation @fail }
            $script:result.Users, $script:result.OfflineAtEnd | Should -Be 100000, 33334
            $elapsed
        }
    }
}
