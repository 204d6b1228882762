# What Export-ResilienceReport makes of a walk, a simulation and a topology.
BeforeDiscovery {
    # Windows PowerShell has no Test-Json, and small builds of PowerShell 7 leave it out.
    $noJudge = -not (Get-Command Test-Json -ErrorAction Ignore)
    $note = if ($noJudge) { ' (skipped: this PowerShell has no Test-Json)' }
    $formats = @(
        @{ Format = 'Markdown'; Name = 'report.md'; Says = '*## At a glance*| SignInPath | 0 | 1 | 0 | 0 | 0 |*## Simulation: A-L14FE1.shudlab.net down*```mermaid*' }
        @{ Format = 'Json'; Name = 'report.json'; Says = '{*"schema": 1,*"status": "Fail"*' }
        @{ Format = 'Csv'; Name = 'report.csv'; Says = 'Kind,Name,Status,*"FailoverSimulation","A-L14FE1.shudlab.net down",Fail,*' }
        @{ Format = 'JUnit'; Name = 'junit.xml'; Says = '*<testsuites name="Resilience report" tests="4" failures="1" errors="0"*' }
        @{ Format = 'NUnit3'; Name = 'nunit.xml'; Says = '*<test-run *testcasecount="4" result="Failed"*' }
    )
}

BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $schema = Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/schemas/report.schema.json'
    $lab = Start-ResilienceLab
    $record = '_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 0 0 5061 A-L14FE1.shudlab.net.'
    $walk = $lab.Users[0] | Test-SrvSignInPath -DnsServer $lab.DnsServer -TrustedRoot $lab.TrustedRoot
    $simulation = $lab.Users | Invoke-FailoverSimulation -Topology $lab.Topology -SrvRecord $record -FailPool A-L14FE1
    $all = $walk, $simulation, $lab.Topology
    $command = 'LyncResilience.Cmdlets.ExportResilienceReportCommand'
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe 'A report' {
    It 'is written as <Format>' -TestCases $formats {
        $path = Join-Path $TestDrive $Name
        $all | Export-ResilienceReport $path -Format $Format | Should -BeNullOrEmpty

        Get-Content -Raw -LiteralPath $path | Should -BeLike $Says
    }

    It 'has the format of its extension' -TestCases ($formats | Where-Object Name -NotLike '*.xml') {
        $path = Join-Path $TestDrive "by-extension-$Name"
        $all | Export-ResilienceReport -Path $path

        Get-Content -Raw -LiteralPath $path | Should -BeLike $Says
    }

    It 'is given with -PassThru, and takes a title' {
        $file = Export-ResilienceReport -LiteralPath (Join-Path $TestDrive '[a].md') -InputObject $all -Title 'Drill of May' -PassThru

        $file | Should -BeOfType [System.IO.FileInfo]
        $file.Name | Should -Be '[a].md'
        (Get-Content -LiteralPath $file.FullName)[0] | Should -Be '# Drill of May'
    }

    It 'is read back as a table' {
        $path = Join-Path $TestDrive 'walk.csv'
        $walk | Export-ResilienceReport $path
        $row = Import-Csv -LiteralPath $path

        $row.SipAddress, $row.Status, $row.RedirectCount | Should -Be $walk.SipAddress, 'Warn', '0'
    }

    It 'has a row for each user in a table of outcomes' {
        $path = Join-Path $TestDrive 'users.csv'
        $simulation.Outcomes | Export-ResilienceReport $path

        (Import-Csv -LiteralPath $path).FinalState | Should -Be 'Offline', 'Full'
    }

    It 'of nothing is written too' {
        $path = Join-Path $TestDrive 'nothing.xml'
        @() | Export-ResilienceReport $path -Format JUnit

        ([xml](Get-Content -Raw -LiteralPath $path)).testsuites.tests | Should -Be 0
    }

    It 'is replaced when it is there, and nothing stays beside it' {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'folder')
        $path = Join-Path $folder.FullName 'a.md'
        $walk | Export-ResilienceReport $path -Title One
        $walk | Export-ResilienceReport $path -Title Two

        (Get-Content -LiteralPath $path)[0] | Should -Be '# Two'
        (Get-ChildItem -LiteralPath $folder.FullName -Force).Name | Should -Be 'a.md'
    }

    It 'is not written with -WhatIf' {
        $path = Join-Path $TestDrive 'never.md'
        $walk | Export-ResilienceReport $path -WhatIf -PassThru | Should -BeNullOrEmpty

        Test-Path -LiteralPath $path | Should -BeFalse
    }

    It 'takes a topology that was stored' {
        $stored = Join-Path $TestDrive 'topology.clixml'
        $lab.Topology | Export-Clixml $stored -Depth 4
        $path = Join-Path $TestDrive 'stored.csv'
        Import-Clixml $stored | Export-ResilienceReport $path

        (Import-Csv -LiteralPath $path).Fqdn | Should -Be $lab.Topology.Pools.Fqdn
    }
}

