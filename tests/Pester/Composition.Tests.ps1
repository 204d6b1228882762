# What pipes into what: every type that a command emits, into every command that can take it, here and after a journey.
BeforeDiscovery {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $emitted = @((Get-Command -Module LyncResilience).OutputType.Type | Where-Object { $_ -and $_ -ne [void] } | Sort-Object FullName -Unique)
    $nested = 'FailoverOutcome', 'TopologyPool', 'ResilienceLabUser', 'ResilienceLabPool' | ForEach-Object { [type] "LyncResilience.$_" }
    $from = $emitted + $nested

    $matrix = . $PSScriptRoot/Composition.ps1

    # By value anything binds to PSObject, to an argument transformation and, as text, to a string; otherwise the type decides. By name the properties do.
    function Test-CanBind($Type, $Command) {
        foreach ($parameter in $Command.ParameterSets.Parameters) {
            $element = if ($parameter.ParameterType.IsArray) { $parameter.ParameterType.GetElementType() } else { $parameter.ParameterType }
            if ($parameter.ValueFromPipeline -and ($element -in [psobject], [object], [string] -or $element.IsAssignableFrom($Type) -or
                    ($parameter.Attributes | Where-Object { $_ -is [Management.Automation.ArgumentTransformationAttribute] }))) {
                return $true
            }

            if ($parameter.ValueFromPipelineByPropertyName -and ($Type.GetProperties().Name | Where-Object { $_ -in @($parameter.Name) + $parameter.Aliases })) {
                return $true
            }
        }

        $false
    }

    $pairs = foreach ($command in Get-Command -Module LyncResilience) {
        foreach ($type in $from) {
            if (Test-CanBind $type $command) {
                $row = $matrix[$command.Name]
                $kind = @('Everywhere', 'Flat', 'Whole', 'Here' | Where-Object { $row -and $row[$_] -contains $type.Name })
                $id = @(if ($row) { $row.Refused.Keys | Where-Object { $row.Refused[$_] -contains $type.Name } })
                @{ From = $type.Name; To = $command.Name; Kind = $kind; Id = $id; Declared = $kind.Count + $id.Count; Empty = $row -and $row.Empty -contains $type.Name }
            }
        }
    }

    $stored = 'CliXml', 'JSON', 'JSON with names', 'a session, depth 1', 'a session, depth 2', 'CSV' | ForEach-Object { @{ Way = $_ } }
    $taken = $pairs | Where-Object Kind
    $refused = $pairs | Where-Object Id
}

BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    . $PSScriptRoot/Emitted.ps1
    $matrix = . $PSScriptRoot/Composition.ps1

    # What came out, in one text without clocks, and the ids of errors.
    function Invoke-Pair([string] $To, $List) {
        $ErrorActionPreference = 'Continue'
        $all = @(try { & $matrix[$To].Call $List 2>&1 } catch { $_ })
        $problems = @($all | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        $output = @($all | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] })
        @{
            Count = $output.Count
            Words = (ConvertTo-Json $output -Depth 10 -Compress -WarningAction SilentlyContinue) -replace '\\?"(DurationMs|TimeUtc|StartedUtc|createdUtc|durationMs|timeUtc)\\?": ?[^,}]*'
            Ids   = @($problems | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] } | Select-Object -Unique)
            Text  = "$problems"
        }
    }

    $asLive = @{}
    function Get-Live([string] $From, [string] $To) {
        if (-not $asLive["$From > $To"]) {
            $asLive["$From > $To"] = Invoke-Pair $To $made[$From]
        }

        $asLive["$From > $To"]
    }
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe 'The matrix' {
    It 'says once what <To> makes of <From>' -ForEach $pairs {
        $Declared | Should -Be 1 -Because 'each pair that can bind stands once in Composition.ps1'
    }

    It 'has a row for each command that takes anything, and no other' {
        $binding = Get-Command -Module LyncResilience | Where-Object { $_.ParameterSets.Parameters | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName } }
        $matrix.Keys | Sort-Object | Should -Be ($binding.Name | Sort-Object)
    }

    It 'has an object of <From> to try' -ForEach ($pairs | Sort-Object { $_.From } -Unique) {
        $made[$From] | Should -Not -BeNullOrEmpty
    }
}

Describe '<From> | <To>' -ForEach $taken {
    It 'is taken here' {
        $live = Get-Live $From $To
        if (-not $Empty) {
            $live.Count | Should -BeGreaterThan 0
        }
    }

    It 'is taken out of <Way>, alike' -ForEach $stored {
        if ($Kind -eq 'Here') {
            Set-ItResult -Skipped -Because 'it lives in its process'
        }

        $back = Invoke-Pair $To (& $ways[$Way] $made[$From])
        if ($Way -eq 'CSV' -and $Kind -eq 'Whole') {
            $back.Text | Should -BeLike '*ConvertTo-Json*-Depth 5*'
        }
        else {
            $back.Ids | Should -Be (Get-Live $From $To).Ids
            if ($Way -ne 'CSV' -or $Kind -ne 'Flat') {
                $back.Words | Should -BeExactly (Get-Live $From $To).Words
            }
        }
    }

    It 'is taken live and stored in one pipeline' {
        if ($Kind -eq 'Here') {
            Set-ItResult -Skipped -Because 'it lives in its process'
        }

        $all = Invoke-Pair $To (@($made[$From]) + @(& $ways['CliXml'] $made[$From]) + @(& $ways['JSON'] $made[$From]))
        $twice = Invoke-Pair $To (@($made[$From]) + @($made[$From]) + @($made[$From]))
        $all.Ids | Should -Be $twice.Ids
        $all.Words | Should -BeExactly $twice.Words
    }
}

