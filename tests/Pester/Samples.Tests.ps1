# The sample scripts, each run against the laboratory as an administrator would run it: when all is well, and when something isn't.
BeforeDiscovery {
    $samples = @(Get-ChildItem (Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/samples/*.ps1') | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } })
}

BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $samples = Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/samples'
    $lab = Start-ResilienceLab shudlab-two-srv
    $ask = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot; TimeoutSeconds = 8 }
    $site = $ask + @{ Topology = $lab.Topology }

    # The laboratory's pools listen where there was a free port; its topology says where, and records of a simulation must agree.
    $ports = @{}
    $lab.Topology.Pools | ForEach-Object { $ports[$_.Fqdn] = $_.Port }
    $records = "_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 0 0 $($ports['A-L14FE1.shudlab.net']) A-L14FE1.shudlab.net.",
        "_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 10 0 $($ports['A-L14FE2.shudlab.net']) A-L14FE2.shudlab.net."
    $second = '_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 10 0 5061 A-L14FE2.shudlab.net.'

    function Invoke-Sample([string] $File, [hashtable] $Data, [string[]] $Tag) {
        $configuration = New-PesterConfiguration
        $configuration.Run.Container = New-PesterContainer -Path (Join-Path $samples $File) -Data $Data
        $configuration.Run.PassThru = $true
        $configuration.Output.Verbosity = 'None'
        if ($Tag) { $configuration.Filter.Tag = $Tag }
        Invoke-Pester -Configuration $configuration
    }

    # A process of its own, because the scripts end with exit codes.
    function Invoke-Script([string] $Name, [string] $Arguments) {
        $command = "`$ProgressPreference = 'SilentlyContinue'; Import-Module '$env:LYNCRESILIENCE_MODULE'; & '$samples/$Name' $Arguments; exit `$LASTEXITCODE"
        $output = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $command 2>&1 | ForEach-Object { "$_" -replace "`e\[[0-9;]*m" }
        [pscustomobject] @{ ExitCode = $LASTEXITCODE; Output = $output -join "`n" }
    }
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe '<Name>' -ForEach $samples {
    It 'has no syntax that Windows PowerShell 5.1 lacks' {
        $tokens = $null
        $problems = $null
        $tree = [Management.Automation.Language.Parser]::ParseFile($Path, [ref] $tokens, [ref] $problems)

        $problems | Should -BeNullOrEmpty
        $tokens.Kind | Where-Object { "$_" -in 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'QuestionMark', 'AndAnd', 'OrOr' } | Should -BeNullOrEmpty

        # Windows PowerShell reads a file without a byte order mark in the code page of the machine.
        [IO.File]::ReadAllText($Path) | Should -Match '^[\x00-\x7f]*$'
        $tree.GetHelpContent().Synopsis | Should -Not -BeNullOrEmpty
    }
}

Describe 'SiteResilience.Tests.ps1' {
    AfterEach {
        Set-ResilienceLab -Lab $lab -ClearFault
    }

    It 'passes against a good deployment, with a test for each check and target' {
        $run = Invoke-Sample SiteResilience.Tests.ps1 @{ Site = $site; User = $lab.Users }

        $run.Result | Should -Be 'Passed'
        $run.PassedCount | Should -BeGreaterThan 100
        $run.FailedCount + $run.InconclusiveCount | Should -Be 0
    }

    It 'fails in the test of the fault, and says what to do' {
        Set-ResilienceLab -Lab $lab -Fault ExpiredCertificate -FaultTarget A-L14FE1
        $run = Invoke-Sample SiteResilience.Tests.ps1 @{ Site = $site; User = $lab.Users }

        $run.Result | Should -Be 'Failed'
        $run.Failed.Count | Should -Be 1
        $run.Failed[0].ExpandedPath | Should -BeLike "LR-TLS-004 Certificates haven't expired.A-L14FE1.shudlab.net:*"
        $run.Failed[0].ErrorRecord[0].Exception.Message | Should -BeLike '*expired on*Set-CsCertificate*'
    }

    It 'is inconclusive about a warning, and says why it skips' {
        Set-ResilienceLab -Lab $lab -Fault Truncated -FaultTarget dns
        $run = Invoke-Sample SiteResilience.Tests.ps1 @{ Site = $site }

        $run.Result | Should -Be 'Passed'
        $run.InconclusiveCount | Should -Be 1
        $run.Skipped | ForEach-Object { $_.ErrorRecord[0].Exception.Message | Should -Match 'because .{10,}' }
    }

    It 'can be filtered by the ids and groups of checks' {
        $run = Invoke-Sample SiteResilience.Tests.ps1 @{ Site = $site } -Tag LR-TLS-004, CAP
        $run.Passed.Count + $run.Skipped.Count | Should -Be ($run.TotalCount - $run.NotRunCount)
        $run.Passed.Block.Name | Select-Object -Unique | ForEach-Object { $_ | Should -Match '^LR-(TLS-004|CAP-\d+) ' }
    }

    It 'takes results that were collected elsewhere' {
        Test-SiteResilience @site -Tag PAIR, CAP | Export-Clixml "$TestDrive/results.xml"
        $run = Invoke-Sample SiteResilience.Tests.ps1 @{ Result = Import-Clixml "$TestDrive/results.xml" }
        $run.Result | Should -Be 'Passed'
        $run.PassedCount | Should -BeGreaterThan 10
    }

    It 'fails when the site can not be asked at all' {
        (Invoke-Sample SiteResilience.Tests.ps1 @{ Site = @{ SipDomain = 'shudlab.net'; Topology = "$TestDrive/gone.json" } }).Result | Should -Be 'Failed'
    }
}

Describe 'SignInPath.Tests.ps1' {
    AfterEach {
        Set-ResilienceLab -Lab $lab -ClearFault
    }

    It 'passes for users who sign in at home' {
        $run = Invoke-Sample SignInPath.Tests.ps1 @{ Path = @($lab.Users | Test-SrvSignInPath @ask); MaxDurationMs = 20000 }
        $run.Result | Should -Be 'Passed'
        $run.PassedCount | Should -Be 10
    }

    It 'fails for a user whose pool is not there' {
        Set-ResilienceLab -Lab $lab -Fault Refused -FaultTarget A-L14FE1
        $run = Invoke-Sample SignInPath.Tests.ps1 @{ Path = @($lab.Users[0] | Test-SrvSignInPath @ask); MaxDurationMs = 20000 }
        $run.Failed.Name | Should -Contain 'ends with full service'
    }
}

Describe 'Scripts' {
    AfterEach {
        Set-ResilienceLab -Lab $lab -ClearFault
    }

    BeforeAll {
        # What an administrator has in files.
        [IO.File]::WriteAllText("$TestDrive/topology.json", $lab.Topology.ToJson())
        [IO.File]::WriteAllText("$TestDrive/site.psd1", "@{ schema = 1; topology = 'topology.json'; dnsServers = @('$($lab.DnsServer)') }")
        $lab.Users | Select-Object SipAddress, @{ Name = 'RegistrarPool'; Expression = 'HomePool' } | Export-Csv -NoTypeInformation "$TestDrive/users.csv"
        $runbook = "-Configuration '$TestDrive/site.psd1' -OutputPath '$TestDrive/out' -UserPath '$TestDrive/users.csv' -TrustedRoot '$($lab.TrustedRoot)'"
        $change = "-Path '$TestDrive/before.xml' -Site @{ Configuration = '$TestDrive/site.psd1'; TrustedRoot = '$($lab.TrustedRoot)' } -User (Import-Csv '$TestDrive/users.csv')"
    }

    It 'Invoke-ResilienceRunbook writes its files and ends with 0 when all is well' {
        $null = New-Item -ItemType Directory "$TestDrive/out/20200101-000000", "$TestDrive/out/20200101-mine"
        $run = Invoke-Script Invoke-ResilienceRunbook.ps1 $runbook

        $run.ExitCode | Should -Be 0 -Because $run.Output
        $run.Output | Should -BeLike 'Pass: * 0 failed*'
        foreach ($folder in 'latest', (Get-ChildItem "$TestDrive/out" -Directory | Where-Object Name -Match '^\d{8}-\d{6}$').Name) {
            (Get-ChildItem "$TestDrive/out/$folder").Name | Sort-Object | Should -Be 'junit.xml', 'report.html', 'results.json', 'results.xml'
        }

        ([xml] [IO.File]::ReadAllText("$TestDrive/out/latest/junit.xml")).DocumentElement.LocalName | Should -BeLike 'testsuite*'
        Test-Path "$TestDrive/out/20200101-000000" | Should -BeFalse
        Test-Path "$TestDrive/out/20200101-mine" | Should -BeTrue
    }

    It 'Invoke-ResilienceRunbook ends with 2 and names the fault' {
        Set-ResilienceLab -Lab $lab -Fault WrongCertificateName -FaultTarget A-L14FE2
        $run = Invoke-Script Invoke-ResilienceRunbook.ps1 $runbook
        $run.ExitCode | Should -Be 2
        $run.Output | Should -BeLike '*Fail LR-TLS-003 A-L14FE2.shudlab.net:*'
    }

    It 'Invoke-ResilienceRunbook ends with 1 at a warning' {
        Set-ResilienceLab -Lab $lab -Fault Truncated -FaultTarget dns
        (Invoke-Script Invoke-ResilienceRunbook.ps1 $runbook).ExitCode | Should -Be 1
    }

    It 'Invoke-ResilienceRunbook ends with 3 when it could not ask' {
        $run = Invoke-Script Invoke-ResilienceRunbook.ps1 "-Configuration '$TestDrive/gone.psd1' -OutputPath '$TestDrive/out'"
        $run.ExitCode | Should -Be 3
        $run.Output | Should -BeLike 'The site could not be validated: *gone.psd1*'
    }

    It 'Compare-ResilienceChange shows what a change broke, and what mended it' {
        $run = Invoke-Script Compare-ResilienceChange.ps1 $change
        $run.ExitCode | Should -Be 0 -Because $run.Output
        $run.Output | Should -BeLike 'Kept * results in *'
        $run = Invoke-Script Compare-ResilienceChange.ps1 $change
        $run.ExitCode | Should -Be 0
        $run.Output | Should -BeNullOrEmpty

        Set-ResilienceLab -Lab $lab -RemoveSrvRecord $second
        try {
            $run = Invoke-Script Compare-ResilienceChange.ps1 $change
            $run.ExitCode | Should -Be 1
            $run.Output | Should -Match 'Change : Worse\s+Id +: LR-DNS-018'
            $run.Output | Should -Match 'Change : Worse\s+Id +: LR-SIM-001'
            (Invoke-Script Compare-ResilienceChange.ps1 "$change -Renew").ExitCode | Should -Be 0
        }
        finally {
            Set-ResilienceLab -Lab $lab -AddSrvRecord $second
        }

        $run = Invoke-Script Compare-ResilienceChange.ps1 $change
        $run.ExitCode | Should -Be 0
        $run.Output | Should -Match 'Change : Better\s+Id +: LR-DNS-018'
    }

    Context 'Invoke-FailoverDrill' {
        BeforeAll {
            $drill = @{
                User        = $lab.Users
                Topology    = $lab.Topology
                Pool        = 'A-L14FE1'
                SrvRecord   = $records
                SignIn      = $ask
                WaitSeconds = 0
                Confirm     = $false
                TakeDown    = { Set-ResilienceLab -Lab $lab -PoolDown A-L14FE1; Set-ResilienceLab -Lab $lab -AdvanceSeconds 400 }
                BringUp     = { Set-ResilienceLab -Lab $lab -PoolUp A-L14FE1; Set-ResilienceLab -Lab $lab -AdvanceSeconds 900 }
            }
        }

        It 'sees live what was predicted' {
            $verdicts = & "$samples/Invoke-FailoverDrill.ps1" @drill 6>$null

            $LASTEXITCODE | Should -Be 0
            $verdicts.SipAddress | Should -Be 'ClientUser1@shudlab.net', 'ClientUser2@shudlab.net'
            $verdicts.Predicted | Should -Be 'Limited', 'Full'
            $verdicts.Live | Should -Be 'Limited', 'Full'
            $verdicts.LiveRegistrar | Should -Be 'A-L14FE2.shudlab.net', 'A-L14FE2.shudlab.net'
            $verdicts.AsPredicted | Should -Be $true, $true
            ($lab.Pools | Where-Object Fqdn -EQ A-L14FE1.shudlab.net).IsUp | Should -BeTrue
        }

        It 'fails when the record that was counted on is not there, and brings the pool back' {
            Set-ResilienceLab -Lab $lab -RemoveSrvRecord $second
            try {
                $verdicts = & "$samples/Invoke-FailoverDrill.ps1" @drill 6>$null
                $LASTEXITCODE | Should -Be 1
                $verdicts[0].Predicted, $verdicts[0].Live, $verdicts[0].AsPredicted | Should -Be 'Limited', 'Offline', $false
                ($lab.Pools | Where-Object Fqdn -EQ A-L14FE1.shudlab.net).IsUp | Should -BeTrue
            }
            finally {
                Set-ResilienceLab -Lab $lab -AddSrvRecord $second
            }
        }

        It 'takes nothing down with -WhatIf' {
            & "$samples/Invoke-FailoverDrill.ps1" @drill -WhatIf 6>$null | Should -BeNullOrEmpty
            ($lab.Pools | Where-Object Fqdn -EQ A-L14FE1.shudlab.net).IsUp | Should -BeTrue
        }
    }
}
