# What every cmdlet inherits from the base class, shown with a probe cmdlet that just waits.
BeforeAll {
    . $PSScriptRoot/Timing.ps1
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    Import-Module $env:LYNCRESILIENCE_PROBE -Force
    $counterType = (Get-Command Test-Probe).Parameters['Counter'].ParameterType

    # The first call pays for compilation.
    1 | Test-Probe
}

Describe 'Fan-out' {
    It 'runs as many inputs at once as the limit allows, and no more' {
        Assert-BestBelow 1000 {
            $counter = $counterType::new()
            $elapsed = Measure-Elapsed { @(50) * 100 | Test-Probe -ThrottleLimit 10 -Counter $counter }

            $counter.Peak | Should -Be 10
            $counter.Finished | Should -Be 100
            $elapsed | Should -BeGreaterOrEqual 490
            $elapsed
        }
    }

    It 'loses no result and duplicates none' {
        $results = 1..500 | ForEach-Object { $_ % 7 } | Test-Probe -ThrottleLimit 32

        $results.Count | Should -Be 500
        ($results | Measure-Object -Sum).Sum | Should -Be ((1..500 | ForEach-Object { $_ % 7 } | Measure-Object -Sum).Sum)
    }

    It 'runs one after the other at limit 1, in order' {
        $counter = $counterType::new()
        40, 1, 20, 2 | Test-Probe -ThrottleLimit 1 -Counter $counter | Should -Be 40, 1, 20, 2
        $counter.Peak | Should -Be 1
    }

    It 'writes each result when it is there' {
        600, 10, 300 | Test-Probe | Should -Be 10, 300, 600
    }

    It 'writes results while further inputs are still coming' {
        $counter = $counterType::new()
        $started = 1..20 | ForEach-Object { 20 } | Test-Probe -ThrottleLimit 2 -Counter $counter | ForEach-Object { $counter.Started }

        $started[0] | Should -BeLessOrEqual 3
    }

    It 'takes an array as well as a pipeline' {
        Test-Probe -Milliseconds 500, 10 | Should -Be 10, 500
    }
}

Describe 'Errors' {
    It 'turns a failing input into one error and goes on' {
        $results = 10, -20, 30 | Test-Probe -ErrorVariable problems -ErrorAction SilentlyContinue

        $results | Should -Be 10, 30
        $problems.Count | Should -Be 1
        $problems[0].TargetObject | Should -Be -20
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LyncResilience.TimedOut,*TestProbeCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
    }

    It 'stops everything at once with -ErrorAction Stop' {
        Assert-BestBelow 1000 {
            $counter = $counterType::new()
            Measure-Elapsed {
                { -10, 5000, 5000 | Test-Probe -Counter $counter -ErrorAction Stop } | Should -Throw '*bad wait*'
            }

            $counter.Running | Should -Be 0
            $counter.Cancelled | Should -Be 2
        }
    }

    It 'passes verbose messages on' {
        (3 | Test-Probe -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }).Message | Should -Be 'waiting 3 ms'
    }
}

Describe 'Ending early' {
    It 'cancels and joins everything when Select-Object has enough' {
        Assert-BestBelow 210 {
            $counter = $counterType::new()
            Measure-Elapsed { @(10) + @(5000) * 19 | Test-Probe -ThrottleLimit 20 -Counter $counter | Select-Object -First 1 }

            $counter.Running | Should -Be 0
            $counter.Finished | Should -Be 1
            $counter.Cancelled | Should -Be ($counter.Started - 1)
        }
    }

    It 'has cancelled before the rest of the pipeline goes on' {
        $counter = $counterType::new()
        $running = @(10) + @(5000) * 5 | Test-Probe -Counter $counter | Select-Object -First 1 | ForEach-Object -Process { } -End { $counter.Running }

        $running | Should -Be 0
    }

    It 'cancels when an earlier command of the pipeline fails' {
        Assert-BestBelow 1000 {
            $counter = $counterType::new()
            Measure-Elapsed {
                { 1..3 | ForEach-Object { if ($_ -eq 3) { throw 'upstream' } else { 5000 } } | Test-Probe -Counter $counter } | Should -Throw 'upstream'
            }

            $counter.Running | Should -Be 0
            $counter.Cancelled | Should -Be 2
        }
    }

    It 'ends within 200 ms of Ctrl+C with <Limit> in flight' -TestCases @{ Limit = 1 }, @{ Limit = 20 } {
        Assert-BestBelow 200 {
            $counter = $counterType::new()
            $shell = [PowerShell]::Create()
            try {
                $null = $shell.AddScript('param($probe, $counter, $limit) Import-Module $probe; @(5000) * 40 | Test-Probe -ThrottleLimit $limit -Counter $counter').AddArgument($env:LYNCRESILIENCE_PROBE).AddArgument($counter).AddArgument($Limit)
                $null = $shell.BeginInvoke()
                Wait-Until { $counter.Running -ge $Limit }
                $counter.Running | Should -Be $Limit

                Measure-Elapsed { $shell.Stop() }

                $counter.Running | Should -Be 0
                $counter.Started | Should -Be $Limit
                $shell.Streams.Error.Count | Should -Be 0
                $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            }
            finally {
                $shell.Dispose()
            }
        }
    }
}
