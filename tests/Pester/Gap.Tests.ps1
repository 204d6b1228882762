# The two-pool laboratory has one SRV record to A-L14FE1: what strands whom, and what saves them?
BeforeAll {
    . $PSScriptRoot/Timing.ps1
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $command = 'LyncResilience.Cmdlets.FindResilienceGapCommand'
    $samples = Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/samples'
    $sample = Get-Content -Raw "$samples/scenarios/shudlab-one-srv.json" | ConvertFrom-Json
    $topology = [LyncResilience.ResilienceTopology]::FromJson(($sample.topology | ConvertTo-Json -Depth 5))
    $one = '_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 0 0 5061 A-L14FE1.shudlab.net.'
    $second = '_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 10 0 5061 A-L14FE2.shudlab.net.'
    $users = @(
        [pscustomobject]@{ SipAddress = 'ClientUser1@shudlab.net'; RegistrarPool = 'A-L14FE1.shudlab.net' }
        [pscustomobject]@{ SipAddress = 'ClientUser2@shudlab.net'; RegistrarPool = 'A-L14FE2.shudlab.net' }
    )
    $world = @{ Topology = $topology; SrvRecord = $one }
    $gaps = $users | Find-ResilienceGap @world
}

Describe 'The gaps of the laboratory' {
    It 'are what the article met: A-L14FE1 fails, and nobody finds A-L14FE2' {
        $gaps | ForEach-Object { $_ | Should -BeOfType LyncResilience.ResilienceGap }
        $stranded = $gaps | Where-Object Failure -EQ 'pool A-L14FE1.shudlab.net'
        $fresh = $stranded | Where-Object Cause -EQ 'NoSecondSrvTarget'
        $fresh.UsersOffline, $fresh.UsersSavedByFix, "$($fresh.Clients)" | Should -Be 2, 2, 'Fresh'
        $fresh.SampleUsers | Should -Be 'ClientUser1@shudlab.net', 'ClientUser2@shudlab.net'
        $cached = $stranded | Where-Object Cause -EQ 'BackupUnknownToClient'
        $cached.UsersOffline | Should -Be 1
        $cached.HomePools | Should -Be 'A-L14FE1.shudlab.net'
        $cached.Fix | Should -BeLike "*_sipinternaltls._tcp.shudlab.net*SRV*A-L14FE2.shudlab.net*"
        $cached.UsersSavedByFix | Should -Be 1
        $gaps.Failure | Should -Not -Contain 'pool A-L14FE2.shudlab.net' -Because 'the one record leads its users to their backup'
    }

    It 'come sorted by users lost' {
        $lost = @($gaps.UsersOffline)
        $lost | Should -Be @($lost | Sort-Object -Descending)
    }

    It 'are closed by their fix, which can be pasted' {
        $gap = $gaps | Where-Object { $_.Cause -eq 'BackupUnknownToClient' -and $_.FixKind -eq 'SrvRecord' } | Select-Object -First 1
        $left = $users | Find-ResilienceGap @world -AddSrvRecord $gap.Fix -NoFix | Where-Object { $_.Failure -eq $gap.Failure -and $_.Cause -eq $gap.Cause }
        $left | Should -BeNullOrEmpty
        ($users | Invoke-FailoverSimulation @world -FailPool A-L14FE1 -AddSrvRecord $gap.Fix).OfflineAtEnd | Should -Be 0
    }

    It 'come without a fix when none is asked for' {
        $found = $users | Find-ResilienceGap @world -NoFix
        $found.Count | Should -Be $gaps.Count
        $found | Where-Object { $_.Fix -or $_.FixKind -or $_.Alternatives.Count } | Should -BeNullOrEmpty
        ($found | Measure-Object UsersSavedByFix -Sum).Sum | Should -Be 0
    }

    It 'of pairs come after those of single failures' {
        $single = @($users | Find-ResilienceGap @world -AddSrvRecord $second -NoFix)
        $both = @($users | Find-ResilienceGap @world -AddSrvRecord $second -NoFix -FailureCount 2)
        $both.Count | Should -BeGreaterThan $single.Count
        $both.FailureCount | Should -Be @($both.FailureCount | Sort-Object)
        $pair = $both | Where-Object Failure -EQ 'pool A-L14FE1.shudlab.net and pool A-L14FE2.shudlab.net'
        $pair.UsersOffline, $pair.Cause, $pair.FailureCount | Should -Be 2, 'BackupDownToo', 2
    }
}

