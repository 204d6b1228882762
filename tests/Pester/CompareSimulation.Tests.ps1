# What-if questions to the two-pool laboratory: whom does a change help, and whom does it hurt?
BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $command = 'LyncResilience.Cmdlets.CompareFailoverSimulationCommand'
    $sample = Get-Content -Raw (Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/samples/scenarios/shudlab-one-srv.json') | ConvertFrom-Json
    $topology = [LyncResilience.ResilienceTopology]::FromJson(($sample.topology | ConvertTo-Json -Depth 5))
    $one = '_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 0 0 5061 A-L14FE1.shudlab.net.'
    $second = '_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 10 0 5061 A-L14FE2.shudlab.net.'
    $users = @(
        [pscustomobject]@{ SipAddress = 'ClientUser1@shudlab.net'; RegistrarPool = 'A-L14FE1.shudlab.net'; KnowsBackup = $false }
        [pscustomobject]@{ SipAddress = 'ClientUser2@shudlab.net'; RegistrarPool = 'A-L14FE2.shudlab.net'; KnowsBackup = $false }
        [pscustomobject]@{ SipAddress = 'Told@shudlab.net'; RegistrarPool = 'A-L14FE1.shudlab.net'; KnowsBackup = $true }
    )
    $fail = @{ Topology = $topology; SrvRecord = $one; FailPool = 'A-L14FE1' }
    $before = $users | Invoke-FailoverSimulation @fail
    $after = $users | Invoke-FailoverSimulation @fail -AddSrvRecord $second
}