Describe '<From> | <To>' -ForEach $refused {
    It 'is refused out of <Way>' -ForEach @(@{ Way = 'the pipeline' }, @{ Way = 'CliXml' }, @{ Way = 'JSON' }) {
        $back = Invoke-Pair $To (& $ways[$Way] $made[$From])
        $back.Ids | Should -Be $Id
    }
}

Describe 'Beside native cmdlets' {
    BeforeAll {
        # Their properties have the names of the real ones. RegistrarPool of Get-CsUser is an object that shows its name as FriendlyName.
        function Get-CsUser {
            foreach ($user in $lab.Users) {
                [pscustomobject] @{
                    Identity = "CN=$($user.SipAddress),OU=Users,DC=shudlab,DC=net"; SipAddress = "sip:$($user.SipAddress)"; EnabledForFederation = $true; Enabled = $true
                    RegistrarPool = if ($named) { [pscustomobject] @{ FriendlyName = $user.HomePool } } else { $user.HomePool }
                }
            }
        }

        function Get-CsPool {
            $lab.Topology.Pools | ForEach-Object { [pscustomobject] @{ Identity = $_.Fqdn; Fqdn = $_.Fqdn; Site = 'Site:1'; Services = "Registrar:$($_.Fqdn)", "UserServer:$($_.Fqdn)"; Computers = $_.Fqdn } }
        }

        function Get-CsService([switch] $Registrar, [switch] $EdgeServer) {
            if ($Registrar) {
                $lab.Topology.Pools | ForEach-Object { [pscustomobject] @{ Identity = "Registrar:$($_.Fqdn)"; PoolFqdn = $_.Fqdn; BackupRegistrar = "Registrar:$($_.BackupPool)"; SiteId = 'Site:1' } }
            }
        }
    }

    It 'users come from Get-CsUser out of <Way>, the pool as <As>' -ForEach $(
        foreach ($way in 'the pipeline', 'CliXml', 'JSON', 'a session, depth 2') {
            @{ Way = $way; As = 'text'; Named = $false }
            @{ Way = $way; As = 'an object'; Named = $true }
        }
    ) {
        $users = & $ways[$Way] @(Get-CsUser)
        $backups = $users | Get-BackupRegistrar -Topology $lab.Topology
        $backups.SipAddress | Should -Be $lab.Users.SipAddress
        $backups.PrimaryRegistrar | Should -Be $lab.Users.HomePool
        ($users | Invoke-FailoverSimulation @world -FailPool A-L14FE1).Outcomes.HomePool | Should -Be $lab.Users.HomePool
        ($users | Test-SrvSignInPath @reach -SkipConnect).SipAddress | Sort-Object | Should -Be ($lab.Users.SipAddress | Sort-Object)
    }

    It 'live, stored, native and written users go through one pipeline' {
        $named = $false
        $mixed = @(Get-CsUser) + @($lab.Users) + @(& $ways['CliXml'] $made['BackupRegistrar']) + @(& $ways['JSON'] $made['FailoverOutcome']) + @(& $ways['CSV'] $made['BackupRegistrar'])
        ($mixed | Get-BackupRegistrar -Topology $lab.Topology).BackupRegistrar | Sort-Object -Unique | Should -Be ($lab.Topology.Pools.Fqdn | Sort-Object)
    }

    It 'pools come from Get-CsPool and Get-CsService, and make a topology' {
        $topology = @(Get-CsPool) + @(Get-CsService -Registrar) | Get-ResilienceTopology
        $topology.Pools.BackupPool | Should -Be $lab.Topology.Pools.BackupPool
        (Get-CsPool | Get-BackupRegistrar -Topology $topology).BackupRegistrar | Should -Be $lab.Topology.Pools.BackupPool
    }
}

Describe 'Another process' {
    It 'sends results that reports and comparisons take' {
        $module, $folder = $env:LYNCRESILIENCE_MODULE, $cacheFolder
        $sample = Join-Path (Split-Path $module) 'module/samples/scenarios/shudlab-one-srv.json'
        $sent = Start-Job { Import-Module $using:module; Invoke-FailoverSimulation -Scenario $using:sample; Get-EndpointCache $using:folder } | Receive-Job -Wait -AutoRemoveJob
        $here = @(Invoke-FailoverSimulation -Scenario $sample) + @(Get-EndpointCache $folder)

        $sent[0].PSObject.TypeNames | Should -Contain 'Deserialized.LyncResilience.FailoverSimulation'
        $sent[0] | Compare-FailoverSimulation $here[0] | Should -BeNullOrEmpty
        (Invoke-Pair 'Export-ResilienceReport' $sent).Words | Should -BeExactly (Invoke-Pair 'Export-ResilienceReport' $here).Words
    }
}