Describe 'The world that is searched' {
    It 'may be a scenario' {
        $found = Find-ResilienceGap -Scenario "$samples/scenarios/shudlab-one-srv.json" -NoFix
        $found.Cause | Should -Contain 'BackupUnknownToClient'
    }

    It 'has one user for each pool where nobody says more, which is told' {
        $found = Find-ResilienceGap @world -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings).Count | Should -Be 1
        $warnings | Should -BeLike '*one user stands for all of each pool*Get-CsUser*'
        $found.Count | Should -Be $gaps.Count
        ($found | Measure-Object UsersOffline -Sum).Sum | Should -Be ($gaps | Measure-Object UsersOffline -Sum).Sum
    }

    It 'has the users that the topology counts' {
        $counted = $topology.ToJson() | ConvertFrom-Json
        $counted.pools | Where-Object kind -NE 'Director' | ForEach-Object { $_ | Add-Member -NotePropertyName userCount -NotePropertyValue 1000 -Force }
        $found = Find-ResilienceGap -Topology $counted -SrvRecord $one -NoFix -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $found[0].UsersOffline | Should -Be (1000 * $gaps[0].UsersOffline)

        $counted.pools[1].PSObject.Properties.Remove('userCount')
        $null = Find-ResilienceGap -Topology $counted -SrvRecord $one -NoFix -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*counts no users of A-L14FE2.shudlab.net*left out*'
    }

    It 'may have been stored as <How>' -TestCases @(
        @{ How = 'CliXml'; Store = { $topology | Export-Clixml "$TestDrive/t.xml"; Import-Clixml "$TestDrive/t.xml" } }
        @{ How = 'JSON'; Store = { $topology.ToJson() | ConvertFrom-Json } }
    ) {
        $stored = & $Store
        @($users | Find-ResilienceGap -Topology $stored -SrvRecord $one -NoFix).Count | Should -Be $gaps.Count
    }
}

Describe 'What can not be searched' {
    It 'is <What>' -TestCases @(
        @{ What = 'a pool that is not there'; Bad = @{ SipAddress = 'x@shudlab.net'; RegistrarPool = 'A-L14FE9.shudlab.net' }; Id = 'ScenarioInvalid' }
        @{ What = 'nobody'; Bad = @{ RegistrarPool = 'A-L14FE1.shudlab.net' }; Id = 'InputUnknown' }
        @{ What = 'a user without a home'; Bad = @{ SipAddress = 'x@shudlab.net' }; Id = 'HomePoolUnknown' }
    ) {
        $input = [pscustomobject] $Bad
        $found = @($input) + $users | Find-ResilienceGap @world -NoFix -ErrorVariable problems -ErrorAction SilentlyContinue
        @($found).Count | Should -Be $gaps.Count
        $problems.FullyQualifiedErrorId | Should -Be "LyncResilience.$Id,$command"
        $problems[0].TargetObject | Should -Be $input
    }

    It 'is a session that knows no topology' {
        { $users | Find-ResilienceGap -SrvRecord $one } | Should -Throw -ErrorId "LyncResilience.NativeCmdletMissing,$command"
    }

    It 'is three failures at once' {
        { $users | Find-ResilienceGap @world -FailureCount 3 } | Should -Throw -ErrorId "ParameterArgumentValidationError,$command"
    }
}

