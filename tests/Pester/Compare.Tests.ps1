# Walks against a laboratory, and what its logs show of them.
BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $compare = 'LyncResilience.Cmdlets.CompareSignInPathCommand'
    $logs = Join-Path $TestDrive 'logs'
    $lab = Start-ResilienceLab -TracePath $logs
    $one, $two = $lab.Users | Test-SrvSignInPath -DnsServer $lab.DnsServer -TrustedRoot $lab.TrustedRoot -ThrottleLimit 1
    $lab | Stop-ResilienceLab
    $traces = @{}
    foreach ($path in Get-SignInTrace "$logs/*.UccApilog") { $traces[$path.SipAddress] = $path }
}

Describe 'Compare-SignInPath' {
    It 'finds a walk like its own trace' {
        Compare-SignInPath $one $traces[$one.SipAddress] | Should -BeNullOrEmpty
        $two | Compare-SignInPath $traces[$two.SipAddress] | Should -BeNullOrEmpty
        foreach ($path in Get-SignInTrace "$logs/*.log") {
            $walk = $one, $two | Where-Object SipAddress -eq $path.SipAddress
            Compare-SignInPath -ReferenceObject $walk -DifferenceObject $path | Should -BeNullOrEmpty
        }
    }

    It 'says hop by hop what differs' {
        $differences = Compare-SignInPath $traces[$one.SipAddress] $traces[$two.SipAddress]

        $differences | ForEach-Object { $_.GetType().FullName | Should -Be 'LyncResilience.SignInPathDifference' }
        $differences.What | Should -Not -Contain 'Same'
        $redirect = $differences | Where-Object Subject -like 'Re*A-L14FE1*'
        $redirect.What | Should -Be 'Changed'
        $redirect.LeftHop.Outcome | Should -Be 'Registered'
        $redirect.RightHop.Outcome | Should -Be 'Redirected'
        @($differences | Where-Object What -eq OnlyRight).Subject | Select-Object -Unique | Should -Be 'Register A-L14FE2.shudlab.net'
        ($differences | Where-Object Subject -eq BackupRegistrar).Right | Should -Be 'A-L14FE1.shudlab.net'
    }

    It 'gives what is equal too, and what a trace does not show, with -IncludeEqual' {
        $all = Compare-SignInPath $one $traces[$one.SipAddress] -IncludeEqual
        "$($all.What)" -split ' ' | Sort-Object -Unique | Should -Be 'NotCompared', 'Same'
        ($all | Where-Object Subject -like Srv*).What | Should -Be 'NotCompared'
        Compare-SignInPath $one $one -IncludeEqual | ForEach-Object { $_.What | Should -Be 'Same' }
    }

    It 'takes paths from <Where>' -TestCases @(
        @{ Where = 'a CliXml file'; Store = { $args[0] | Export-Clixml "$TestDrive/p.xml"; Import-Clixml "$TestDrive/p.xml" } }
        @{ Where = 'JSON'; Store = { $args[0] | ConvertTo-Json -Depth 3 | ConvertFrom-Json } }
        @{ Where = 'another session'; Store = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($args[0], 3)) } }
    ) {
        $stored = & $Store $two
        $stored | Should -Not -BeOfType LyncResilience.SignInPath
        Compare-SignInPath $stored $two | Should -BeNullOrEmpty
        $stored | Compare-SignInPath $two | Should -BeNullOrEmpty
        @(Compare-SignInPath $stored $one).Count | Should -Be @(Compare-SignInPath $two $one).Count
    }

    It 'takes no notice of ports when asked to' {
        $other = Start-ResilienceLab
        try {
            $again = $other.Users[1] | Test-SrvSignInPath -DnsServer $other.DnsServer -TrustedRoot $other.TrustedRoot
        }
        finally {
            $other | Stop-ResilienceLab
        }

        Compare-SignInPath $two $again | Should -Not -BeNullOrEmpty
        Compare-SignInPath $two $again -IgnorePort | Should -BeNullOrEmpty
    }

    It 'refuses <What> in binding' -TestCases @(
        @{ What = 'what is no path'; Given = { 'x' }; Like = '*no sign-in path*Get-SignInTrace*' }
        @{ What = 'nothing'; Given = { @() }; Like = '*No sign-in path was given*' }
        @{ What = 'several paths'; Given = { $one, $two }; Like = '*2 objects were given*' }
        @{ What = 'a path whose hops were cut off'; Given = { $two | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json }; Like = '*hops*became text*-Depth 5*' }
    ) {
        $bad = & $Given
        $failure = { Compare-SignInPath $bad $one } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -Be "ParameterArgumentTransformationError,$compare"
        "$failure" | Should -BeLike $Like
        { Compare-SignInPath $one $null } | Should -Throw
    }

    It 'shows differences as a table of their own properties' {
        $differences = Compare-SignInPath $one $two
        $lines = $differences | Out-String -Stream -Width 120 | ForEach-Object { $_ -replace "`e\[[0-9;]*m" } | Where-Object { $_.Trim() }
        -split $lines[0] | Should -Be 'Order', 'What', 'Subject', 'Left', 'Right'
        $differences[0].PSObject.Properties.Name | Should -Contain 'Subject'
    }
}