Describe "The schema of reports$note" -Skip:$noJudge {
    It 'takes what is written' {
        $path = Join-Path $TestDrive 'judged.json'
        $differences = $lab.Users | Invoke-FailoverSimulation -Topology $lab.Topology -SrvRecord $record | Compare-FailoverSimulation $simulation
        $all + @($simulation.Outcomes) + @($differences) + @(Get-BackupRegistrar -Topology $lab.Topology) | Export-ResilienceReport $path

        Test-Json -Json (Get-Content -Raw -LiteralPath $path) -SchemaFile $schema | Should -BeTrue
    }
}

Describe 'A topology in a report' {
    It 'can be cut out and used' {
        $path = Join-Path $TestDrive 'topology.json'
        $lab.Topology | Export-ResilienceReport $path
        $report = Get-Content -Raw -LiteralPath $path | ConvertFrom-Json

        (Get-BackupRegistrar -Topology $report.topologies[0].topology).BackupRegistrar | Should -Be 'A-L14FE2.shudlab.net', 'A-L14FE1.shudlab.net'
    }
}

Describe 'What is refused' {
    It 'is anything that is no result, and the rest is written' {
        $path = Join-Path $TestDrive 'mixed.md'
        $walk, 'text', 5 | Export-ResilienceReport $path -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems.Count | Should -Be 2
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.InputUnknown,$command"
        $problems[0].ToString() | Should -BeLike '*System.String*'
        $problems[0].TargetObject | Should -Be 'text'
        Test-Path -LiteralPath $path | Should -BeTrue
    }

    It 'is not the summary of a validation, which stands for its results' {
        $results = @(Test-SiteResilience shudlab.net -Topology $lab.Topology -Tag LR-PAIR-001 -PassThru)
        foreach ($piped in $results, $results[-1]) {
            $path = Join-Path $TestDrive 'checks.csv'
            $piped | Export-ResilienceReport $path

            (Import-Csv $path).Target | Should -Be 'A-L14FE1.shudlab.net', 'A-L14FE2.shudlab.net'
        }
    }

    It 'is a result that was cut off when it was stored, and then there is no report' {
        $stored = $walk | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json
        $path = Join-Path $TestDrive 'refused.md'
        $stored | Export-ResilienceReport $path -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems[0].ToString() | Should -BeLike '*Hops of this SignInPath became text*ConvertTo-Json -Depth 5*'
        Test-Path -LiteralPath $path | Should -BeFalse
    }

    It 'is <What>' -TestCases @(
        @{ What = 'a file that does not tell its format'; Name = 'a.xml'; Arguments = @{}; Id = 'ReportFormatUnknown'; Says = '*-Format*JUnit*NUnit3*' }
        @{ What = 'a folder that is not there'; Name = 'nowhere/a.md'; Arguments = @{}; Id = 'FileUnreadable'; Says = '*nowhere*' }
        @{ What = 'a folder'; Name = '.'; Arguments = @{ Format = 'Csv' }; Id = 'FileUnreadable'; Says = '*is a folder*' }
        @{ What = 'a file that is to be left alone'; Name = 'there.md'; Arguments = @{ NoClobber = $true }; Id = 'FileExists'; Says = '*-NoClobber*' }
        @{ What = 'a wildcard that stands for nothing'; Name = '*.nothing'; Arguments = @{ Format = 'Csv' }; Id = 'FileUnreadable'; Says = '*no file*' }
        @{ What = 'a read-only file'; Name = 'fixed.md'; Arguments = @{}; Id = 'AccessDenied'; Says = '*-Force*' }
    ) {
        $there = New-Item -ItemType File -Force -Path (Join-Path $TestDrive 'there.md')
        $fixed = Join-Path $TestDrive 'fixed.md'
        if (-not (Test-Path -LiteralPath $fixed)) { (New-Item -ItemType File -Path $fixed).IsReadOnly = $true }
        $problem = $null
        try { $walk | Export-ResilienceReport (Join-Path $TestDrive $Name) @Arguments } catch { $problem = $_ }

        $problem.FullyQualifiedErrorId | Should -Be "LyncResilience.$Id,$command"
        $problem.ToString() | Should -BeLike $Says
        (Get-Item -LiteralPath $there.FullName).Length | Should -Be 0
    }

    It 'is not a read-only file with -Force' {
        $file = New-Item -ItemType File -Path (Join-Path $TestDrive 'forced.md')
        $file.IsReadOnly = $true
        $walk | Export-ResilienceReport $file.FullName -Force

        (Get-Item -LiteralPath $file.FullName).Length | Should -BeGreaterThan 100
    }
}