Describe 'Gaps as they are shown' {
    It 'fit into <Width> columns' -TestCases @(
        @{ Width = 80 }
        @{ Width = 88 }
        @{ Width = 120 }
    ) {
        $lines = $gaps | Out-String -Stream -Width $Width | ForEach-Object { $_ -replace "`e\[[0-9;]*m" } | Where-Object { $_.Trim() }
        -split $lines[0] | Should -Be 'Failure', 'UsersOffline', 'Cause', 'Fix'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $Width
        $lines -match '^pool A-L14FE1\.shudlab\.net +\d BackupUnknownToClient _sip' | Should -Not -BeNullOrEmpty
    }

    It 'list the detail, the clients and what can be pasted' {
        $text = $gaps | Where-Object Fix | Select-Object -First 1 | Format-List | Out-String -Width 400
        foreach ($label in 'Detail', 'Clients', 'HomePools', 'FixCommand', 'Alternatives') { $text | Should -Match "(?m)^$label +:" }
        $text | Should -Match 'Add-DnsServerResourceRecord'
    }

    It 'are scalar at the top, in JSON and CSV too' {
        $gap = $gaps | Where-Object Fix | Select-Object -First 1
        $back = $gap | ConvertTo-Json -Depth 4 | ConvertFrom-Json
        $back.Failure, $back.Cause, $back.UsersOffline, $back.Fix | Should -Be $gap.Failure, $gap.Cause, $gap.UsersOffline, $gap.Fix
        $gap | Export-Csv "$TestDrive/g.csv" -NoTypeInformation
        $row = Import-Csv "$TestDrive/g.csv"
        $row.Cause, $row.UsersSavedByFix | Should -Be $gap.Cause, "$($gap.UsersSavedByFix)"
        $gap | Export-Clixml "$TestDrive/g.xml"
        (Import-Clixml "$TestDrive/g.xml").Fix | Should -Be $gap.Fix
    }
}

Describe 'A search that takes long' {
    BeforeAll {
        $pools = 0..39 | ForEach-Object {
            @{ fqdn = "pool$_.contoso.com"; site = "Site$($_ % 20)"; kind = 'Enterprise'; version = 'Lync2013'; backupPool = "pool$($_ -bxor 1).contoso.com"; servers = @("fe$_-1.contoso.com", "fe$_-2.contoso.com") }
        }
        $large = @{ defaultSipDomain = 'contoso.com'; sites = @(0..19 | ForEach-Object { "Site$_" }); pools = $pools } | ConvertTo-Json -Depth 5
    }

    It 'shows how far it is and when it will be done, and ends at once with Ctrl+C' {
        Assert-BestBelow 200 {
            $shell = [powershell]::Create().AddScript({
                    param($module, $topology)
                    Import-Module $module
                    1..4000 | ForEach-Object { [pscustomobject]@{ SipAddress = "u$_@contoso.com"; RegistrarPool = "pool$($_ % 40).contoso.com"; CachedServer = "s$_.contoso.com" } } |
                        Find-ResilienceGap -Topology $topology -SrvRecord '_sipinternaltls._tcp.contoso.com. 3600 IN SRV 0 0 5061 pool0.contoso.com.' -FailureCount 2
                }).AddArgument($env:LYNCRESILIENCE_MODULE).AddArgument($large)
            try {
                $null = $shell.BeginInvoke()
                Wait-Until { $shell.Streams.Progress.Count -ge 2 }
                $bar = $shell.Streams.Progress[0]
                $bar.Activity | Should -BeLike 'Searching every*'
                $bar.StatusDescription | Should -Match '^[\d,]+ of [\d,]+: '
                $bar.SecondsRemaining | Should -BeGreaterOrEqual 0
                Measure-Elapsed { $shell.Stop() }
                $shell.InvocationStateInfo.State | Should -Be 'Stopped'
                $shell.Streams.Error.Count | Should -Be 0
            }
            finally {
                $shell.Dispose()
            }
        }
    }
}