Describe 'Compare-FailoverSimulation' {
    It 'shows whom a second SRV record saves' {
        $row = Compare-FailoverSimulation $before $after

        $row | Should -BeOfType LyncResilience.FailoverDifference
        @($row).Count | Should -Be 1
        $row.Effect, $row.Users, $row.HomePool, $row.Before, $row.After | Should -Be 'Helps', 1, 'A-L14FE1.shudlab.net', 'Offline', 'Limited'
        $row.OfflineSecondsBefore, $row.OfflineSecondsAfter, $row.LimitedSecondsBefore, $row.LimitedSecondsAfter | Should -Be 86370, 270, 0, 86100
        $row.SecondsGained | Should -Be 86100
        $row.Detail | Should -BeLike 'Before: *only SRV target*never told its backup*; after: was offline for 270 s*A-L14FE2.shudlab.net with limited service*'
        $row.SipAddresses | Should -Be 'ClientUser1@shudlab.net'
        $row.SipAddresses[0] | Should -Be 'ClientUser1@shudlab.net'
    }

    It 'shows whom a record that goes away hurts' {
        $without = $users | Invoke-FailoverSimulation @fail -AddSrvRecord $second -RemoveSrvRecord $one
        $row = $without | Compare-FailoverSimulation $before
        $row.Effect | Should -Be 'Helps'

        # FE2 fails where the only record names it: the user who comes from its cache finds nobody.
        $fail2 = @{ Topology = $topology; FailPool = 'A-L14FE2' }
        $row = $users | Invoke-FailoverSimulation @fail2 -SrvRecord $second | Compare-FailoverSimulation ($users | Invoke-FailoverSimulation @fail2 -SrvRecord $one)
        $row.Effect, $row.Users, $row.Change, $row.SecondsGained | Should -Be 'Hurts', 1, 'Limited -> Offline', -86100
        $row.SipAddresses | Should -Be 'ClientUser2@shudlab.net'
    }

    It 'shows what <What> does' -TestCases @(
        @{ What = 'an assumption'; Change = @{ Assume = @{ LossDetectionSeconds = 330 } }; Rows = @(@{ Effect = 'Helps'; Change = 'Offline, offline 86370 -> 86070 s'; Gained = 300 }, @{ Effect = 'Helps'; Change = 'Limited, offline 270 -> 0 s'; Gained = 270 }) }
        @{ What = 'a topology without backups'; Edit = { $_.pools | ForEach-Object { $_.backupPool = $null } }; Rows = @(@{ Effect = 'Hurts'; Change = 'Limited -> Offline'; Gained = -86100 }) }
        @{ What = 'a shorter failure detection'; Edit = { $_.pools | ForEach-Object { $_.failureDetectionSeconds = 90 } }; Rows = @(@{ Effect = 'Helps'; Change = 'Limited, offline 270 -> 60 s'; Gained = 210 }) }
    ) {
        $world = $fail.Clone()
        if ($Change) { $world += $Change }
        if ($Edit) {
            $world.Topology = $topology.ToJson() | ConvertFrom-Json
            $null = $world.Topology | ForEach-Object $Edit
        }

        $found = @($users | Invoke-FailoverSimulation @world | Compare-FailoverSimulation $before)
        $found.Count | Should -Be $Rows.Count
        for ($i = 0; $i -lt $Rows.Count; $i++) {
            $found[$i].Effect, $found[$i].Change, $found[$i].SecondsGained | Should -Be $Rows[$i].Effect, $Rows[$i].Change, $Rows[$i].Gained
        }
    }

    It 'finds nothing in a simulation that is the same' {
        Compare-FailoverSimulation $before ($users | Invoke-FailoverSimulation @fail) | Should -BeNullOrEmpty
    }

    It 'says in a word whether nobody is hurt' {
        Compare-FailoverSimulation $before $after -Quiet | Should -BeTrue
        $before | Compare-FailoverSimulation -Reference $after -Quiet | Should -BeFalse
        Compare-FailoverSimulation $before $before -Quiet | Should -BeTrue
    }

    It 'takes simulations from <Where>' -TestCases @(
        @{ Where = 'a CliXml file'; Store = { $args[0] | Export-Clixml "$TestDrive/s.xml"; Import-Clixml "$TestDrive/s.xml" } }
        @{ Where = 'JSON'; Store = { $args[0] | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue | ConvertFrom-Json } }
    ) {
        $stored = & $Store $before
        $stored | Should -Not -BeOfType LyncResilience.FailoverSimulation
        $row = $after | Compare-FailoverSimulation $stored
        $row.Change, $row.SecondsGained | Should -Be 'Offline -> Limited', 86100
        $stored | Compare-FailoverSimulation $before | Should -BeNullOrEmpty
    }

    It 'counts users of only one simulation in a warning' {
        $row = $users[0] | Invoke-FailoverSimulation @fail -AddSrvRecord $second | Compare-FailoverSimulation $before -WarningVariable warnings -WarningAction SilentlyContinue
        $row.Users | Should -Be 1
        $warnings | Should -BeLike '2 users are only in the reference and 0 only in the difference*'
    }

    It 'warns when one lasts longer than the other' {
        $null = $users | Invoke-FailoverSimulation @fail -Duration 3600 | Compare-FailoverSimulation $before -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*86400 s*3600 s*'
    }

    It 'can not compare simulations of different people' {
        $others = @{ SipAddress = 'other@shudlab.net'; RegistrarPool = 'A-L14FE1.shudlab.net' } | Invoke-FailoverSimulation @fail
        $others | Compare-FailoverSimulation $before -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be "LyncResilience.ScenarioInvalid,$command"
        $problems[0].TargetObject | Should -Be $others
    }

    It 'refuses <What> in binding' -TestCases @(
        @{ What = 'what is no simulation'; Given = { 'x' }; Like = '*no simulation*Invoke-FailoverSimulation*' }
        @{ What = 'nothing'; Given = { @() }; Like = '*No simulation was given*' }
        @{ What = 'several'; Given = { $before, $after }; Like = '*2 objects were given*' }
        @{ What = 'one whose outcomes were cut off'; Given = { $before | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json }; Like = '*outcomes*became text*-Depth 5*' }
    ) {
        $bad = & $Given
        $failure = { Compare-FailoverSimulation $bad $after } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -Be "ParameterArgumentTransformationError,$command"
        "$failure" | Should -BeLike $Like
    }

    It 'gives rows whose top is scalar, in JSON and CSV too' {
        $row = Compare-FailoverSimulation $before $after
        ($row | ConvertTo-Json | ConvertFrom-Json).Before | Should -Be 'Offline'
        $row | Export-Csv "$TestDrive/d.csv" -NoTypeInformation
        $csv = Import-Csv "$TestDrive/d.csv"
        $csv.Effect, $csv.Change, $csv.SecondsGained | Should -Be 'Helps', 'Offline -> Limited', '86100'
    }

    It 'shows rows in <Width> columns' -TestCases @(@{ Width = 80 }, @{ Width = 120 }) {
        $lines = Compare-FailoverSimulation $before $after | Out-String -Stream -Width $Width | ForEach-Object { $_ -replace "`e\[[0-9;]*m" } | Where-Object { $_.Trim() }
        -split $lines[0] | Should -Be 'Effect', 'Users', 'HomePool', 'Change', 'SecondsGained'
        $lines[2] | Should -Match '^Helps +1 A-L14FE1\.shudlab\.net +Offline -> Limited +86100$'
    }
}
